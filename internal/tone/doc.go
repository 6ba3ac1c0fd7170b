// Package tone judges every sentence of a review: its stance (opinion, story, context), the reviewer's tone, and the
// feel of the events told, each with a probability, and with the words that decided.
//
// The judges stand in one table, scorers. [New] puts together the judge asked for and what goes around every judge, as
// small wrappers that each do one thing to the scores:
//
//	judge (net with advised, gated and signs; bayes; lexicon) → secondOpinion → ratings → userLexicon → weights
//
// [Summarise] draws the scores of one review together into its tone, its interval and its verdict.
package tone
