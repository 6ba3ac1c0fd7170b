package report

import (
	"strings"
	"unicode"
)

// headlineBeside is a review's own headline where it says more than the title and the author that stand beside it, else
// nothing: "Hard Reboot" by Django Wexler says no more, and neither does Review: Hard Reboot.
func headlineBeside(headline, title, author string) string {
	if headline == "" {
		return ""
	}
	left := letters(withoutSeries(headline))
	for _, said := range []string{letters(title), letters(author)} {
		if said != "" {
			left = strings.Replace(left, said, " ", 1)
		}
	}
	for _, word := range strings.Fields(left) {
		switch word {
		case "by", "review", "bookreview", "reviewof", "areview", "areviewof":
		default:
			return headline
		}
	}
	return ""
}

// withoutSeries is a headline without the series and number that catalogues put behind a title: "The Lamp Room (Finch, #2)".
func withoutSeries(headline string) string {
	open := strings.LastIndexByte(headline, '(')
	if open <= 0 || !strings.HasSuffix(headline, ")") {
		return headline
	}
	number := strings.LastIndexByte(headline, '#')
	if number < open || strings.Trim(headline[number+1:len(headline)-1], "0123456789.-–") != "" {
		return headline
	}
	return headline[:open]
}

// letters is a text without everything but letters and digits, in lower case.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// quotes are the marks to put around a text: none where it begins with a quotation itself.
func quotes(text string) (before, after safe) {
	if strings.HasPrefix(text, "“") || strings.HasPrefix(text, `"`) {
		return "", ""
	}
	return "“", "”"
}
