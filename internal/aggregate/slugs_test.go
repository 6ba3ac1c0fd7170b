package aggregate

import "testing"

func TestSlugsAreNumberedWhereTheyAreTaken(t *testing.T) {
	taken := make(slugs)
	for _, c := range []struct{ kind, name, home, want string }{
		{"character", "Anna", "Emma", "anna"},
		{"character", "Anna", "Emma", "anna-emma"},
		{"character", "Anna", "", "anna-2"},
		{"character", "Anna", "Emma", "anna-3"},
		{"character", "Anna 4", "", "anna-4"},
		{"character", "Anna", "", "anna-5"},
		{"character", "Anna 2", "", "anna-2-2"},
		{"book", "Anna", "", "anna"},
	} {
		if got := taken.free(c.kind, c.name, c.home); got != c.want {
			t.Errorf("%s %q of %q: %q, want %q", c.kind, c.name, c.home, got, c.want)
		}
	}
}
