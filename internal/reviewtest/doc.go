// Package reviewtest is for tests only: hand-made documents, and the contracts that every part must keep. Its own test
// holds the house's layers.
package reviewtest
