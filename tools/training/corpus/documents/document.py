"""A document with needles: facts that are asked for, among facts that look like them."""

from dataclasses import dataclass

from .kind import Draw, Kind
from .line import Fact, Line

_FILLER_SHARE = 0.25
_LATER_SHARE = 0.25  # of documents: numbered as if it were a later part of a long one, so that anchors are long, too
_MOST_SECTIONS, _MOST_LINES = 400, 20_000  # in front of it
_NEAR_FOR_EACH = 3  # near-duplicates of a fact
_BYTES_PER_TOKEN = 2.4  # of the tokenizer of 4,096 tokens, roughly; only sets the length


@dataclass(frozen=True)
class Document:
    title: str
    lines: list[Line]
    where: dict[tuple[str, str], int]  # line of each needle, from 0

    @property
    def text(self) -> str:
        body = "\n".join(map(str, self.lines))
        return f"<document name=\"{self.title}\">\n{body}\n</document>"

    def depth(self, key: tuple[str, str]) -> float:
        """0 at the beginning of the document, 1 at its end."""
        return round(self.where[key] / max(1, len(self.lines) - 1), 3)


def build(kind: Kind, draw: Draw, needles: list[Fact], missing: list[Fact], tokens: int,
          near: list[Fact], other: list[Fact]) -> Document:
    """A document of about `tokens` tokens that says each of `needles` once and nothing of `missing`.

    It also says things of nearly the subjects of `near`, and other things of the subjects of `other`.
    """
    asked = needles + missing
    reserved = {fact.subject.lower() for fact in asked}
    taken = {fact.key for fact in asked}
    others = _distractors(kind, draw, near, reserved, taken) + _siblings(kind, draw, other, taken)
    anchor_bytes = len(str(Line("", kind.anchor(10, 10, 1000, kind.section_label(draw))))) + 1
    budget = int(tokens * _BYTES_PER_TOKEN) - sum(len(fact.line) + anchor_bytes for fact in needles)
    used = 0
    texts: list[str] = []
    while used < budget:
        if others:
            text = others.pop().line
        elif draw.rng.random() < _FILLER_SHARE:
            text = kind.filler(draw)
        else:
            text = _other_fact(kind, draw, reserved, taken).line
        texts.append(text)
        used += len(text) + anchor_bytes
    draw.rng.shuffle(texts)
    return _placed(kind, draw, needles, texts)


def _distractors(kind: Kind, draw: Draw, asked: list[Fact], reserved: set, taken: set) -> list[Fact]:
    """Facts of nearly the same name, and the same attribute or another one of it."""
    found = []
    for fact in asked:
        for _ in range(_NEAR_FOR_EACH):
            subject = kind.near_subject(fact.subject, draw)
            attribute = fact.attribute if draw.rng.random() < 0.6 else draw.rng.choice(list(kind.attributes))
            if subject.lower() in reserved or (subject.lower(), attribute) in taken:
                continue
            taken.add((subject.lower(), attribute))
            found.append(kind.fact(subject, attribute, draw))
    return found


def _siblings(kind: Kind, draw: Draw, facts: list[Fact], taken: set) -> list[Fact]:
    """Facts of the same subject: the name alone does not decide."""
    found = []
    for fact in facts:
        attribute = draw.rng.choice([name for name in kind.attributes if (fact.subject.lower(), name) not in taken])
        taken.add((fact.subject.lower(), attribute))
        found.append(kind.fact(fact.subject, attribute, draw))
    return found


def _other_fact(kind: Kind, draw: Draw, reserved: set, taken: set) -> Fact:
    while True:
        subject = kind.subject(draw)
        attribute = draw.rng.choice(list(kind.attributes))
        if subject.lower() not in reserved and (subject.lower(), attribute) not in taken:
            taken.add((subject.lower(), attribute))
            return kind.fact(subject, attribute, draw)


def _placed(kind: Kind, draw: Draw, needles: list[Fact], texts: list[str]) -> Document:
    """The needles at uniform depths between the other lines, and an anchor to each line."""
    places = sorted(draw.rng.sample(range(len(texts) + len(needles)), len(needles)))
    shuffled = draw.rng.sample(needles, len(needles))
    where = {fact.key: place for fact, place in zip(shuffled, places)}
    by_place = {place: fact for fact, place in zip(shuffled, places)}
    rest = iter(texts)
    lines: list[Line] = []
    is_later = draw.rng.random() < _LATER_SHARE
    section, before = (draw.rng.randint(2, _MOST_SECTIONS), draw.rng.randrange(_MOST_LINES)) if is_later else (1, 0)
    within, length, label = 0, draw.rng.randint(*kind.lines_per_section), kind.section_label(draw)
    for at in range(len(texts) + len(needles)):
        if within == length:
            section, within, length = section + 1, 0, draw.rng.randint(*kind.lines_per_section)
            label = kind.section_label(draw)
        within += 1
        anchor = kind.anchor(section, within, before + at + 1, label)
        needle = by_place.get(at)
        lines.append(Line(needle.text, anchor, needle.lead) if needle else Line(next(rest), anchor))
    return Document(kind.title(draw), lines, where)
