"""How people type: letter case, missing full stops, slips of the keyboard. Literals are never touched."""

import re
from random import Random

# Literals are put between these marks while a prompt is built.
OPEN, CLOSE = "\x02", "\x03"
_LITERAL = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_WORD = re.compile(r"[a-z]{5,}")


def literal(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}"


def typed(text: str, rng: Random) -> str:
    """The finished prompt as somebody would type it."""
    parts = _LITERAL.split(text)
    british = rng.random() < 0.5
    lower = rng.random() < 0.3
    slips = rng.random() < 0.08
    hurried = rng.random() < 0.08
    for index in range(0, len(parts), 2):
        part = parts[index]
        if not british:
            part = part.replace("colour", "color")
        if lower:
            part = part.lower()
        if hurried:
            part = (part.replace("please", "pls").replace("Please", "Pls").replace(" you ", " u ")
                    .replace(" and ", " & ").replace("with ", "w/ "))
        if slips and rng.random() < 0.7:
            part = _slip(part, rng)
        parts[index] = part
    for index in range(1, len(parts), 2):
        parts[index] = parts[index][1:-1]
    if rng.random() < 0.35:
        parts[-1] = parts[-1].removesuffix(".")
    return "".join(parts).strip()


def _slip(part: str, rng: Random) -> str:
    """One word gets a letter doubled, dropped or swapped with its neighbour."""
    words = list(_WORD.finditer(part))
    if not words:
        return part
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return part[:at] + part[at] + part[at:]
    if kind == 1:
        return part[:at] + part[at + 1:]
    return part[:at] + part[at + 1] + part[at] + part[at + 2:]
