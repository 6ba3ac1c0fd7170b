"""Writes the words of every review and sentence that may be trained on, a review a line: what vectors.c learns from.

    words.py DATA OUT
"""
import json
import sys

from data import HOLD_OUT, SILVER, bucket, lines, read_all
from tokens import tokenise

UNLABELLED = "imdb/train_unsup.tsv.gz"
KEPT_OUT = ("heldstars", "stars:held", "sstdev", "phrases", "readings", "mams", "emobank")


def measures(d):
    """Whether a document measures finished models, and is not even read for its words."""
    return d.source in SILVER and bucket(d.key[:80]) < HOLD_OUT


def texts(root):
    for d in read_all(root):
        if d.source not in KEPT_OUT and not measures(d):
            yield " ".join(text for text, _ in d.sents)
    for line in lines(f"{root}/polarity_v2/reviews.jsonl.gz"):
        if line:
            yield json.loads(line)["text"]
    for line in lines(f"{root}/{UNLABELLED}"):
        if line:
            yield line.split("\t", 2)[2]


def main():
    root, out = sys.argv[1:]
    with open(out, "w") as f:
        for text in texts(root):
            words = ["<num>" if w[0].isdigit() else w for _, _, w, _ in tokenise(text)]
            if words:
                f.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main()
