"""What documents are made of: facts, and lines with their anchor at the end.

An answer quotes a line and cites its anchor. With the anchor behind the text, citing is only going on with
copying; with the anchor before it, the model would have to carry the number past the whole line.
"""

from dataclasses import dataclass

DIGITS_NEVER_TRAINED = 13  # numbers that are multiples of this are held out, as in the app corpus


@dataclass(frozen=True)
class Fact:
    """One line that says what `attribute` of `subject` is."""

    subject: str
    attribute: str
    value: str
    text: str  # from the words on that a question asks for
    lead: str = ""  # what stands in front of these in the line, as the time in a log

    @property
    def line(self) -> str:
        return self.lead + self.text

    @property
    def key(self) -> tuple[str, str]:
        return self.subject.lower(), self.attribute


@dataclass(frozen=True)
class Line:
    text: str
    anchor: str
    lead: str = ""

    def __str__(self) -> str:
        return self.lead + self.quote

    @property
    def quote(self) -> str:
        """What an answer gives of the line. With one softmax layer, at the end, a model finds the words that were
        asked for and goes on from there; what stands before them it would have to carry past them."""
        return f"{self.text} [{self.anchor}]"


def quoted(lines: list[Line]) -> str:
    """The answer: each quote as a block quote of Markdown, exactly as it stands in the document."""
    return "\n".join(f"> {line.quote}" for line in lines)
