package ingest

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDateOrder: one date that can be read in one way only settles those of its file, before and behind it.
func TestDateOrder(t *testing.T) {
	for _, c := range []struct {
		name    string
		order   string   // Options.DateOrder
		written []string // the dates of a table
		want    []string // what they are read as; "?" behind one that was guessed
	}{
		{"day first, told late", "", []string{"05/04/2025", "06/04/2025", "25/04/2025", "1/2/2025"}, []string{"2025-04-05", "2025-04-06", "2025-04-25", "2025-02-01"}},
		{"month first, told late", "", []string{"05/04/2025", "04/25/2025"}, []string{"2025-05-04", "2025-04-25"}},
		{"with hyphens and times", "", []string{"05-04-2025 10:30", "25-04-2025"}, []string{"2025-04-05", "2025-04-25"}},
		{"nothing tells", "", []string{"05/04/2025", "2025-04-25", "25.04.2025", "7/7/2025", ""}, []string{"2025-05-04?", "2025-04-25", "2025-04-25", "2025-07-07", ""}},
		{"both orders", "", []string{"25/04/2025", "05/04/2025", "04/25/2025", "05/04/2025"}, []string{"2025-04-25", "2025-04-05", "2025-04-25", "2025-05-04?"}},
		{"the user says day", "day", []string{"05/04/2025", "04/25/2025", "05/04/2025"}, []string{"2025-04-05", "2025-04-25", "2025-04-05"}},
		{"the user says month", "month", []string{"05/04/2025"}, []string{"2025-05-04"}},
		{"no date", "", []string{"45/45/2025", "00/04/2025", "05/04/2025"}, []string{"", "", "2025-05-04?"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var table strings.Builder
			table.WriteString("Title,Author,My Rating,Date Read,Date Added,My Review\n")
			for i, date := range c.written {
				column := date + ","
				if i%2 == 1 { // the second column of dates counts as well
					column = "," + date
				}
				fmt.Fprintf(&table, "Book %d,Ada Quill,4,%s,A fine book.\n", i, column)
				if i == 0 {
					table.WriteString("a row,that,is,cut\n")
				}
			}
			items, count := readAll(t, strings.NewReader(table.String()), "goodreads.csv", Options{DateOrder: c.order})
			var got []string
			guessed, line := 0, 0
			for _, it := range items {
				if it.Skip != nil {
					if it.Skip.Line < line {
						t.Errorf("line %d comes behind line %d", it.Skip.Line, line)
					}
					line = it.Skip.Line
					continue
				}
				if it.Review.Line < line {
					t.Errorf("line %d comes behind line %d", it.Review.Line, line)
				}
				line = it.Review.Line
				date := it.Review.Metadata.Date
				for _, w := range it.Review.Warnings {
					if w.Code == "date_order" {
						date += "?"
						guessed++
					}
				}
				got = append(got, date)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if count.GuessedDates != guessed || count.Problems != 1 {
				t.Errorf("%+v; %d were guessed", count, guessed)
			}
		})
	}
	if _, err := New(Options{DateOrder: "year"}); err == nil {
		t.Error("an order that does not exist is no error")
	}
}

// TestDatesThatWait holds no more than a record's size while no date tells the order.
func TestDatesThatWait(t *testing.T) {
	const rows = 200
	row := "05/04/2025," + strings.Repeat("A fine book. ", 100) + "\n"
	table := &repeated{head: "date,review\n", text: row, n: rows, tail: "25/04/2025,The last.\n"}
	items, count := readAll(t, table, "a.csv", Options{MaxRecord: 64 << 10})
	if len(items) != rows+1 || count.GuessedDates < rows/2 || count.GuessedDates == rows {
		t.Errorf("%+v", count)
	}
	if last := items[rows-1].Review.Metadata.Date; last != "2025-04-05" {
		t.Errorf("the last date is read as %s", last)
	}
}

// TestWaitingOutlivesPanic: records that wait for the order of dates are handed on where the reader fails behind them.
func TestWaitingOutlivesPanic(t *testing.T) {
	table := "book,date,review\n" + strings.Repeat("Emma,05/04/2025,I loved this book and its people.\n", 10000)
	src := Source{Name: "dates.csv", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader(table), panicReader{})), nil
	}}
	reader, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	reviews := 0
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the reader did not panic")
			}
		}()
		reader.Read(t.Context(), src, func(item Item) error {
			if item.Review != nil {
				reviews++
			}
			return nil
		})
	}()
	if reviews < 5000 {
		t.Errorf("only %d reviews of what stood above the fault were handed on", reviews)
	}
}

type panicReader struct{}

func (panicReader) Read([]byte) (int, error) { panic("a fault") }
