package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tonearc/pipeline/review"
)

// testScorer gives a tone by a word of the sentence, and fails where it is told to.
type testScorer struct {
	name    string
	warmth  float64      // added to every tone: another engine
	scored  atomic.Int64 // documents
	trouble func(doc *review.Document) error
}

func (s *testScorer) Fingerprint() string { return fmt.Sprint(s.name, s.warmth) }

func (s *testScorer) Score(doc *review.Document) ([]review.Score, error) {
	s.scored.Add(1)
	if s.trouble != nil {
		if err := s.trouble(doc); err != nil {
			return nil, err
		}
	}
	scores := make([]review.Score, len(doc.Sentences))
	for i := range scores {
		text := doc.Text(i)
		sc := review.Score{Opinion: 1, Neutral: 1, Weight: 1}
		switch {
		case strings.Contains(text, "good"):
			sc.Positive, sc.Neutral, sc.Tone = 1, 0, 0.7+s.warmth
		case strings.Contains(text, "bad"):
			sc.Negative, sc.Neutral, sc.Tone = 1, 0, -0.7+s.warmth
		}
		scores[i] = sc
	}
	return scores, nil
}

// writeCorpus writes n reviews, each about a book of its own, and some inputs that are none.
func writeCorpus(t *testing.T, dir string, n int) {
	t.Helper()
	for i := range n {
		text := fmt.Sprintf("---\nbook: The Book of Number %d\nauthor: Writer Number %d\nreviewer: Ann\n---\n\n", i, i%5)
		for j := range 3 + i%4 {
			text += fmt.Sprintf("This is a good book, not as good as The Book of Number %d, but better than The Book of Number %d. ", i+1, i+2)
			text += fmt.Sprintf("Chapter %d of it is %s, and I say so. ", j, []string{"good", "bad", "long"}[(i+j)%3])
		}
		writeFile(t, filepath.Join(dir, fmt.Sprintf("shelf%d", i%3), fmt.Sprintf("review%03d.md", i)), text)
	}
	writeFile(t, filepath.Join(dir, "table.csv"), "review,title,id\nA good book it is.,One,1\n,Two,2\nA bad book it is.,Three,3\n")
	writeFile(t, filepath.Join(dir, "broken.json"), `[{"text": "A good`)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// tree is every file below dir by name, but for run.json.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "run.json" {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sameTree fails the test where two reports differ.
func sameTree(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s: %s is missing", what, name)
		}
	}
	for name, text := range got {
		if other, ok := want[name]; !ok {
			t.Errorf("%s: %s is too many", what, name)
		} else if text != other {
			t.Errorf("%s: %s differs", what, name)
		}
	}
}

func mustRun(t *testing.T, cfg Config, opts ...Option) Result {
	t.Helper()
	result, err := Run(context.Background(), cfg, opts...)
	if err != nil {
		t.Fatal(err)
	}
	if c := result.Counts; c.Records != c.Reviews+c.Excluded+c.Problems+c.Empty {
		t.Errorf("records do not add up: %+v", c)
	}
	return result
}

func TestAnyNumberOfWorkersWritesTheSame(t *testing.T) {
	dir := t.TempDir()
	writeCorpus(t, filepath.Join(dir, "corpus"), 60)
	var want map[string]string
	for _, workers := range []int{1, 2, 8} {
		out := filepath.Join(dir, fmt.Sprint("reports", workers))
		cfg := Config{Paths: []string{filepath.Join(dir, "corpus")}, Output: out, Workers: workers, JSONL: true}
		result := mustRun(t, cfg, WithScorer(&testScorer{}))
		if c := result.Counts; c.Reviews != 62 || c.Empty != 1 || c.Problems != 1 || c.Sources != 62 {
			t.Errorf("%d workers: %+v", workers, c)
		}
		got := tree(t, out)
		if strings.Count(got["data/comparisons.csv"], "\n") < 60 {
			t.Error("hardly a comparison: their order is part of what is tested")
		}
		if want == nil {
			want = got
			continue
		}
		sameTree(t, fmt.Sprint(workers, " workers"), got, want)
	}
}

