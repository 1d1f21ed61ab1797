"""Requests of which two clauses are repeated in one go, and then decided one below the other.

    Build a dark maze, with olive walls -> theme=dark
     -> accent=olive

A wish whose words training never showed is passed over when it is repeated, and was lost: at the end of a clause the
model looked for one wish. Now it looks for all that were not decided yet.
"""

from random import Random

from ..corpus.apps.thinking import ARROW

_SHARE = 0.4  # of the clauses that have a wish and another one behind them


def merged(rng: Random, sample: dict) -> dict:
    """The sample, one turn about an app, thought about in longer clauses."""
    asked, answered = sample["messages"]
    if "\n" in asked["text"]:
        return sample  # a list of wishes has line breaks of its own
    lines: list[str] = []
    for line in answered["thinking"].split("\n"):
        words, arrow, _ = line.partition(ARROW)
        before = next((i for i in reversed(range(len(lines))) if not lines[i].startswith(ARROW)), None)
        if words and arrow and before is not None and ARROW in lines[before] and rng.random() < _SHARE:
            lines[before] = lines[before].replace(ARROW, words + ARROW, 1)
            line = line.removeprefix(words)
        lines.append(line)
    return {**sample, "messages": [asked, {**answered, "thinking": "\n".join(lines)}]}
