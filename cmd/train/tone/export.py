"""Writes the weights that internal/tone embeds, and the golden file that its test reads.

    export.py DATA CACHE WEIGHTS.bin GOLDEN.json NET.pt…

Of several nets the mean goes in; they have to be taught one from the other.
Word vectors go in as one signed byte a number with one factor a word. The probabilities
are calibrated on the held-out part of silver: a factor and a bias per step of tone, a
bias per stance, factor and bias of mixed.
"""
import gzip
import json
import struct
import sys

import numpy as np
import torch
from scipy.optimize import minimize

from data import HOLD_OUT, MAX_WORDS, SILVER, Corpus, lines, word_id
from measure import evaluate, load_net, predict, softmax
from model import FEATURES, WIDTHS, assemble
from tokens import is_space, tokenise

TONE_CONTEXT = 0.85  # share of the context in which tone is judged: as right as 1 on silver, righter where it misleads
EMPTY = ("face", "with", "of", "sign", "symbol", "button", "the", "and", "person", "man", "woman", "hand", "hands")

GOLDEN = [
    ["I couldn't put this book down."],
    ["Loved it!!"],
    ["What a let-down…"],
    ["The Lighthouse Keeper's Map opens in 1843, on an island off Cornwall.",
     "Ada, the keeper's daughter, finds a drowned man and hides his papers.",
     "The first half isn't gripping, but the ending made me cry — really cry.",
     "Beautiful prose; cardboard characters.",
     "I'd read her earlier novel \"Salt\" twice and can't say this one is as good.",
     "3.5 stars, rounded up.",
     "Would I recommend it?",
     "YES, soooo much 😀!"],
    ["Boring, overlong and badly edited.", "My copy came from the library.", "Don’t bother."],
]


class Text:
    """The few fields of a corpus that assemble reads, for texts of our own."""

    def __init__(self, corpus, reviews):
        vocab = {w: i for i, w in enumerate(corpus.words)}
        ids, caps, sent_at, doc_at, self.rows = [], [], [0], [0], []
        for review in reviews:
            for text in review:
                words = tokenise(text)[:MAX_WORDS]
                rows = [word_id(w, c, vocab) for _, _, w, c in words]
                ids += rows
                caps += [c for _, _, _, c in words]
                self.rows.append((rows, [c for _, _, _, c in words], [[a, b] for a, b, _, _ in words]))
                sent_at.append(len(ids))
            doc_at.append(len(sent_at) - 1)
        self.ids, self.caps = np.array(ids, np.int32), np.array(caps, np.int8)
        self.sent_at, self.question = np.array(sent_at), corpus.question
        self.starts, self.stops = np.array(doc_at[:-1]), np.array(doc_at[1:])
        self.stars = np.full(len(reviews), np.nan, np.float32)


def in_context(net, run):
    """What run gives of the net's outputs, as the program has them: tone in TONE_CONTEXT of the context, the rest in all."""
    whole, *rest = run()
    weight = net.ctx.weight.data.clone()
    net.ctx.weight.data *= TONE_CONTEXT
    whole[:, :5] = run()[0][:, :5]
    net.ctx.weight.data.copy_(weight)
    return whole, *rest


def calibrate(net, corpus):
    docs = corpus.docs(*SILVER, where=corpus.buckets < HOLD_OUT)
    out, sent, _ = in_context(net, lambda: predict(net, corpus, docs))
    out = out.astype(np.float64)
    y = corpus.tone5[sent].astype(int)
    stance = corpus.stance[sent].astype(int)
    mixed = corpus.mixed[sent]

    def nll(logits, y):
        return -np.log(softmax(logits)[np.arange(len(y)), y] + 1e-12).mean()

    tone = minimize(lambda p: nll(out[:, :5] * p[0] + p[1:], y) + 1e-3 * (p[1:] ** 2).sum(), np.r_[1.0, np.zeros(5)]).x
    st = minimize(lambda p: nll(out[:, 5:8] + p, stance) + 1e-3 * (p ** 2).sum(), np.zeros(3)).x

    def mixed_loss(p):
        z = out[:, 8] * p[0] + p[1]
        return (np.logaddexp(0, z) - mixed * z).mean()

    mx = minimize(mixed_loss, np.array([1.0, 0.0])).x
    return {"tone_scale": float(tone[0]), "tone_bias": [float(x) for x in tone[1:] - tone[1:].mean()],
            "stance_bias": [float(x) for x in st - st.mean()], "mixed": [float(x) for x in mx]}


