"""What the model thinks before it writes a page: the request once more, clause by clause, with what each asks for.

    Build a dark maze, -> theme=dark
     with olive walls -> accent=olive
     and 20 rows. -> size=20
     Thanks!

Which words ask for what is then decided next to these words, one wish after the other, and the page's comment only
gathers what was decided. Without it, half of all requests of several wishes were read wrongly: a colour went to the
nearest thing, and two values that training never showed together were never put together.

One breath may ask for two things, which are then decided one below the other:

    Build 46 olive dots. -> count=46
     -> accent=olive

While a request is built, a mark stands behind the words of each wish: one character of Unicode's private area.
"""

import re

from .attributes import echo

_FIRST, _LAST = 0xE000, 0xF8FF
_MARKS = f"{chr(_FIRST)}-{chr(_LAST)}"
_MARK = re.compile(f"[{_MARKS}]")
# A clause reaches to its marks and over the punctuation behind them.
_CLAUSE = re.compile(f"([^{_MARKS}]*)([{_MARKS}]+)([.,;:?!，、。；]*)")
ARROW = " -> "
BEYOND = chr(_LAST)  # behind a wish that no family fulfils
_BEYOND_TOLD = "not possible"


def mark(family, name: str) -> str:
    """To stand behind the words that ask for the attribute."""
    return chr(_FIRST + list(family.attributes).index(name))


def plain(marked: str) -> str:
    """What the user wrote."""
    return _MARK.sub("", marked)


def thoughts(family, spec, marked: str) -> str:
    """The thinking about a marked request for `spec`."""
    names = list(family.attributes)
    lines, end = [], 0
    for clause in _CLAUSE.finditer(marked):
        words, places, punctuation = clause.groups()
        for i, place in enumerate(places):
            name = None if place == BEYOND else names[ord(place) - _FIRST]
            told = f"{name}={echo(getattr(spec, name))}" if name else _BEYOND_TOLD
            lines.append(("" if i else words + punctuation) + ARROW + told)
        end = clause.end()
    lines.append(marked[end:])
    # A list of wishes has its own line breaks.
    return "".join(line if not i or line.startswith("\n") else "\n" + line for i, line in enumerate(lines) if line)


def clauses(text: str) -> list[str]:
    """The words of each line, without what is decided: together the request, but for its line breaks."""
    return [line.rpartition(ARROW)[0] if ARROW in line else line for line in text.split("\n")]


def decided(text: str) -> dict[str, str]:
    """The attributes that the thinking names, as the page's comment writes their values."""
    found = (line.rpartition(ARROW)[2].partition("=") for line in text.split("\n") if ARROW in line)
    return {name: value for name, sign, value in found if sign}


def with_value(text: str, name: str, value: str) -> str:
    """The thinking with another value of one attribute."""
    return re.sub(rf"(?m){re.escape(ARROW + name)}=.*$", lambda _: f"{ARROW}{name}={value}", text)


def weighed(text: str, copied: int, decided: int, given=()) -> list[tuple[str, int]]:
    """The thinking in parts: what is repeated weighs `copied`, what is decided `decided`; the values of the attributes
    in `given` weigh nothing."""
    parts = []
    for line in text.splitlines(keepends=True):
        words, arrow, told = line.rpartition(ARROW) if ARROW in line else (line, "", "")
        name, sign, value = told.partition("=")
        parts += [(words, copied), (arrow + name + sign, decided), (value, 0 if name in given else decided)]
    return parts
