// Package pipeline reads book reviews and reports their tone: what the reviewer thinks, of what, and where it shifts.
//
// # A guided tour
//
// A review is a text and what its source said about it ([review.Review]). [New] loads the parts once; an [Analyzer] then
// reads one review at a time:
//
//	analyzer, err := pipeline.New(pipeline.Config{})
//	an, err := analyzer.Analyze(&review.Review{ID: "1", Text: "The prose is lovely. The ending fell flat."})
//
// The parts hand each other values and never change what they are given:
//
//	nlp.Segment     text and marks            → sentences and tagged tokens, as spans of the text
//	tone.Score      sentences                 → stance, tone and feel of each, with the words that say so
//	entity.Entities sentences, scores         → books, authors, characters, aspects, and the tone towards each
//	shift.Shifts    scores, entities          → the arc, its stretches, the tested shifts and why
//	tone.Summarise, aggregate.Terms           → the review as a whole; the words that praise and blame in it
//
// What they found is a [review.Analysis]. It depends on the review, on the Config and on nothing else: not on other
// reviews, not on the clock, not on the number of workers.
//
// [Run] does this for a whole corpus and writes the reports. It is the map of the program, in two passes:
//
//	pass 1   files → records → Analyze, or the cache of earlier runs → spool on disk, digest in memory
//	between  digests sorted by review_id; names joined over the corpus (aggregate.Resolve); compared with the last report
//	pass 2   spool → rows and pages (report.Render), totals (aggregate.Totals) → staged directory
//	last     pages of entities, totals, index, run.json; then the staged directory takes the place of the old reports in one step
//
// Where things are: run.go holds the two passes and all concurrency; analyzer.go one review; job.go how a run begins and
// ends; memory.go what it remembers of earlier ones.
//
// # What can be relied on
//
//   - The same input, version and last report give the same bytes, whatever the number of workers, except for run.json,
//     the only file with a clock in it. Analyses out of the cache give the same bytes as fresh ones.
//   - Every record is accounted for: [Counts] says how, [Result.Skips] names each that was not analysed, and why.
//   - On an error, the end of the context, or a kill, the old reports stand.
//   - Memory grows with the number of reviews only by their digests; texts and analyses lie on disk.
//   - Nothing is printed or logged, but to the logger of [WithLog]. Nothing is read but the paths, and nothing written
//     but the output directory, what lies beside it under its name with a dot in front, the cache, and the single file.
package pipeline
