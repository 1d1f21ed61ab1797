"""What the kinds of documents have in common."""

from random import Random

from . import names
from .line import Fact


class Draw:
    """Draws names and numbers on one side of the held-out rules."""

    def __init__(self, rng: Random, split: str):
        self.rng = rng
        self._held_out_names = split == "names"
        self._held_out_numbers = split == "values"

    def name(self) -> str:
        return names.name(self.rng, self._held_out_names)

    def near(self, word: str) -> str:
        return names.near(word, self.rng, self._held_out_names)

    def number(self, low: int, high: int) -> int:
        return names.number(self.rng, low, high, self._held_out_numbers)


class Kind:
    """One kind of document. `attributes` maps an attribute to (how it is asked for, template of its line)."""

    name = ""
    attributes: dict[str, tuple[str, str]] = {}
    lines_per_section = (4, 12)

    def subject(self, draw: Draw) -> str:
        return draw.name()

    def near_subject(self, subject: str, draw: Draw) -> str:
        return draw.near(subject)

    def value(self, attribute: str, draw: Draw) -> str:
        raise NotImplementedError

    def filler(self, draw: Draw) -> str:
        """A line that nobody asks for."""
        raise NotImplementedError

    def title(self, draw: Draw) -> str:
        raise NotImplementedError

    def anchor(self, section: int, line: int, at: int, label: str) -> str:
        """Where a line is: both numbers from 1, `at` counts lines of the document, `label` is the section's."""
        return f"{section}.{line}"

    def section_label(self, draw: Draw) -> str:
        return ""

    def fact(self, subject: str, attribute: str, draw: Draw) -> Fact:
        value = self.value(attribute, draw)
        text = self.attributes[attribute][1].format(subject=subject, value=value)
        return Fact(subject, attribute, value, text)

    def asked(self, fact: Fact) -> str:
        return self.attributes[fact.attribute][0].format(subject=fact.subject)
