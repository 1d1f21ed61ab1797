"""Pages of which one text, a title or a button, is any words at all.

Titles of the grammar are made of some hundred words. A word that no title had was not copied, but replaced by one
that some title had; and a title that begins with a colour ("Green Fox") was taken for a wish about colours.
"""

from random import Random

from ..corpus.apps import colours
from ..corpus.apps.chinese import is_chinese
from ..corpus.apps.families import FAMILIES
from ..corpus.apps.samples import answer, values_of
from ..corpus.apps.thinking import ARROW
from ..corpus.chinese import chinese_words
from .strange_colours import PAGE
from .strange_words import some_words

_LENGTHS = {"passage": (3, 12)}  # in words
_USUAL_LENGTHS = (1, 4)
_COLOUR_SHARE = 0.25  # begin with a colour
_PUNCTUATED_SHARE = 0.4
_CHINESE_SHARE = 0.7  # of texts in Chinese requests: the grammar has none


def renamed(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, with a text of the request renamed; itself where there is none."""
    asked, answered = sample["messages"]
    family = FAMILIES[sample["family"]]
    values = values_of(sample)
    able = [name for name, one in family.attributes.items()
            if one.kind == "text" and asked["text"].count(values[name]) == 1
            and answered["thinking"].count(values[name]) == 2
            and f"{ARROW}{name}={values[name]}" in answered["thinking"]]
    if not able:
        return sample
    name = rng.choice(able)
    old, count = values[name], rng.randint(*_LENGTHS.get(name, _USUAL_LENGTHS))
    in_chinese = is_chinese(asked["text"]) and rng.random() < _CHINESE_SHARE
    words = chinese_words(rng, rng.randint(2, 2 + 2 * count)) if in_chinese else _english_words(rng, count)
    sentence = answered["text"].partition(PAGE)[0].replace(old, words)
    page = family.render(family.spec(**values | {name: words}))
    messages = [{**asked, "text": asked["text"].replace(old, words)},
                {**answered, "thinking": answered["thinking"].replace(old, words), "text": answer(sentence, page)}]
    return {**sample, "messages": messages, "spec": sample["spec"] | {name: words}, "checks": []}


def _english_words(rng: Random, count: int) -> str:
    words = some_words(rng, count)
    if rng.random() < _COLOUR_SHARE:
        words = f"{rng.choice(colours.COMMON + colours.RARER)} {words}"
    text = rng.choice((words.title(), words.title(), words, words.upper(), words.capitalize()))
    return _punctuated(rng, text) if rng.random() < _PUNCTUATED_SHARE else text


def _punctuated(rng: Random, text: str) -> str:
    """With signs that end no title: Ben's Maze, Escape!, Fish & Chips, Room 12, tic-tac."""
    first, space, rest = text.partition(" ")
    return rng.choice((f"{first}'s{space}{rest}", f"{first}'s{space}{rest}", f"{text}!", f"{text}?",
                       f"{text} {rng.randrange(1, 2100)}", f"{rng.randrange(2, 100)} {text}",
                       f"{first} & {rest or first}", f"{first}-{rest or first}", f"{first}: {rest or first}",
                       f"{first}, {rest or first}", f"I'm {text}"))