def emoji_rows(root, corpus, emb):
    """Emoji as the mean of the words of their names: rows to add to the vocabulary."""
    vocab = {w: i for i, w in enumerate(corpus.words)}
    words, rows = [], []
    for line in lines(f"{root}/lexicons/vader_emoji_utf8.txt.gz"):
        sign, _, name = line.partition("\t")
        sign = "".join(c for c in sign if not is_space(c))
        known = [vocab[w] for w in name.strip().lower().replace("-", " ").split() if w in vocab and w not in EMPTY]
        if len(sign) == 1 and sign not in vocab and sign not in words and known:
            words.append(sign)
            rows.append(emb[known].mean(0))
    return words, np.stack(rows)


def main():
    root, cache, weights, golden, *nets = sys.argv[1:]
    torch.set_num_threads(1)
    corpus = Corpus(cache)
    net = load_net(corpus, *nets)
    filters = tuple(net.sizes.tolist())
    hidden, gru = net.hidden, net.state
    with torch.no_grad():  # what every word shares goes into the words; the filters with memory do not hear it
        net.recall_bias -= net.caps.weight[0] @ net.recall
        net.emb.weight[1:] += net.caps.weight[0]
        net.caps.weight -= net.caps.weight[0].clone()
    emb = net.emb.weight.data.numpy()
    signs, rows = emoji_rows(root, corpus, emb)
    corpus.words = np.concatenate([corpus.words, signs])
    emb = np.concatenate([emb, rows])
    net.emb = torch.nn.Embedding.from_pretrained(torch.from_numpy(emb))
    scales = np.maximum(np.abs(emb).max(1), 1e-6) / 127
    quant = np.clip(np.rint(emb / scales[:, None]), -127, 127).astype(np.int8)
    net.emb.weight.data.copy_(torch.from_numpy(quant * scales[:, None].astype(np.float32)))
    print("with bytes for vectors", evaluate(net, corpus), flush=True)
    caps = net.caps.weight.data.numpy()[1:]
    conv = net.conv.data.numpy()
    words = net.emb.weight.data.numpy()
    recall, bias = net.recall.data.numpy(), net.recall_bias.data.numpy()
    gates = np.arange(6 * net.memory) // net.memory % 3 == 0
    top = max(np.abs(words @ conv).max(), np.abs(caps @ conv).max(), np.abs(words @ recall + bias)[:, ~gates].max())
    header = {"shape": [emb.shape[1], *filters, net.memory, hidden, gru, FEATURES], "scale": float(np.float32(4000 / top)), "tone_context": TONE_CONTEXT}
    header.update(calibrate(net, corpus))
    head = np.zeros((2 * hidden, 16), np.float32)
    head[:, :11] = net.head.weight.data.numpy().T
    head_bias = np.zeros(16, np.float32)
    head_bias[:11] = net.head.bias.data.numpy()

    def floats(*arrays):
        return b"".join(np.ascontiguousarray(a, "<f4").tobytes() for a in arrays)

    def gru_floats(g):
        return floats(g.weight_ih_l0.data.numpy().T, g.weight_hh_l0.data.numpy().T, g.bias_ih_l0.data.numpy(), g.bias_hh_l0.data.numpy())

    text = json.dumps(header).encode()
    words = gzip.compress("".join(w + "\n" for w in corpus.words).encode(), 9, mtime=0)
    body = b"tonearc net 1\n" + struct.pack("<I", len(text)) + text + struct.pack("<I", len(words)) + words
    body += quant.tobytes() + floats(scales, caps, conv, recall, bias, net.bias.data.numpy(), net.proj.weight.data.numpy().T,
                                     net.proj.bias.data.numpy())
    body += gru_floats(net.fwd) + gru_floats(net.bwd)
    body += floats(net.own.weight.data.numpy().T, net.own.bias.data.numpy(), net.ctx.weight.data.numpy().T, head, head_bias)
    with open(weights, "wb") as f:
        f.write(body)
    sample = Text(corpus, GOLDEN)
    with torch.no_grad():
        out, = in_context(net, lambda: (net(assemble(sample, np.arange(len(GOLDEN)))).numpy(),))
    rows, at = [], 0
    for review in GOLDEN:
        sents = []
        for text in review:
            ids, caps_, spans = sample.rows[at]
            sents.append({"text": text, "ids": ids, "caps": caps_, "spans": spans, "out": [round(float(x), 4) for x in out[at][:10]]})
            at += 1
        rows.append(sents)
    with open(golden, "w") as f:
        f.write(json.dumps({"reviews": rows}, ensure_ascii=False, indent=1) + "\n")
    print(header)
    print(len(body), "bytes", WIDTHS)


if __name__ == "__main__":
    main()
