"""Reads ../shared/data into flat arrays of word ids and labels, cached on disk.

A document is a list of sentences; a lone sentence (SST, MR, SUBJ) is a document of
one. Every sentence carries whatever labels its source gives, and -9 where it gives
none. Reviews of blitzer/books whose SHA-256 begins with 0, 1 or 2 are left out
wherever they turn up: they measure finished models.
"""
import collections
import csv
import gzip
import hashlib
import io
import json
import os
import re

import numpy as np

from tokens import fallbacks, tokenise

NONE = -9
MAX_WORDS = 80  # longer sentences are cut in training only
SPECIAL = ["<pad>", "<unk>", "<name>", "<num>", "<year>", "--", "...", "!!", "??"]
LIKE = {"--": "-", "...": ".", "!!": "!", "??": "?", "<num>": "12", "<year>": "1999", "<name>": "smith", "<unk>": "thing"}
HOLD_OUT = 10  # per cent of silver, by book, that no net is trained on
HERE = os.path.dirname(os.path.abspath(__file__))
READINGS, SECOND, WRITTEN = (os.path.join(HERE, name) for name in ("readings.tsv.gz", "second.tsv.gz", "written.txt.gz"))
SILVER = ("silver", "silver:web")  # from shops; from Goodreads and blogs
WEB_TWICE = ("silver:web", "second")  # the latter with the labels of two readings
STANCES = {"opinion": 0, "story": 1, "context": 2}


def lines(path):
    with gzip.open(path, "rb") as f:
        return f.read().decode("utf-8", "replace").split("\n")


def held_back(text):
    return hashlib.sha256(text.encode()).hexdigest()[0] in "012"


def outline(text):
    """What two copies of one review share, however they were cleaned."""
    return re.sub(r"[^a-z0-9]", "", text.lower())[:150]


