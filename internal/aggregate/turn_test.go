package aggregate

import (
	"strings"
	"testing"
)

func TestLeastTurn(t *testing.T) {
	for want, orders := range map[string][]string{
		"":                {"liu", "", "a b c d e"},
		"cixin liu":       {"cixin liu", "liu cixin"},
		"duran duran":     {"duran duran"},
		"guin ursula k":   {"ursula k guin", "k guin ursula", "guin ursula k"},
		"guin k ursula":   {"guin k ursula"},
		"a b c d":         {"a b c d", "b c d a", "c d a b", "d a b c"},
		"a a b":           {"a b a", "b a a", "a a b"},
		"a aa":            {"aa a", "a aa"},
		"cixin liuci liu": {"cixin liuci liu", "liu cixin liuci"},
	} {
		for _, key := range orders {
			if got := leastTurn(key); got != want {
				t.Errorf("leastTurn(%q) = %q, want %q", key, got, want)
			}
		}
	}
}

func FuzzLeastTurn(f *testing.F) {
	f.Add("Liu Cixin")
	f.Add("Ursula K. Le Guin")
	f.Fuzz(func(t *testing.T, name string) {
		key := personKey(name)
		least := leastTurn(key)
		if first, rest, many := strings.Cut(key, " "); many && leastTurn(rest+" "+first) != least {
			t.Fatalf("leastTurn(%q) = %q, but %q with its first word last", key, least, leastTurn(rest+" "+first))
		}
		if least > key || least != "" && len(least) != len(key) {
			t.Fatalf("leastTurn(%q) = %q", key, least)
		}
	})
}
