"""Look-up in real text: pieces of Levin's own sources, rendered as the window renders files, with questions about
words that stand in one place only.

The made-up documents teach where to look; real code and real sentences teach that what is copied may be anything.
An answer quotes the line from the words that were asked for to its end. A model with one layer of softmax attention
finds those words and goes on from them; what stands before them in the line it would have to carry past them, since
no token knows what comes later in its line. The anchor names the whole line. One document in five is Chinese: lines of
what the window says, and of characters in no order.
"""

import re
from collections import Counter
from functools import cache
from random import Random

from ..chinese import HAN, chinese_sentences, chinese_words
from ..own_texts import own_texts
from .names import name
from .questions import ABSENT

TRAIN = "train"
HELD_OUT = "files"  # every fifth file, by its name
_BYTES_PER_TOKEN, _CHINESE_BYTES_PER_TOKEN = 1.9, 1.15
_MOST_FILES = 4  # of a short document; a long one has as many as fill it
_SEVERAL_SHARE = 0.5
_SCRAMBLED_SHARE = 0.2
_LOWER_SHARE = 0.6
_ABSENT_SHARE = 0.14
_MOST_QUESTIONS = 128
_TOKENS_FOR_A_QUESTION = 80
_LEAST_QUOTE, _MOST_QUOTE = 14, 140
_MOST_WORDS = 4  # that are asked for
_WORD = re.compile(r"\b[^\W\d]\w{2,30}\b")
_CHINESE_SHARE = 0.2  # of documents
_LEAST_CHINESE_QUOTE = 4  # in characters, also of what is asked for
_MOST_CHINESE_WORDS = 10
_CHINESE_ASKED_SHARE = 0.06  # of questions about other documents
_ASK = ("Where is {}?", "Which line has {}?", "Find {}.", "What is {}?", "Quote the line with {}.", "Look up {}.",
        "Where is {} set?", "What does the document say about {}?", "Show me the line that mentions {}", "{}?",
        "What is the value of {}?", "Where does it say \"{}\"?", "How does \"{}\" go on?", "Tell me about {}.")
_ASK_CHINESE = ("哪里提到“{}”？", "文中哪一行有“{}”？", "查找“{}”", "“{}”在哪里？", "请引用含有“{}”的那一行。", "“{}”后面是什么？",
                "找一下 {}", "关于“{}”文中怎么说？", "{} 是怎么写的？", "把写着“{}”的那行给我看看", "{}？", "搜索{}")
ABSENT_CHINESE = "文中没有。"


