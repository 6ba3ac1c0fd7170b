package tone

import "math"

// netRow is what one word answers to every filter: at every place in the filter's window; and, for the filters with
// memory, forwards and then backwards, what share of the memory it lets through (in steps of 1/32767), what it leaves
// there, and what it answers by itself.
type netRow [netRowLen]int16

const (
	rowsAtOnce = 4    // rows computed together: the filters, a megabyte, are read once for all of them
	vectorTop  = 2047 // most that a number of a word vector can be, in steps of the vector
	rowBlock   = 16   // answers that are computed together
)

// filters are what the filters make of a word vector, in whole numbers like a layer's.
type filters struct {
	weights []int16   // [answers/rowBlock][dim/2][rowBlock][2], as respond reads them
	step    []float32 // of each answer
	bias    []float32 // of those of the filters with memory
}

// newFilters takes the filters over windows, [dim][netWindows], those with memory, [dim][2·3·netMemory], and their biases.
func newFilters(conv, recall, bias []float32) filters {
	const others = netRowLen - netWindows
	w := make([]float32, netDim*netRowLen)
	for i := range netDim {
		copy(w[i*netRowLen:], conv[i*netWindows:][:netWindows])
		copy(w[i*netRowLen+netWindows:], recall[i*others:][:others])
	}
	l := newLayer(w, alike(netDim, 1), vectorTop)
	f := filters{make([]int16, len(w)), l.step, bias}
	for i := range netDim {
		for o, x := range l.weights[i*netRowLen:][:netRowLen] {
			f.weights[(o/rowBlock*(netDim/2)+i/2)*2*rowBlock+o%rowBlock*2+i%2] = x
		}
	}
	return f
}

// rowScratch is the working memory for some rows.
type rowScratch struct {
	ids     [rowsAtOnce]int32
	count   int
	vectors [rowsAtOnce][netDim]int16
	sums    [rowsAtOnce][netRowLen]int32
}

// row is what a word of the vocabulary answers; fill must have been called for it.
func (m *netModel) row(id int32) *netRow { return m.rows[id].Load() }

// fill computes the rows of the words that are met for the first time. Two goroutines that do so at once compute the same
// numbers.
func (m *netModel) fill(s *rowScratch, words []netWord) {
	for _, w := range words {
		if m.rows[w.id].Load() == nil && !s.has(w.id) {
			for i, b := range m.emb[int(w.id)*netDim : int(w.id+1)*netDim] {
				s.vectors[s.count][i] = int16(int8(b))
			}
			s.ids[s.count] = w.id
			if s.count++; s.count == rowsAtOnce {
				m.flush(s)
			}
		}
	}
	m.flush(s)
}

func (s *rowScratch) has(id int32) bool {
	for _, other := range s.ids[:s.count] {
		if other == id {
			return true
		}
	}
	return false
}

// flush computes the rows that wait.
func (m *netModel) flush(s *rowScratch) {
	if s.count == 0 {
		return
	}
	respond(&s.sums, &s.vectors, s.count, m.filters.weights)
	for k, id := range s.ids[:s.count] {
		row := new(netRow)
		m.windowed(row, &s.sums[k], m.scales[id])
		m.remembered(row, &s.sums[k], m.scales[id])
		m.rows[id].Store(row)
	}
	s.count = 0
}

// windowed is the part of a row that the filters over windows read, from sums of a vector in steps of unit.
func (m *netModel) windowed(row *netRow, sums *[netRowLen]int32, unit float32) {
	var answers [netWindows]float32
	for o := range answers {
		answers[o] = float32(sums[o]) * m.filters.step[o]
	}
	quantise(row[:netWindows], answers[:], float32(unit*m.header.Scale))
}

// remembered is the part of a row that the filters with memory read.
func (m *netModel) remembered(row *netRow, sums *[netRowLen]int32, unit float32) {
	var answers [netRowLen - netWindows]float32
	for o := range answers {
		answers[o] = float32(float32(float32(sums[netWindows+o])*m.filters.step[netWindows+o])*unit) + m.filters.bias[o]
	}
	for way := 0; way < len(answers); way += 3 * netMemory {
		gate, leaves := answers[way:way+netMemory], answers[way+netMemory:way+2*netMemory]
		for j, x := range gate {
			gate[j] = 0.5 + float32(0.5*x)/(1+abs32(x))
			leaves[j] *= 1 - gate[j]
		}
		own := row[netWindows+way : netWindows+way+3*netMemory]
		quantise(own[:netMemory], gate, math.MaxInt16)
		quantise(own[netMemory:], answers[way+netMemory:way+3*netMemory], m.header.Scale)
	}
}

// capitals are the rows of what capitals add to a word, from their two vectors; to the filters with memory that is nothing.
func (m *netModel) capitals(vectors []float32) (rows [3]*netRow) {
	s := new(rowScratch)
	var units [2]float32
	for k := range units {
		vector := vectors[k*netDim : (k+1)*netDim]
		top := float32(math.SmallestNonzeroFloat32) * vectorTop // of a vector without numbers
		for _, x := range vector {
			top = max(top, abs32(x))
		}
		units[k] = top / vectorTop
		for i, x := range vector {
			s.vectors[k][i] = int16(math.RoundToEven(float64(x / units[k])))
		}
	}
	respond(&s.sums, &s.vectors, len(units), m.filters.weights)
	rows[0] = m.zero
	for k, unit := range units {
		rows[k+1] = new(netRow)
		m.windowed(rows[k+1], &s.sums[k], unit)
	}
	return rows
}
