"""Questions about a document: one fact, all lines about one subject, or a fact that is not there."""

from dataclasses import dataclass
from random import Random

from .document import Document
from .kind import Draw, Kind
from .line import Fact, quoted

ABSENT = "That is not in the document."
_ABSENT_SHARE = 0.14
_LIST_SHARE = 0.25
_OTHER_SHARE = 0.6  # of facts that are asked for alone: something else is said of their subject
# Of facts that are not there: the document has nearly the name, or the name but not this fact.
_NEAR_ABSENT_SHARE, _OTHER_ABSENT_SHARE = 0.25, 0.25
_MOST_NEEDLES = 5
_ASK = ("What is {}?", "Please find {}.", "Tell me {}.", "Which line states {}?", "Look up {}.", "I need {}.",
        "Quote the line with {}.", "Where does it say {}?", "What does the document say about {}?", "Find {}")
_ASK_ALL = ("List every line about {}.", "What does the document say about {}? All of it, please.",
            "Quote all lines that mention {}.", "Everything about {}, please.", "Find all facts about {}")
# A kind of document and a form of question that training shows apart, but never together.
HELD_OUT_PAIRS = (("contract", "list"), ("table", "list"))


@dataclass(frozen=True)
class Question:
    form: str  # single, list or absent
    text: str
    facts: list[Fact]
    near: bool  # the document also has facts of nearly the same name
    other: bool  # and other facts of the same name

    def answer(self, document: Document) -> str:
        """Lines in the order of the kind's attributes. One look-up for each token can tell which of them a name has,
        but not which of its lines comes next in the document."""
        if self.form == "absent":
            return ABSENT
        return quoted([document.lines[document.where[fact.key]] for fact in self.facts])


def draw_questions(kind: Kind, draw: Draw, count: int, split: str) -> list[Question]:
    """Questions about different subjects."""
    found, subjects = [], set()
    while len(found) < count:
        subject = kind.subject(draw)
        if subject.lower() in subjects:
            continue
        subjects.add(subject.lower())
        found.append(_question(kind, draw, subject, _form(kind, draw.rng, split)))
    return found


def _form(kind: Kind, rng: Random, split: str) -> str:
    is_pair = (kind.name, "list") in HELD_OUT_PAIRS
    if split == "pairs":
        return "list"
    roll = rng.random()
    if roll < _ABSENT_SHARE:
        return "absent"
    return "list" if roll < _ABSENT_SHARE + _LIST_SHARE and not is_pair else "single"


def _question(kind: Kind, draw: Draw, subject: str, form: str) -> Question:
    rng = draw.rng
    attributes = list(kind.attributes)
    if form == "list":
        chosen = rng.sample(attributes, rng.randint(2, min(_MOST_NEEDLES, len(attributes))))
        return Question(form, rng.choice(_ASK_ALL).format(subject),
                        [kind.fact(subject, attribute, draw) for attribute in attributes if attribute in chosen],
                        near=True, other=False)
    fact = kind.fact(subject, rng.choice(attributes), draw)
    near, other = True, rng.random() < _OTHER_SHARE
    if form == "absent":
        roll = rng.random()
        near, other = roll < _NEAR_ABSENT_SHARE, roll > 1 - _OTHER_ABSENT_SHARE
    return Question(form, rng.choice(_ASK).format(kind.asked(fact)), [fact], near, other)
