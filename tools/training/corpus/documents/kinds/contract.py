"""Contracts: numbered sections, parties, amounts and terms."""

from ..kind import Draw, Kind

_FILLERS = ("The parties shall act in good faith.", "Headings are for convenience only.",
            "This section survives the end of the agreement.", "Notices are given in writing.",
            "Nothing here limits rights that cannot be limited by law.",
            "The annex is part of this agreement.", "Amendments need the written form.")


class Contract(Kind):
    name = "contract"
    attributes = {
        "fee": ("the fee of {subject}", "The fee of {subject} is {value} euros."),
        "deposit": ("the deposit of {subject}", "{subject} pays a deposit of {value} euros."),
        "notice": ("the notice period of {subject}", "The notice period of {subject} is {value} days."),
        "place": ("the place of delivery of {subject}", "{subject} delivers to {value}."),
        "contact": ("the contact person of {subject}", "The contact person of {subject} is {value}."),
        "liability": ("the liability limit of {subject}", "The liability of {subject} ends at {value} euros."),
    }

    def value(self, attribute: str, draw: Draw) -> str:
        if attribute in ("place", "contact"):
            return draw.name()
        return str(draw.number(14, 180) if attribute == "notice" else draw.number(200, 99_999))

    def filler(self, draw: Draw) -> str:
        return draw.rng.choice(_FILLERS)

    def title(self, draw: Draw) -> str:
        return f"contract-{draw.name().lower()}.txt"
