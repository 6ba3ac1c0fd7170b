package shift

import (
	"math"

	"tonearc/pipeline/review"
)

// reach is how far, in sentences, an opinion is heard: where none is nearer, the arc has no value.
const reach = 3

// tonePrior is the variance of a tone of which nothing is known: uniform on [-1, 1].
const tonePrior = 1.0 / 3

// scales are the distances, in sentences, over which the tone of a review may drift; infinite: it never does.
var scales = [...]float64{2, 4, 8, 16, 32, math.Inf(1)}

// smooth draws the arc: the level of a random walk that is seen through sentences, each as exact as its weight says
// (the local level model: Durbin and Koopman 2012, ch. 2). How fast the walk drifts is not known; each of the scales is
// tried and counts by its likelihood, and the band holds that doubt as well. A level is a weighted mean of the tones
// around it: it never leaves their range, does not ring, and at the ends, with neighbours on one side only, its band
// widens as it should.
func smooth(tones, weights []float64) []review.Point {
	n := len(tones)
	points := make([]review.Point, n)
	total := 0.0
	for _, w := range weights {
		total += w
	}
	if total == 0 {
		return points
	}

	var levels [len(scales)]walk
	var logs [len(scales)]float64
	best := math.Inf(-1)
	for k, scale := range scales {
		levels[k] = newWalk(tones, weights, 1/(scale*scale))
		logs[k] = levels[k].logLikelihood
		best = max(best, logs[k])
	}
	sum := 0.0
	for k := range logs {
		logs[k] = math.Exp(logs[k] - best)
		sum += logs[k]
	}

	for i := range points {
		if !heard(weights, i) {
			continue
		}
		var mean, square float64
		for k := range levels {
			share, m := logs[k]/sum, levels[k].mean[i]
			mean += share * m
			square += share * (m*m + levels[k].variance[i])
		}
		mean = clamp(mean, -1, 1) // rounding
		half := review.Student95(total) * math.Sqrt(max(0, square-mean*mean))
		points[i] = review.Point{Known: true, Value: mean, Low: max(-1, mean-half), High: min(1, mean+half)}
	}
	return points
}

// heard reports whether an opinion stands near sentence i.
func heard(weights []float64, i int) bool {
	for _, w := range weights[max(0, i-reach):min(len(weights), i+reach+1)] {
		if w >= opinionWeight {
			return true
		}
	}
	return false
}

// walk is the level at each sentence, given all of them, for one speed of drift.
type walk struct {
	mean, variance []float64
	logLikelihood  float64
}

// newWalk runs the Kalman filter forwards and the Rauch–Tung–Striebel smoother backwards. drift is the variance of a
// step of the walk, in units of the variance of a sentence of weight 1. Nothing is assumed about the first level; the
// filter works with precisions, so that "nothing known" is simply 0.
func newWalk(tones, weights []float64, drift float64) walk {
	n := len(tones)
	buf := make([]float64, 3*n)
	mean, variance, precision := buf[:n], buf[n:2*n], buf[2*n:]
	var level, prec float64
	var squares, logs, total float64
	product := 1.0 // of which the logarithm is due
	for i, w := range weights {
		prec /= 1 + drift*prec
		if w > 0 {
			d := tones[i] - level
			if prec > 0 {
				r := 1 + w/prec
				squares += w * d * d / r
				if product *= r; product > 1e200 {
					logs, product = logs+math.Log(product), 1
				}
			}
			prec += w
			level += d * w / prec
			total += w
		}
		mean[i], precision[i] = level, prec
	}
	logs += math.Log(product)
	variance[n-1] = 1 / prec
	for i := n - 2; i >= 0; i-- {
		if precision[i] == 0 {
			mean[i], variance[i] = mean[i+1], variance[i+1]+drift
			continue
		}
		p := 1 / precision[i]
		gain := p / (p + drift)
		mean[i] += gain * (mean[i+1] - mean[i])
		variance[i] = p + gain*gain*(variance[i+1]-p-drift)
	}
	// The variance of a sentence: what was seen, and one sentence's worth of knowing nothing.
	sentence := (tonePrior + squares) / total
	if total < 1 {
		sentence = tonePrior
	}
	for i := range variance {
		variance[i] *= sentence
	}
	return walk{mean: mean, variance: variance, logLikelihood: -(logs + total*math.Log(tonePrior+squares)) / 2}
}
