"""Source trees as a search shows them: every line with its path, so that finding takes one step.

Were the path only above each file, an answer would need two look-ups: the line, and the heading above it. One
softmax layer gives one look-up for each token.
"""

from ..kind import Draw, Kind

_FILLERS = ("# keep in step with the tests", "return result", "import os", "pass", "value = compute(value)",
            "if not items: return None", "# see the notes above")


class SourceTree(Kind):
    name = "source_tree"
    attributes = {
        "retries": ("the default of retries in {subject}", "def {subject}(path, retries={value}):"),
        "calls": ("the function that {subject} delegates to", "def {subject}(*given): return {value}(*given)"),
        "limit": ("the limit of {subject}", "{subject}_LIMIT = {value}"),
        "alias": ("the alias of {subject}", "{subject}_alias = \"{value}\""),
        "raises": ("the error that {subject} raises", "class {subject}_failed({value}Error): pass"),
    }
    lines_per_section = (3, 9)

    def subject(self, draw: Draw) -> str:
        return draw.rng.choice(("load_", "read_", "make_", "send_", "")) + draw.name().lower()

    def near_subject(self, subject: str, draw: Draw) -> str:
        verb, _, word = subject.rpartition("_")
        return (verb + "_" if verb else "") + draw.near(word)

    def value(self, attribute: str, draw: Draw) -> str:
        if attribute in ("retries", "limit"):
            return str(draw.number(2, 9_999))
        word = draw.name()
        return word if attribute == "raises" else word.lower()

    def filler(self, draw: Draw) -> str:
        return draw.rng.choice(_FILLERS)

    def title(self, draw: Draw) -> str:
        return f"{draw.name().lower()}/"

    def section_label(self, draw: Draw) -> str:
        return f"src/{draw.name().lower()}.py"

    def anchor(self, section: int, line: int, at: int, label: str) -> str:
        return f"{label}:{line}"
