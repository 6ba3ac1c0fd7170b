"""Sentences made from forms.txt: what negation, comparison, hearsay and wishes do to words of praise and blame.

    forms.py [HOW MANY]    prints some, to look at
"""
import os
import random
import re
import sys

FORMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forms.txt")
SLOT = re.compile(r"\{(\w+)\}")


def read_forms(path):
    """The slots, with the choices for each, and the forms, as pairs of a label and a sentence with slots."""
    slots, forms = {}, []
    with open(path, encoding="utf-8") as f:
        for line in f.read().split("\n"):
            if line.startswith("#") or line in ("", "-"):
                continue
            label, tab, text = line.partition("\t")
            if tab:
                forms.append((label, text))
            else:
                name, choices = line.split(" = ")
                slots[name] = choices.split(" | ")
    return slots, forms


def fill(text, slots, rng):
    """The sentence with a choice for each slot. A slot with a capital is its lower-case one at the head of a sentence."""
    def choose(match):
        name = match[1] if match[1] in slots else match[1].lower()
        return fill(rng.choice(slots[name]), slots, rng)
    return SLOT.sub(choose, text)


def sentences(times, seed=1):
    """So many sentences of every form, in random order: pairs of label and sentence."""
    slots, forms = read_forms(FORMS)
    rng = random.Random(seed)
    made = []
    for label, text in forms:
        for _ in range(times):
            s = fill(text, slots, rng)
            made.append((label, s[0].upper() + s[1:]))
    rng.shuffle(made)
    return made


if __name__ == "__main__":
    for label, text in sentences(1)[:int(sys.argv[1]) if len(sys.argv) > 1 else 40]:
        print(label, text, sep="\t")
