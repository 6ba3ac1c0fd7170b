package pipeline_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"tonearc/pipeline"
	"tonearc/pipeline/review"
)

// One review, from text to tone.
func ExampleAnalyzer_Analyze() {
	analyzer, err := pipeline.New(pipeline.Config{})
	if err != nil {
		log.Fatal(err)
	}
	an, err := analyzer.Analyze(&review.Review{
		ID:       "seen-from-here",
		Text:     "I loved the first half of this book, every page of it. But the ending is dull and badly written.",
		Metadata: review.Metadata{Book: "Seen from Here", Authors: []string{"A. N. Author"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for i, sent := range an.Sentences {
		sc := an.Scores[i]
		fmt.Printf("%s %s: %s\n", sc.Stance(), sc.Class(), sent.In(an.Review.Text))
	}
	fmt.Println("about:", an.About.Entities[0].Name)
	// Output:
	// opinion positive: I loved the first half of this book, every page of it.
	// opinion negative: But the ending is dull and badly written.
	// about: Seen from Here
}

// A corpus, from files to reports.
func ExampleRun() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	text := "A wonderful novel.\n\nI read it in one night and would read it again."
	if err := os.WriteFile(filepath.Join(dir, "novel.txt"), []byte(text), 0o666); err != nil {
		log.Fatal(err)
	}

	result, err := pipeline.Run(context.Background(), pipeline.Config{
		Paths:  []string{filepath.Join(dir, "novel.txt")},
		Output: filepath.Join(dir, "reports"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Counts)

	table, err := os.ReadFile(filepath.Join(result.Output, "data", "reviews.csv"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Split(string(table), "\n")[0][:26])
	// Output:
	// 1 record in 1 source = 1 review + 0 excluded + 0 problems + 0 without text
	// review_id,source,line,titl
}
