"""Whole samples of help and small talk. The split "wording" keeps one wording of each topic out of training."""

from random import Random

from ..documents.names import name
from .topics import HELP, LIMITS, SMALL_TALK

_OPENINGS = ("Please tell me:", "One question:", "Hey,", "Say,", "I would like to know:", "Well,", "And", "Sorry,",
             "Quick question:", "By the way,", "Now,")
TRAIN = "train"
HELD_OUT = ("wording",)


def sample(rng: Random, split: str = TRAIN) -> dict:
    """One exchange, or two."""
    count = 2 if rng.random() < 0.2 else 1
    messages = []
    for _ in range(count):
        question, answer = _exchange(rng, split)
        messages += [{"role": "user", "text": question}, {"role": "assistant", "text": answer}]
    return {"kind": "chat", "family": "help", "messages": messages, "split": split}


def _exchange(rng: Random, split: str) -> tuple[str, str]:
    roll = rng.random()
    if roll < 0.2:
        questions, answer = LIMITS
        return _typed(rng.choice(_allowed(questions, split)).format(name(rng)), rng), answer
    questions, answer = rng.choice(HELP if roll < 0.75 else SMALL_TALK)
    return _typed(rng.choice(_allowed(questions, split)), rng), answer


def _allowed(questions: tuple[str, ...], split: str) -> tuple[str, ...]:
    """The last wording of each topic is held out."""
    return questions[-1:] if split == "wording" else questions[:-1]


def _typed(text: str, rng: Random) -> str:
    """As people type: at times with words in front, in lower case or without the mark at the end."""
    if rng.random() < 0.2:
        text = f"{rng.choice(_OPENINGS)} {text[0].lower()}{text[1:]}"
    if rng.random() < 0.25:
        text = text.lower()
    return text.rstrip("?.!") if rng.random() < 0.25 else text
