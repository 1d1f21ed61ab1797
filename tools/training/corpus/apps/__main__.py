"""python3 -m tools.training.corpus.apps --seed 1 --count 1000 --split train > out.jsonl"""

import argparse
import sys

from . import samples, splits
from .families import FAMILIES


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.corpus.apps", description="Samples of small web apps.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--split", choices=splits.ALL, default=splits.TRAIN)
    parser.add_argument("--family", action="append", choices=tuple(FAMILIES), help="only this one; may be repeated")
    options = parser.parse_args()
    for line in samples.lines(options.seed, options.count, options.split, options.family):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
