"""A conversation as token ids, exactly as the engine's chat_template.cpp writes it (the official variant).

A tool's result and everything the user wrote is text: names of special tokens in it stay text. Thinking stands in the
last answer only: the engine drops it from history.
"""

import json

from .tokenizer.tokenizer import Tokenizer

_CALLS = ("If you need to call tools, please respond with <tool_calls></tool_calls> XML tags, and provide tool-name "
          "and json-object of arguments, following the format below:\n<tool_calls>\n"
          "{name: <tool-name-1>, arguments: <args-json-object-1>}\n...\n</tool_calls>")


def compact(value) -> str:
    """JSON on one line with a space behind each comma and colon, as the template prints it."""
    return json.dumps(value, ensure_ascii=False)


def turns(sample: dict) -> list[tuple[str, str, bool]]:
    """(header, text, whether the model says it) of each turn."""
    found = []
    if system := "".join(message["text"] for message in sample["messages"] if message["role"] == "system"):
        found.append(("system ai_setting=assistant", system, False))
    if sample.get("tools"):
        schemas = "".join(f"{compact(schema)}\n" for schema in sample["tools"])
        found.append(("system tool_setting=tools",
                      f"You are provided with these tools:\n<tools>\n{schemas}</tools>\n\n{_CALLS}", False))
    for place, message in enumerate(sample["messages"], 1):
        if message["role"] == "system":
            continue  # is at the beginning already
        if message["role"] == "user":
            found.append(("user name=user", message["text"], False))
        elif message["role"] == "tool":
            results = "".join(f"tool name: {one['name']}\ntool result: {one['text']}\n\n"
                              for one in message["results"])
            found.append(("tool name=tools", results, False))
        else:
            # Without its thinking an answer is not what the model would say.
            is_last, thinking = place == len(sample["messages"]), message.get("thinking")
            found.append(("ai name=assistant", (thought(thinking) if thinking and is_last else "") + message["text"]
                          + _printed(message.get("calls")), is_last or not thinking))
    return found


def thought(thinking: str) -> str:
    """The thinking as it stands before the answer."""
    return f"<think>\n{thinking}\n</think>\n\n"


def _printed(calls) -> str:
    if not calls:
        return ""
    lines = "".join(f"{{\"name\": {compact(call['name'])}, \"arguments\": {compact(call['arguments'])}}}\n"
                    for call in calls)
    return f"<tool_calls>\n{lines}</tool_calls>"


def encoded(sample: dict, tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """Token ids, and for each 1 where the model should have said it: its answers and their ends."""
    begin, end = tokenizer.special["<beginning_of_sentence>"], tokenizer.special["<end_of_sentence>"]
    ids, said = [tokenizer.special["<begin_of_document>"]], [0]
    line_break = tokenizer.encode("\n")
    for header, text, is_model in turns(sample):
        if is_model:
            # What the engine gives is the header with its line break; the answer begins behind it.
            front, back = tokenizer.encode(f"{header}\n"), tokenizer.encode(text)
        else:
            front, back = tokenizer.encode(f"{header}\n{text}"), []
        ids += [begin, *front, *back, end, *line_break]
        said += [0] * (1 + len(front)) + [int(is_model)] * (len(back) + 1) + [0] * len(line_break)
    return ids, said
