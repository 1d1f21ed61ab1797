"""Requests with words between their wishes that ask for nothing.

The grammar's own asides are few, and what is always the same is remembered instead of copied: at an unknown word the
thinking, which repeats the request, lost its way. Words out of our own texts, and some that are none, stand for
everything that people say besides what they want.
"""

from functools import cache
from random import Random

from ..corpus.apps import thinking
from ..corpus.apps.chinese import is_chinese
from ..corpus.apps.thinking import ARROW
from ..corpus.apps.words import nonsense
from ..corpus.own_texts import own_texts
from ..corpus.chinese import chinese_words

_LENGTHS = (2, 9)
_NONSENSE_SHARE = 0.15  # of words
_ENDS = (".", "?", "!")
_CHINESE_ENDS = ("，", "。", "！", "？")
_CHINESE_LENGTHS = (2, 12)  # in characters


def said_besides(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, with such words before, between or behind its sentences."""
    asked, answered = sample["messages"]
    lines = answered["thinking"].split("\n")
    clauses = thinking.clauses(answered["thinking"])
    if "".join(clauses) != asked["text"]:
        return sample  # a list of wishes has line breaks of its own
    # A line of words alone goes on from the line before, one that begins with its arrow belongs to it.
    in_chinese = is_chinese(asked["text"])
    ends, comma, words = (_CHINESE_ENDS, "，", chinese_words(rng, rng.randint(*_CHINESE_LENGTHS))) if in_chinese else \
        (_ENDS, ",", _cased(rng, some_words(rng, rng.randint(*_LENGTHS))))
    able = [0, *(i for i in range(1, len(lines)) if clauses[i - 1].endswith(ends) and not lines[i].startswith(ARROW))]
    if clauses[-1]:
        able.append(len(lines))
    place = rng.choice(able)
    before = "".join(clauses[:place])
    if place == 0:
        aside = f"{words}，" if in_chinese else f"{words}. "
    elif before.endswith(ends):
        aside = f"{words}，" if in_chinese else f" {words}."
    else:  # behind a request without a full stop
        aside = f"，{words}" if in_chinese else f", {words}"
    if in_chinese and place == len(lines):
        aside = aside.removesuffix("，")
    if place < len(lines):
        lines[place] = aside + lines[place]
    elif ARROW not in lines[-1]:
        lines[-1] += aside
    elif aside[0] == comma:  # which belongs to the clause before it
        lines[-1:] = [lines[-1].replace(ARROW, comma + ARROW, 1), aside[1:]]
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
    return [word for _, text in own_texts() for word in text.split() if word.isalpha() and word.isascii() and len(word) <= 16]


@cache
def _different_words() -> list[str]:
    return sorted(set(_all_words()))
