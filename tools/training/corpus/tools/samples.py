"""Tool use in MiniMax-M1's format, with tools that are different in every sample.

Names and schemas are made up each time, so the model has to read the schema; there is nothing to remember.
A message of the assistant may have "calls"; a message of the role "tool" has "results".
"""

import json
from random import Random

from ..documents.names import name, number

TRAIN = "train"
HELD_OUT = ("names",)
_VERBS = ("get", "find", "set", "send", "book", "check", "count", "open", "start", "add")
_ASK = ("Please {verb} the {thing} with {given}.", "{verb} {thing}: {given}", "Can you {verb} {thing} for {given}?",
        "I want to {verb} the {thing}, {given}.")
_NO_TOOL = "None of these tools can do that."
_NO_TOOL_SHARE = 0.12


def sample(rng: Random, split: str = TRAIN) -> dict:
    """A request, the call of the right tool among one to four, its result and one sentence about it."""
    held_out = split == "names"
    tools = _tools(rng, held_out)
    if rng.random() < _NO_TOOL_SHARE:
        verb, thing = rng.choice(_VERBS), name(rng, held_out).lower()
        messages = [{"role": "user", "text": f"Please {verb} the {thing}."},
                    {"role": "assistant", "text": _NO_TOOL}]
    else:
        messages = _call(rng, rng.choice(tools), held_out)
    return {"kind": "tools", "family": "tools", "messages": messages, "split": split,
            "tools": [tool["schema"] for tool in tools]}


def _tools(rng: Random, held_out: bool) -> list[dict]:
    found: dict[str, dict] = {}
    for _ in range(rng.randint(1, 4)):
        verb, thing = rng.choice(_VERBS), name(rng, held_out).lower()
        fields = {name(rng, held_out).lower(): rng.choice(("string", "integer", "boolean"))
                  for _ in range(rng.randint(1, 3))}
        function = f"{verb}_{thing}"
        found[function] = {"verb": verb, "thing": thing, "fields": fields, "schema": {
            "name": function, "description": f"{verb.capitalize()} the {thing}.",
            "parameters": {"type": "object", "properties": {field: {"type": kind} for field, kind in fields.items()},
                           "required": list(fields)}}}
    return list(found.values())


def _call(rng: Random, tool: dict, held_out: bool) -> list[dict]:
    values = {field: _value(rng, kind, held_out) for field, kind in tool["fields"].items()}
    given = ", ".join(f"{field} {json.dumps(value).strip(chr(34))}" for field, value in values.items())
    request = rng.choice(_ASK).format(verb=tool["verb"], thing=tool["thing"], given=given)
    result = name(rng, held_out).lower() if rng.random() < 0.6 else str(number(rng, 1, 9_999))
    function = tool["schema"]["name"]
    return [{"role": "user", "text": request},
            {"role": "assistant", "text": "", "calls": [{"name": function, "arguments": values}]},
            {"role": "tool", "results": [{"name": function, "text": result}]},
            {"role": "assistant", "text": f"The result of {function} is {result}."}]


def _value(rng: Random, kind: str, held_out: bool):
    if kind == "boolean":
        return rng.random() < 0.5
    if kind == "integer":
        return number(rng, 2, 9_999)
    return name(rng, held_out)