def bucket(key):
    """A number 0-99 that depends on nothing but the key."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 100


SPLIT = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[A-Z0-9])|(?<=[.!?])(?=[A-Z][a-z]+ )|\s*<br ?/?>\s*|\n+")


def split_sentences(text):
    """A plain splitter, for documents that carry stars only."""
    return [s.strip() for s in SPLIT.split(text) if s and s.strip()]


def ptb(text):
    """Undoes the bracket names and escapes of treebank text."""
    for a, b in (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("\\/", "/"), ("\\*", "*")):
        text = text.replace(a, b)
    return text


class Doc:
    """One review, or one lone sentence."""

    def __init__(self, source, key="", stars=np.nan, lone=False):
        self.source, self.key, self.stars, self.lone = source, key, stars, lone
        self.sents = []  # (text, labels)

    def add(self, text, **labels):
        self.sents.append((text, labels))

    def outline(self):
        return outline("".join(text for text, _ in self.sents))


def read_silver(root, forbidden):
    for line in lines(f"{root}/books/silver.jsonl.gz"):
        if not line:
            continue
        r = json.loads(line)
        if outline(r["text"]) in forbidden:
            continue
        shop = r["source"] in ("kindle", "blitzer", "amz", "amz2")
        d = Doc("silver" if shop else "silver:web", r["book"] or r["id"], float(r["stars"]) if r["stars"] is not None else np.nan)
        d.id = r["id"]
        for s in r["sentences"]:
            d.add(s["text"], tone5=s["tone"] + 2, stance=STANCES[s["stance"]], mixed=s["mixed"], feel=s["feel"])
        yield d


def read_sst(root, name, source):
    for line in lines(f"{root}/sst/{name}.tsv.gz"):
        if not line:
            continue
        y, text = line.split("\t", 1)
        d = Doc(source, text, lone=True)
        d.add(ptb(text), tone5=int(y))
        yield d


def read_mr(root):
    for line in lines(f"{root}/mr/mr_without_sst_dev_test.tsv.gz"):
        if line:
            y, text = line.split("\t", 1)
            d = Doc("mr", text, lone=True)
            d.add(text, binary=int(y))
            yield d


def read_subj(root):
    for line in lines(f"{root}/subj/subj_without_sst_dev_test.tsv.gz"):
        if line:
            y, text = line.split("\t", 1)
            d = Doc("subj", text, lone=True)
            d.add(text, stance=0 if y == "subjective" else 1)
            yield d


def read_spot(root):
    for name in ("imdb", "yelp13"):
        doc = None
        for line in lines(f"{root}/spot/spot-{name}-sent.txt.gz"):
            y, tab, text = line.partition("\t")
            if tab and doc:
                doc.add(ptb(text), tone3={"-": 0, "0": 1, "+": 2}[y.strip()])
                continue
            if doc and doc.sents:
                yield doc
            doc = Doc("spot", line)
        if doc and doc.sents:
            yield doc


def read_finegrained(root):
    doc, header = None, 0
    for line in lines(f"{root}/finegrained/finegrained_without_books.txt.gz") + [""]:
        parts = line.split("\t")
        if not line.strip():
            if doc and doc.sents:
                yield doc
            doc = None
        elif doc is None and len(parts) == 1:
            doc = Doc("finegrained", line)
        elif len(parts) == 2 and parts[0] in ("pos", "neg", "neu", "mix", "nr"):
            y = parts[0]
            if y == "mix":
                doc.add(parts[1], mixed=1)
            else:
                doc.add(parts[1], tone3={"neg": 0, "neu": 1, "nr": 1, "pos": 2}[y], mixed=0)


def read_mams(root):
    groups = collections.OrderedDict()
    for name in ("train", "val"):
        for line in lines(f"{root}/mams/atsa_{name}.tsv.gz"):
            if line:
                y, _, _, _, text = line.split("\t", 4)
                groups.setdefault(text, set()).add(y)
    for text, ys in groups.items():
        d = Doc("mams", text, lone=True)
        if {"positive", "negative"} <= ys:
            d.add(text, mixed=1)
        else:
            y = 2 if "positive" in ys else 0 if "negative" in ys else 1
            d.add(text, tone3=y, mixed=0)
        yield d


def read_emobank(root):
    body = "\n".join(lines(f"{root}/emobank/emobank.csv.gz"))
    for r in csv.DictReader(io.StringIO(body)):
        if r.get("text") and r["split"] != "test":
            d = Doc("emobank", r["id"], lone=True)
            d.add(r["text"], valence=(float(r["V"]) - 3) / 1.2)
            yield d


def read_blitzer(root):
    for name in ("books", "dvd", "electronics", "kitchen"):
        for line in lines(f"{root}/blitzer/{name}.jsonl.gz"):
            if not line:
                continue
            r = json.loads(line)
            held = name == "books" and held_back(r["text"])
            d = Doc("heldstars" if held else "stars:" + name, r["text"], float(r["stars"]))
            for s in split_sentences(r["text"]):
                d.add(s)
            yield d


AMAZON = ("epetkov123_books", "keithgalli_books_small", "payral_kindle")


def texts_with_stars(root):
    """The text and stars of every book review from shops and of every film review."""
    for name in ["blitzer/books"] + ["amazon_books/" + n for n in AMAZON]:
        for line in lines(f"{root}/{name}.jsonl.gz"):
            if line:
                r = json.loads(line)
                yield r["text"], float(r["stars"])
    for part in IMDB:
        for line in lines(f"{root}/imdb/{part}.tsv.gz"):
            if line:
                _, rating, text = line.split("\t", 2)
                yield text.replace("<br />", "\n"), film_stars(rating)


def read_readings(root, path):
    """Reviews that come with stars only, labelled for this project by reading them; README.md says how. A line of path
    is the SHA-256 of a text (16 digits) and, for each sentence, start-end:label. The texts themselves stay in root."""
    labelled = dict(line.split("\t", 1) for line in lines(path) if line)
    for text, stars in texts_with_stars(root):
        labels = labelled.pop(hashlib.sha256(text.encode()).hexdigest()[:16], None)
        if labels is None:
            continue
        d = Doc("readings", text, stars)
        for label in labels.split(" "):
            start, end, *rest = READING.fullmatch(label).groups()
            d.add(text[int(start):int(end)], **reading_labels(*rest))
        yield d
    if labelled:
        print(len(labelled), "reviews with readings are not in", root, flush=True)


def read_second(silver, path):
    """The reviews of silver that were read a second time, blind to their first labels, with the second ones. A line of path
    is the review's id, a tab and a label for each sentence."""
    second = dict(line.split("\t", 1) for line in lines(path) if line)
    for doc in silver:
        if doc.id not in second:
            continue
        d = Doc("second", doc.key, doc.stars)
        for (text, _), label in zip(doc.sents, second[doc.id].split(" "), strict=True):
            d.add(text, **reading_labels(*re.fullmatch(LABEL, label).groups()))
        yield d


