"""Positions of training rows that reach as far as the context, although the rows are short.

Only softmax attention sees positions, by RoPE, and only their differences. In a row of 2,000 tokens no difference is
larger, so the slow channels of RoPE would meet angles in a long document that training never showed. Rows therefore
start anywhere, and some of them have jumps (positional skip-wise training, Zhu et al. 2023, arXiv 2309.10400): what
was read seems to lie up to a million tokens behind the question.
"""

import math
from random import Random

_FROM_ZERO_SHARE = 0.5  # of rows
_JUMP_SHARE = 0.5  # of rows
_MOST_JUMPS = 4
_LEAST_JUMP = 256


def drawn(rng: Random, length: int, most: int) -> list[int]:
    """`length` rising positions below `most`."""
    jumps = _jumps(rng, length, most) if rng.random() < _JUMP_SHARE else {}
    room = most - length - sum(jumps.values())
    at = 0 if rng.random() < _FROM_ZERO_SHARE else rng.randrange(room + 1)
    found = []
    for i in range(length):
        at += jumps.get(i, 0)
        found.append(at)
        at += 1
    return found


def _jumps(rng: Random, length: int, most: int) -> dict[int, int]:
    """Before which tokens the positions jump, and how far: as often by thousands as by hundreds of thousands."""
    room, found = most - length, {}
    for i in rng.sample(range(1, length), min(length - 1, rng.randint(1, _MOST_JUMPS))):
        if room <= _LEAST_JUMP:
            break
        found[i] = int(_LEAST_JUMP * math.exp(rng.random() * math.log(room / _LEAST_JUMP)))
        room -= found[i]
    return found
