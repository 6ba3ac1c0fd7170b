"""The net: convolutions over words, pooled, read in their review by a GRU.

Everything before the pooling is linear in the word vectors, so that inference can
look up what a word answers to every filter instead of multiplying; see
internal/tone/README.md for the shape and for what was tried instead.
"""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from memory import Memory
from pool import Pool

WIDTHS = (1, 2, 3, 4)
FEATURES = 8


class Net(nn.Module):
    def __init__(self, table, filters=(64, 96, 96, 64), hidden=64, state=48, memory=32):
        super().__init__()
        dim = table.shape[1]
        self.filters, self.hidden, self.state = filters, hidden, state
        self.emb = nn.Embedding(len(table), dim, padding_idx=0)
        self.emb.weight.data.copy_(torch.from_numpy(table))
        self.emb.weight.data[0] = 0
        self.caps = nn.Embedding(3, dim, padding_idx=0)
        nn.init.normal_(self.caps.weight, 0, 0.05)
        self.caps.weight.data[0] = 0
        self.register_buffer("sizes", torch.tensor(filters, dtype=torch.int32))
        self.conv = nn.Parameter(torch.cat([torch.empty(dim, k * f).uniform_(-1, 1) / (k * dim) ** 0.5
                                            for k, f in zip(WIDTHS, filters)], 1))
        pooled = sum(filters) + 2 * memory + filters[1]
        self.memory = memory
        self.bias = nn.Parameter(torch.zeros(sum(filters)))
        # each way: the gates, what a word leaves, what it answers
        self.recall = nn.Parameter(torch.empty(dim, 6 * memory).uniform_(-1, 1) / dim ** 0.5)
        self.recall_bias = nn.Parameter(torch.tensor([1.5, 0.0, 0.0] * 2).repeat_interleave(memory))
        self.proj = nn.Linear(pooled + FEATURES, hidden)
        self.fwd = nn.GRU(hidden, state, batch_first=True)
        self.bwd = nn.GRU(hidden, state, batch_first=True)
        self.own = nn.Linear(hidden, hidden)
        self.ctx = nn.Linear(2 * state, hidden, bias=False)
        # tone of five steps, stance of three, mixed, feel, weight
        self.head = nn.Linear(2 * hidden, 11)
        self.scale = nn.Parameter(torch.tensor([1.0, 0.0]))
        self.drop_in, self.drop_pool, self.drop_hidden = 0.25, 0.4, 0.2

    def pool(self, batch):
        """The largest windows, the largest answers of the filters with memory and the means of each sentence."""
        words = F.dropout(F.embedding(batch["distinct"], self.emb.weight, sparse=True), self.drop_in, self.training)
        table = torch.cat([words, self.caps.weight]) @ self.conv  # the last three rows are the capitals'
        top, mean = Pool.apply(table, batch["words"], batch["caps"], batch["bounds"], self.sizes.numpy())
        recalled = Memory.apply(words @ self.recall + self.recall_bias, batch["words"], batch["bounds"], self.memory)
        return torch.cat([F.relu(top + self.bias), recalled, mean], 1)

    def forward(self, batch, alone=False):
        """Raw outputs, a row for each sentence; alone leaves the neighbours out."""
        pooled = self.pool(batch)
        pooled = F.dropout(pooled, self.drop_pool, self.training)
        u = F.relu(self.proj(torch.cat([pooled, batch["features"]], 1)))
        u = F.dropout(u, self.drop_hidden, self.training)
        many = batch["grid"]
        if many is not None and not alone:
            rows, back_fwd, back_bwd, mirror = many
            padded = torch.cat([u, u.new_zeros(1, u.shape[1])])
            hf = self.fwd(padded[rows])[0]
            hb = self.bwd(padded[mirror])[0]
            hf = torch.cat([hf.reshape(-1, self.state), hf.new_zeros(1, self.state)])
            hb = torch.cat([hb.reshape(-1, self.state), hb.new_zeros(1, self.state)])
            ctx = torch.cat([hf[back_fwd], hb[back_bwd]], 1)
            ctx = F.dropout(ctx, self.drop_hidden, self.training)
            z = F.relu(self.own(u) + self.ctx(ctx))
        else:
            z = F.relu(self.own(u))
        return self.head(torch.cat([u, z], 1))


