// Package state is what the program remembers from one run to the next, and how a run replaces the reports of the last
// one in a single step.
//
//   - [Folder] is the output directory: the lock, the staging directory beside it, the exchange, and the mending of
//     what a killed run left behind (folder.go, swap_*.go).
//   - [Last] is the last complete report in it, read from its own files, and a [Comparison] finds what changed since (last.go,
//     compare.go).
//   - [Cache] keeps analyses by content and engine (cache.go); a [Key] is a digest of both (key.go).
//   - [Pages] knows which pages of the last report can be linked into the new one (pages.go).
//   - [Spool] keeps the analyses of the running run on disk, so that memory does not grow with them (spool.go).
//
// Cache and spool share one compact binary form of [review.Analysis] (codec.go, coder.go). It is no interchange format: it is
// read only by the build that wrote it, and a cache written by another build is simply not found.
package state
