"""Apps on held-out requests: does the page run, and is everything as asked?"""

import json

from ..check.browser import Browser
from ..check.checker import check_sample, page_of
from ..corpus.apps import samples, splits, thinking
from ..corpus.apps.chinese import is_chinese
from ..corpus.apps.families import FAMILIES
from . import paraphrases, preview
from .levin import Levin

_SAMPLED = ("--temperature", "0.7", "--top-p", "0.95")
SHORT = "short"  # new requests of one or two wishes, as people write them
_SHORT_LENGTH = 48
_MOST_TOKENS = 2048  # the longest page has about 1,500


def requests(split: str, count: int, families: list[str]) -> list[dict]:
    """Samples without their answer."""
    if split in paraphrases.ALL:
        found = [paraphrases.sample(*entry) for entry in paraphrases.read(split)]
        return [one for one in found if one["family"] in families]
    if split == SHORT:
        return _short(count, families)
    if split in ("pairs", "features"):
        families = [name for name in families if getattr(FAMILIES[name], f"held_out_{split}")]
        if not families:
            return []
    found = [json.loads(line) for line in samples.lines(7, count, split, families)]
    found = [one for one in found if one["family"]]
    for one in found:
        one["messages"] = one["messages"][:-1]
    return found


def _short(count: int, families: list[str]) -> list[dict]:
    """The same number for each family."""
    found: dict[str, dict[str, dict]] = {name: {} for name in families}
    each = -(-count // len(families))
    for line in samples.lines(99, 100 * count, splits.TRAIN, families):
        one = json.loads(line)
        text = one["messages"][0]["text"]
        if one["family"] and len(text) <= _SHORT_LENGTH and _is_new(one) and len(found[one["family"]]) < each:
            found[one["family"]].setdefault(text, {**one, "messages": one["messages"][:-1]})
    return [one for requests_of_family in found.values() for one in requests_of_family.values()]


def _is_new(one: dict) -> bool:
    """One or two wishes in English, of which one is a text, a colour or a number: others are in training as they are."""
    if len(one["messages"]) > 2 or is_chinese(one["messages"][0]["text"]):
        return False
    decided = thinking.decided(one["messages"][1]["thinking"])
    kinds = [FAMILIES[one["family"]].attributes[name].kind for name in decided]
    return 1 <= len(kinds) <= 2 and not {"text", "colour", "number"}.isdisjoint(kinds)


def judge(browser: Browser, levin: Levin, request: dict, app: str | None = None):
    """The answer's page as the checker's browser finds it, and the preview of the program `app`, if there is one."""
    answer = levin.answer(request)
    messages = [*request["messages"], {"role": "assistant", "text": answer["text"]}]
    result = check_sample(browser, {**request, "messages": messages})
    page = page_of(answer["text"])
    if app and page:
        result.errors += preview.errors(app, page)
    return result


def evaluate(program: str, model, browser: Browser, split: str, count: int, families: list[str], tries: int,
             app: str | None = None) -> dict:
    """Shares of requests whose first, greedy answer runs and is right, and that any of `tries` answers gets right."""
    wanted = requests(split, count, families)
    if not wanted:
        return {}
    with Levin(program, model, most_tokens=_MOST_TOKENS) as levin:
        first = [judge(browser, levin, request, app) for request in wanted]
    best = [result.stated_right for result in first]
    for seed in range(1, tries):
        missing = [i for i, is_right in enumerate(best) if not is_right]
        with Levin(program, model, (*_SAMPLED, "--seed", str(seed)), _MOST_TOKENS) as levin:
            for i in missing:
                best[i] = judge(browser, levin, wanted[i], app).stated_right
    families_found = {}
    for request, result in zip(wanted, first):
        families_found.setdefault(request["family"], []).append(result.stated_right)
    return {"requests": len(wanted),
            "runs": _share(result.runs for result in first),
            "right": _share(result.all_right for result in first),
            "stated right": _share(result.stated_right for result in first),
            f"best of {tries}": _share(best),
            "by family": {name: _share(found) for name, found in sorted(families_found.items())},
            "wrong": [{"request": request["messages"][-1]["text"], "errors": result.errors[:2],
                       "failed": [name for name, _ in result.failed]}
                      for request, result in zip(wanted, first) if not result.stated_right][:40]}


def _share(values) -> float:
    values = list(values)
    return round(sum(values) / len(values), 4)
