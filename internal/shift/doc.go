// Package shift finds how the tone moves over a review: the smoothed arc, the stretches of one tone, and the boundaries
// between them, each tested and explained.
package shift
