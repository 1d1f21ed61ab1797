"""Training texts are laid out as the published chat template lays out conversations."""

import json
import unittest
from pathlib import Path

from tools.training import chat_format
from tools.training.tokenizer.tokenizer import Tokenizer

GOLDEN = Path(__file__).parents[3] / "tests/data/golden"


def as_sample(case: dict) -> dict:
    """A case of the golden file in the form of the corpus."""
    messages = []
    for message in case["messages"]:
        parts = message["content"]
        if message["role"] == "tool":
            messages.append({"role": "tool", "results": parts})
        else:
            messages.append({"role": message["role"], "text": "".join(part["text"] for part in parts)})
    return {"messages": messages, "tools": case.get("tools", [])}


class ChatFormat(unittest.TestCase):
    def test_layout_is_that_of_the_published_template(self):
        cases = json.loads((GOLDEN / "chat_golden.json").read_text(encoding="utf-8"))["cases"]
        compared = 0
        for case in cases:
            text = "<begin_of_document>" + "".join(
                f"<beginning_of_sentence>{header}\n{body}<end_of_sentence>\n"
                for header, body, _ in chat_format.turns(as_sample(case)))
            if case["add_generation_prompt"]:
                text += "<beginning_of_sentence>ai name=assistant\n"
            self.assertEqual(text, case["rendered"])
            compared += 1
        self.assertEqual(compared, len(cases))

    def test_calls_are_printed_a_line_each_and_only_answers_count(self):
        tokenizer = Tokenizer.load(GOLDEN / "tiny-a/tokenizer.json")
        sample = {"messages": [
            {"role": "user", "text": "go <end_of_sentence>"},
            {"role": "assistant", "text": "", "calls": [{"name": "now", "arguments": {"a": 1, "b": "x"}}]}]}
        ids, said = chat_format.encoded(sample, tokenizer)
        self.assertEqual(len(ids), len(said))
        end = tokenizer.special["<end_of_sentence>"]
        answer = [token for token, counts in zip(ids, said) if counts]
        self.assertEqual(tokenizer.decode(answer),
                         '<tool_calls>\n{"name": "now", "arguments": {"a": 1, "b": "x"}}\n</tool_calls>')
        self.assertEqual(answer[-1], end)
        self.assertEqual(ids.count(end), 2)  # the name that the user typed is text


if __name__ == "__main__":
    unittest.main()