LABEL = r"([osc])([+-]?\d)(m?)(?:/([+-]\d))?"
READING = re.compile(r"(\d+)-(\d+):" + LABEL)


def reading_labels(stance, tone, mixed, feel):
    """The labels that LABEL finds, as Doc.add takes them."""
    return {"tone5": int(tone) + 2, "stance": "osc".index(stance), "mixed": int(mixed == "m"), "feel": int(feel or 0)}


def read_written(path):
    """Reviews written and labelled for this project; README.md says how. A review begins with a line of "#"; then come a
    label, a tab and a sentence in each line."""
    doc = None
    for line in lines(path):
        label, tab, text = line.partition("\t")
        if tab:
            doc.add(text, **reading_labels(*re.fullmatch(LABEL, label).groups()))
        elif line.startswith("#"):
            if doc:
                yield doc
            doc = Doc("written", line)
    if doc:
        yield doc


def read_amazon(root, forbidden):
    for name in AMAZON:
        for line in lines(f"{root}/amazon_books/{name}.jsonl.gz"):
            if not line:
                continue
            r = json.loads(line)
            if outline(r["text"]) in forbidden:
                continue
            d = Doc("stars:amazon", r["text"], float(r["stars"]))
            for s in split_sentences(r["text"]):
                d.add(s)
            yield d


IMDB = ("train_pos", "train_neg", "test_pos", "test_neg")


def film_stars(rating):
    """One to ten on the scale of one to five."""
    return 1 + (float(rating) - 1) * 4 / 9


def read_imdb(root):
    for part in IMDB:
        for line in lines(f"{root}/imdb/{part}.tsv.gz"):
            if not line:
                continue
            _, rating, text = line.split("\t", 2)
            d = Doc("stars:imdb", text[:60], film_stars(rating))
            for s in split_sentences(text):
                d.add(s)
            yield d


LABELS = ("tone5", "tone3", "binary", "stance", "mixed", "feel", "valence")


def read_vectors(rows):
    """The words and vectors of a file that begins with a line of its size."""
    words, vecs = [], []
    for row in rows[1:]:
        word, *numbers = row.rstrip("\n ").split(" ")
        if numbers and word not in ("</s>", ""):
            words.append(word)
            vecs.append(np.array(numbers, np.float32))
    return words, np.stack(vecs)


def widened(words, shared, own_words, own):
    """The table of the shared vectors, with our own in their place: for a word that ours lack, what its shared vector
    lets expect; all on the scale of the shared ones."""
    row = {w: i for i, w in enumerate(own_words)}
    rows = np.array([row.get(w, row.get(LIKE.get(w, ""), -1)) for w in words])
    have = rows >= 0
    have[0] = False
    table = np.zeros((len(words), own.shape[1]), np.float32)
    table[have] = own[rows[have]]
    expect = np.linalg.lstsq(shared[have], table[have], rcond=None)[0]
    table[~have] = shared[~have] @ expect
    table[0] = 0
    return table * (shared[1:].std() / table[1:].std())


LEXICON_DIMS = 4


