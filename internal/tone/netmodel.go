package tone

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sync/atomic"
)

// netWeights is what cmd/train/tone wrote; see weights/README.md.
//
//go:embed weights/net.bin
var netWeights []byte

// The net's shape. It stands here as constants so that rows are arrays; readNet checks that the weights agree.
const (
	netDim      = 204  // numbers of a word vector
	netFilters  = 768  // filters of all widths
	netWindows  = 1920 // numbers of a row that the filters over windows read
	netMemory   = 128  // filters with memory, each way
	netRowLen   = netWindows + 2*3*netMemory
	netHidden   = 128
	netState    = 96
	netFeatures = 8
	netOut      = 16 // outputs, of which the last few are padding
	netMean     = 224
	netAnswers  = netFilters + 2*netMemory // filters of both kinds
	netPooled   = netAnswers + netMean + netFeatures

	firstFeature = netAnswers + netMean // the place of the features among the pooled numbers
)

// netWidths are the filters of each width in words: how many there are, and where they begin in a row.
var netWidths = [...]struct{ width, filters, slot, first int }{
	{1, 160, 0, 0}, {2, 224, 160, 160}, {3, 224, 608, 384}, {4, 160, 1280, 608},
}

// Places in the net's output.
const (
	outTone   = 0 // five steps of tone, −2 … +2
	outStance = 5 // opinion, story, context
	outMixed  = 8
	outFeel   = 9
)

// netHeader is the part of the weights that is text.
type netHeader struct {
	Shape     []int      `json:"shape"`      // dim, filters of widths 1 … 4, with memory each way, hidden, state, features
	Scale     float32    `json:"scale"`      // steps of a row per unit
	ToneScale float64    `json:"tone_scale"` // calibration: logits are multiplied by it
	ToneBias  [5]float64 `json:"tone_bias"`  // and this is added
	Stance    [3]float64 `json:"stance_bias"`
	Mixed     [2]float64 `json:"mixed"` // factor and bias

	ToneContext float32 `json:"tone_context"` // share of the context that the tone is judged in, (0, 1]
}

// gru is a gated recurrent unit over the sentences of a review, in one direction.
type gru struct {
	wx     layer // [in][3·state], gates in the order reset, update, new
	wh     dense // [state][3·state], likewise
	bx, bh []float32
}

// netModel is the net, immutable but for the rows, which are filled on first use.
type netModel struct {
	header  netHeader
	vocab   *netVocabulary
	emb     []byte // one signed byte for each number of each word vector
	scales  []float32
	filters filters
	caps    [3]*netRow
	rows    []atomic.Pointer[netRow]
	bias    []int16 // of the pooled filters, in steps of a row

	proj     layer // [pooled][hidden]
	projB    []float32
	fwd, bwd gru
	own      layer
	ownB     []float32
	before   dense // [state][hidden], what the sentences before say to a sentence
	behind   dense // likewise those behind
	head     layer // [2·hidden][out]
	headB    []float32
	toneT    []float32 // [5][2·hidden], the part of head that makes the steps of tone
	cues     []uint8   // of each word, see netCues
	zero     *netRow
	noBias   []float32 // for layers that have none
	unit     float32   // what one step of a row is worth
}

// netReader takes the sections of the weights in order.
type netReader struct {
	data []byte
	err  error
}

var errShort = errors.New("the weights end early")

func (r *netReader) take(n int) []byte {
	if r.err == nil && (n < 0 || n > len(r.data)) {
		r.err = errShort
	}
	if r.err != nil {
		return nil
	}
	part := r.data[:n]
	r.data = r.data[n:]
	return part
}

func (r *netReader) length() int {
	part := r.take(4)
	if part == nil {
		return 0
	}
	return int(binary.LittleEndian.Uint32(part))
}

func (r *netReader) floats(n int) []float32 {
	out := make([]float32, n)
	part := r.take(4 * n)
	for i := 0; i+4 <= len(part); i += 4 {
		out[i/4] = math.Float32frombits(binary.LittleEndian.Uint32(part[i:]))
	}
	return out
}

