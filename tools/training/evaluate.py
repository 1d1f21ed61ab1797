"""What the built-in model can do, measured through the product: a table, and JSON with every failure.

    python3 -m tools.training.evaluate MODEL.gguf --levin build/release/bin/levin-cli --out result.json

Requests and documents are held out by rule (README.md). Sampling is greedy; "best of 4" takes three more samples at
temperature 0.7 where the first answer is wrong.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from .check.browser import Browser
from .corpus.apps import splits
from .corpus.apps.families import FAMILIES
from .eval import agreement, apps, chat, paraphrases, retrieval
from .tokenizer.tokenizer import Tokenizer

# (tokens, documents, questions of each)
_REAL_LENGTHS = {"1k": (1000, 24, 8), "4k": (4000, 16, 12), "32k": (32_000, 6, 30)}
_LENGTHS = {"1k": (1000, 24, 8), "4k": (4000, 16, 12), "32k": (32_000, 6, 30), "128k": (128_000, 3, 40),
            "1M": (1_000_000, 1, 60)}


def table(result: dict) -> str:
    lines = []
    if found := result.get("apps"):
        lines.append("apps           requests    runs   right  stated  best of several")
        for split, one in found.items():
            best = next((value for key, value in one.items() if key.startswith("best of")), 0)
            lines.append(f"{split:14} {one['requests']:8} {one['runs']:7.1%} {one['right']:7.1%} "
                         f"{one['stated right']:7.1%} {best:7.1%}")
    for title in ("documents", "real text", "Chinese text"):
        found = result.get(title)
        if not found:
            continue
        lines.append(f"{title:10}    tokens  questions  single  (quote)    list  absent  read/s")
        for name, one in found.items():
            lines.append(f"{name:10} {one['tokens']:9} {one['questions']:10} {one.get('single', 0):7.1%} "
                         f"{one.get('single, quote only', 0):8.1%} {one.get('list', 0):7.1%} "
                         f"{one.get('absent', 0):7.1%} {one['tokens per second']:7}")
    for name in ("chat", "agreement"):
        if name in result:
            lines.append(f"{name}: {json.dumps(_without_texts(result[name]))}")
    return "\n".join(lines)


def _without_texts(found: dict) -> dict:
    return {key: _without_texts(value) if isinstance(value, dict) else value
            for key, value in found.items() if key != "wrong"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.evaluate", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--levin", default="build/release/bin/levin-cli", help="the program levin-cli")
    parser.add_argument("--app", help="the program levin, whose preview then has to run each page, too")
    parser.add_argument("--families", default=",".join(FAMILIES), help="of apps, by comma")
    parser.add_argument("--count", type=int, default=40, help="requests of each split")
    parser.add_argument("--tries", type=int, default=4)
    parser.add_argument("--splits", default=",".join((apps.SHORT, splits.TRAIN, *splits.HELD_OUT, *paraphrases.ALL)))
    parser.add_argument("--lengths", default=",".join(_LENGTHS), help="of documents, by comma")
    parser.add_argument("--f32", type=Path, help="the same model in F32, to compare tokens with")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json, needed with --f32")
    parser.add_argument("--out", type=Path, help="file for everything as JSON")
    options = parser.parse_args()
    families = options.families.split(",")
    started = time.monotonic()
    result: dict = {"model": options.model.name, "families": families, "preview": bool(options.app)}

    def keep() -> None:
        """After every part: what comes later may fail, and a run takes long."""
        result["seconds"] = round(time.monotonic() - started)
        if options.out:
            options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    result["chat"] = chat.evaluate(options.levin, options.model)
    keep()
    if options.lengths:
        result["documents"] = {}
        for name in options.lengths.split(","):
            result["documents"][name] = retrieval.evaluate(options.levin, options.model, *_LENGTHS[name])
            keep()
        for title, draw in (("real text", retrieval.real), ("Chinese text", retrieval.chinese)):
            result[title] = {}
            for name, length in _REAL_LENGTHS.items():
                if name in options.lengths.split(","):
                    result[title][name] = retrieval.evaluate(options.levin, options.model, *length, draw=draw)
                    keep()
    if options.f32:
        result["agreement"] = agreement.evaluate(options.levin, options.model, options.f32,
                                                 Tokenizer.load(options.tokenizer), tuple(families), 20)
        keep()
    if options.splits:
        result["apps"] = {}
        with Browser() as browser:
            for split in options.splits.split(","):
                if found := apps.evaluate(options.levin, options.model, browser, split, options.count, families,
                                          options.tries, options.app):
                    result["apps"][split] = found
                    keep()
    print(table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
