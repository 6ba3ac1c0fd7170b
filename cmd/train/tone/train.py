"""Trains one net: first on documents with stars, then on labelled sentences.

    train.py CACHE OUT.pt --seed 1 [--start PRETRAINED.pt] [--pretrain 2] [--epochs 12]
"""
import argparse
import time

import numpy as np
import torch
from torch.nn import functional as F

from data import HOLD_OUT, NONE, SILVER, WEB_TWICE, Corpus
from measure import evaluate
from model import Net, assemble


def batches(corpus, docs, rng, size):
    """Shuffles documents into batches of about size sentences; lone ones apart."""
    lone = corpus.stops[docs] - corpus.starts[docs] == 1
    out = []
    for group in (docs[lone], docs[~lone]):
        # documents of like length together, so that the grid has few empty cells
        n = (corpus.stops[group] - corpus.starts[group]).astype(np.float64)
        order = np.argsort(n * np.exp(rng.normal(0, 0.3, len(n))))
        if len(group) and n.max() == 1:
            order = rng.permutation(len(group))
        batch, total = [], 0
        for i in order:
            m = int(min(n[i], 30))
            if batch and total + m > size:
                out.append(batch)
                batch, total = [], 0
            batch.append(group[i])
            total += m
        if batch:
            out.append(batch)
    rng.shuffle(out)
    return out


def doc_score(out, batch, n_docs):
    """Weighted mean of the sentences' lean, per document."""
    p = F.log_softmax(out[:, :5], 1).exp()
    lean = (p * torch.tensor([-1.0, -0.5, 0, 0.5, 1.0])).sum(1)
    w = torch.sigmoid(out[:, 10])
    num = torch.zeros(n_docs).index_add(0, batch["doc_of"], lean * w)
    den = torch.zeros(n_docs).index_add(0, batch["doc_of"], w)
    return num / (den + 1e-3)


def loss_of(net, corpus, batch, weights):
    """The sum of what every label of the batch costs, per sentence."""
    out = net(batch, alone=weights["alone"])
    s = batch["sent"]
    logp = F.log_softmax(out[:, :5], 1)
    log3 = torch.stack([logp[:, :2].logsumexp(1), logp[:, 2], logp[:, 3:].logsumexp(1)], 1)
    total = out.sum() * 0

    def add(value, weight):
        nonlocal total
        total = total + value * weight

    y = torch.from_numpy(corpus.tone5[s].astype(np.int64))
    m = y != NONE
    if m.any():
        w = weights["tone"]
        add(F.nll_loss(logp[m], y[m], reduction="sum"), 0.5 * w)
        add(F.nll_loss(log3[m], 1 + torch.sign(y[m] - 2), reduction="sum"), 0.5 * w)
        p = m & (y != 2)
        add(F.cross_entropy(torch.stack([log3[p, 0], log3[p, 2]], 1), (y[p] > 2).long(), reduction="sum"), 0.5 * w)
    y = torch.from_numpy(corpus.tone3[s].astype(np.int64))
    m = y != NONE
    if m.any():
        add(F.nll_loss(log3[m], y[m], reduction="sum"), 0.6)
    y = torch.from_numpy(corpus.binary[s].astype(np.int64))
    m = y != NONE
    if m.any():
        two = torch.stack([log3[m, 0], log3[m, 2]], 1)
        add(F.cross_entropy(two, y[m], reduction="sum"), 1.0)
    y = torch.from_numpy(corpus.stance[s].astype(np.int64))
    m = y != NONE
    if m.any():
        add(F.cross_entropy(out[m, 5:8], y[m], reduction="sum"), weights["stance"])
    y = torch.from_numpy(corpus.mixed[s])
    m = y != NONE
    if m.any():
        add(F.binary_cross_entropy_with_logits(out[m, 8], y[m], reduction="sum"), 0.3)
    y = torch.from_numpy(corpus.feel[s])
    m = y != NONE
    if m.any():
        add(F.mse_loss(torch.tanh(out[m, 9]), y[m] / 2, reduction="sum"), 1.5)
    y = torch.from_numpy(corpus.valence[s])
    m = y != NONE
    if m.any():
        add(F.mse_loss(torch.tanh(out[m, 9]), y[m].clamp(-1, 1), reduction="sum"), 0.5)
    stars = batch["stars"]
    m = ~torch.isnan(stars)
    if m.any() and weights["stars"] > 0:
        score = doc_score(out, batch, len(stars))[m]
        logit = score * F.softplus(net.scale[0] + 1.5) * 3 + net.scale[1]
        add(F.binary_cross_entropy_with_logits(logit, (stars[m] - 1) / 4, reduction="sum"), weights["stars"])
    return total / max(64.0, len(s))


