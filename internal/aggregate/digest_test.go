package aggregate

import (
	"testing"

	"tonearc/pipeline/review"
)

// A small arc is rounded to hundredths, and not towards even.
func TestSparklineRounds(t *testing.T) {
	arc := sparkline([]review.Point{{Position: 0, Known: true, Value: -0.299}, {Position: 1, Known: true, Value: -0.299}})
	for k, tone := range arc {
		if tone != -30 {
			t.Errorf("point %d is %d, want -30", k, tone)
		}
	}
}
