"""Requests with words between their wishes that ask for nothing.

The grammar's own asides are few, and what is always the same is remembered instead of copied: at an unknown word the
thinking, which repeats the request, lost its way. Words out of our own texts, and some that are none, stand for
everything that people say besides what they want.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from ..corpus.apps import thinking
from ..corpus.apps.chinese import is_chinese
from ..corpus.apps.thinking import ARROW
from ..corpus.apps.words import nonsense
from ..corpus.chinese import chinese_words
from ..corpus.own_texts import own_texts

_LENGTHS = (2, 9)
_NONSENSE_SHARE = 0.15  # of words
_CHINESE_LENGTHS = (2, 12)  # in characters


@dataclass(frozen=True)
class _Signs:
    """How words are put beside what a request says, in one language."""

    ends: tuple[str, ...]  # behind which they can stand
    in_front: str
    between: str
    comma: str  # behind a request without such an end
    behind: str


_ENGLISH = _Signs((".", "?", "!"), "{}. ", " {}.", ",", ", {}")
_CHINESE = _Signs(("，", "。", "！", "？"), "{}，", "{}，", "，", "，{}")


def said_besides(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, with such words before, between or behind its sentences."""
    asked, answered = sample["messages"]
    lines = answered["thinking"].split("\n")
    clauses = thinking.clauses(answered["thinking"])
    if "".join(clauses) != asked["text"]:
        return sample  # a list of wishes has line breaks of its own
    if is_chinese(asked["text"]):
        signs, words = _CHINESE, chinese_words(rng, rng.randint(*_CHINESE_LENGTHS))
    else:
        signs, words = _ENGLISH, _cased(rng, some_words(rng, rng.randint(*_LENGTHS)))
    # A line that begins with its arrow belongs to the one before.
    able = [0, *(i for i in range(1, len(lines))
                 if clauses[i - 1].endswith(signs.ends) and not lines[i].startswith(ARROW))]
    if clauses[-1]:
        able.append(len(lines))
    place = rng.choice(able)
    before = "".join(clauses[:place])
    form = signs.in_front if place == 0 else signs.between if before.endswith(signs.ends) else signs.behind
    aside = form.format(words)
    if place == len(lines):
        aside = aside.removesuffix(_CHINESE.comma)
    if place < len(lines):
        lines[place] = aside + lines[place]
    elif ARROW not in lines[-1]:
        lines[-1] += aside
    elif aside[0] == signs.comma:  # which belongs to the clause before it
        lines[-1:] = [lines[-1].replace(ARROW, signs.comma + ARROW, 1), aside[1:]]
    else:
        lines.append(aside)
    request = before + aside + asked["text"][len(before):]
    return {**sample, "messages": [{**asked, "text": request}, {**answered, "thinking": "\n".join(lines)}]}


def some_words(rng: Random, count: int) -> str:
    """As many of our own texts, as they follow one another there or from anywhere, and some that are none."""
    found = _all_words()
    start = rng.randrange(len(found) - count)
    words = found[start:start + count] if rng.random() < 0.5 else rng.choices(_different_words(), k=count)
    return " ".join(nonsense(rng).lower() if rng.random() < _NONSENSE_SHARE else word for word in words)


def _cased(rng: Random, words: str) -> str:
    return " ".join(word.capitalize() if rng.random() < 0.2 else word for word in words.split(" "))


@cache
def _all_words() -> list[str]:
    return [word for _, text in own_texts() for word in text.split()
            if word.isalpha() and word.isascii() and len(word) <= 16]


@cache
def _different_words() -> list[str]:
    return sorted(set(_all_words()))
