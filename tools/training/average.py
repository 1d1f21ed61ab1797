"""A run whose weights lie between those of two others, of which the second went on from the first.

    python3 -m tools.training.average FIRST SECOND OUT --share 0.6

What the second learned last it learned at the cost of something else; between them both are mostly kept (weight
averaging, Wortsman et al. 2022, arXiv 2109.01903 and 2203.05482). OUT can be exported, or gone on from without an
optimizer.
"""

import argparse
import shutil
import sys
from pathlib import Path

from . import safetensors


def average(first: Path, second: Path, out: Path, share: float) -> None:
    """`share` of the second's weights; an error where the runs are not of one form."""
    one, other = (safetensors.read(run / "model.safetensors") for run in (first, second))
    if {name: values.shape for name, values in one.items()} != {name: values.shape for name, values in other.items()}:
        raise ValueError(f"{first} and {second} are not of one form")
    out.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(second / name, out / name)
    safetensors.write(out / "model.safetensors",
                      {name: (share * other[name] + (1 - share) * values).astype(values.dtype)
                       for name, values in one.items()})


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.average", description=__doc__.splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    options = parser.parse_args()
    average(options.first, options.second, options.out, options.share)
    return 0


if __name__ == "__main__":
    sys.exit(main())