// TestNights goes through what happens to a corpus over several nights. Every night a run with the cache and one that
// analyses everything anew, over the same last report, must write the same.
func TestNights(t *testing.T) {
	dir := t.TempDir()
	corpus := filepath.Join(dir, "corpus")
	writeCorpus(t, corpus, 40)
	scorer := &testScorer{name: "one"}
	cached := Config{Paths: []string{corpus}, Output: filepath.Join(dir, "cached"), Cache: filepath.Join(dir, "cache")}
	full := Config{Paths: []string{corpus}, Output: filepath.Join(dir, "full"), Full: true}
	describe := func(changes []review.Change) string {
		var out []string
		for _, c := range changes {
			if c.Field == "tone" || c.Field == "verdict" || c.Field == "shifts" {
				continue // which of them follow an edit is not this test's subject
			}
			out = append(out, fmt.Sprintf("%s %s %s", c.ReviewID, c.Kind, c.Field))
		}
		return strings.Join(out, "; ")
	}
	edited := filepath.Join(corpus, "shelf0", "review000.md")
	text, err := os.ReadFile(edited)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, night := range []struct {
		name     string
		before   func()
		analysed int64 // by the run with the cache
		stays    bool
		want     string
	}{
		{name: "first", before: func() {}, analysed: 42},
		{name: "nothing new", before: func() {}, analysed: 0, stays: true},
		{name: "touched", before: func() {
			later := time.Now().Add(-48 * time.Hour) // a clock that jumped back
			if err := os.Chtimes(edited, later, later); err != nil {
				t.Fatal(err)
			}
		}, analysed: 0, stays: true},
		{name: "edited", before: func() { writeFile(t, edited, string(text)+"It is a bad, bad book, and that is bad.") },
			analysed: 1, want: "shelf0/review000.md edited text; shelf0/review000.md edited sentence"},
		{name: "nothing new after that", before: func() {}, analysed: 0, stays: true},
		{name: "new and gone", before: func() {
			writeFile(t, filepath.Join(corpus, "z.txt"), "Another one\n\nA good book it was.")
			if err := os.Remove(filepath.Join(corpus, "shelf1", "review001.md")); err != nil {
				t.Fatal(err)
			}
		}, analysed: 1, want: "shelf1/review001.md gone ; z.txt new "},
		{name: "a record of a table, whose row moved", before: func() {
			writeFile(t, filepath.Join(corpus, "table.csv"), "review,title,id\nA bad book it is.,Three,3\nA good book it is.,One,1\n")
		}, analysed: 0},
	} {
		t.Run(night.name, func(t *testing.T) {
			night.before()
			inode := fileID(t, cached.Output)
			start := scorer.scored.Load()
			result := mustRun(t, cached, WithScorer(scorer))
			if got := scorer.scored.Load() - start; got != night.analysed {
				t.Errorf("%d reviews analysed, want %d", got, night.analysed)
			}
			if got := describe(result.Changes); got != night.want {
				t.Errorf("changes: %s\nwant:    %s", got, night.want)
			}
			if stays := inode == fileID(t, cached.Output) && inode != ""; stays != night.stays || result.Unchanged != night.stays {
				t.Errorf("the reports stayed: %v, Unchanged: %v; want %v", stays, result.Unchanged, night.stays)
			}
			again := mustRun(t, full, WithScorer(scorer))
			if got := describe(again.Changes); got != night.want {
				t.Errorf("changes of the full run: %s\nwant: %s", got, night.want)
			}
			sameTree(t, "cached and full", tree(t, cached.Output), tree(t, full.Output))
		})
	}

	t.Run("another engine", func(t *testing.T) {
		warmer := &testScorer{name: "one", warmth: 0.2}
		result := mustRun(t, cached, WithScorer(warmer))
		if warmer.scored.Load() != int64(result.Counts.Reviews) {
			t.Errorf("%d of %d reviews analysed", warmer.scored.Load(), result.Counts.Reviews)
		}
		if len(result.Changes) == 0 || slices.ContainsFunc(result.Changes, func(c review.Change) bool { return c.Kind != review.ChangeMoved }) {
			t.Errorf("changes: %s; want moved ones only", describe(result.Changes))
		}
	})
}

