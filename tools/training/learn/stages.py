"""The curriculum: what is trained in which share of the wall-clock time."""

from dataclasses import dataclass

from ..config import Config
from ..corpus import mixture
from ..corpus.apps.families import FAMILIES

_ALL = tuple(FAMILIES)
# What two cores can learn in hours: the apps that the start page offers.
_FEW = ("maze", "flip_cards", "particles", "typing_test")


@dataclass(frozen=True)
class Stage:
    name: str
    share: float  # of the time
    row_tokens: int  # length of a training row
    batch_tokens: int  # of a step
    document_tokens: tuple[int, ...]  # lengths of its documents, drawn uniformly
    shares: dict
    families: tuple[str, ...] = _ALL
    last_layer_only: bool = False  # learns; the layers below it only read
    # The queries of the last layer are multiplied by this when the stage begins. Softmax attention that has learned
    # among a thousand keys spreads itself over a hundred thousand; sharper, it loses nothing on short texts.
    sharpen: float = 1.0
    # In each step the scores of the last layer are multiplied by one of these. What finds its line although attention
    # is softened has a margin to spare: n times as many keys cost log n of it.
    softness: tuple[float, ...] = (1.0,)


@dataclass(frozen=True)
class Plan:
    """One way to train: the model's shape, the peak rates and the curriculum."""

    config: Config
    matrix_rate: float
    other_rate: float
    stages: tuple[Stage, ...]

    def stage_at(self, progress: float) -> Stage:
        """The stage at this part of the time, 0 to 1."""
        passed = 0.0
        for stage in self.stages:
            passed += stage.share
            if progress < passed:
                return stage
        return self.stages[-1]


# Copying first: without it nothing else forms. Then the mix, then longer rows.
GPU = Plan(Config(), 2e-3, 3e-3, (
    Stage("copy", 0.06, 512, 131_072, (150, 300), mixture.WARMUP),
    Stage("mix", 0.60, 4096, 131_072, (200, 800, 2500), mixture.MAIN),
    Stage("long 16k", 0.18, 16_384, 131_072, (3000, 12_000), mixture.LONG),
    Stage("long 64k", 0.11, 65_536, 131_072, (12_000, 50_000), mixture.LONG),
    Stage("end", 0.05, 4096, 131_072, (200, 800, 2500), mixture.MAIN),
))
# 6.3 M parameters; one core reads 2,000 to 3,500 tokens per second in training. Hours of it.
PROCESSOR = Plan(
    Config(hidden_size=192, intermediate_size=384, num_key_value_heads=4, rotary_dim=16), 2e-3, 3e-3, (
        Stage("copy", 0.05, 256, 4096, (120,), mixture.WARMUP, _FEW),
        Stage("short", 0.10, 512, 4096, (150, 250, 400), mixture.SHORT, _FEW),
        Stage("mix", 0.66, 1536, 6144, (120, 200, 300, 500, 1000), mixture.FEW, _FEW),
        Stage("select", 0.03, 32_768, 32_768, (10_000, 20_000, 30_000), mixture.SELECT, _FEW, last_layer_only=True,
              sharpen=2.0),
        Stage("long", 0.16, 8192, 8192, (500, 1500, 4500, 7000), mixture.LONG_FEW, _FEW),
    ))
# From the published model on, in an hour or more. At the rates of a run from nothing ten million tokens undo more
# than they teach.
_SOFT = (1.0, 0.75, 0.55)
AGAIN = Plan(
    PROCESSOR.config, 7e-4, 1e-3, (
        Stage("mix", 0.75, 1536, 9216, (120, 200, 300, 500, 1000), mixture.AGAIN, _FEW, softness=_SOFT[:2]),
        Stage("long", 0.25, 8192, 8192, (500, 1500, 4500, 7000), mixture.LONG_AGAIN, _FEW, softness=_SOFT),
    ))
SMOKE = Plan(
    Config(hidden_size=64, num_attention_heads=4, num_key_value_heads=1, head_dim=16, rotary_dim=8,
           intermediate_size=128), 2e-3, 3e-3,
    (Stage("copy", 1.0, 128, 1024, (100,), {"warmup": 1.0}),))
