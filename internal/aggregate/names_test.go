package aggregate

import "testing"

func TestPersonKey(t *testing.T) {
	for name, want := range map[string]string{
		"":                 "",
		"J. K. Rowling":    "jk rowling",
		"JK Rowling":       "jk rowling",
		"j. r. r. Tolkien": "jrr tolkien",
		"Kathy  H.":        "kathy h",
		"Dr. Watson":       "watson",
		"Dr.":              "dr",
		"Sammy Davis, Jr.": "sammy davis",
		"-Flann O'Brien-":  "flann obrien",
		"Flann O’Brien":    "flann obrien",
		"Agent 47":         "agent 47",
		"Simon Stålenhag":  "simon stalenhag",
		"É. X. Zola":       "ex zola",
	} {
		if got := personKey(name); got != want {
			t.Errorf("personKey(%q) = %q, want %q", name, got, want)
		}
	}
}
