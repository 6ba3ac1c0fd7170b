package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexica writes the three lists that are counted rather than learned: first names, nicknames, and how often each word
// of book and film reviews goes without a capital.
func lexica(data, out string) error {
	names, err := firstNames(filepath.Join(data, "lexicons/uci_name_gender.csv.gz"))
	if err != nil {
		return err
	}
	nicknames, err := readGzip(filepath.Join(data, "lexicons/booknlp-aliases.txt.gz"))
	if err != nil {
		return err
	}
	shares, err := caseShares(data)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"names.txt.gz": names, "nicknames.txt.gz": nicknames, "case.txt.gz": shares,
	} {
		if err := writeGzip(filepath.Join(out, name), content); err != nil {
			return err
		}
	}
	return nil
}

// namesKept is how many first names are kept, the most common first.
const namesKept = 6000

// firstNames keeps the most common names with their gender (F, M, or X where the minority has a fifth or more).
func firstNames(path string) ([]byte, error) {
	raw, err := readGzip(path)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
	if err != nil {
		return nil, err
	}
	type count struct{ female, male int }
	counts := make(map[string]*count)
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[2])
		if err != nil {
			return nil, err
		}
		name := strings.ToLower(row[0])
		if strings.ContainsAny(name, " .") || utf8.RuneCountInString(name) < 2 {
			continue
		}
		if counts[name] == nil {
			counts[name] = new(count)
		}
		if row[1] == "F" {
			counts[name].female += n
		} else {
			counts[name].male += n
		}
	}
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	total := func(name string) int { return counts[name].female + counts[name].male }
	sort.Slice(names, func(i, j int) bool {
		if a, b := total(names[i]), total(names[j]); a != b {
			return a > b
		}
		return names[i] < names[j]
	})
	names = names[:namesKept]
	common := make(map[string]int, namesKept)
	for i, name := range names {
		common[name] = 1
		if i < 600 {
			common[name] = 3
		} else if i < 2500 {
			common[name] = 2
		}
	}
	sort.Strings(names)
	var b bytes.Buffer
	for _, name := range names {
		c := counts[name]
		gender := "X"
		if c.male*5 < total(name) {
			gender = "F"
		} else if c.female*5 < total(name) {
			gender = "M"
		}
		fmt.Fprintf(&b, "%s %s%d\n", name, gender, common[name])
	}
	return b.Bytes(), nil
}

// caseShares counts, over reviews, how often each word stands without a capital where no sentence begins. Words met
// fewer than six times without and forty times with a capital are left out: the program takes those for rare names.
func caseShares(data string) ([]byte, error) {
	type count struct{ lower, upper int }
	counts := make(map[string]*count)
	see := func(text string) {
		opening := true
		for _, word := range strings.Fields(text) {
			core := strings.TrimFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
			if core != "" && !opening {
				low := strings.ToLower(core)
				low = strings.TrimSuffix(strings.TrimSuffix(low, "'s"), "’s")
				c := counts[low]
				if c == nil {
					c = new(count)
					counts[low] = c
				}
				if first, _ := utf8.DecodeRuneInString(core); unicode.IsUpper(first) {
					c.upper++
				} else {
					c.lower++
				}
			}
			opening = strings.ContainsAny(word, ".!?:\"“”()<>*-–—…")
		}
	}
	for _, pattern := range []string{"books/silver.jsonl.gz", "amazon_books/*.jsonl.gz", "blitzer/books.jsonl.gz", "imdb/train_*.tsv.gz"} {
		paths, err := filepath.Glob(filepath.Join(data, pattern))
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if err := eachText(path, see); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
	}
	byTenths := make([][]string, 11)
	for word, c := range counts {
		if c.lower < 6 && c.upper < 40 || strings.ContainsAny(word, "\t =") {
			continue
		}
		tenths := (c.lower*10 + (c.lower+c.upper)/2) / (c.lower + c.upper)
		if tenths > 0 || c.upper >= 40 {
			byTenths[tenths] = append(byTenths[tenths], word)
		}
	}
	var b bytes.Buffer
	for tenths, words := range byTenths {
		if len(words) == 0 {
			continue
		}
		sort.Strings(words)
		fmt.Fprintf(&b, "=%d\n", tenths)
		for _, word := range words {
			b.WriteString(word)
			b.WriteByte('\n')
		}
	}
	return b.Bytes(), nil
}

// eachText calls do with every text of a file of JSON lines with a field "text", or of tab-separated lines. The part of
// the Blitzer reviews that is kept for measuring is left out by its hash.
func eachText(path string, do func(string)) error {
	raw, err := readGzip(path)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		text := lines.Text()
		if strings.Contains(path, ".jsonl") {
			var record struct{ Text string }
			if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
				return err
			}
			text = record.Text
		}
		if !heldOut(text) {
			do(text)
		}
	}
	return lines.Err()
}

func readGzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// writeGzip writes without a time stamp, so that the same content is the same file.
func writeGzip(path string, content []byte) error {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(content); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
