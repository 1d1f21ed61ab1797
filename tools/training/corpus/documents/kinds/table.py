"""Tables: rows of which each states one value, as exports of spreadsheets do in long form."""

from ..kind import Draw, Kind


class Table(Kind):
    name = "table"
    attributes = {
        "price": ("the price of {subject}", "| {subject} | price | {value} |"),
        "stock": ("the stock of {subject}", "| {subject} | stock | {value} |"),
        "supplier": ("the supplier of {subject}", "| {subject} | supplier | {value} |"),
        "weight": ("the weight of {subject}", "| {subject} | weight | {value} g |"),
        "shelf": ("the shelf of {subject}", "| {subject} | shelf | {value} |"),
    }

    def value(self, attribute: str, draw: Draw) -> str:
        if attribute in ("supplier", "shelf"):
            return draw.name()
        return str(draw.number(10, 9_999))

    def filler(self, draw: Draw) -> str:
        return f"| {draw.name()} | checked | {draw.rng.choice(('yes', 'no'))} |"

    def title(self, draw: Draw) -> str:
        return f"{draw.name().lower()}.csv"

    def anchor(self, section: int, line: int, at: int, label: str) -> str:
        return f"row {at}"
