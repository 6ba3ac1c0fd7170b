"""Figures on what no net is trained on: held-out silver, SST dev, reviews with stars."""
import numpy as np
import torch
from scipy.stats import spearmanr
from sklearn.metrics import f1_score, roc_auc_score

from data import HOLD_OUT, SILVER
from model import Net, assemble


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def load_net(corpus, *paths):
    """The net that train.py wrote, or the mean of several that were taught one from the other."""
    states = [torch.load(path) for path in paths]
    state = {k: sum(s[k] for s in states) / len(states) if v.dtype.is_floating_point else v for k, v in states[0].items()}
    net = Net(corpus.table, tuple(state["sizes"].tolist()), state["own.weight"].shape[0], state["fwd.weight_hh_l0"].shape[1], state["recall"].shape[1] // 6)
    net.load_state_dict(state)
    return net.eval()


def predict(net, corpus, docs, size=1500):
    """The net's raw outputs for all sentences of docs, with their sentence ids and places in docs."""
    was = net.training
    net.eval()
    out, sent, place = [], [], []
    docs = np.asarray(docs)
    n = corpus.stops[docs] - corpus.starts[docs]
    order = np.argsort(n, kind="stable")
    with torch.no_grad():
        i = 0
        while i < len(order):
            j, total = i, 0
            while j < len(order) and (j == i or total + n[order[j]] <= size):
                total += n[order[j]]
                j += 1
            b = assemble(corpus, docs[order[i:j]], max_sents=100000)
            out.append(net(b).numpy())
            sent.append(b["sent"])
            place.append(order[i:j][b["doc_of"].numpy()])
            i = j
    net.train(was)
    return np.concatenate(out), np.concatenate(sent), np.concatenate(place)


def doc_tone(out, place, n_docs):
    """What the review level makes of it: tone weighted by p(opinion) and by the weight head."""
    p = softmax(out[:, :5])
    tone = p @ np.array([-1, -0.5, 0, 0.5, 1])
    op = softmax(out[:, 5:8])[:, 0]
    w = 1 / (1 + np.exp(-out[:, 10]))
    res = {}
    for name, weight in (("op", op), ("w", w), ("opw", op * w)):
        num = np.bincount(place, tone * weight, n_docs)
        res[name] = num / (np.bincount(place, weight, n_docs) + 0.05)
    return res


def ece(conf, hit, bins=10):
    order = np.argsort(conf, kind="stable")
    total = 0.0
    for part in np.array_split(order, bins):
        total += len(part) / len(order) * abs(conf[part].mean() - hit[part].mean())
    return total


def three(p5):
    return np.stack([p5[:, 0] + p5[:, 1], p5[:, 2], p5[:, 3] + p5[:, 4]], 1)


def evaluate(net, corpus):
    res = {}
    out, sent, _ = predict(net, corpus, corpus.docs("sstdev"))
    y = corpus.tone5[sent]
    keep = y != 2
    p3 = three(softmax(out[:, :5]))
    res["sst2"] = float(((p3[:, 2] > p3[:, 0]) == (y > 2))[keep].mean())
    docs = corpus.docs(*SILVER, where=corpus.buckets < HOLD_OUT)
    out, sent, _ = predict(net, corpus, docs)
    res.update(silver_figures(out, sent, corpus))
    res.update(crosswind(net, corpus, docs))
    docs = corpus.docs("heldstars")
    out, _, place = predict(net, corpus, docs)
    stars = corpus.stars[docs]
    for name, t in doc_tone(out, place, len(docs)).items():
        ends = (stars <= 2) | (stars >= 4)
        res["auc_" + name] = float(roc_auc_score(stars[ends] >= 4, t[ends]))
        res["rho_" + name] = float(spearmanr(stars, t)[0])
    return {k: round(float(v), 4) for k, v in res.items()}


def crosswind(net, corpus, docs):
    """Accuracy on polar sentences whose sign the rest of their review opposes ("against"), and on all polar sentences
    where the sentences of each two reviews alternate, a pair by a pair ("woven")."""
    out, sent, place = predict(net, corpus, docs)
    y = corpus.tone5[sent] - 2
    others = np.bincount(place, y)[place] - y
    against = y * others < 0
    woven = Woven(corpus, docs)
    out2, at, _ = predict(net, woven, np.arange(len(woven.starts)))
    y2 = corpus.tone5[woven.sents[at]] - 2
    return {"against": right(out, y)[against].mean(), "woven": right(out2, y2)[y2 != 0].mean()}


def right(out, y):
    p3 = three(softmax(out[:, :5]))
    return (p3[:, 2] > p3[:, 0]) == (y > 0)


class Woven:
    """Reviews made of two reviews each, whose sentences alternate by pairs."""

    def __init__(self, corpus, docs):
        docs = [d for d in docs if corpus.stops[d] - corpus.starts[d] > 1]
        sents, doc_at = [], [0]
        for a, b in zip(docs[::2], docs[1::2]):
            parts = [np.array_split(np.arange(corpus.starts[d], corpus.stops[d]), (corpus.stops[d] - corpus.starts[d] + 1) // 2) for d in (a, b)]
            for i in range(max(map(len, parts))):
                sents += [s for p in parts for s in p[i:i + 1]]
            doc_at.append(sum(map(len, sents)))
        self.sents = np.concatenate(sents)
        words = [np.arange(corpus.sent_at[s], corpus.sent_at[s + 1]) for s in self.sents]
        self.sent_at = np.concatenate([[0], np.cumsum([len(w) for w in words])])
        words = np.concatenate(words)
        self.ids, self.caps, self.question = corpus.ids[words], corpus.caps[words], corpus.question
        self.starts, self.stops = np.array(doc_at[:-1]), np.array(doc_at[1:])
        self.stars = np.full(len(self.starts), np.nan, np.float32)


def silver_figures(out, sent, corpus):
    y5 = corpus.tone5[sent]
    y3 = np.where(y5 < 2, 0, np.where(y5 > 2, 2, 1))
    p5 = softmax(out[:, :5])
    p3 = three(p5)
    polar = y5 != 2
    pos = p3[:, 2] / (p3[:, 0] + p3[:, 2])
    tone = p5 @ np.array([-1, -0.5, 0, 0.5, 1])
    stance = corpus.stance[sent]
    return {
        "polar": float(((pos > 0.5) == (y5 > 2))[polar].mean()),
        "f3": float(f1_score(y3, p3.argmax(1), average="macro")),
        "stance": float(f1_score(stance, out[:, 5:8].argmax(1), average="macro")),
        "ece": float(ece(pos[polar], (y5 > 2)[polar])),
        "tone_r": float(np.corrcoef(tone, (y5 - 2) / 2)[0, 1]),
        "feel_r": float(np.corrcoef(np.tanh(out[:, 9]), corpus.feel[sent])[0, 1]),
    }
