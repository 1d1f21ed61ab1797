"""Pages of which one colour has the name of no colour.

CSS has some hundred names of colours. A model that learns them all has learned a closed class: a name it never
met becomes the likest one that it knows. A word that is no colour at all can only be copied. No browser knows
such a colour, so these pages belong in training and never before the checker.
"""

import re
from functools import cache
from random import Random

from ..corpus.apps import colours
from ..corpus.apps.families import FAMILIES
from ..corpus.apps.samples import answer, values_of
from ..corpus.apps.thinking import ARROW
from ..corpus.apps.words import nonsense
from ..corpus.own_texts import own_texts

PAGE = "\n\n```html\n"
_WORD = re.compile(r"\b[a-z]{3,12}\b")


def renamed(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, with a named colour of the request renamed; itself where there is none."""
    family = FAMILIES[sample["family"]]
    values = values_of(sample)
    request, answered = sample["messages"][0]["text"], sample["messages"][1]
    able = [(name, found) for name, one in family.attributes.items()
            if one.kind == "colour" and values[name].isalpha()
            and f"{ARROW}{name}={values[name]}" in answered["thinking"]  # or a title has that word
            and (found := _only_place(request, values[name]))]
    if not able:
        return sample
    name, place = rng.choice(able)
    word = strange_word(rng)
    spec = family.spec(**values | {name: word})
    sentence = answered["text"].partition(PAGE)[0]
    # The thinking has the request's words once, too, and the colour as the page names it behind its arrow.
    thought = answered["thinking"].replace(f"{ARROW}{name}={values[name]}", f"{ARROW}{name}={word}")
    thought = re.sub(_alone(re.escape(place.group())), word, thought)
    messages = [{"role": "user", "text": request[:place.start()] + word + request[place.end():]},
                {"role": "assistant", "thinking": thought, "text": answer(sentence, family.render(spec))}]
    return {**sample, "messages": messages, "spec": sample["spec"] | {name: word}, "checks": []}


def _alone(pattern: str) -> str:
    """Not within a word. Chinese has no spaces between words."""
    return rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])"


def _only_place(request: str, colour: str) -> re.Match | None:
    """Where the request names the colour, if it does so once."""
    forms = "|".join(sorted(set(map(re.escape, colours.forms(colour))), key=len, reverse=True))
    found = list(re.finditer(_alone(forms), request))
    return found[0] if len(found) == 1 else None


@cache
def _words() -> list[str]:
    known = {*colours.COMMON, *colours.RARER, *colours.REST, *colours.HELD_OUT}
    return sorted({word for _, text in own_texts() for word in _WORD.findall(text)} - known)


def strange_word(rng: Random) -> str:
    """Made up, or of our own texts; no colour."""
    return nonsense(rng).lower() if rng.random() < 0.4 else rng.choice(_words())
