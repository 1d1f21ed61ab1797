"""Checks one sample: its page must run without an error and every check of its specification must hold."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from .browser import Browser, PageHung

_PROBE = Path(__file__).with_name("probe.js").read_text()
_BLOCK = re.compile(r"```html\n(.*?)```", re.DOTALL)


@dataclass
class Result:
    family: str
    characters: int = 0
    errors: list[str] = field(default_factory=list)  # console errors, requests to a network, no page at all
    failed: list[tuple[str, str]] = field(default_factory=list)  # check and what it gave

    stated: list[str] | None = None  # the attributes that a free request speaks of; None: all count

    @property
    def runs(self) -> bool:
        return not self.errors

    @property
    def all_right(self) -> bool:
        return not self.errors and not self.failed

    @property
    def stated_right(self) -> bool:
        wrong = [name for name, _ in self.failed if self.stated is None or name in self.stated]
        return not self.errors and not wrong


def page_of(answer: str) -> str | None:
    """The page in an assistant's answer: its last fenced html block."""
    blocks = _BLOCK.findall(answer)
    return blocks[-1] if blocks else None


def check_page(browser: Browser, family: str, page: str | None, checks: list[tuple[str, str]],
               deadline: float = 20.0) -> Result:
    """`deadline` is in seconds: a page that is not done by then counts as hung."""
    if page is None:
        return Result(family, errors=["the answer holds no complete ```html block"])
    result = Result(family, len(page))
    try:
        browser.load(page, _PROBE, deadline)
        told = browser.evaluate(f"levinProbe.run({json.dumps([expression for _, expression in checks])})")
    except (PageHung, RuntimeError) as error:
        result.errors.append(str(error))
        return result
    result.errors += told["errors"] + browser.logged
    result.errors += [f"asked for {url}" for url in browser.requests]
    result.failed = [(name, outcome) for (name, _), outcome in zip(checks, told["results"]) if outcome is not True]
    return result


def check_sample(browser: Browser, sample: dict) -> Result:
    """`sample` is a line of the corpus; the page is the one of its last answer."""
    result = check_page(browser, sample["family"], page_of(sample["messages"][-1]["text"]), sample["checks"])
    result.stated = sample.get("stated")
    return result
