"""Splits text as the pattern o200k does, which the engine knows and MiniMax-M1 uses.

Python's `re` lacks \\p classes. So characters outside ASCII are first replaced by one stand-in for their class,
one for one, and an ASCII form of the pattern finds the places to cut. The result is exact for Python's version of
Unicode, but for one thing: U+017F is no letter of a contraction here.
"""

import re
import unicodedata
from collections.abc import Iterator

_LETTER, _MARK = "\x01", "\x02"  # neither upper nor lower case; marks are no letters where prefixes are meant
_STAND_IN = {"Lu": "Z", "Lt": "Z", "Ll": "z", "Lm": _LETTER, "Lo": _LETTER}
_OTHER_SPACES = frozenset("\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}

_S = r" \t\n\r\x0b\x0c"
_ENDING = r"(?:'(?:[sStTmMdD]|[rR][eE]|[vV][eE]|[lL][lL]))?"
_PREFIX = r"[^\r\nA-Za-z\x010-9]?"
_O200K = re.compile("|".join((
    _PREFIX + r"[A-Z\x01\x02]*[a-z\x01\x02]+" + _ENDING,
    _PREFIX + r"[A-Z\x01\x02]+[a-z\x01\x02]*" + _ENDING,
    r"[0-9]{1,3}",
    rf" ?[^{_S}A-Za-z\x010-9]+[\r\n/]*",
    rf"[{_S}]*[\r\n]+",
    rf"[{_S}]+(?![^{_S}])",
    rf"[{_S}]+",
)))
_FINE = re.compile(r" ?[A-Za-z\x01\x02]+|[0-9]|[^A-Za-z\x01\x020-9]+")


class _StandIns(dict):
    def __missing__(self, code: int) -> str:
        self[code] = stand_in = _stand_in(chr(code))
        return stand_in


def _stand_in(character: str) -> str:
    if character in (_LETTER, _MARK):
        return "!"
    if character.isascii():
        return character
    if character in _OTHER_SPACES:
        return "\t"
    category = unicodedata.category(character)
    if category[0] in "MN":
        return _MARK if category[0] == "M" else "0"
    return _STAND_IN.get(category, "!")


_TABLE = _StandIns()


def _classes(text: str) -> str:
    if text.isascii() and _LETTER not in text and _MARK not in text:
        return text
    return text.translate(_TABLE)


def pieces(text: str) -> Iterator[str]:
    """The pieces of o200k; joined they are the text."""
    for match in _O200K.finditer(_classes(text)):
        yield text[match.start():match.end()]


def fine_pieces(piece: str) -> Iterator[str]:
    """Cuts between letters and what is before them, and between digits.

    Merges are learned inside of these only. So `"Wild` and `>Wild` share the token of the word, which makes
    copying a title from a request into a page the copying of tokens, and a number is its digits. An encoder that
    does not know these cuts still respects them: there is no merge that crosses one.
    """
    for match in _FINE.finditer(_classes(piece)):
        yield piece[match.start():match.end()]
