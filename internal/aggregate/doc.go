// Package aggregate looks at all reviews together, after each has been read by itself.
//
// [NewDigest] condenses one analysis; [Resolve] joins the names of all digests, so that the same book, author or
// character is counted once, and gives out the corpus's ids; [Totals] then sums what is said, entity by entity, aspect
// by aspect and term by term. Everything here is pure: the same digests give the same result in the same bytes,
// however the work was divided.
package aggregate