def run(net, corpus, pools, epochs, lr, rng, weights, args, label):
    """Trains for some epochs; pools lists (documents, how many per epoch)."""
    rest = [p for n, p in net.named_parameters() if not n.startswith("emb")]
    opts = [torch.optim.SparseAdam([net.emb.weight], lr=lr * args.emb_lr), torch.optim.Adam(rest, lr=lr)]
    step, total = 0, None
    mean = {k: v.clone() for k, v in net.state_dict().items()}
    for epoch in range(epochs):
        t, seen, loss_sum = time.time(), 0, 0.0
        docs = np.concatenate([rng.permutation(p)[:n] for p, n in pools])
        todo = batches(corpus, docs, rng, args.batch)
        total = total or len(todo) * epochs
        net.train()
        for group in todo:
            batch = assemble(corpus, group, rng, unk=0.02, max_sents=30, splice=args.splice if label == "tune" else 0)
            rate = lr * min(1.0, step / 200) * max(0.02, 1 - step / total)
            opts[0].param_groups[0]["lr"], opts[1].param_groups[0]["lr"] = rate * args.emb_lr, rate
            loss = loss_of(net, corpus, batch, weights)
            for opt in opts:
                opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(rest, 2.0)
            for opt in opts:
                opt.step()
            step += 1
            if step % 8 == 0:
                decay = min(args.average, 1 - 10 / (step + 10)) ** 8
                for k, v in net.state_dict().items():
                    if v.dtype.is_floating_point:
                        mean[k].mul_(decay).add_(v, alpha=1 - decay)
            seen += len(batch["sent"])
            loss_sum += float(loss.detach()) * len(batch["sent"])
        print(f"{label} {epoch} loss {loss_sum / seen:.4f} {seen} sentences {time.time() - t:.0f} s", flush=True)
        if epoch % args.every == args.every - 1 or epoch == epochs - 1:
            own = {k: v.clone() for k, v in net.state_dict().items()}
            net.load_state_dict(mean)
            print("  ", evaluate(net, corpus), flush=True)
            if epoch < epochs - 1:
                net.load_state_dict(own)


def again(docs, times):
    """Pools that hold documents so often, the last one a part of them. times ≥ 0: what is there once cannot be taken away."""
    if times < 0:
        raise ValueError("an epoch sees --written at least once and --web at least twice")
    return [(docs, len(docs))] * int(times) + [(docs, int(times % 1 * len(docs)))]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("cache")
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--start")
    ap.add_argument("--pretrain", type=int, default=2)
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--batch", type=int, default=384)
    ap.add_argument("--lr", type=float, default=1e-3)
    ap.add_argument("--emb-lr", type=float, default=0.15, help="share of the rate that word vectors learn at")
    ap.add_argument("--phrases", type=int, default=50000)
    ap.add_argument("--every", type=int, default=8, help="epochs between figures")
    ap.add_argument("--filters", default="160,224,224,160", help="filters of width 1, 2, 3, 4")
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--state", type=int, default=96)
    ap.add_argument("--memory", type=int, default=128, help="filters with memory each way")
    ap.add_argument("--drop", default="0.25,0.4,0.2", help="dropout of word vectors, pooled filters, hidden layers")
    ap.add_argument("--alone", type=int, default=12000, help="sentences of silver by themselves an epoch")
    ap.add_argument("--web", type=float, default=2, help="how often an epoch sees silver from Goodreads and blogs, every other time with its second labels; at least 2")
    ap.add_argument("--written", type=float, default=1, help="how often an epoch sees the reviews written for this project")
    ap.add_argument("--splice", type=float, default=0.5, help="share of labelled reviews with sentences of others among theirs")
    ap.add_argument("--books", type=int, default=2500, help="reviews with stars an epoch")
    ap.add_argument("--sst", type=int, default=2, help="how often an epoch sees SST's sentences")
    ap.add_argument("--average", type=float, default=0.995, help="decay of the running mean of the weights")
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    corpus = Corpus(args.cache)
    net = Net(corpus.table, tuple(int(f) for f in args.filters.split(",")), args.hidden, args.state, args.memory)
    net.drop_in, net.drop_pool, net.drop_hidden = (float(x) for x in args.drop.split(","))
    if args.start:
        net.load_state_dict(torch.load(args.start))
    star_sources = ["stars:books", "stars:amazon", "stars:dvd", "stars:electronics", "stars:kitchen"]
    books = corpus.docs(*star_sources)
    phrases = corpus.docs("phrases")
    if args.pretrain:
        pools = [(corpus.docs("stars:imdb"), 50000), (books, 20000), (phrases, 60000)]
        run(net, corpus, pools, args.pretrain, args.lr, rng, {"tone": 0.5, "stance": 0, "stars": 8.0, "alone": True}, args, "pretrain")
    if args.epochs:
        train = corpus.buckets >= HOLD_OUT
        silver = np.concatenate([corpus.docs(*SILVER, "second", where=train), corpus.docs("readings", "written")])
        pools = [(silver, 99999)] + again(corpus.docs(*WEB_TWICE, where=train), args.web / 2 - 1)
        pools += again(corpus.docs("written"), args.written - 1) + [(corpus.docs("sst"), 99999)] * args.sst
        pools += [(phrases, args.phrases), (corpus.docs("mr"), 99999), (corpus.docs("subj"), 4000),
                  (corpus.docs("spot", "finegrained"), 9999), (corpus.singled(silver), args.alone),
                  (corpus.docs("mams"), 3000), (corpus.docs("emobank"), 2000), (books, args.books)]
        run(net, corpus, pools, args.epochs, args.lr, rng, {"tone": 1.0, "stance": 0.7, "stars": 2.0, "alone": False}, args, "tune")
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
