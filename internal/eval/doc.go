// Package eval compares what scorers say with what readers labelled: accuracy, macro-F1, confusion, calibration, rank
// correlation, each with a seeded bootstrap interval. It serves `analyze eval FILE…` on a user's own labelled sentences
// and `make eval` on the shared data.
//
// It knows scorers and segmenters only as values of the review package's interfaces.
package eval
