"""Look-up in real text: pieces of Levin's own sources, rendered as the window renders files, with questions about
words that stand in one line only.

The made-up documents teach where to look; real code and real sentences teach that what is copied may be anything.
"""

import re
from collections import Counter
from functools import cache
from random import Random

from ..own_texts import own_texts
from .questions import ABSENT

TRAIN = "train"
HELD_OUT = "files"  # every fifth file, by its name
_BYTES_PER_TOKEN = 1.9
_MOST_FILES = 4
_SEVERAL_SHARE = 0.5
_ABSENT_SHARE = 0.1
_PHRASE_SHARE = 0.15
_MOST_QUESTIONS = 24
_TOKENS_FOR_A_QUESTION = 120
_LEAST_LINE, _MOST_LINE = 12, 160
_WORD = re.compile(r"\b[^\W\d]\w{4,30}\b")
_ASK = ("Where is {}?", "Which line has {}?", "Find {}.", "What is {}?", "Quote the line with {}.", "Look up {}.",
        "Where is {} set?", "What does the document say about {}?", "Show me the line that mentions {}", "{}?")
_ASK_TWO = ("What does it say about {} and {}?", "Find the line with {} and {}.", "Where do {} and {} stand together?")
_ASK_PHRASE = ("Which line begins with \"{}\"?", "Quote the line \"{}...\"", "How does the line \"{}\" go on?")


def sample(rng: Random, split: str, tokens: int) -> dict:
    """A conversation about pieces of about `tokens` tokens together."""
    count = rng.randint(2, _MOST_FILES) if rng.random() < _SEVERAL_SHARE else 1
    files = rng.sample(_files(split), count)
    lines: list[tuple[str, str]] = []  # text and anchor
    head = []
    for number, (name, text) in enumerate(files, 1):
        piece = _piece(rng, text, int(tokens * _BYTES_PER_TOKEN) // count)
        if count > 1:
            head.append((len(lines), f"{name} [{number}]"))
        lines += [(line, f"{number}.{at}" if count > 1 else str(at)) for at, line in piece]
    body = [f"{text} [{anchor}]" for text, anchor in lines]
    for at, line in reversed(head):
        body.insert(at, line)
    title = files[0][0] if count == 1 else rng.choice(("src", "project", "levin", "sources", "docs"))
    document = f"<document name=\"{title}\">\n" + "\n".join(body) + "\n</document>"
    most = max(1, min(_MOST_QUESTIONS, tokens // _TOKENS_FOR_A_QUESTION))
    asked = _questions(rng, lines, [line for _, line in head], split, rng.randint(max(1, most // 2), most))
    messages = []
    for i, (question, answer, _) in enumerate(asked):
        messages += [{"role": "user", "text": f"{document}\n\n{question}" if i == 0 else question},
                     {"role": "assistant", "text": answer}]
    depth = max(1, len(lines) - 1)
    return {"kind": "document", "family": "own", "messages": messages, "split": split, "tokens": tokens,
            "questions": [{"form": "absent" if place is None else "single",
                           "depths": [] if place is None else [round(place / depth, 3)]}
                          for _, _, place in asked]}


@cache
def _files(split: str) -> list[tuple[str, str]]:
    """Those long enough to ask about."""
    return [(name, text) for name, text in own_texts()
            if len(text) > 400 and (sum(map(ord, name)) % 5 == 0) == (split == HELD_OUT)]


@cache
def _all_words(split: str) -> list[str]:
    return sorted({word for _, text in _files(split) for word in _WORD.findall(text)})


def _piece(rng: Random, text: str, most: int) -> list[tuple[int, str]]:
    """Whole lines that follow each other, with their numbers; empty ones are left out, as the window does."""
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(text) <= most:
        return lines
    first = rng.randrange(len(lines))
    last, used = first, 0
    while last < len(lines) and used < most:
        used += len(lines[last][1]) + 6
        last += 1
    while first > 0 and used < most:
        first -= 1
        used += len(lines[first][1]) + 6
    return lines[first:last]


def _questions(rng: Random, lines: list[tuple[str, str]], head: list[str], split: str,
               count: int) -> list[tuple[str, str, int | None]]:
    """(question, answer, line), each about another line; what the lines with the files' names have is not asked for."""
    texts = [text for text, _ in lines] + head
    seen = Counter(word for text in texts for word in set(_WORD.findall(text)))
    places = [at for at, (text, _) in enumerate(lines) if _LEAST_LINE <= len(text.strip()) <= _MOST_LINE]
    rng.shuffle(places)
    found: list[tuple[str, str, int | None]] = []
    for at in places:
        if len(found) == count:
            break
        if rng.random() < _ABSENT_SHARE:
            word = rng.choice(_all_words(split))
            if word not in seen:
                found.append((rng.choice(_ASK).format(word), ABSENT, None))
        elif question := _question(rng, texts, at, seen):
            text, anchor = lines[at]
            found.append((question, f"> {text.strip()} [{anchor}]", at))
    if not found:
        word = next(word for word in iter(lambda: rng.choice(_all_words(split)), None) if word not in seen)
        found.append((rng.choice(_ASK).format(word), ABSENT, None))
    return found


def _question(rng: Random, texts: list[str], at: int, seen: Counter) -> str | None:
    """A question that only this line answers; nothing where there is none."""
    line = texts[at].strip()
    words = list(dict.fromkeys(_WORD.findall(line)))
    if rng.random() < _PHRASE_SHARE:
        phrase = line[:rng.randint(10, 40)].rsplit(" ", 1)[0].strip()
        if len(phrase) >= 8 and sum(phrase in text for text in texts) == 1:
            return rng.choice(_ASK_PHRASE).format(phrase)
    alone = [word for word in words if seen[word] == 1]
    if len(words) > 1 and rng.random() < 0.3:
        first, second = rng.sample(words, 2)
        if sum(first in text and second in text for text in texts) == 1:
            return rng.choice(_ASK_TWO).format(first, second)
    if not alone:
        return None
    word = rng.choice(alone)
    return rng.choice(_ASK).format(word) if sum(word in text for text in texts) == 1 else None
