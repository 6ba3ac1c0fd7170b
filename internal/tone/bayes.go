package tone

import (
	_ "embed"
	"math"
)

// loadBayes makes the scorer over cdipaolo/sentiment's model. The model knows no neutral and no stance, and its
// probabilities are far too sure of themselves; both are mended by the fit, in which its own log-odds, damped, are one
// input.
func loadBayes() (judge, error) {
	fit, err := readFit(bayesFit)
	if err != nil {
		return nil, err
	}
	return simple{readBayes, fit}, nil
}

//go:embed bayes/fit.json
var bayesFit string

func bayesData() [][]byte { return [][]byte{[]byte(bayesWords), []byte(bayesFit)} }

// readBayes reads the model's log-odds; the sum is damped so that twice the words do not mean twice the certainty.
func readBayes(chunks []chunk) (each []float64, sum float64) {
	each, sum = bayesOdds(chunks)
	return each, math.Tanh(sum / 4)
}
