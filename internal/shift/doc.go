// Package shift finds how the tone moves over a review: the smoothed arc, the stretches of one tone, and the shifts
// between them, each tested and explained.
//
// The series is short (a review has ten opinions more often than a hundred), its values are coarse, and neighbours are
// alike. Everything here is chosen for that. The numeric files (series, segment, place, permute, smooth) know no text;
// explain, cause and words add it.
//
// # What takes part
//
// A sentence counts with its weight, which is near the probability that it is the reviewer's opinion. Sentences below
// a tenth, the plot summary and the background, stay out of the search: they can neither make a shift nor hide one.
// The search looks at the stand of a sentence, which is t/(|t|+¼) of its tone t and bounds what one outcry can do
// (Huber 1964); what is reported are tones.
//
// # What a sentence says by itself
//
// A scorer that reads a sentence in its review lends it some of its neighbours' tone. That makes the tone righter, and
// a search for shifts wrong twice over: in any order of the sentences neighbours come out alike, which looks like a
// shift to a test that takes their order for chance, and where two stretches part, the place is blurred. Such a scorer
// therefore also gives the tone of the sentence by itself (Score.Alone), and the search looks at the mean of two stands:
//
//   - that in the review, less what the neighbours lent to it (colouring in series.go): it knows more than the sentence by
//     itself, because what "It was long" means is settled by its review;
//   - that of the sentence by itself, where nothing is blurred.
//
// How much neighbours lend, `make eval` prints, from reviews whose sentences were shuffled, below "Shifts on held-out
// silver". What is left is nearly in random order where the sentences are. In long reviews that praise and blame all along
// a scorer remembers further back, and a little remains: the lines of shuffled splices there say how much.
//
// Where the scorer gives no such tone, the tone itself serves for both.
//
// # The arc
//
// The level of a random walk seen through weighted sentences, by Kalman filter and Rauch–Tung–Striebel smoother,
// averaged over several speeds of drift by their likelihood (smooth.go). Where no sentence of opinion stands within
// three sentences, the arc has no value.
//
// # Stretches
//
// For every number of stretches up to six, the segmentation with the least weighted sum of squares, by exact dynamic
// programming (Auger and Lawrence 1989; for series this short it is as fast as PELT, Killick et al. 2012, and gives
// every number of stretches at once). Their number is chosen by the modified BIC of Zhang and Siegmund (2007): the
// plain BIC assumes a likelihood that is smooth in its parameters, which it is not in the place of a boundary; their
// expansion of the Bayes factor charges each boundary 3 log n, and all of
// them the sum of the logs of the stretches' shares, instead.
//
// Each boundary is then placed anew between its neighbours (place.go). The model has two kinds of sentences, praise
// and blame, each sentence with the odds of being one that its stand gives, and in each stretch an unknown
// share of praise, uniform, which is summed over: a beta-binomial model with doubtful observations. A stray sentence
// then costs what one stray sentence is worth, however loud. The boundary is put where the posterior probability of
// being at most one sentence off is greatest: with a stray sentence near it, the likeliest single place is often the
// wrong one.
//
// # Tests
//
// Let B be the running sum of the deviations from the mean: the drift of the review away from its own average. Without
// a shift it is a bridge from 0 to 0 that any order of the sentences could have made. The statistic is the greater of
// ΣB⁴, which a single boundary makes large (between the Cramér–von Mises ΣB² and the Kolmogorov–Smirnov max|B|, and
// sharper than both here, much like the average exponential test of Andrews and Ploberger 1994), and the fourth power
// of the range of B (Kuiper 1960; Levin and Kline 1985; as in the circular segmentation of Olshen et al. 2004), which
// two boundaries that undo each other make large. It looks at all places at once, so that its permutation distribution
// is corrected for the search.
//
// A review must first pass this test as a whole; each of several boundaries must then pass it within its own two
// stretches, corrected for their number (Holm 1979), and its p-value is the greater of both. If one fails, a
// segmentation with one stretch less is tried. A review with no shift at all can raise an alarm only through the first
// test, hence with a chance of at most Level, whatever comes after it.
//
// Neighbours that are alike for other reasons drift too. From 32 sentences on, blocks of neighbours are permuted as
// well, where their likeness calls for blocks (Künsch 1989; length after Carlstein 1986), and the greater p-value
// counts. With fewer sentences there are not enough blocks to permute, and likeness cannot be told from a shift: a
// limit of short reviews that no statistic lifts.
//
// Shuffles stop as soon as the answer is clear, in either direction, with p-values that stay valid (Besag and Clifford
// 1991; permute.go). They are seeded from the review's text: same review, same p-value.
//
// A change of less than MinChange, one step of the labels, is not called a shift however sure it is. With fewer than
// eight sentences of opinion not even a clean break can be significant at 5 % (2 of the 35 orders of seven, four of
// one tone and three of the other, are clean: 5.7 %): such reviews are too short to tell.
//
// # Causes
//
// A cause is stated where the sentences beside the boundary bear it out (cause.go), and else none is: a heading between
// the last opinion before and the first after; another book or another side of the book with which the new stretch opens,
// of which the old one did not close, and on the right side of the middle; a passage of three sentences or more that tell
// what is in the book; a word of contrast that opens the stretch. Shares of whole stretches, tried before, named a side of
// the book that was spoken of ten sentences later.
//
// # What was tried
//
// On splices of held-out silver (`make eval` prints the figures of what was kept):
//
//   - Tones as they come: more is found, but shuffled reviews pass the first test more than twice as often as its level
//     says, and only MinChange hides that. What neighbours lend taken off, and no more: in shuffled reviews that praise and
//     blame all along, still twice the alarms of the mean with the sentences by themselves. These alone: a tenth less is
//     found. In place of the shift, the mean is as good as either. The review as a whole, without the neighbours, as
//     context (the mean of the recurrent states): no better than sentences by themselves, and worse in its place.
//   - Log-odds of praise against blame, with and without a bound, in place of the stand; signs alone; the scorer's second
//     opinion and the sum of the evidence as further observations; weights of 1, or the root of the weight: no gain.
//   - Other powers of B in the sum, its maximum, the likelihood ratio at its maximum or averaged: the sums
//     as good as ΣB⁴, the ratios behind it, because they look harder at the ends.
//   - For the place: Gaussian levels with a prior, and the factor √(n₁n₂) of their integrated likelihood: no better than
//     least squares. Always the middle between two stretches as the border of praise: worse, because 0 is known.
//   - Places before a word of contrast or at a new paragraph taken for likelier, by the odds with which signs change there
//     in labelled reviews (7 and 2.5): on 68 whole reviews with one shift on their labels no better (18 of 25 exactly there,
//     without 19 of 26), on splices, whose words of contrast stand anywhere, worse.
//   - Not reporting a shift whose place is doubtful: where a fifth of the sentences are of the other tone, giving up a
//     tenth of the shifts made the rest right hardly more often. The errors are the scorer's, next to the place; they do
//     not show in the posterior.
//
// # What no search can mend
//
// Where a fifth of the sentences are of the other tone, the errors of the scorer decide. `make eval` prints how splices of
// labels fare whose signs are wrong in a share of the sentences: with 4 % wrong, about 0.6 of the shifts are found, with
// 12 %, which is what the scorer has, less than 0.4. That more is found on text is owed to knowing which tones are doubtful.
//
// # References
//
//   - Andrews, Ploberger (1994). Optimal tests when a nuisance parameter is present only under the alternative. Econometrica 62.
//   - Auger, Lawrence (1989). Algorithms for the optimal identification of segment neighborhoods. Bull. Math. Biol. 51.
//   - Besag, Clifford (1991). Sequential Monte Carlo p-values. Biometrika 78.
//   - Carlstein (1986). The use of subseries values for estimating the variance of a general statistic. Ann. Statist. 14.
//   - Durbin, Koopman (2012). Time Series Analysis by State Space Methods. Oxford.
//   - Gallagher et al. (2021). Generalized word shift graphs. EPJ Data Science 10.
//   - Holm (1979). A simple sequentially rejective multiple test procedure. Scand. J. Statist. 6.
//   - Huber (1964). Robust estimation of a location parameter. Ann. Math. Statist. 35.
//   - Killick, Fearnhead, Eckley (2012). Optimal detection of changepoints with a linear computational cost. JASA 107.
//   - Kuiper (1960). Tests concerning random points on a circle. Indag. Math. 22.
//   - Künsch (1989). The jackknife and the bootstrap for general stationary observations. Ann. Statist. 17.
//   - Levin, Kline (1985). The CUSUM test of homogeneity with an application in spontaneous abortion epidemiology. Stat. Med. 4.
//   - Marriott, Pope (1954). Bias in the estimation of autocorrelations. Biometrika 41.
//   - Olshen et al. (2004). Circular binary segmentation for the analysis of array-based DNA copy number data. Biostatistics 5.
//   - Zhang, Siegmund (2007). A modified Bayes information criterion. Biometrics 63.
package shift
