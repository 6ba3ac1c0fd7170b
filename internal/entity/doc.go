// Package entity finds the books, authors, characters and other named things that a review speaks of, joins their
// names, tells them apart and gives each the tone that the reviewer takes towards it. It also finds the aspects of the
// books that are praised or blamed, and comparisons with other books.
//
// The work goes in steps, each in a file of its own:
//
//	words.go      the document as a flat row of words
//	boxes.go      quotations, italics, links and names known from the metadata: spans that hold a whole name
//	candidates.go every run of capitalised words that may be a name, and its competitors ("Ruth and Tommy", "Ruth", "Tommy")
//	titleline.go  "Title by Author" on a line of its own
//	eponym.go     "Rebecca" the woman parted from Rebecca the book
//	features.go   what speaks for and against each candidate, pooled over all places where the review uses it: by the
//	              signs beside a mention (featuressigns.go), the words around it (featurescontext.go) and in it
//	              (featuresparts.go), the shape of the name (featuresshape.go), the review's use of it (featurespool.go)
//	              and the record (featuresmeta.go)
//	around.go     the words beside a place in the text; barewords.go: what two bare names share
//	model.go      a multinomial logistic model of the type: none, book, author, character, person, work, place, org
//	neighbours.go names in a list speak for each other
//	bookform.go   forms that tell a title: "In X by Y", "X, which I read"
//	join.go       "Kathy" and "Kathy H.", "NLMG" and "Never Let Me Go"
//	ownperson.go  "Heathcliff" parted from "Linton Heathcliff"
//	main.go       which book is under review, and whose it is
//	series.go     a series as a whole told from a book
//	focus.go, focustopic.go, focusnominal.go, focuswords.go   which book a sentence speaks of where it does not say so
//	section.go    the sentences that are said of each book
//	nominal.go    "the novel", "the author", pronouns
//	tone.go       the tone towards each
//	aspects.go    which sentences speak of which side of the book
//	sense.go      whether a word with other senses speaks of the book there
//	compare.go    the book set against another. Comparing words before the other's name: comparegrade.go ("better than",
//	              "as good as"), comparelike.go ("reads like"), comparephrase.go (fixed phrases); what is compared:
//	              comparesubject.go, and with what: compareobject.go. After the other's name: comparenamed.go,
//	              comparecontrast.go; of two or of all: comparetwo.go, compareofall.go; comparewords.go has the words
//
// A [Tagger] is immutable and safe for concurrent use. Its answers depend on nothing but the review, its metadata, the
// scores and the options.
package entity
