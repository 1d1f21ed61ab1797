""""a" and "an" in front of words, which may be literals (noise.py) or quotations."""

import re

# Where "an" belongs: vowels that are spoken as such, and numbers that begin with one.
_AN = "[\x02\"'“]*(?:(?!onc?e\\b)[aeio]|(?:8\\d*|11|18)\\b|html|unusual)"
_BEGINS = re.compile(_AN, re.IGNORECASE)
_ARTICLE = re.compile(f"\\b([Aa]) (?={_AN})", re.IGNORECASE)


def with_article(words: str, plural: bool) -> str:
    if plural:
        return words
    return ("an " if _BEGINS.match(words) else "a ") + words


def corrected(text: str) -> str:
    """With "an" for "a" where it belongs."""
    return _ARTICLE.sub(r"\1n ", text)