def load_lexicons(root):
    """What four columns of three lexicons say of a word: strength, sign, strength of adjectives, their subjectivity."""
    found = collections.defaultdict(lambda: np.zeros(LEXICON_DIMS, np.float32))
    for line in lines(f"{root}/lexicons/vader_lexicon.txt.gz"):
        parts = line.split("\t")
        if len(parts) > 1 and parts[0].isalpha():
            found[parts[0].lower()][0] = float(parts[1]) / 4
    for name, sign in (("positive", 1), ("negative", -1)):
        for line in lines(f"{root}/lexicons/huliu-{name}-words.txt.gz"):
            if line.isalpha():
                found[line.lower()][1] = sign
    senses = collections.defaultdict(list)
    for line in lines(f"{root}/lexicons/pattern-en-sentiment.xml.gz"):
        m = re.search(r'form="([^"]+)".* polarity="([^"]+)" subjectivity="([^"]+)"', line)
        if m and m[1].isalpha():
            senses[m[1].lower()].append((float(m[2]), float(m[3])))
    for word, values in senses.items():
        found[word][2:] = np.mean(values, axis=0)
    return found


def sentence_words(text):
    return [(w, c) for _, _, w, c in tokenise(text)][:MAX_WORDS]


def word_id(word, caps, vocab):
    """The row of a word: itself, a form of it that is known, or its class."""
    i = vocab.get(word)
    if i is not None:
        return i
    if "0" <= word[0] <= "9":
        if len(word) == 4 and word.isdecimal() and word[:2] in ("15", "16", "17", "18", "19", "20"):
            return vocab["<year>"]
        return vocab["<num>"]
    for f in fallbacks(word):
        i = vocab.get(f)
        if i is not None:
            return i
    return vocab["<name>"] if caps > 0 else vocab["<unk>"]


def read_all(root):
    """All documents, in a fixed order."""
    docs = list(read_blitzer(root))
    forbidden = {outline(d.key) for d in docs if d.source == "heldstars"}
    silver = list(read_silver(root, forbidden))
    docs += silver
    docs += read_sst(root, "train", "sst")
    docs += read_sst(root, "dev", "sstdev")
    docs += read_sst(root, "train_phrases", "phrases")
    docs += read_mr(root)
    docs += read_subj(root)
    docs += read_spot(root)
    docs += read_finegrained(root)
    docs += read_mams(root)
    docs += read_emobank(root)
    docs += read_amazon(root, forbidden)
    docs += read_readings(root, READINGS)
    docs += read_second(silver, SECOND)
    docs += read_written(WRITTEN)
    # what measures on silver is not to be learnt from its stars either
    measuring = {d.outline() for d in silver if bucket(d.key[:80]) < HOLD_OUT}
    for d in docs:
        if d.source.startswith("stars:") and d.outline() in measuring:
            d.source = "stars:held"
    docs += read_imdb(root)
    return docs


