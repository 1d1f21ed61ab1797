"""Chinese that is ours: sentences, and characters in any order, which can only be copied."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from random import Random
from zlib import crc32

_TRANSLATIONS = Path(__file__).resolve().parents[3] / "resources/translations/levin_zh_CN.ts"
_TRANSLATION = re.compile("<translation>([^<]+)</translation>")
HAN = re.compile("[\u4e00-\u9fff]+")  # a phrase, up to a sign or another script
_OWN_SHARE = 0.5  # as our own sentences have them; the others are any


def chinese_words(rng: Random, count: int) -> str:
    """As many characters."""
    if rng.random() < _OWN_SHARE:
        found = _all_sentences()
        start = rng.randrange(len(found) - count)
        return found[start:start + count]
    return "".join(rng.choices(_common(), k=count))


@cache
def chinese_sentences(held_out: bool = False) -> tuple[str, ...]:
    """What the window says; every fifth sentence is held out."""
    found = map(unescape, _TRANSLATION.findall(_TRANSLATIONS.read_text(encoding="utf-8")))
    return tuple(sorted({one for one in found if HAN.search(one) and len(one) > 5 and "\n" not in one
                         and (crc32(one.encode()) % 5 == 0) == held_out}))


@cache
def _all_sentences() -> str:
    return "".join(run for one in chinese_sentences() for run in HAN.findall(one))


@cache
def _common() -> str:
    """The 3,755 characters of the first level of GB 2312."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(codes).decode("gb2312", errors="ignore")
