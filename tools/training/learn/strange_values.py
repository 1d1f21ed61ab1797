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

_KINDS = ("choice", "option", "number")  # texts and colours are new words as it is
_MOST = 3
_BEGIN, _BETWEEN, _END = "<!-- ", " | ", " -->"


def renamed(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, with up to three decided values renamed; `made_up` names them. Itself where
    there is none."""
    asked, answered = sample["messages"]
    attributes = FAMILIES[sample["family"]].attributes
    head, begin, rest = answered["text"].partition(_BEGIN)
    comment, end, page = rest.partition(_END)
    gathered = dict(part.partition("=")[::2] for part in comment.split(_BETWEEN))
    decided = thinking.decided(answered["thinking"])
    able = [name for name, value in decided.items()
            if attributes[name].kind in _KINDS and gathered[name] == value]  # what is out of range is brought into it
    if not able:
        return sample
    thought = answered["thinking"]
    names = rng.sample(able, min(len(able), rng.randint(1, _MOST)))
    for name in names:
        while (word := strange_word(rng)) == gathered[name]:
            pass
        thought = thinking.with_value(thought, name, word)
        gathered[name] = word
    comment = _BETWEEN.join(f"{name}={value}" if value else name for name, value in gathered.items())
    answered = {**answered, "thinking": thought, "text": head + begin + comment + end + page}
    return {**sample, "messages": [asked, answered], "made_up": names}
