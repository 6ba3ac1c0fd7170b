package ingest

// dateOrder is which of the two numbers before the year of a date like 05/04/2025 is the month.
type dateOrder uint8

const (
	orderUnknown dateOrder = iota
	monthFirst
	dayFirst
)

// dateOrders are the values that Options.DateOrder may have.
var dateOrders = map[string]dateOrder{"": orderUnknown, "month": monthFirst, "day": dayFirst}

const guessedDate = "The date can be read in two ways, and the other dates of the file do not tell which; it was read with the month first (--date-order settles it)."

// reading is how a date as it was written can be read. Dates are ISO 8601, as exact as they were told; "" = none.
type reading struct {
	date  string    // the one reading; of two the one with the month first
	other string    // the reading with the day first, where both are dates and differ
	order dateOrder // the order that this date alone proves
}

// twoWays reads day, month and year whose order is open.
func twoWays(first, second, year string) reading {
	month, day := dateText(year, first, second), dateText(year, second, first)
	switch {
	case month == day: // 05/05/2025, or none
		return reading{date: month}
	case month == "":
		return reading{date: day, order: dayFirst}
	case day == "":
		return reading{date: month, order: monthFirst}
	}
	return reading{date: month, other: day}
}

// setDate reads the date of a record. Where it can be read in two ways the sink settles which.
func (d *draft) setDate(s string) {
	d.dated = readDate(s)
	d.meta.Date = d.dated.date
}

// dateKeeper settles the order of the dates of one source: as Options.DateOrder says, else by the first date that can
// be read in one way only. Records that came before it wait, so that all are read alike.
type dateKeeper struct {
	order   dateOrder
	asked   bool // the order is the user's
	mixed   bool // the source holds dates of both orders, so that it tells none
	waiting []waiting
	size    int64 // bytes of text that wait
}

// waiting is a record, or what was said of one, that waits for an earlier date to be settled.
type waiting struct {
	draft *draft
	item  Item
}

// learn takes note of the date of a record and reports whether the order has just become known.
func (k *dateKeeper) learn(d *draft) bool {
	proved := d.dated.order
	if proved == orderUnknown || proved == k.order || k.asked || k.mixed {
		return false
	}
	if k.order != orderUnknown {
		k.order, k.mixed = orderUnknown, true
		return false
	}
	k.order = proved
	return true
}

// open reports whether a date that can be read in two ways has to wait.
func (k *dateKeeper) open() bool { return k.order == orderUnknown && !k.mixed }

// settle reads the date of a record in the order that is known by now, and reports whether that was a guess.
func (k *dateKeeper) settle(d *draft) bool {
	if d.dated.other == "" {
		return false
	}
	if k.order == dayFirst {
		d.meta.Date = d.dated.other
	}
	if k.order != orderUnknown {
		return false
	}
	d.warn("date_order", guessedDate)
	return true
}
