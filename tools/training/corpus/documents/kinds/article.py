"""Articles and minutes: plain sentences about made-up people, places and things."""

from ..kind import Draw, Kind

_FILLERS = ("Nobody in the room objected.", "It had rained for most of the week.", "The rest was routine.",
            "Opinions differ about the reasons.", "A longer report will follow.",
            "Much of this was known before.", "The weather stayed calm.")


class Article(Kind):
    name = "article"
    attributes = {
        "born": ("the birthplace of {subject}", "{subject} was born in {value}."),
        "height": ("the height of {subject}", "The tower of {subject} is {value} metres high."),
        "said": ("what {subject} proposed", "{subject} proposed to call the project {value}."),
        "year": ("the year in which {subject} was founded", "{subject} was founded in the year {value}."),
        "people": ("the number of inhabitants of {subject}", "{subject} has {value} inhabitants."),
        "river": ("the river of {subject}", "The river of {subject} is the {value}."),
    }

    def value(self, attribute: str, draw: Draw) -> str:
        if attribute in ("born", "said", "river"):
            return draw.name()
        low, high = {"height": (12, 480), "year": (1100, 2020), "people": (300, 90_000)}[attribute]
        return str(draw.number(low, high))

    def filler(self, draw: Draw) -> str:
        return draw.rng.choice(_FILLERS)

    def title(self, draw: Draw) -> str:
        return f"about-{draw.name().lower()}.md"

    def anchor(self, section: int, line: int, at: int, label: str) -> str:
        return f"p. {section}.{line}"
