"""python3 -m tools.training.tokenizer --out tokenizer.json [--samples 4000]: trains the tokenizer on the corpus."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from ..corpus import mixture
from . import byte_pairs
from .pieces import fine_pieces, pieces
from .tokenizer import MERGES, Tokenizer


def piece_counts(texts) -> Counter:
    whole: Counter = Counter()
    for text in texts:
        whole.update(pieces(text))
    fine: Counter = Counter()
    for piece, count in whole.items():
        for part in fine_pieces(piece):
            fine[part.encode()] += count
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.tokenizer", description="Trains the tokenizer.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    merges = byte_pairs.learn(piece_counts(mixture.texts(options.seed, options.samples)), MERGES)
    if len(merges) < MERGES:
        print(f"{options.samples} samples have pairs for {len(merges)} merges, {MERGES} are needed", file=sys.stderr)
        return 1
    Tokenizer(merges).save(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