// TestManyNights goes through nights on which anything may happen to a small corpus in which reviews share books, authors
// and characters. Every night the run with the cache, which uses pages and rows of the night before again, must write what
// a full run over the same last report writes.
func TestManyNights(t *testing.T) {
	dir := t.TempDir()
	corpus := filepath.Join(dir, "corpus")
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	write := func(name string) {
		text := fmt.Sprintf("---\nbook: %s\nauthor: %s\nreviewer: %s\ndate: 2021-0%d-01\n---\n\n",
			pick("The Salt Road", "The salt road", "Nine Winters", "Nine Winters (Tides, #2)"), pick("Theo Brandt", "Mira Okoye", "M. Okoye"),
			pick("Ann", "Ben"), 1+random.IntN(3))
		for range 2 + random.IntN(4) {
			text += pick("Ilse Marr is a good heroine. ", "I found Ilse Marr bad. ", "It is not as good as Nine Winters, and The Salt Road is better. ",
				"The prose is good. ", "The ending is bad. ", "Jonas Veld walks to the sea. ")
		}
		writeFile(t, filepath.Join(corpus, name), text)
	}
	for i := range 8 {
		write(fmt.Sprintf("r%d.md", i))
	}
	cached := Config{Paths: []string{corpus}, Output: filepath.Join(dir, "cached"), Cache: filepath.Join(dir, "cache"), JSONL: true}
	full := Config{Paths: []string{corpus}, Output: filepath.Join(dir, "full"), Full: true, JSONL: true}
	used := 0
	for night := range 25 {
		ids := make(map[string]string)
		for name := range lastTree(t, cached.Output) {
			ids[name] = fileID(t, filepath.Join(cached.Output, name))
		}
		for range random.IntN(3) {
			name := fmt.Sprintf("r%d.md", random.IntN(12))
			path := filepath.Join(corpus, name)
			switch random.IntN(4) {
			case 0:
				_ = os.Remove(path) // there may be none
			case 1:
				_ = os.Rename(path, filepath.Join(corpus, fmt.Sprintf("r%d.md", random.IntN(12))))
			default:
				write(name)
			}
		}
		if night%8 == 7 {
			cached.Pages = pick("", "3", "none")
			full.Pages = cached.Pages
		}
		mustRun(t, cached, WithScorer(&testScorer{name: "one"}))
		mustRun(t, full, WithScorer(&testScorer{name: "one"}))
		got := tree(t, cached.Output)
		sameTree(t, fmt.Sprint("night ", night), got, tree(t, full.Output))
		for name := range got {
			if id := ids[name]; id != "" && id == fileID(t, filepath.Join(cached.Output, name)) && strings.HasPrefix(name, "books/") {
				used++
			}
		}
		if t.Failed() {
			return
		}
	}
	if used == 0 && fileID(t, cached.Output) != "" {
		t.Error("no page of a book was ever used again, so that nothing was tested")
	}
}

// lastTree is tree, or nothing where there is no report yet.
func lastTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return tree(t, dir)
}

func TestReportsInsideTheInputAreNoInput(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.txt"), "It is good. I say so.")
	cfg := Config{Paths: []string{dir}, Output: filepath.Join(dir, "reports")}
	for night := range 2 {
		result := mustRun(t, cfg, WithScorer(&testScorer{}))
		if result.Counts.Sources != 1 || len(result.Skips) != 0 || result.Unchanged != (night == 1) {
			t.Errorf("night %d: %+v, %v, unchanged %v", night, result.Counts, result.Skips, result.Unchanged)
		}
	}
}

