"""A family of apps: one kind of program, its specification, its canonical code and its checks."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from random import Random

from . import splits
from .attributes import LOOKS, Attribute, Spec, echo

# A check is one JavaScript expression, evaluated in the page with the helpers of check/probe.js as
# `t`, that must be true; it may use `await`. The name is the attribute or behaviour it verifies.
Check = tuple[str, str]


@dataclass(frozen=True)
class Family:
    name: str
    spec: type[Spec]
    nouns: tuple[str, ...]  # what people call such an app; "*" marks a plural
    zh: str  # what it is called in Chinese
    about: str  # completes "Here is TITLE, " in the answer
    render: Callable[[Spec], str]
    checks: Callable[[Spec], list[Check]]
    # Shared features that training never shows with this family, as (attribute, value).
    held_out_features: tuple[tuple[str, object], ...] = ()
    # Pairs of attribute values that training never shows together, as (attribute, value, attribute, value).
    held_out_pairs: tuple[tuple[str, object, str, object], ...] = ()
    # Brings values that cannot stand together into agreement.
    tidy: Callable[[Spec], Spec] = field(default=lambda spec: spec)
    # The attributes that follow from others, so that a prompt may leave them out.
    implied: Callable[[Spec], tuple[str, ...]] = field(default=lambda spec: ())

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """By name, in the order of the comment line: title, subtitle, the family's own, looks."""
        found = {part.name: part.metadata["attribute"] for part in fields(self.spec)}
        own = {name: one for name, one in found.items() if name not in LOOKS}
        return own | {name: found[name] for name in LOOKS if name in found}

    @cached_property
    def defaults(self) -> Spec:
        return self.spec()

    @cached_property
    def _urn(self) -> tuple[str, ...]:
        return tuple(name for name, one in self.attributes.items() for _ in range(one.weight))

    def echo(self, spec: Spec) -> str:
        """The attributes as the page's comment gives them: maze | title=Maze | size=21 | ..."""
        parts = [f"{name}={echo(getattr(spec, name))}" for name in self.attributes]
        return " | ".join([self.name] + parts)

    def differing(self, spec: Spec) -> list[str]:
        """The attributes that are not at their defaults: what a prompt has to mention."""
        defaults = self.defaults
        return [name for name in self.attributes if getattr(spec, name) != getattr(defaults, name)]

    def draw(self, rng: Random) -> Spec:
        """A specification with none to seven attributes drawn from the training values."""
        wanted = rng.choices(range(8), (6, 14, 20, 20, 16, 12, 8, 4))[0]
        names: list[str] = []
        while len(names) < min(wanted, len(self.attributes)):
            name = rng.choice(self._urn)
            if name not in names:
                names.append(name)
        return self.tidy(self.spec(**{name: self.attributes[name].draw(rng) for name in names}))

    def sample(self, rng: Random) -> Spec:
        """A specification of the training split."""
        while splits.split_of(self, spec := self.draw(rng)) != splits.TRAIN:
            pass
        return spec
