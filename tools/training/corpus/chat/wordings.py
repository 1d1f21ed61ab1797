"""More wordings of the topics, and all of them in Chinese.

A block of wordings.txt begins with `= ` and the beginning of the topic's answer; a wording stands on each line below.
In chinese.txt `> ` is before the answer in Chinese, and `! ` before a wording that is held out.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
Topic = tuple[tuple[str, ...], tuple[str, ...], str]  # wordings, those held out, the answer


def in_english(topic: Topic) -> Topic:
    known, held_out, answer = topic
    _, more, _ = _block("wordings.txt", answer)
    kept_out = {_bare(one) for one in held_out}
    return known + tuple(one for one in more if _bare(one) not in kept_out), held_out, answer


def _bare(wording: str) -> str:
    return wording.lower().rstrip("?.!")


def in_chinese(topic: Topic) -> Topic:
    answer, known, held_out = _block("chinese.txt", topic[2])
    return known, held_out, answer


@cache
def _block(file: str, answer: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What stands behind `> `, without a sign, and behind `! `."""
    found, = [block for block in _blocks(file) if answer.startswith(block[0].removeprefix("= "))]
    signed = {sign: tuple(line[2:] for line in found if line.startswith(sign)) for sign in ("> ", "! ")}
    plain = tuple(line for line in found[1:] if not line.startswith(tuple(signed)))
    return "".join(signed["> "]), plain, signed["! "]


@cache
def _blocks(file: str) -> list[list[str]]:
    text = (_FOLDER / file).read_text(encoding="utf-8")
    return [block.splitlines() for block in text.split("\n\n") if block.strip()]
