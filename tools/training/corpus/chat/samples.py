"""Whole samples of help and small talk. The split "wording" keeps some wordings of each topic out of training."""

import re
from random import Random

from ..documents.names import name
from . import wordings
from .topics import HELP, LIMITS, SMALL_TALK, SUBJECTS, SUBJECTS_IN_CHINESE, SUMS

_OPENINGS = ("Please tell me:", "One question:", "Hey,", "Say,", "I would like to know:", "Well,", "And", "Sorry,",
             "Quick question:", "By the way,", "Now,")
TRAIN = "train"
_SUMS_SHARE = 0.2  # of what it cannot do
_CHINESE_SHARE = 0.2
HELD_OUT = ("wording",)


def sample(rng: Random, split: str = TRAIN, chinese_share: float = _CHINESE_SHARE) -> dict:
    """One exchange, or two."""
    count = 2 if rng.random() < 0.2 else 1
    messages = []
    for _ in range(count):
        question, answer = _exchange(rng, split, chinese_share)
        messages += [{"role": "user", "text": question}, {"role": "assistant", "text": answer}]
    return {"kind": "chat", "family": "help", "messages": messages, "split": split}


def _exchange(rng: Random, split: str, chinese_share: float) -> tuple[str, str]:
    roll = rng.random()
    topic = LIMITS if roll < 0.2 else rng.choice(HELP if roll < 0.75 else SMALL_TALK)
    in_chinese = chinese_share > 0 and rng.random() < chinese_share
    known, held_out, answer = wordings.in_chinese(topic) if in_chinese else wordings.in_english(topic)
    if topic is LIMITS and not in_chinese and split == TRAIN and rng.random() < _SUMS_SHARE:
        known = SUMS
    subjects = SUBJECTS_IN_CHINESE if in_chinese else SUBJECTS
    subject = name(rng) if rng.random() < 0.5 else rng.choice(subjects)
    question = rng.choice(held_out if split == "wording" else known).replace("{}", subject)
    question = re.sub("#", lambda _: str(rng.randrange(1, 10 ** rng.randint(1, 4))), question)
    return question if in_chinese else _typed(question, rng), answer


def _typed(text: str, rng: Random) -> str:
    """As people type: at times with words in front, in lower case or without the mark at the end."""
    if rng.random() < 0.2:
        text = f"{rng.choice(_OPENINGS)} {text[0].lower()}{text[1:]}"
    if rng.random() < 0.25:
        text = text.lower()
    return text.rstrip("?.!") if rng.random() < 0.25 else text
