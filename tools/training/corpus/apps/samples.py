"""Whole samples: conversations with their specification, checks and split."""

import json
from dataclasses import asdict
from random import Random

from . import edits, phrasing, refusals, splits
from .families import FAMILIES
from .family import Family

_EDIT_SHARE = 0.18
_REFUSAL_SHARE = 0.03


def answer(sentence: str, page: str) -> str:
    return f"{sentence}\n\n```html\n{page}```"


def app_messages(family: Family, spec, rng: Random) -> list[dict]:
    return [{"role": "user", "text": phrasing.prompt(family, spec, rng)},
            {"role": "assistant", "text": answer(f"Here is {spec.title}, {family.about}.", family.render(spec))}]


def edit_messages(family: Family, before, after, rng: Random) -> list[dict]:
    return [{"role": "user", "text": edits.prompt(family, before, after, rng)},
            {"role": "assistant", "text": answer(edits.answer(family, before, after), family.render(after))}]


def conversation(rng: Random, families: tuple[Family, ...]) -> tuple[Family | None, object, list[dict]]:
    """A training conversation: its family, its last specification, its messages. No family: a refusal."""
    if rng.random() < _REFUSAL_SHARE:
        text, thing = refusals.request(rng)
        return None, None, [{"role": "user", "text": text},
                            {"role": "assistant", "text": refusals.answer(thing, families)}]
    family = rng.choice(families)
    spec = family.sample(rng)
    messages = app_messages(family, spec, rng)
    while rng.random() < _EDIT_SHARE and len(messages) < 6:
        after = edits.change(family, spec, rng)
        messages += edit_messages(family, spec, after, rng)
        spec = after
    return family, spec, messages


def held_out_conversation(rng: Random, families: tuple[Family, ...], split: str):
    """One request whose specification belongs to `split` and to no other held-out split."""
    while True:
        family = rng.choice(families)
        if spec := splits.draw(family, split, rng):
            return family, spec, app_messages(family, spec, rng)


def line(family: Family | None, spec, messages: list[dict], split: str) -> str:
    """The sample as one line of JSON."""
    return json.dumps({
        "kind": "app" if family else "refusal", "family": family.name if family else None, "messages": messages,
        "spec": asdict(spec) if family else None, "checks": family.checks(spec) if family else [], "split": split,
    }, ensure_ascii=False)


def lines(seed: int, count: int, split: str, names: list[str] | None = None):
    """`count` samples, the same for the same seed, split and families."""
    families = tuple(FAMILIES[name] for name in names or FAMILIES)
    rng = Random(f"{seed} {split}")
    for _ in range(count):
        if split == splits.TRAIN:
            yield line(*conversation(rng, families), split)
        else:
            yield line(*held_out_conversation(rng, families, split), split)