def sample(rng: Random, split: str, tokens: int, chinese_share: float = _CHINESE_SHARE) -> dict:
    """A conversation about pieces of about `tokens` tokens together."""
    parts = rng.randint(2, _MOST_FILES) if rng.random() < _SEVERAL_SHARE else 1
    in_chinese = chinese_share > 0 and rng.random() < chinese_share
    size = int(tokens * (_CHINESE_BYTES_PER_TOKEN if in_chinese else _BYTES_PER_TOKEN))
    pieces = _pieces(rng, split, size, parts, in_chinese)
    first = rng.randint(2, 99) if rng.random() < 0.3 else 1
    lines: list[tuple[str, str]] = []  # text and anchor
    head = []
    for number, (title, piece) in enumerate(pieces, first):
        if len(pieces) > 1:
            head.append((len(lines), f"{title} [{number}]"))
        lines += [(line, f"{number}.{at}" if len(pieces) > 1 else str(at)) for at, line in piece]
    body = [f"{text} [{anchor}]" for text, anchor in lines]
    for at, line in reversed(head):
        body.insert(at, line)
    title = pieces[0][0] if len(pieces) == 1 else rng.choice(("src", "project", "levin", "sources", "docs"))
    document = f"<document name=\"{title}\">\n" + "\n".join(body) + "\n</document>"
    most = max(1, min(_MOST_QUESTIONS, tokens // _TOKENS_FOR_A_QUESTION))
    asked = _questions(rng, lines, [line for _, line in head], split, rng.randint(max(1, most // 2), most),
                       in_chinese, _CHINESE_ASKED_SHARE if chinese_share else 0)
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
    return [(title, text) for title, text in own_texts()
            if len(text) > 400 and (sum(map(ord, title)) % 5 == 0) == (split == HELD_OUT)]


@cache
def _all_words(split: str) -> list[str]:
    return sorted({word for _, text in _files(split) for word in _WORD.findall(text)})


def _pieces(rng: Random, split: str, size: int, parts: int,
            in_chinese: bool) -> list[tuple[str, list[tuple[int, str]]]]:
    """Titles and pieces of files, about `size` bytes together and about size / parts of each."""
    is_scrambled = rng.random() < _SCRAMBLED_SHARE
    files = iter(rng.sample(_files(split), len(_files(split))))
    found, used = [], 0
    while used < 0.8 * size:
        if in_chinese:
            one = _chinese(rng, split, size // parts)
        else:
            one = _scrambled(rng, split, size // parts) if is_scrambled else next(files, None)
        if one is None:
            break
        title, text = one
        piece = _piece(rng, text, min(size // parts, size - used))
        found.append((title, piece))
        used += sum(_bytes(line) for _, line in piece)
    return found


def _scrambled(rng: Random, split: str, size: int) -> tuple[str, str]:
    """A file of words and numbers in no order: nothing in it can be known or guessed, only copied."""
    words, lines, length = _all_words(split), [], 0
    while length < size:
        parts = [str(rng.randrange(10 ** rng.randint(1, 6))) if rng.random() < 0.15 else
                 name(rng) if rng.random() < 0.15 else rng.choice(words) for _ in range(rng.randint(3, 14))]
        lines.append(rng.choice((" ", " ", " ", ", ", ";", " = ", ": ")).join(parts))
        length += len(lines[-1]) + 6
    return f"{name(rng).lower()}.txt", "\n".join(lines)


def _chinese(rng: Random, split: str, size: int) -> tuple[str, str]:
    """Lines of our own Chinese sentences and of characters in no order. There are too few for whole files."""
    lines, length = [], 0
    sentences = chinese_sentences(held_out=split == HELD_OUT)
    while length < size:
        parts = [rng.choice(sentences) if rng.random() < 0.5 else
                 chinese_words(rng, rng.randint(3, 12)) + rng.choice(("", "", str(rng.randrange(10_000))))
                 for _ in range(rng.randint(1, 3))]
        lines.append("，".join(part.rstrip("。，") for part in parts) + "。")
        length += _bytes(lines[-1])
    return rng.choice(("合同.txt", "说明.md", "笔记.txt", f"{name(rng).lower()}.txt")), "\n".join(lines)


def _bytes(line: str) -> int:
    """Of a line with its anchor."""
    return len(line.encode()) + 6


def _piece(rng: Random, text: str, most: int) -> list[tuple[int, str]]:
    """Whole lines that follow each other, with their numbers; empty ones are left out, as the window does."""
    before = rng.randrange(20_000) if rng.random() < 0.25 else 0  # as if so many more stood in front
    lines = [(before + number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(text.encode()) <= most:
        return lines
    first = rng.randrange(len(lines))
    last, used = first, 0
    while last < len(lines) and used < most:
        used += _bytes(lines[last][1])
        last += 1
    while first > 0 and used < most:
        first -= 1
        used += _bytes(lines[first][1])
    return lines[first:last]


def _questions(rng: Random, lines: list[tuple[str, str]], head: list[str], split: str,
               count: int, in_chinese: bool, chinese_asked_share: float) -> list[tuple[str, str, int | None]]:
    """(question, answer, line), each about another line; what the lines with the files' names have is not asked for."""
    whole = "\n".join([text for text, _ in lines] + head)
    seen = Counter(_WORD.findall(whole))
    places = list(range(len(lines)))
    rng.shuffle(places)
    found: list[tuple[str, str, int | None]] = []
    for at in places:
        if len(found) == count:
            break
        is_asked_in_chinese = in_chinese or (chinese_asked_share and rng.random() < chinese_asked_share)
        asks, absent = (_ASK_CHINESE, ABSENT_CHINESE) if is_asked_in_chinese else (_ASK, ABSENT)
        if rng.random() < _ABSENT_SHARE:
            word = chinese_words(rng, rng.randint(4, 8)) if in_chinese else rng.choice(_all_words(split))
            if word not in seen and word not in whole:
                found.append((rng.choice(asks).format(word), absent, None))
        elif place := _asked_for_in_chinese(rng, lines[at][0], whole) if in_chinese \
                else _asked_for(rng, lines[at][0], whole, seen):
            begin, end = place
            text, anchor = lines[at]
            asked = _as_asked(rng, text[begin:end], whole)
            found.append((rng.choice(asks).format(asked), f"> {text[begin:]} [{anchor}]", at))
    if not found:
        word = next(word for word in iter(lambda: rng.choice(_all_words(split)), None) if word not in seen)
        found.append((rng.choice(_ASK).format(word), ABSENT, None))
    return found


def _as_asked(rng: Random, words: str, whole: str) -> str:
    """Several words, the first with a capital, as in the middle of a question: the text's "The fee" is "the fee"
    there. The quotation stays as the text has it."""
    first, space, _ = words.partition(" ")
    lower = words[0].lower() + words[1:]
    is_sentence = space and first[0].isupper() and first[1:].islower()
    return lower if is_sentence and lower not in whole and rng.random() < _LOWER_SHARE else words


def _asked_for(rng: Random, line: str, whole: str, seen: Counter) -> tuple[int, int] | None:
    """Where some words of the line stand in it that nothing else in the text has; nothing where there are none."""
    words = list(_WORD.finditer(line))
    places = []
    for i, word in enumerate(words):
        if not _LEAST_QUOTE <= len(line) - word.start() <= _MOST_QUOTE:
            continue
        for count in range(1, _MOST_WORDS + 1):
            if i + count > len(words) or (count == 1 and seen[word[0]] > 1):
                continue
            end = words[i + count - 1].end()
            if whole.count(line[word.start():end]) == 1:
                places.append((word.start(), end))
    return rng.choice(places) if places else None


def _asked_for_in_chinese(rng: Random, line: str, whole: str) -> tuple[int, int] | None:
    """The same for a language without spaces: characters of one phrase."""
    places = [(begin, begin + length) for phrase in HAN.finditer(line)
              for begin in range(phrase.start(), phrase.end() - _LEAST_CHINESE_QUOTE + 1)
              for length in (rng.randint(_LEAST_CHINESE_QUOTE, _MOST_CHINESE_WORDS),)
              if begin + length <= phrase.end() and whole.count(line[begin:begin + length]) == 1]
    return rng.choice(places) if places else None
