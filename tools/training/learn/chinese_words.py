"""Chinese characters in any order, which can only be copied."""

import re
from functools import cache
from random import Random

from ..corpus.apps import free_requests
from ..corpus.apps.families import FAMILIES

_HAN = re.compile("[\u4e00-\u9fff]+")
_OWN_SHARE = 0.5  # as our own requests have them where they ask for nothing; the others are any


def chinese_words(rng: Random, count: int) -> str:
    """As many characters."""
    if rng.random() < _OWN_SHARE:
        found = _of_requests()
        start = rng.randrange(len(found) - count)
        return found[start:start + count]
    return "".join(rng.choices(_common(), k=count))


@cache
def _of_requests() -> str:
    return "".join(run for name in FAMILIES for request in free_requests.of_family(name, "zh")
                   for part in request.parts if isinstance(part, str) for run in _HAN.findall(part))


@cache
def _common() -> str:
    """The 3,755 characters of the first level of GB 2312."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(codes).decode("gb2312", errors="ignore")
