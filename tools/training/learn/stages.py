"""The curriculum: what is trained in which share of the wall-clock time."""

from dataclasses import dataclass

from ..corpus import mixture


@dataclass(frozen=True)
class Stage:
    name: str
    share: float  # of the time
    row_tokens: int  # length of a training row
    document_tokens: tuple[int, ...]  # lengths of its documents, drawn uniformly
    shares: dict


# Copying first: without it nothing else forms. Then the mix, then longer rows.
FULL = (
    Stage("copy", 0.06, 512, (150, 300), mixture.WARMUP),
    Stage("mix", 0.60, 4096, (200, 800, 2500), mixture.MAIN),
    Stage("long 16k", 0.18, 16_384, (3000, 12_000), mixture.LONG),
    Stage("long 64k", 0.11, 65_536, (12_000, 50_000), mixture.LONG),
    Stage("end", 0.05, 4096, (200, 800, 2500), mixture.MAIN),
)
SMOKE = (Stage("copy", 1.0, 128, (100,), {"warmup": 1.0}),)


def stage_at(stages: tuple[Stage, ...], progress: float) -> Stage:
    """The stage at this part of the time, 0 to 1."""
    passed = 0.0
    for stage in stages:
        passed += stage.share
        if progress < passed:
            return stage
    return stages[-1]
