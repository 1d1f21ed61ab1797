"""Requests whose thinking decides on words that are no values, and comments that gather just these.

The comment at the top of a page can be written from the request, past the thinking, by rules such as: cards that turn
upwards never flip on hover, as training never shows both. Where the thinking says `trigger=lantern`, looking it up
there is all that helps. The request does not ask for a lantern: that word is given, not learned (learn/weights.py),
and the page ends behind its comment (learn/rows.py).
"""

from random import Random

from ..corpus.apps import thinking
from ..corpus.apps.families import FAMILIES
from .strange_colours import strange_word
from .weights import BETWEEN, around_the_comment

_KINDS = ("choice", "option", "number")  # texts and colours are new words as it is
_MOST = 3


def renamed(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, with up to three decided values renamed; `made_up` names them. Itself where
    there is none."""
    asked, answered = sample["messages"]
    attributes = FAMILIES[sample["family"]].attributes
    head, comment, page = around_the_comment(answered["text"])
    parts = comment.split(BETWEEN)
    decided = thinking.decided(answered["thinking"])
    # What is out of range is brought into it.
    able = [name for name, value in decided.items() if attributes[name].kind in _KINDS and f"{name}={value}" in parts]
    if not able:
        return sample
    thought = answered["thinking"]
    names = rng.sample(able, min(len(able), rng.randint(1, _MOST)))
    for name in names:
        while (word := strange_word(rng)) == decided[name]:
            pass
        thought = thinking.with_value(thought, name, word)
        parts[parts.index(f"{name}={decided[name]}")] = f"{name}={word}"
    answered = {**answered, "thinking": thought, "text": head + BETWEEN.join(parts) + page}
    return {**sample, "messages": [asked, answered], "made_up": names}
