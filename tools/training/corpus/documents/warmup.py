"""Exercises that teach copying before anything else is asked: verbatim repetition and small key-value lists."""

from random import Random

from .names import name, number

_REPEAT = ("Repeat: {}", "Say this again: {}", "Copy this: {}")


def repetition(rng: Random, words: int) -> dict:
    """Made-up words and numbers, to be said again exactly."""
    parts = [name(rng).lower() if rng.random() < 0.7 else str(number(rng, 10, 99_999)) for _ in range(words)]
    text = " ".join(parts)
    return _sample("repeat", [(rng.choice(_REPEAT).format(text), text)])


def pairs(rng: Random, count: int) -> dict:
    """A list of keys and values with anchors, and questions about a few of them."""
    keys = list({name(rng).lower() for _ in range(count)})
    rng.shuffle(keys)
    lines = {key: f"{key} = {number(rng, 10, 99_999)} [{i}]" for i, key in enumerate(keys, 1)}
    asked = rng.sample(keys, min(len(keys), rng.randint(1, 4)))
    turns = [(f"What is {key}?", f"> {lines[key]}") for key in asked]
    document = "\n".join(lines.values())
    turns[0] = (f"{document}\n\n{turns[0][0]}", turns[0][1])
    return _sample("pairs", turns)


def sample(rng: Random) -> dict:
    return repetition(rng, rng.randint(4, 32)) if rng.random() < 0.5 else pairs(rng, rng.randint(2, 10))


def _sample(family: str, turns: list[tuple[str, str]]) -> dict:
    messages = []
    for question, answer in turns:
        messages += [{"role": "user", "text": question}, {"role": "assistant", "text": answer}]
    return {"kind": "warmup", "family": family, "messages": messages, "split": "train"}
