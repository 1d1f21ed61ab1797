"""Registries: settings of many components, a line each."""

from ..kind import Draw, Kind


class Registry(Kind):
    name = "registry"
    attributes = {
        "port": ("the port of {subject}", "{subject}.port = {value}"),
        "timeout_ms": ("the timeout of {subject}", "{subject}.timeout_ms = {value}"),
        "owner": ("the owner of {subject}", "{subject}.owner = {value}"),
        "region": ("the region of {subject}", "{subject}.region = {value}"),
        "quota": ("the quota of {subject}", "{subject}.quota = {value}"),
    }

    def subject(self, draw: Draw) -> str:
        return draw.name().lower()

    def value(self, attribute: str, draw: Draw) -> str:
        if attribute in ("owner", "region"):
            return draw.name().lower()
        return str(draw.number(1024, 65_535))

    def filler(self, draw: Draw) -> str:
        return f"# {draw.rng.choice(('reviewed', 'generated', 'checked', 'moved'))} by {draw.name().lower()}"

    def title(self, draw: Draw) -> str:
        return f"{draw.name().lower()}.conf"

    def anchor(self, section: int, line: int, at: int, label: str) -> str:
        return str(at)
