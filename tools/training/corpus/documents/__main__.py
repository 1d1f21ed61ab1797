"""python3 -m tools.training.corpus.documents --seed 1 --count 100 --tokens 4000 > out.jsonl"""

import argparse
import json
import sys
from random import Random

from . import samples, warmup
from .kinds import KINDS


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.corpus.documents", description="Questions to documents.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--tokens", type=int, default=4000, help="about how long a document is, 100 to 1,000,000")
    parser.add_argument("--split", choices=samples.ALL, default=samples.TRAIN)
    parser.add_argument("--kind", choices=tuple(KINDS))
    parser.add_argument("--warmup", action="store_true", help="the copying exercises instead")
    options = parser.parse_args()
    if options.split == "pairs" and options.kind:
        parser.error("--split pairs chooses the kind itself")
    if options.warmup:
        rng = Random(options.seed)
        for _ in range(options.count):
            print(json.dumps(warmup.sample(rng), ensure_ascii=False))
        return 0
    for line in samples.lines(options.seed, options.count, options.split, options.tokens, options.kind):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