// TestPagesAreUsedAgain: after an edit of one review the pages of the others are the same files, unless somebody touched
// them; and a report that is not whole is written anew though no input changed.
func TestPagesAreUsedAgain(t *testing.T) {
	dir := t.TempDir()
	corpus := filepath.Join(dir, "corpus")
	writeCorpus(t, corpus, 9)
	cfg := Config{Paths: []string{corpus}, Output: filepath.Join(dir, "reports"), Cache: filepath.Join(dir, "cache")}
	mustRun(t, cfg, WithScorer(&testScorer{}))
	pages, err := filepath.Glob(filepath.Join(cfg.Output, "reviews", "*.html"))
	if err != nil || len(pages) != 11 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	want := tree(t, cfg.Output)
	id := func(page string) string { return fileID(t, filepath.Join(cfg.Output, "reviews", filepath.Base(page))) }
	ids := make(map[string]string)
	for _, page := range pages {
		ids[page] = id(page)
	}
	edited, touched, kept := pages[0], pages[1], 0
	writeFile(t, touched, "somebody was here")
	text, err := os.ReadFile(filepath.Join(corpus, "shelf0", "review000.md"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(corpus, "shelf0", "review000.md"), strings.Replace(string(text), "good", "bad", 1))
	mustRun(t, cfg, WithScorer(&testScorer{}))
	got := tree(t, cfg.Output)
	for _, page := range pages {
		name := "reviews/" + filepath.Base(page)
		again, same := ids[page] == id(page), got[name] == want[name]
		switch {
		case page == edited && same:
			t.Errorf("%s was edited, and its page is the same", name)
		case again != (same && page != touched): // near-duplicates of the edited review differ too
			t.Errorf("%s: the same file %v, the same content %v", name, again, same)
		case again:
			kept++
		}
	}
	if kept < 3 {
		t.Errorf("%d of %d pages were used again", kept, len(pages))
	}

	if err := os.Remove(touched); err != nil {
		t.Fatal(err)
	}
	if result := mustRun(t, cfg, WithScorer(&testScorer{})); result.Unchanged {
		t.Error("a report that is not whole was left as it was")
	}
	if page, _ := os.ReadFile(touched); string(page) != got["reviews/"+filepath.Base(touched)] {
		t.Error("a page that was missing is not there again")
	}
}

func TestOneBadReviewDoesNotStopTheRun(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt": "It is good. I say so.", "panics.txt": "It is explosive. I say so.", "fails.txt": "It is refused. I say so.",
	} {
		writeFile(t, filepath.Join(dir, "corpus", name), text)
	}
	scorer := &testScorer{trouble: func(doc *review.Document) error {
		switch {
		case strings.Contains(doc.Review.Text, "explosive"):
			var none []int
			_ = none[3]
		case strings.Contains(doc.Review.Text, "refused"):
			return errors.New("no")
		}
		return nil
	}}
	result := mustRun(t, Config{Paths: []string{filepath.Join(dir, "corpus")}, Output: filepath.Join(dir, "reports")}, WithScorer(scorer))
	if c := result.Counts; c.Reviews != 1 || c.Problems != 2 {
		t.Errorf("%+v", c)
	}
	for _, skip := range result.Skips {
		if skip.Kind != review.Failed || skip.Stage != "tone" || skip.ReviewID == "" || skip.Line != 1 {
			t.Errorf("%+v", skip)
		}
	}
}

// TestTooManySentences refuses what would take gigabytes to analyse, as one bad review.
func TestTooManySentences(t *testing.T) {
	a, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("It was good. ", MaxSentences+1)
	_, err = a.Analyze(&review.Review{ID: "long", Source: "long.txt", Line: 1, Text: text})
	if in, ok := errors.AsType[*StageError](err); !ok || in.Stage != "nlp" || !strings.Contains(in.Error(), "100001 sentences") {
		t.Errorf("%v", err)
	}
}

