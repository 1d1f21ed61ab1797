"""Requests as people word them: whole ones, written by hand, with places for the values.

The grammar of phrasing.py puts wishes together in some forty ways, and at words and turns that it lacks the thinking
lost its way. A line of free/FAMILY.txt, or of free/zh/FAMILY.txt in Chinese, is one request:

    [accent: {accent} hedges], please, and [player=yes: my nephew wants to walk through it]

In brackets stand the words of a wish behind the attribute that they ask for, `{accent}` for its value, `=yes` where
they ask for that value only; a wish of two attributes, `[count, accent: {count} {accent} dots]`, is one breath.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from . import articles, splits
from .attributes import NONE, echo
from .families import FAMILIES
from .thinking import mark

_FOLDER = Path(__file__).resolve().parent / "free"
_WISH = re.compile(r"\[([^:\]]+): ?([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_WORDS = {"yes": "true", "no": "false"}
# How much likelier one more wish makes a request: those of none fit every specification.
_COVERED = 4.0


@dataclass(frozen=True)
class Wish:
    names: tuple[str, ...]
    fixed: tuple[tuple[str, str], ...]  # attributes and the values, as a page's comment has them, that the words mean
    words: str

    @property
    def slots(self) -> set[str]:
        return set(_SLOT.findall(self.words))


@dataclass(frozen=True)
class FreeRequest:
    parts: tuple[str | Wish, ...]

    @property
    def wishes(self) -> list[Wish]:
        return [part for part in self.parts if isinstance(part, Wish)]

    def fits(self, family, spec, wanted: set[str]) -> bool:
        """All that it asks for is so in `spec`; its slots are for `wanted` attributes."""
        return all(one.slots <= wanted and all(echo(getattr(spec, name)) == value for name, value in one.fixed)
                   for one in self.wishes)

    def is_held_out(self, family) -> bool:
        """Training never shows what it asks for."""
        known = {echo(value): value for one in family.attributes.values() for value in (*one.by_value, one.default)}
        fixed = {name: known.get(value) for one in self.wishes for name, value in one.fixed}
        return bool(splits.broken_rules(family, family.spec(**fixed)))

    def names(self) -> set[str]:
        return {name for one in self.wishes for name in one.names}

    def written(self, family, spec, value_text) -> str:
        """The request for `spec`, with the marks of thinking.py. `value_text` gives the text of a value, asked with
        its attribute, the value and the words around it, with {v} in its place."""
        parts = []
        for part in self.parts:
            if isinstance(part, str):
                parts.append(part)
                continue
            words = _SLOT.sub(lambda slot, words=part.words: value_text(
                family.attributes[slot[1]], getattr(spec, slot[1]),
                words[:slot.start()] + "{v}" + words[slot.end():]), part.words)
            parts.append(words + "".join(mark(family, name) for name in part.names))
        return articles.corrected("".join(parts))


def parse(line: str) -> FreeRequest:
    """One line of a file."""
    parts, end = [], 0
    for found in _WISH.finditer(line):
        if found.start() > end:
            parts.append(line[end:found.start()])
        names, fixed = [], []
        for item in found[1].split(","):
            name, sign, value = item.strip().partition("=")
            names.append(name)
            if sign:
                fixed.append((name, _WORDS.get(value, value)))
        parts.append(Wish(tuple(names), tuple(fixed), found[2]))
        end = found.end()
    if end < len(line):
        parts.append(line[end:])
    return FreeRequest(tuple(parts))


@cache
def of_family(name: str, language: str = "") -> tuple[FreeRequest, ...]:
    """Those of the family's file; none where it has no file. English is in no folder of its own."""
    path = _FOLDER / language / f"{name}.txt"
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(parse(line) for line in lines if line.strip() and not line.startswith("#"))


@cache
def _drawn(name: str, language: str) -> list[FreeRequest]:
    """Without those that only held-out specifications fit: their words would be new, too, where that is measured."""
    return [one for one in of_family(name, language) if not one.is_held_out(FAMILIES[name])]


def draw(family, spec, wanted: list[str], rng: Random, language: str = "") -> FreeRequest | None:
    """One that fits the specification and may leave some of `wanted` unsaid, for sentences of their own."""
    filled = {name for name in wanted if getattr(spec, name) not in (NONE, ())}
    able = [one for one in _drawn(family.name, language) if one.fits(family, spec, filled)]
    if not able:
        return None
    return rng.choices(able, [_COVERED ** len(one.names() & set(wanted)) for one in able])[0]
