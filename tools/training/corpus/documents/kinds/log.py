"""Logs: a time, a level, a service and what happened."""

from dataclasses import replace

from ..kind import Draw, Kind
from ..line import Fact

_FILLERS = ("cache is warm", "waiting for work", "connection kept alive", "no change", "snapshot written",
            "clock is in step")


class Log(Kind):
    name = "log"
    attributes = {
        "queue": ("the queue depth of {subject}", "{subject}: queue depth is {value}"),
        "exit": ("the exit code of {subject}", "{subject}: ended with exit code {value}"),
        "user": ("the user who restarted {subject}", "{subject}: restarted by {value}"),
        "disk": ("the free disk space of {subject}", "{subject}: disk space left is {value} MB"),
        "peer": ("the peer of {subject}", "{subject}: connected to peer {value}"),
    }
    _levels = {"queue": "WARN", "exit": "ERROR", "user": "INFO", "disk": "WARN", "peer": "INFO"}

    def subject(self, draw: Draw) -> str:
        return draw.name().lower()

    def value(self, attribute: str, draw: Draw) -> str:
        if attribute in ("user", "peer"):
            return draw.name().lower()
        return str(draw.number(1, 250) if attribute == "exit" else draw.number(100, 9_999))

    def fact(self, subject: str, attribute: str, draw: Draw) -> Fact:
        return replace(super().fact(subject, attribute, draw), lead=f"{_time(draw)} {self._levels[attribute]} ")

    def filler(self, draw: Draw) -> str:
        return f"{_time(draw)} DEBUG {draw.name().lower()}: {draw.rng.choice(_FILLERS)}"

    def title(self, draw: Draw) -> str:
        return f"{draw.name().lower()}.log"

    def anchor(self, section: int, line: int, at: int, label: str) -> str:
        return f"line {at}"


def _time(draw: Draw) -> str:
    rng = draw.rng
    return f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