func TestAnErrorLeavesTheOldReports(t *testing.T) {
	dir := t.TempDir()
	corpus, out := filepath.Join(dir, "corpus"), filepath.Join(dir, "reports")
	writeCorpus(t, corpus, 30)
	cfg := Config{Paths: []string{corpus}, Output: out}
	mustRun(t, cfg, WithScorer(&testScorer{}))
	want := tree(t, out)
	writeFile(t, filepath.Join(corpus, "more.txt"), "It is good. I say so.")

	ctx, cancel := context.WithCancelCause(context.Background())
	stopped := errors.New("enough")
	scorer := &testScorer{trouble: func(doc *review.Document) error {
		if strings.Contains(doc.Review.Source, "review015") {
			cancel(stopped)
		}
		return nil
	}}
	if _, err := Run(ctx, cfg, WithScorer(scorer)); !errors.Is(err, stopped) {
		t.Errorf("a run that was stopped: %v", err)
	}
	sameTree(t, "after a run that was stopped", tree(t, out), want)

	full := errors.New("no space left on device")
	_, err := Run(context.Background(), cfg, WithScorer(&testScorer{}), WithStep(func(operation string) error {
		if operation == "before sync" {
			return full
		}
		return nil
	}))
	if !errors.Is(err, full) {
		t.Errorf("a run that met a full disk: %v", err)
	}
	sameTree(t, "after a run that met a full disk", tree(t, out), want)
	if entries, _ := os.ReadDir(dir); len(entries) != 3 { // corpus, reports, the lock
		t.Errorf("left lying: %v", entries)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	dir := t.TempDir()
	writeCorpus(t, filepath.Join(dir, "corpus"), 10)
	scorer := &testScorer{}
	cfg := Config{Paths: []string{filepath.Join(dir, "corpus")}, Output: filepath.Join(dir, "reports"), Cache: filepath.Join(dir, "cache")}
	dry := cfg
	dry.DryRun = true
	if c := mustRun(t, dry, WithScorer(scorer)).Counts; c.Reviews != 12 || c.Cached != 0 || scorer.scored.Load() != 0 {
		t.Errorf("before the first run: %+v, %d analysed", c, scorer.scored.Load())
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("written: %v", entries)
	}
	mustRun(t, cfg, WithScorer(scorer))
	writeFile(t, filepath.Join(dir, "corpus", "new.txt"), "It is good. I say so.")
	if c := mustRun(t, dry, WithScorer(scorer)).Counts; c.Reviews != 13 || c.Cached != 12 {
		t.Errorf("after it: %+v", c)
	}
}

func TestSingleFile(t *testing.T) {
	dir := t.TempDir()
	writeCorpus(t, filepath.Join(dir, "corpus"), 6)
	single := filepath.Join(dir, "all.html")
	cfg := Config{Paths: []string{filepath.Join(dir, "corpus")}, Output: filepath.Join(dir, "reports"), SingleFile: single}
	for _, night := range []string{"first", "nothing new", "gone"} {
		if night == "gone" {
			if err := os.Remove(single); err != nil {
				t.Fatal(err)
			}
		}
		result := mustRun(t, cfg, WithScorer(&testScorer{}))
		if page, err := os.ReadFile(single); err != nil || !strings.Contains(string(page), "The Book of Number 5") {
			t.Errorf("%s: %d bytes, %v", night, len(page), err)
		}
		if result.Unchanged != (night == "nothing new") {
			t.Errorf("%s: unchanged %v", night, result.Unchanged)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 4 { // corpus, reports, the lock, the file
		t.Errorf("left lying: %v", entries)
	}
}

func TestUsage(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "home", "thesis.doc"), "years of work")
	writeFile(t, filepath.Join(dir, "a.txt"), "It is good. I say so.")
	for name, cfg := range map[string]Config{
		"no such path":         {Paths: []string{filepath.Join(dir, "nowhere")}},
		"not our directory":    {Paths: []string{filepath.Join(dir, "a.txt")}, Output: filepath.Join(dir, "home")},
		"no such scorer":       {Paths: []string{filepath.Join(dir, "a.txt")}, Scorer: "oracle"},
		"no such pages":        {Paths: []string{filepath.Join(dir, "a.txt")}, Pages: "some"},
		"negative workers":     {Paths: []string{filepath.Join(dir, "a.txt")}, Workers: -1},
		"no such field to map": {Paths: []string{filepath.Join(dir, "a.txt")}, Columns: map[string]string{"tune": "x"}},
	} {
		if cfg.Output == "" {
			cfg.Output = filepath.Join(dir, "reports")
		}
		if _, err := Run(context.Background(), cfg); !errors.Is(err, ErrUsage) {
			t.Errorf("%s: %v; want ErrUsage", name, err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("written: %v", entries)
	}
}

func TestInOrder(t *testing.T) {
	const n = 1000
	for _, workers := range []int{1, 3, 16} {
		var busy [16]atomic.Bool
		var got []int
		err := inOrder(context.Background(), workers,
			func(emit func(int) error) error {
				for i := range n {
					if err := emit(i); err != nil {
						return err
					}
				}
				return nil
			},
			func(worker, in int) (int, error) {
				if busy[worker].Swap(true) {
					t.Error("two inputs with the same worker's number at a time")
				}
				defer busy[worker].Store(false)
				if in%7 == 0 {
					time.Sleep(10 * time.Microsecond)
				}
				return in * 2, nil
			},
			func(out int) error { got = append(got, out); return nil })
		if err != nil || len(got) != n || !slices.IsSorted(got) || got[n-1] != 2*(n-1) {
			t.Errorf("%d workers: %d outputs, sorted %v, %v", workers, len(got), slices.IsSorted(got), err)
		}
	}
}

func TestInOrderEndsOnTheFirstTrouble(t *testing.T) {
	trouble := errors.New("trouble")
	at := func(where, here string, i int) error {
		switch {
		case i < 50 || where != here && where != here+" panics":
			return nil
		case where == here:
			return trouble
		}
		panic("trouble")
	}
	for _, where := range []string{"produce", "work", "collect", "produce panics", "work panics", "collect panics"} {
		err := inOrder(context.Background(), 4,
			func(emit func(int) error) error {
				for i := range 100_000 {
					if err := errors.Join(at(where, "produce", i), emit(i)); err != nil {
						return err
					}
				}
				return nil
			},
			func(_, in int) (int, error) { return in, at(where, "work", in) },
			func(out int) error { return at(where, "collect", out) })
		if err == nil || !strings.Contains(err.Error(), "trouble") {
			t.Errorf("trouble in %s: %v", where, err)
		}
	}
}