func (r *netReader) gru() gru {
	return gru{
		wx: newLayer(r.floats(netHidden*3*netState), alike(netHidden, 1./hiddenFine), hiddenTop),
		wh: newDense(newLayer(r.floats(netState*3*netState), alike(netState, 1./stateTop), stateTop)),
		bx: r.floats(3 * netState), bh: r.floats(3 * netState),
	}
}

const netMagic = "tonearc net 1\n"

// readNet makes the model from the weights.
func readNet(data []byte) (*netModel, error) {
	body, found := bytes.CutPrefix(data, []byte(netMagic))
	if !found {
		return nil, errors.New("these are not the weights of the net")
	}
	r := &netReader{data: body}
	m := &netModel{}
	head := r.take(r.length())
	if r.err != nil {
		return nil, r.err
	}
	if err := json.Unmarshal(head, &m.header); err != nil {
		return nil, fmt.Errorf("header of the weights: %w", err)
	}
	want := []int{netDim, netWidths[0].filters, netWidths[1].filters, netWidths[2].filters, netWidths[3].filters,
		netMemory, netHidden, netState, netFeatures}
	if fmt.Sprint(m.header.Shape) != fmt.Sprint(want) {
		return nil, fmt.Errorf("the weights are of shape %v, the program of shape %v", m.header.Shape, want)
	}
	if share := m.header.ToneContext; !(share > 0 && share <= 1) {
		return nil, fmt.Errorf("the weights judge tone with %v of the context; it must be more than 0, and at most 1", share)
	}
	words, err := inflate(r.take(r.length()))
	if err != nil {
		return nil, fmt.Errorf("words of the weights: %w", err)
	}
	m.vocab = newNetVocabulary(string(words))
	count := len(m.vocab.bounds) - 1
	m.emb = r.take(count * netDim)
	m.scales = r.floats(count)
	caps := r.floats(2 * netDim)
	const others = netRowLen - netWindows
	conv, recall, recallB := r.floats(netDim*netWindows), r.floats(netDim*others), r.floats(others)
	m.unit = 1 / m.header.Scale
	m.bias = make([]int16, netAnswers) // filters with memory have none
	quantise(m.bias[:netFilters], r.floats(netFilters), m.header.Scale)
	pooled := alike(netPooled, m.unit)
	for i := netAnswers; i < netAnswers+netMean; i++ {
		pooled[i] /= meanFine
	}
	m.proj = newLayer(r.floats(netPooled*netHidden), pooled, pooledTop)
	m.projB = r.floats(netHidden)
	m.fwd, m.bwd = r.gru(), r.gru()
	m.own = newLayer(r.floats(netHidden*netHidden), alike(netHidden, 1./hiddenFine), hiddenTop)
	m.ownB = r.floats(netHidden)
	ctx := newLayer(r.floats(2*netState*netHidden), alike(2*netState, 1./stateTop), stateTop)
	m.before, m.behind = newDense(layer{ctx.weights[:netState*netHidden], ctx.step}), newDense(ctx.from(netState))
	outputs := r.floats(2 * netHidden * netOut)
	m.head = newLayer(outputs, alike(2*netHidden, 1./hiddenFine), hiddenTop)
	m.headB = r.floats(netOut)
	if r.err != nil {
		return nil, r.err
	}
	m.filters = newFilters(conv, recall, recallB)
	m.toneT = transpose(outputs, 2*netHidden, netOut)[:5*2*netHidden]
	m.cues = netCues(m.vocab)
	m.rows = make([]atomic.Pointer[netRow], count)
	m.zero, m.noBias = new(netRow), make([]float32, netHidden)
	m.caps = m.capitals(caps)
	m.rows[0].Store(m.zero)
	return m, nil
}

func inflate(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// transpose turns [rows][cols] into [cols][rows].
func transpose(w []float32, rows, cols int) []float32 {
	out := make([]float32, len(w))
	for i := range rows {
		for j := range cols {
			out[j*rows+i] = w[i*cols+j]
		}
	}
	return out
}
