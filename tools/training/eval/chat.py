"""Help and small talk in wordings that training never shows: is it the answer of the right topic?"""

from random import Random

from ..corpus.chat import samples
from .levin import Levin

_COUNT = 100


def evaluate(program: str, model) -> dict:
    rng = Random("chat")
    right, wrong = 0, []
    with Levin(program, model, most_tokens=200) as levin:
        for _ in range(_COUNT):
            question, answer = samples.sample(rng, "wording")["messages"][:2]
            told = levin.answer({"messages": [question]})["text"].strip()
            right += told == answer["text"]
            if told != answer["text"]:
                wrong.append({"question": question["text"], "answer": told})
    return {"questions": _COUNT, "right": right / _COUNT, "wrong": wrong[:40]}
