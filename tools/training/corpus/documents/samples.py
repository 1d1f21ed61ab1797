"""Whole samples: a document and one to nine questions about it."""

import json
from random import Random

from . import questions
from .document import build
from .kind import Draw
from .kinds import KINDS

TRAIN = "train"
HELD_OUT = ("names", "values", "pairs")
ALL = (TRAIN,) + HELD_OUT
_MOST_QUESTIONS = 128  # long documents are worth their reading only with many
_TOKENS_FOR_A_QUESTION = 100


def sample(rng: Random, split: str, tokens: int, kind_name: str | None = None) -> dict:
    """A conversation about one document of about `tokens` tokens, with what its answers rest on."""
    names = [pair[0] for pair in questions.HELD_OUT_PAIRS] if split == "pairs" else list(KINDS)
    kind = KINDS[kind_name or rng.choice(names)]
    draw = Draw(rng, split)
    most = max(1, min(_MOST_QUESTIONS, tokens // _TOKENS_FOR_A_QUESTION))
    asked = questions.draw_questions(kind, draw, rng.randint(max(1, most // 2), most), split)
    needles = [fact for one in asked if one.form != "absent" for fact in one.facts]
    missing = [fact for one in asked if one.form == "absent" for fact in one.facts]
    near = [fact for one in asked if one.near for fact in one.facts]
    other = [fact for one in asked if one.other for fact in one.facts]
    document = build(kind, draw, needles, missing, tokens, near, other)
    messages = []
    for i, one in enumerate(asked):
        text = f"{document.text}\n\n{one.text}" if i == 0 else one.text
        messages += [{"role": "user", "text": text}, {"role": "assistant", "text": one.answer(document)}]
    return {
        "kind": "document", "family": kind.name, "messages": messages, "split": split, "tokens": tokens,
        "questions": [{"form": one.form, "near": one.near, "other": one.other,
                       "depths": [document.depth(fact.key) for fact in one.facts if fact.key in document.where]}
                      for one in asked],
    }


def lines(seed: int, count: int, split: str, tokens: int, kind_name: str | None = None):
    """`count` samples as JSON, the same for the same arguments."""
    rng = Random(f"{seed} {split} {tokens}")
    for _ in range(count):
        yield json.dumps(sample(rng, split, tokens, kind_name), ensure_ascii=False)