def spliced(corpus, doc, others, rng):
    """The sentences of one review with short runs from other reviews put in at random places, preferably from reviews
    that think otherwise, so that the net learns how far a sentence's neighbours can be trusted: a label is that of the
    sentence, whatever stands around it."""
    own = np.arange(corpus.starts[doc], corpus.stops[doc])
    for _ in range(1 + len(own) // 10):
        some = rng.choice(others, 4)
        other = some[np.argmin(corpus.lean(some) * corpus.lean(doc))]
        start = int(rng.integers(corpus.starts[other], corpus.stops[other]))
        run = np.arange(start, min(start + int(rng.geometric(0.5)), corpus.stops[other]))
        own = np.insert(own, int(rng.integers(0, len(own) + 1)), run)
    return own


def assemble(corpus, docs, rng=None, unk=0.0, max_sents=1000, splice=0.0):
    """Packs documents into one batch: words, features, the review grid. For training, rng drops words, cuts reviews to
    max_sents and splices a share of them; a spliced review has no stars."""
    sent, sizes, places, stars = [], [], [], []
    others = [d for d in docs if corpus.stops[d] - corpus.starts[d] > 1 and corpus.labelled(d)] if splice else []
    for d in docs:
        s = np.arange(corpus.starts[d], corpus.stops[d])
        whole = True
        if splice and len(s) > 1 and corpus.labelled(d) and rng.random() < splice:
            s, whole = spliced(corpus, d, others, rng), False
        n, off = len(s), 0
        if n > max_sents:
            off = int(rng.integers(0, n - max_sents + 1)) if rng is not None else 0
            s = s[off:off + max_sents]
        sent.extend(s.tolist())
        sizes.append(len(s))
        places.append((off, n))
        stars.append(corpus.stars[d] if whole else np.nan)
    sent = np.array(sent)
    starts, ends = corpus.sent_at[sent], corpus.sent_at[sent + 1]
    lens = ends - starts
    bounds = np.concatenate([[0], np.cumsum(lens)])
    pos = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], lens)
    ids, caps = corpus.ids[pos], corpus.caps[pos]
    if rng is not None:
        ids = np.where(rng.random(len(ids)) < unk, 1, ids)
        caps = np.where(np.repeat(rng.random(len(lens)) < 0.2, lens), 0, caps)
    distinct, words = np.unique(ids, return_inverse=True)
    feats = np.zeros((len(sent), FEATURES), np.float32)
    row = 0
    rows_of = []
    for (off, n), size in zip(places, sizes):
        at = np.arange(off, off + size)
        f = feats[row:row + size]
        f[:, 0] = n == 1
        f[:, 1] = at / max(1, n - 1)
        f[:, 2] = (at == 0) & (n > 1)
        f[:, 3] = (at == n - 1) & (n > 1)
        f[:, 4] = np.log(n) / 3
        rows_of.append((row, size))
        row += size
    f_len = np.minimum(lens, 80)
    feats[:, 5] = np.log(f_len) / 3
    feats[:, 6] = f_len <= 4
    last = corpus.ids[ends - 1]
    feats[:, 7] = last == corpus.question
    longest = max(sizes)
    grid = None
    if longest > 1:
        rows = np.full((len(docs), longest), len(sent), np.int64)
        mirror = rows.copy()
        zero = len(docs) * longest
        back_fwd = np.full(len(sent), zero, np.int64)
        back_bwd = np.full(len(sent), zero, np.int64)
        for i, (r, size) in enumerate(rows_of):
            rows[i, :size] = np.arange(r, r + size)
            mirror[i, :size] = np.arange(r + size - 1, r - 1, -1)
            back_fwd[r + 1:r + size] = i * longest + np.arange(size - 1)
            back_bwd[r:r + size - 1] = i * longest + size - 2 - np.arange(size - 1)
        grid = tuple(torch.from_numpy(x) for x in (rows, back_fwd, back_bwd, mirror))
    doc_of = np.repeat(np.arange(len(docs)), sizes)
    return {"distinct": torch.from_numpy(distinct.astype(np.int64)), "words": words.astype(np.int32),
            "caps": (caps + len(distinct)).astype(np.int32), "bounds": bounds.astype(np.int64), "features": torch.from_numpy(feats), "grid": grid,
            "sent": sent, "doc_of": torch.from_numpy(doc_of), "stars": torch.from_numpy(np.array(stars, np.float32))}
