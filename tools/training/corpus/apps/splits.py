"""Which specifications are kept out of training. By rule, not by sample.

    values    a number or a colour that training never shows
    pairs     two values of one family that training shows apart but never together
    features  a shared feature in a family that training never shows with it
    nonsense  a title of made-up words that training never shows
    train     everything else

The paraphrases in eval/paraphrases.txt are one more held-out set, of prompts instead of values.
"""

from dataclasses import replace
from random import Random

from . import words

TRAIN = "train"
HELD_OUT = ("values", "pairs", "features", "nonsense")
ALL = (TRAIN,) + HELD_OUT


def broken_rules(family, spec) -> list[str]:
    """The held-out splits to which the specification belongs; more than one is possible."""
    found = []
    attributes = family.attributes
    if any(one.is_held_out(getattr(spec, name)) for name, one in attributes.items()
           if one.kind in ("number", "colour")):
        found.append("values")
    if any(getattr(spec, a) == value_a and getattr(spec, b) == value_b
           for a, value_a, b, value_b in family.held_out_pairs):
        found.append("pairs")
    if any(getattr(spec, name) == value for name, value in family.held_out_features):
        found.append("features")
    if any(one.is_held_out(getattr(spec, name)) for name, one in attributes.items() if one.kind == "text"):
        found.append("nonsense")
    return found


def split_of(family, spec) -> str:
    """The one split to which a specification is counted: the first rule that keeps it out."""
    return (broken_rules(family, spec) or [TRAIN])[0]


def draw(family, split: str, rng: Random):
    """A specification that belongs to `split` by exactly that rule, or None when the family has no such thing."""
    if split == TRAIN:
        return family.sample(rng)
    for _ in range(50):
        spec = family.tidy(_move(family, family.sample(rng), split, rng) or family.defaults)
        if broken_rules(family, spec) == [split]:
            return spec
    return None


def _move(family, spec, split: str, rng: Random):
    if split == "values":
        able = [name for name, one in family.attributes.items() if one.draw_held_out]
        name = rng.choice(able)
        return replace(spec, **{name: family.attributes[name].draw_held_out(rng)})
    if split == "pairs" and family.held_out_pairs:
        a, value_a, b, value_b = rng.choice(family.held_out_pairs)
        return replace(spec, **{a: value_a, b: value_b})
    if split == "features" and family.held_out_features:
        name, value = rng.choice(family.held_out_features)
        return replace(spec, **{name: value})
    if split == "nonsense":
        return replace(spec, title=words.nonsense_title(rng))
    return None
