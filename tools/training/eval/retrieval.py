"""Looking up lines of documents: a single line, several lines about one subject, and what is not there.

Each question is a conversation of its own behind the same document, which the engine therefore reads once. An
answer is right when it is exactly the lines with their anchors, several of them in any order; every needle has
near-duplicates around it.
"""

from collections import defaultdict
from random import Random

from ..corpus.documents import own, questions, samples
from .levin import Levin

_END = "\n</document>"
_MOST_TOKENS = 400
_SPLIT = "names"  # of made-up names that training never shows


def made_up(rng: Random, tokens: int) -> dict:
    return samples.sample(rng, _SPLIT, tokens)


def real(rng: Random, tokens: int) -> dict:
    """Code and prose of files that training never shows."""
    return own.sample(rng, own.HELD_OUT, tokens, chinese_share=0)


def chinese(rng: Random, tokens: int) -> dict:
    """Sentences and characters in an order that training never shows."""
    return own.sample(rng, own.HELD_OUT, tokens, chinese_share=1)


def documents(tokens: int, count: int, seed: int, draw=made_up):
    """(document, [(question, answer, what the sample says of it)])."""
    rng = Random(f"{seed} retrieval {tokens}")
    for _ in range(count):
        sample = draw(rng, tokens)
        document, first = sample["messages"][0]["text"].split(_END)
        asked = [first.strip()] + [message["text"] for message in sample["messages"][2::2]]
        answers = [message["text"] for message in sample["messages"][1::2]]
        yield document + _END, list(zip(asked, answers, sample["questions"]))


def evaluate(program: str, model, tokens: int, count: int, most_questions: int, draw=made_up, seed: int = 11) -> dict:
    """Shares of right answers by form; of single lines also by decile of depth."""
    right = defaultdict(list)
    deciles = defaultdict(list)
    read, read_seconds, lengths = 0, 0.0, []
    with Levin(program, model, most_tokens=_MOST_TOKENS) as levin:
        for document, asked in documents(tokens, count, seed, draw):
            for question, expected, about in asked[:most_questions]:
                message = {"role": "user", "text": f"{document}\n\n{question}", "boundaries": [boundary(document)]}
                told = levin.answer({"messages": [message]})
                if told["reusedTokens"] < told["promptTokens"] / 2:
                    lengths.append(told["promptTokens"])
                    read += told["readTokens"]
                    read_seconds += told["prefillSeconds"]
                is_right = _lines(told["text"]) == _lines(expected)
                for name in _names(about):
                    right[name].append(is_right)
                if about["form"] == "single":
                    right["single, quote only"].append(_quotes(told["text"]) == _quotes(expected))
                    deciles[min(9, int(about["depths"][0] * 10))].append(is_right)
                if about["form"] != "absent":
                    right["false 'not there'"].append(told["text"].strip() in (questions.ABSENT, own.ABSENT_CHINESE))
    return {"tokens": round(sum(lengths) / len(lengths)), "tokens per second": round(read / read_seconds),
            "questions": sum(map(len, (right[form] for form in ("single", "list", "absent")))),
            **{form: round(sum(found) / len(found), 4) for form, found in sorted(right.items()) if found},
            "single by depth": {f"{decile / 10:.1f}": round(sum(found) / len(found), 3)
                                for decile, found in sorted(deciles.items())}}


def boundary(document: str) -> int:
    """In bytes: in front of the document's end mark, where the tokens do not depend on what follows."""
    return len(document.removesuffix(_END).encode())


def _names(about: dict) -> list[str]:
    """Under what an answer counts: its form, and the form with what else the document has."""
    found = [about["form"]]
    if about.get("other"):
        found.append(f"{about['form']}, other facts of the name")
    elif about["form"] == "absent":
        found.append("absent, nearly the name" if about.get("near") else "absent, nothing like it")
    elif about["form"] == "single":
        found.append("single, nothing else of the name")
    return found


def _lines(text: str) -> list[str]:
    return sorted(text.strip().splitlines())


def _quotes(text: str) -> list[str]:
    """The quoted lines without their anchors."""
    return [line.rpartition(" [")[0] for line in text.strip().splitlines()]
