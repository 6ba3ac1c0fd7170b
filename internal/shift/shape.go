package shift

import "tonearc/pipeline/review"

// shape is the course of the tested shifts: without any, flat; all upwards, rise; all downwards, fall; one turn, valley
// or hill; more turns, wave.
func shape(shifts []review.Shift) review.Shape {
	if len(shifts) == 0 {
		return review.Flat
	}
	turns := 0
	for i := 1; i < len(shifts); i++ {
		if shifts[i].Direction != shifts[i-1].Direction {
			turns++
		}
	}
	rises := shifts[0].Direction == review.Up
	switch {
	case turns > 1:
		return review.Wave
	case turns == 1 && rises:
		return review.Hill
	case turns == 1:
		return review.Valley
	case rises:
		return review.Rise
	}
	return review.Fall
}
