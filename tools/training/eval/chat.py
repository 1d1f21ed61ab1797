"""Help and small talk in wordings that training never shows: is it the answer of the right topic?"""

from random import Random

from ..corpus.chat import samples
from .levin import Levin

_COUNT = 100
_CHINESE_COUNT = 40


def evaluate(program: str, model) -> dict:
    with Levin(program, model, most_tokens=200) as levin:
        return _asked(levin, _COUNT, chinese_share=0) | {"in Chinese": _asked(levin, _CHINESE_COUNT, chinese_share=1)}


def _asked(levin: Levin, count: int, chinese_share: float) -> dict:
    rng = Random("chat")
    right, wrong = 0, []
    for _ in range(count):
        question, answer = samples.sample(rng, "wording", chinese_share)["messages"][:2]
        told = levin.answer({"messages": [question]})["text"].strip()
        right += told == answer["text"]
        if told != answer["text"]:
            wrong.append({"question": question["text"], "answer": told})
    return {"questions": count, "right": right / count, "wrong": wrong[:40]}
