"""The tokeniser of the trained tone scorer: the twin of internal/tone/networds.go.

Both read the text of one sentence, rune by rune, and yield (start, end, word, caps):
offsets in code points, the lower-cased word that is looked up, and how it was
written (0 as usual, 1 Capitalised though not first, 2 ALL CAPITALS). The exporter
writes a golden file of sentences with their word ids, which the Go test reads, so
the two cannot drift apart unseen.
"""

APOSTROPHES = "'’‘´`"
QUOTES = "\"“”„«»"
DASHES = "-–—―‒‐‑"
CLITICS = ("s", "ve", "m", "re", "ll", "d")


INVISIBLE = "\ufe0f\u200d"  # variation selector and joiner; with skin tones they say nothing here


def is_space(char):
    """White space, and what only dresses an emoji."""
    return char.isspace() or char in INVISIBLE or "\U0001f3fb" <= char <= "\U0001f3ff"


def lower(char):
    """Lower-cases one rune to one rune, as unicode.ToLower does."""
    low = char.lower()
    return low if len(low) == 1 else char


def is_word(char):
    return char.isalpha() or "0" <= char <= "9"


def caps_of(raw, first):
    """0 as usual, 1 Capitalised though not the first word, 2 all capitals."""
    if not raw[0].isalpha() or lower(raw[0]) == raw[0]:
        return 0
    if len(raw) > 1 and all(lower(c) != c for c in raw):
        return 2
    return 0 if first else 1


def tokenise(text):
    """Splits one sentence into (start, end, word, caps)."""
    out = []
    i, n = 0, len(text)
    first = True

    def clitic(at):
        """Length of 's, 've, … at an apostrophe, or 0."""
        for c in CLITICS:
            end = at + 1 + len(c)
            if text[at + 1:end].lower() == c and (end >= n or not is_word(text[end])):
                return end - at
        return 0

    while i < n:
        char = text[i]
        if is_space(char):
            i += 1
            continue
        if is_word(char):
            j = i
            while j < n and is_word(text[j]):
                j += 1
            raw = text[i:j]
            word = "".join(lower(c) for c in raw)
            caps = caps_of(raw, first)
            first = False
            if (word[-1] == "n" and j + 1 < n and text[j] in APOSTROPHES and lower(text[j + 1]) == "t"
                    and (j + 2 >= n or not is_word(text[j + 2]))):
                if len(word) > 1:
                    out.append((i, j - 1, word[:-1], caps))
                out.append((j - 1, j + 2, "not", 0))
                i = j + 2
                continue
            if word == "cannot":
                out.append((i, i + 3, "can", caps))
                out.append((i + 3, j, "not", 0))
            else:
                out.append((i, j, word, caps))
            i = j
            continue
        j = i + 1
        if char in APOSTROPHES:
            length = clitic(i)
            if length > 0:
                out.append((i, i + length, "'" + "".join(lower(c) for c in text[i + 1:i + length]), 0))
                i += length
                continue
            if j < n and text[j] in APOSTROPHES:
                out.append((i, j + 1, '"', 0))
                i = j + 1
                continue
            word = "'"
        elif char in QUOTES:
            word = '"'
        elif char == "…" or char == ".":
            while j < n and text[j] in ".…":
                j += 1
            word = "..." if j > i + 1 or char == "…" else "."
        elif char in "!?":
            while j < n and text[j] in "!?":
                j += 1
            word = char if j == i + 1 else ("??" if "?" in text[i:j] else "!!")
        elif char in DASHES:
            while j < n and text[j] in DASHES:
                j += 1
            word = "-" if j == i + 1 and char in "-‐‑" else "--"
        else:
            word = char
        out.append((i, j, word, 0))
        i = j
    return out


def fallbacks(word):
    """What to look up, in order, where the vocabulary lacks a word."""
    out = []
    squeezed = squeeze(word, 2)
    if squeezed != word:
        out += [squeezed, squeeze(word, 1)]
    for suffix, repl in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            out.append(word[:-len(suffix)] + repl)
    return out


def squeeze(word, keep):
    """Shortens runs of three or more equal letters to keep letters."""
    out, run = [], 0
    i = 0
    while i < len(word):
        j = i
        while j < len(word) and word[j] == word[i]:
            j += 1
        run = j - i
        out.append(word[i] * (keep if run >= 3 else run))
        i = j
    return "".join(out)


SUFFIXES = (
    ("ies", "y"), ("ily", "y"), ("iness", "y"), ("ier", "y"), ("iest", "y"), ("ied", "y"),
    ("ness", ""), ("ly", ""), ("ally", ""), ("ably", "able"), ("ibly", "ible"),
    ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""),
    ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ish", ""), ("like", ""), ("y", ""), ("y", "e"),
)
PREFIXES = ("un", "over", "non", "anti", "self", "super", "semi", "mega", "ultra", "mis", "re", "pre")
