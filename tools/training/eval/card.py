"""Puts what was measured into a model card: the section "What was measured", from the JSON of tools.training.evaluate.

    python3 -m tools.training.eval.card result.json resources/models/MODEL_CARD.md
"""

import json
import re
import sys
from pathlib import Path

from . import paraphrases

_SPLITS = {
    "short": "short requests, new", "train": "training distribution, new samples (edits included)", "values": "unseen numbers and colours",
    "pairs": "unseen pairs of attributes", "features": "unseen feature in the family",
    "nonsense": "titles of made-up words", "paraphrases": "free paraphrases (stated attributes)",
    "free": "free requests (stated attributes)", "free_chinese": "free requests in Chinese (stated attributes)",
}
_MADE_UP = {
    "single": "one line", "single, nothing else of the name": "(nothing else of the name)",
    "single, other facts of the name": "(other facts, too)", "list": "2 to 5 lines",
    "absent, nothing like it": "\"not there\"", "absent, nearly the name": "(but nearly the name)",
    "absent, other facts of the name": "(but other facts of the name)",
}
_REAL = {"single": "one line", "single, quote only": "(quote alone)", "absent": "\"not there\""}
_INTRODUCTION = """\
Everything through `levin-cli` on the file that ships, greedy, first answer; requests and documents held out by
rule (`tools/training/README.md`): `python3 -m tools.training.evaluate`."""


def measured(result: dict) -> str:
    parts = [_INTRODUCTION]
    if apps := result.get("apps"):
        parts.append(_apps(apps, result["families"]))
        parts.append(_families(apps))
        if result.get("preview"):
            parts.append("A page counts as one without an error when it runs in the checker's browser and in Levin's preview.")
    if found := result.get("documents"):
        parts.append(_documents(found, "documents about made-up names: exact quotation and anchor", _MADE_UP))
    if found := result.get("real text"):
        parts.append(_documents(found, "code and prose of files that training never showed: exact quotation and anchor",
                                _REAL))
    if found := result.get("Chinese text"):
        parts.append(_documents(found, "sentences and characters in Chinese: exact quotation and anchor", _REAL))
    if found := result.get("documents"):
        parts.append(_by_depth(found))
    if chat := result.get("chat"):
        told = chat["in Chinese"]
        parts.append(f"Help and small talk in unseen wordings: {chat['right']:.0%} of {chat['questions']} answered "
                     f"with the right topic's text, in Chinese {told['right']:.0%} of {told['questions']}.")
    if found := result.get("agreement"):
        parts.append(f"The shipped Q8_0 file and F32 agree on {found['same']:.2%} of {found['tokens']:,} next tokens.")
    return "\n\n".join(parts)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, ["---"] * len(heads), *rows])


def _apps(apps: dict, families: list[str]) -> str:
    found = {split: one for split, one in apps.items() if one}
    tries = next((key.removeprefix("best of ") for one in found.values() for key in one if key.startswith("best of")), "1")
    heads = [f"apps: {len(families)} families", "requests", "no console error", "all attributes right"]
    rows = [[_SPLITS[split], str(one["requests"]), f"{one['runs']:.0%}", f"{one['stated right']:.0%}"]
            for split, one in found.items()]
    if tries != "1":
        heads.append(f"best of {tries} answers")
        rows = [row + [f"{one[f'best of {tries}']:.0%}"] for row, one in zip(rows, found.values())]
    return _table(heads, rows)


def _families(apps: dict) -> str:
    """Over all splits that are held out by rule."""
    right, count = {}, {}
    for split, one in apps.items():
        if not one or split in ("short", *paraphrases.ALL):
            continue
        for name, share in one["by family"].items():
            right.setdefault(name, []).append(share)
            count[name] = count.get(name, 0) + 1
    means = ", ".join(f"{name.replace('_', ' ')} {sum(shares) / count[name]:.0%}" for name, shares in sorted(right.items()))
    text = f"All attributes right by family, mean of the splits but short and free requests: {means}."
    if short := apps.get("short"):
        shares = ", ".join(f"{name.replace('_', ' ')} {share:.0%}" for name, share in short["by family"].items())
        text += f" Of short requests: {shares}."
    return text


def _documents(found: dict, title: str, columns: dict) -> str:
    rows = [[name, f"{one['tokens']:,}", str(one["questions"]), *(_percent(one, key) for key in columns),
             f"{one['tokens per second']:,}"] for name, one in found.items()]
    return _table([title, "tokens", "questions", *columns.values(), "read, tokens/s"], rows)


def _percent(one: dict, key: str) -> str:
    return f"{one[key]:.0%}" if key in one else "-"


def _by_depth(found: dict) -> str:
    depths = "; ".join(f"{name}: " + ", ".join(f"{share:.2f}" for share in one["single by depth"].values())
                       for name, one in found.items())
    return f"By depth (deciles from the beginning to the end of the document), share of single lines right: {depths}."


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    result, card = Path(sys.argv[1]), Path(sys.argv[2])
    text = card.read_text(encoding="utf-8")
    section = "## What was measured\n\n" + measured(json.loads(result.read_text(encoding="utf-8"))) + "\n\n"
    now, count = re.subn(r"## What was measured\n.*?(?=^## )", lambda _: section, text, flags=re.DOTALL | re.MULTILINE)
    if count != 1:
        print(f"{card} has no section \"What was measured\" with another one behind it", file=sys.stderr)
        return 1
    card.write_text(now, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
