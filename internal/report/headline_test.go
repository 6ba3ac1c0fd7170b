package report

import "testing"

func TestHeadlineBesideTitle(t *testing.T) {
	for _, c := range []struct{ headline, title, author, want string }{
		{"A lamp that burns too long", "The Lamp Room", "Ada Finch", "A lamp that burns too long"},
		{"The Lamp Room", "The Lamp Room", "Ada Finch", ""},
		{`"The Lamp Room" by Ada Finch`, "The Lamp Room", "Ada Finch", ""},
		{"Book Review: the lamp room", "The Lamp Room", "", ""},
		{"The Lamp Room, and why I gave it away", "The Lamp Room", "Ada Finch", "The Lamp Room, and why I gave it away"},
		{"Reread", "", "", "Reread"},
		{"", "The Lamp Room", "Ada Finch", ""},
	} {
		if got := headlineBeside(c.headline, c.title, c.author); got != c.want {
			t.Errorf("headlineBeside(%q, %q, %q) = %q, want %q", c.headline, c.title, c.author, got, c.want)
		}
	}
}
