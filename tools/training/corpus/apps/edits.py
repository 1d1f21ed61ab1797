"""Follow-up turns that change one or two attributes: "same but blue", "now with 40 particles"."""

from dataclasses import replace
from random import Random

from . import chinese, splits
from .attributes import NONE, echo
from .noise import typed
from .phrasing import joined, phrase, quoted, value_text
from .thinking import mark

_NOUN = ("Now with {}", "Same but with {}", "The same with {}", "Use {} instead", "Can it have {}?", "Give it {}",
         "I want {}", "Please use {}", "Same thing, {}", "Change it to have {}", "Make it with {}", "Try {}",
         "It should have {}", "And with {}?")
_ADJECTIVE = ("Make it {}", "Same but {}", "Now {}", "Can you make it {}?", "Please make it {}", "{} please",
              "A {} one", "I'd rather have it {}", "Could it be {}?")
_AFTER = ("Same but {}", "The same, {}", "Make it one {}", "Now one {}")
_LABEL = ("Change the {label} to {value}", "Set the {label} to {value}", "{label}: {value}", "Make the {label} {value}",
          "Can you change the {label} to {value}?", "The {label} should be {value}",
          "Please change the {label} to {value}", "New {label}: {value}")
_BEFORE = ("Nice! ", "Great. ", "Thanks! ", "Good, but ", "OK. ", "Cool. ", "Almost. ", "Hmm, ", "Perfect. ", "Wow! ")


def change(family, spec, rng: Random):
    """The specification with one or two attributes drawn anew, still of the training split."""
    while True:
        names = rng.sample(tuple(family.attributes), 1 if rng.random() < 0.7 else 2)
        changed = family.tidy(replace(spec, **{name: family.attributes[name].draw(rng) for name in names}))
        if changed != spec and splits.split_of(family, changed) == splits.TRAIN:
            return changed


def changed_names(family, before, after) -> list[str]:
    return [name for name in family.attributes if getattr(before, name) != getattr(after, name)]


def prompt(family, before, after, rng: Random, in_chinese: bool = False) -> str:
    """A request that turns `before` into `after`, with a mark of thinking.py behind each wish."""
    if in_chinese and (text := chinese.change(family, after, changed_names(family, before, after), rng)):
        return text
    asks = [_ask(family.attributes[name], getattr(after, name), mark(family, name), rng)
            for name in changed_names(family, before, after)]
    rng.shuffle(asks)
    text = " ".join(ask if ask[-1] == "?" else ask + "." for ask in asks)
    if rng.random() < 0.2:
        text = rng.choice(_BEFORE) + text
    return typed(text, rng)


def _ask(attribute, value, behind: str, rng: Random) -> str:
    if attribute.kind in ("text", "colour", "number") and value != NONE and rng.random() < 0.4:
        text = value_text(attribute, value, rng)
        return rng.choice(_LABEL).format(label=rng.choice(attribute.labels),
                                         value=(quoted(text, rng) if attribute.kind == "text" else text) + behind)
    if attribute.kind == "option" and rng.random() < 0.3:
        label = rng.choice(attribute.labels)
        return rng.choice(("Turn on the {}", "I also want the {}", "Put the {} in") if value
                          else ("Remove the {}", "Turn off the {}", "Take the {} away", "I don't want the {}")
                          ).format(label + behind)
    words = phrase(attribute, value, rng) + behind
    if words[0] == "!":
        return words[1:]
    if words[0] == "^":
        return rng.choice(_ADJECTIVE).format(words[1:])
    if words[0] == ">":
        return rng.choice(_AFTER).format(words[1:])
    return rng.choice(_NOUN).format(words)


def answer(family, before, after) -> str:
    """What was changed, named as in the page's comment: the sentence before the new page."""
    return "Changed " + joined([f"{name} to {_told(getattr(after, name))}"
                                for name in changed_names(family, before, after)]) + "."


def _told(value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else echo(value)
