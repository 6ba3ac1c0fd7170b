package ingest

import "testing"

func TestHeadlineForms(t *testing.T) {
	for headline, want := range map[string][2]string{
		"DNF at 41%: Middlemarch by George Eliot":                     {"Middlemarch", "George Eliot"},
		"DNF - Middlemarch by George Eliot":                           {"Middlemarch", "George Eliot"},
		"Reread: Emma by Jane Austen":                                 {"Emma", "Jane Austen"},
		"ARC review: The Long Way Down by Ann Hall":                   {"The Long Way Down", "Ann Hall"},
		"Here, There, Nowhere - Ann Hall":                             {"Here, There, Nowhere", "Ann Hall"},
		"A Man of Few Words (Simone de Beauvoir)":                     {"A Man of Few Words", "Simone de Beauvoir"},
		"THE LAST OF SPRING (Ann Hall): half of a brilliant thriller": {"The Last of Spring", "Ann Hall"},
		"Emma (Penguin Classics Edition)":                             {"", ""},
		"A Slow Start - Reading Update":                               {"", ""},
		"Emma (spoiler free)":                                         {"", ""},
		"Spring Books - March Wrap":                                   {"", ""},
		"Not my favourite - Too Slow":                                 {"", ""},
		"A Hidden Gem - Too Slow":                                     {"", ""},
		"Rereading the classics":                                      {"", ""},
	} {
		if book, author := bookOf(headline); book != want[0] || author != want[1] {
			t.Errorf("bookOf(%q) = %q, %q; want %q", headline, book, author, want)
		}
	}
}
