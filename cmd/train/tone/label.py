"""What some trained nets say, on average, of sentences: the labels that the shipped net learns from.

    label.py CACHE OUT.npz NET.pt …
"""
import sys

import numpy as np
import torch

from data import UNLABELLED, Corpus
from measure import HOLD_OUT, evaluate, load_net, predict, softmax

SOURCES = ("silver", "sst", "phrases", "mr", "subj", "spot", "finegrained", "mams", "emobank", "stars:books", "stars:amazon",
           "stars:dvd", "stars:electronics", "stars:kitchen")


class Team(torch.nn.Module):
    """Several nets as one: the mean of their probabilities."""

    def __init__(self, nets):
        super().__init__()
        self.nets = torch.nn.ModuleList(nets)

    def forward(self, batch):
        outs = [net(batch) for net in self.nets]
        parts = [torch.stack([o[:, a:b].softmax(1) for o in outs]).mean(0).log() for a, b in ((0, 5), (5, 8))]
        return torch.cat(parts + [torch.stack([o[:, 8:] for o in outs]).mean(0)], 1)


def main():
    cache, target, *sources = sys.argv[1:]
    torch.set_num_threads(1)
    corpus = Corpus(cache)
    team = Team([load_net(corpus, s) for s in sources])
    print(evaluate(team, corpus), flush=True)
    whole, single = corpus.unlabelled(UNLABELLED)
    soft = np.full((len(corpus.sent_at) - 1, 10), np.nan, np.float16)
    held = corpus.docs("silver", where=corpus.buckets < HOLD_OUT)
    imdb = corpus.docs("stars:imdb")[::12]
    for docs in (np.setdiff1d(corpus.docs(*SOURCES), held), whole, imdb, corpus.singled(single)):
        out, sent, _ = predict(team, corpus, docs)
        soft[sent] = np.concatenate([softmax(out[:, :5]), softmax(out[:, 5:8]), 1 / (1 + np.exp(-out[:, 8:9])), np.tanh(out[:, 9:10])], 1)
    np.savez(target, soft=soft)


if __name__ == "__main__":
    main()