def build(root, vectors, cache):
    """Reads everything, makes the vocabulary, writes the cache."""
    vec_words, vecs = read_vectors(lines(f"{root}/vectors/reviews100.vec.gz"))
    docs = read_all(root)
    counts = collections.Counter()
    parsed = []
    for d in docs:
        rows = []
        for text, labels in d.sents:
            words = sentence_words(text)
            rows.append((words, labels))
            if d.source in (*SILVER, "sst", "mr", "stars:books", "stars:amazon", "stars:held"):
                counts.update(w for w, _ in words)
        parsed.append(rows)
    vocab = {w: i for i, w in enumerate(SPECIAL)}
    table = [np.zeros(100, np.float32)]
    index = {w: i for i, w in enumerate(vec_words)}
    for w in SPECIAL[1:]:
        table.append(vecs[index[LIKE[w]]])
    for w, v in zip(vec_words, vecs):
        if w not in vocab:
            vocab[w] = len(table)
            table.append(v)
    rng = np.random.default_rng(1)
    added = 0
    for w, n in sorted(counts.items()):
        if n >= 4 and w not in vocab and not w[0].isdigit():
            known = [index[f] for f in fallbacks(w) if f in index]
            vocab[w] = len(table)
            table.append(vecs[known[0]] if known else rng.normal(0, 0.1, 100).astype(np.float32))
            added += 1
    lexicon = load_lexicons(root)
    for w in sorted(lexicon):
        if w not in vocab:
            known = [index[f] for f in fallbacks(w) if f in index]
            vocab[w] = len(table)
            table.append(vecs[known[0]] if known else rng.normal(0, 0.05, 100).astype(np.float32))
    columns = np.zeros((len(table), LEXICON_DIMS), np.float32)
    for w, values in lexicon.items():
        columns[vocab[w]] = values * 0.5
    with open(vectors) as f:
        table = widened(list(vocab), np.stack(table), *read_vectors(f.readlines()))
    table = np.concatenate([table, columns], 1)
    print("vocabulary", len(vocab), "added", added, flush=True)
    ids, caps, sent_at, doc_at = [], [], [0], [0]
    labels = {k: [] for k in LABELS}
    sources, keys, stars, lone = [], [], [], []
    for d, rows in zip(docs, parsed):
        n = 0
        for words, lab in rows:
            if not words:
                continue
            for w, c in words:
                ids.append(word_id(w, c, vocab))
                caps.append(c)
            sent_at.append(len(ids))
            for k in LABELS:
                labels[k].append(lab.get(k, NONE))
            n += 1
        if n == 0:
            continue
        doc_at.append(len(sent_at) - 1)
        sources.append(d.source)
        keys.append(d.key[:80])
        stars.append(d.stars)
        lone.append(d.lone)
    np.savez(cache, ids=np.array(ids, np.int32), caps=np.array(caps, np.int8), sent_at=np.array(sent_at, np.int64),
             doc_at=np.array(doc_at, np.int64), sources=np.array(sources), buckets=np.array([bucket(k) for k in keys]),
             stars=np.array(stars, np.float32), lone=np.array(lone), table=table,
             words=np.array(list(vocab)), **{k: np.array(v, np.float32) for k, v in labels.items()})


class Corpus:
    """The cache, opened."""

    def __init__(self, cache):
        z = np.load(cache)
        for k in z.files:
            setattr(self, k, z[k])
        self.question = int(np.nonzero(self.words == "?")[0][0])
        self.starts, self.stops = self.doc_at[:-1], self.doc_at[1:]
        self.tones = np.concatenate([[0], np.cumsum(np.where(self.tone5 == NONE, 0, self.tone5 - 2))])

    def singled(self, docs):
        """The sentences of documents as documents of their own, which are added to the corpus."""
        sents = np.concatenate([np.arange(self.starts[d], self.stops[d]) for d in docs])
        first, n = len(self.starts), len(sents)
        self.starts = np.concatenate([self.starts, sents])
        self.stops = np.concatenate([self.stops, sents + 1])
        self.sources = np.concatenate([self.sources, np.full(n, "singled")])
        self.buckets = np.concatenate([self.buckets, np.full(n, 99)])
        self.stars = np.concatenate([self.stars, np.full(n, np.nan, np.float32)])
        return np.arange(first, first + n)

    def labelled(self, doc):
        """Whether the sentences of a document carry tones of five steps."""
        return self.tone5[self.starts[doc]] != NONE

    def lean(self, docs):
        """The sum of the tones of the sentences of documents."""
        return self.tones[self.stops[docs]] - self.tones[self.starts[docs]]

    def docs(self, *sources, where=None):
        keep = np.isin(self.sources, sources)
        if where is not None:
            keep &= where
        return np.nonzero(keep)[0]


if __name__ == "__main__":
    import sys

    build(*sys.argv[1:4])
    c = Corpus(sys.argv[3])
    for s in sorted(set(c.sources)):
        i = c.docs(s)
        print(s, len(i), "documents", int((c.stops[i] - c.starts[i]).sum()), "sentences")
