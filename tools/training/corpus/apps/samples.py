"""Whole samples: conversations with their specification, checks and split."""

import json
from dataclasses import asdict
from random import Random

from . import chinese, edits, phrasing, refusals, splits, thinking
from .families import FAMILIES
from .family import Family

_EDIT_SHARE = 0.18
_REFUSAL_SHARE = 0.03
_EXTRA_SHARE = 0.02
_OUT_OF_RANGE_SHARE = 0.02


def answer(sentence: str, page: str) -> str:
    return f"{sentence}\n\n```html\n{page}```"


def app_messages(family: Family, spec, rng: Random) -> list[dict]:
    request = phrasing.prompt(family, spec, rng)
    told = chinese.here_is if chinese.is_chinese(request) else _here_is
    return _turn(family, spec, request, told(family, spec), spec)


def _here_is(family: Family, spec) -> str:
    return f"Here is {spec.title}, {family.about}."


def _turn(family: Family, asked, request: str, sentence: str, built) -> list[dict]:
    """`request`, marked, asks for the specification `asked`; the page is that of `built`."""
    return [{"role": "user", "text": thinking.plain(request)},
            {"role": "assistant", "thinking": thinking.thoughts(family, asked, request),
             "text": answer(sentence, family.render(built))}]


def _training_turn(family: Family, spec, rng: Random):
    """The specification that is built and the first two messages; now and then the request asks for too much."""
    roll = rng.random()
    if roll < _EXTRA_SHARE:
        prompt = phrasing.prompt(family, spec, rng)
        if chinese.is_chinese(prompt):
            wish, told = chinese.extra_wish(rng)
            return spec, _turn(family, spec, prompt.rstrip("。！，") + wish, told + chinese.here_is(family, spec), spec)
        wish, told = refusals.extra_wish(rng)
        ended = prompt if prompt[-1] in ".?!" else prompt + "."
        return spec, _turn(family, spec, ended + wish, f"{told} {_here_is(family, spec)}", spec)
    if roll < _EXTRA_SHARE + _OUT_OF_RANGE_SHARE and (found := refusals.out_of_range(family, spec, rng)):
        asked, built, attribute, used = found
        if splits.split_of(family, built) == splits.TRAIN:
            request = phrasing.prompt(family, asked, rng)
            if chinese.is_chinese(request):  # which mentions only what has a Chinese name
                told = chinese.about_the_range(attribute, used) + chinese.here_is(family, built)
            else:
                told = f"{refusals.about_the_range(attribute, used)} {_here_is(family, built)}"
            return built, _turn(family, asked, request, told, built)
    return spec, app_messages(family, spec, rng)


def edit_messages(family: Family, before, after, rng: Random, in_chinese: bool = False) -> list[dict]:
    request = edits.prompt(family, before, after, rng, in_chinese)
    if chinese.is_chinese(request):
        told = chinese.changed(family, after, edits.changed_names(family, before, after))
    else:
        told = edits.answer(family, before, after)
    return _turn(family, after, request, told, after)


def conversation(rng: Random, families: tuple[Family, ...]) -> tuple[Family | None, object, list[dict]]:
    """A training conversation: its family, its last specification, its messages. No family: a refusal."""
    if rng.random() < _REFUSAL_SHARE:
        if rng.random() < phrasing.CHINESE_SHARE:
            return None, None, [{"role": "user", "text": chinese.refused(rng)},
                                {"role": "assistant", "text": chinese.refusal(families)}]
        return None, None, [{"role": "user", "text": refusals.request(rng)},
                            {"role": "assistant", "text": refusals.answer(families)}]
    family = rng.choice(families)
    spec, messages = _training_turn(family, family.sample(rng), rng)
    in_chinese = chinese.is_chinese(messages[0]["text"])
    while rng.random() < _EDIT_SHARE and len(messages) < 6:
        after = edits.change(family, spec, rng)
        messages += edit_messages(family, spec, after, rng, in_chinese)
        spec = after
    return family, spec, messages


def held_out_conversation(rng: Random, families: tuple[Family, ...], split: str):
    """One request whose specification belongs to `split` and to no other held-out split."""
    while True:
        family = rng.choice(families)
        if spec := splits.draw(family, split, rng):
            return family, spec, app_messages(family, spec, rng)


def as_tuple(value):
    """Specifications hold tuples where JSON gives lists."""
    return tuple(as_tuple(item) for item in value) if isinstance(value, list) else value


def values_of(sample: dict) -> dict:
    """The values of a sample's specification, as `line` was given them."""
    return {name: as_tuple(value) for name, value in sample["spec"].items()}


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
