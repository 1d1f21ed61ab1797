"""Trains the built-in model for so many seconds, from nothing or from where RUN stands.

    python3 -m tools.training.train RUN --tokenizer tokenizer.json --seconds 540 --of 1600

Runs are chained: --of is the time of the whole schedule, and a run goes on where the last one ended. RUN lies
outside the repository. RUN/log.jsonl has a line every few seconds.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import torch
from torch.nn import functional as F

from .learn import checkpoint, positions, probes
from .learn.muon import Optimizers
from .learn.peers import Peers
from .learn.rows import Rows
from .learn.stages import AGAIN, GPU, PROCESSOR, SMOKE, Plan
from .model import Model
from .tokenizer.tokenizer import Tokenizer

_FLOOR = 0.03  # of the peak, at the end
_FALLING = 0.7  # of the time, the last of it: the rate falls
_WARM_STEPS = 100
# The loss is so many times its running mean and so much more, or not a number. A new kind of samples may cost 1.5.
_DIVERGED, _DIVERGED_BY = 2.0, 3.0
_SAVE_SECONDS = 60
_PROBE_SECONDS = 300
_LOG_STEPS = 20
_PLANS = {"gpu": GPU, "processor": PROCESSOR, "again": AGAIN}
_LOSS_ROWS = 4096  # of logits at a time: 64k x 4k logits in FP32 would take a gigabyte


def loss_of(model, ids, said, positions, last_layer_only=False):
    """Weighted mean loss over the tokens that the model is to say; ids and their weights `said` are (b, t + 1),
    `positions` (b, t)."""
    # With rows of one's own most tokens are said by some row, and a mask costs more than it saves.
    places = said[0, 1:].nonzero().squeeze(1) if len(ids) == 1 else None
    if last_layer_only:
        hidden = model.hidden_for_last(ids[:, :-1], positions, places)
    else:
        hidden, _ = model.hidden(ids[:, :-1], positions=positions, places=places)
    target, weight = (x[:, 1:] if places is None else x[:, 1:][:, places] for x in (ids, said))
    counts = weight.reshape(-1).nonzero().squeeze(1)
    hidden = hidden.reshape(-1, hidden.shape[-1])[counts]
    target = target.reshape(-1)[counts]
    weight = weight.reshape(-1)[counts].float()
    total = sum((F.cross_entropy(model.head(h), t, reduction="none") * w).sum()
                for h, t, w in zip(hidden.split(_LOSS_ROWS), target.split(_LOSS_ROWS), weight.split(_LOSS_ROWS)))
    return total / weight.sum().clamp(min=1)


class Gradients:
    """Rows of the stage at hand, and what the model learns from them: `with` it is open."""

    def __init__(self, model, seed: str, options, merges: list):
        self._model, self._seed, self._options, self._tokenizer = model, seed, options, Tokenizer(merges)
        self._rng = Random(seed)
        self._stage, self._rows = None, None
        self.tokens = 0  # of the last step

    def __call__(self, stage, softness: float) -> float:
        """Leaves the gradients of a step in the model; the loss."""
        if stage != self._stage:
            self.close()
            self._stage = stage
            self._rows = Rows(stage, self._tokenizer, f"{self._seed} {stage.name}", self._options.workers)
        device = next(self._model.parameters()).device
        batch = [self._rows.next() for _ in range(max(1, stage.batch_tokens // stage.row_tokens // (1 + self._options.peers)))]
        ids = torch.tensor([ids for ids, _ in batch], device=device)
        said = torch.tensor([said for _, said in batch], device=device)
        most = self._model.config.max_position_embeddings
        places = torch.tensor([positions.drawn(self._rng, stage.row_tokens, most) for _ in batch], device=device)
        self._model.model.layers[-1].self_attn.softness = softness
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss = loss_of(self._model, ids, said, places, stage.last_layer_only)
        loss.backward()
        self.tokens = len(batch) * stage.row_tokens
        return loss.item()

    def close(self) -> None:
        if self._rows:
            self._rows.close()
        self._stage, self._rows = None, None


def _of_peer(model, number: int, seed: str, options, merges: list):
    """A peer's gradients: it makes its rows itself."""
    model.train()
    return Gradients(model, f"{seed} peer {number}", argparse.Namespace(**{**vars(options), "workers": 0}), merges)


@contextmanager
def threads(count: int):
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    yield
    torch.set_num_threads(before)


class Training:
    def __init__(self, options, plan: Plan):
        self.options, self.plan = options, plan
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(options.seed)
        self.tokenizer = Tokenizer.load(options.tokenizer)
        self.model = Model(plan.config).to(self.device)
        self.optimizer = Optimizers(self.model, plan.matrix_rate, plan.other_rate)
        self.progress = {"steps": 0, "tokens": 0, "seconds": 0.0, "scale": 1.0, "mean": None, "sharpened": []}
        if (options.run / "model.safetensors").exists():
            self.progress.update(checkpoint.resume(options.run, self.model, self.optimizer, self.device))
        options.run.mkdir(parents=True, exist_ok=True)
        seed = f"{options.seed} {self.progress['steps']}"
        self.rng = Random(seed)
        self.stage = None
        self.gradients = Gradients(self.model, seed, options, self.tokenizer.merges)
        self.peers = Peers(self.model, options.peers, _of_peer, seed, options, self.tokenizer.merges)
        self.losses: list[float] = []

    def log(self, **values) -> None:
        line = json.dumps({"at": round(self.progress["seconds"], 1), **values})
        print(line, flush=True)
        with (self.options.run / "log.jsonl").open("a") as file:
            file.write(line + "\n")

    def rate(self) -> float:
        """Of the peak: up for some steps, level, then down with the time; halved after each divergence."""
        left = 1 - min(1.0, self.progress["seconds"] / self.options.of)
        falling = min(1.0, _FLOOR + (1 - _FLOOR) * left / _FALLING)
        return self.progress["scale"] * falling * min(1.0, (self.progress["steps"] + 1) / _WARM_STEPS)

    def enter(self, stage) -> None:
        """What a stage changes when it begins, once: a run that is resumed within it has been there."""
        self.stage = stage
        self.progress["mean"] = None  # another stage has another loss
        self.log(event="stage", name=stage.name)
        if stage.sharpen != 1 and stage.name not in self.progress["sharpened"]:
            with torch.no_grad():
                self.model.model.layers[-1].self_attn.q_proj.weight.mul_(stage.sharpen)
            self.progress["sharpened"] = [*self.progress["sharpened"], stage.name]
            self.save()  # to be rolled back to, both or none
            self.log(event="sharpened", factor=stage.sharpen)

    def step(self) -> float:
        """One step of the optimizer; the loss, or infinity where it diverged and nothing was done."""
        self.optimizer.set_rate(self.rate())
        softness = self.rng.choice(self.stage.softness)
        self.peers.begin(self.stage, softness)
        self.optimizer.zero_grad()
        losses = [self.gradients(self.stage, softness), *self.peers.losses()]
        value = sum(losses) / len(losses)
        mean = self.progress["mean"]
        if not math.isfinite(value) or (mean is not None and value > _DIVERGED * mean + _DIVERGED_BY):
            return math.inf
        self.peers.add_gradients()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        with threads(torch.get_num_threads() * (1 + len(self.peers))):  # the others wait
            self.optimizer.step()
        self.progress["mean"] = value if mean is None else 0.98 * mean + 0.02 * value
        self.progress["steps"] += 1
        self.progress["tokens"] += self.gradients.tokens * (1 + len(self.peers))
        return value

    def roll_back(self) -> None:
        """To the last checkpoint, at half the rate."""
        scale, seconds = self.progress["scale"] / 2, self.progress["seconds"]
        if scale < 1 / 64:
            raise RuntimeError(f"the loss diverged again and again; log.jsonl in {self.options.run} shows when")
        self.progress.update(checkpoint.resume(self.options.run, self.model, self.optimizer, self.device))
        self.progress.update(scale=scale, seconds=seconds, mean=None)
        self.log(event="rolled back", scale=scale)

    def save(self) -> None:
        checkpoint.save(self.options.run, self.model, self.tokenizer, self.optimizer, self.progress)

    def train(self) -> None:
        before, start = self.progress["seconds"], time.monotonic()
        saved = probed = start
        self.save()  # something to roll back to
        try:
            while (now := time.monotonic()) - start < self.options.seconds and \
                    self.progress["seconds"] < self.options.of:
                self.progress["seconds"] = before + now - start
                wanted = self.plan.stage_at(self.progress["seconds"] / self.options.of)
                if wanted is not self.stage:
                    self.enter(wanted)
                loss = self.step()
                if not math.isfinite(loss):
                    self.roll_back()
                    continue
                self.losses.append(loss)
                if self.progress["steps"] % _LOG_STEPS == 0:
                    self.log(loss=round(loss, 4), rate=self.rate(), steps=self.progress["steps"],
                             tokens=self.progress["tokens"])
                if now - probed > _PROBE_SECONDS:
                    self.log(probes=probes.scores(self.model, self.tokenizer, self.stage.families, 24, self.device))
                    probed = time.monotonic()
                if now - saved > _SAVE_SECONDS:
                    self.save()
                    saved = time.monotonic()
        finally:
            self.gradients.close()
            self.peers.close()
        self.save()
        self.log(probes=probes.scores(self.model, self.tokenizer, self.plan.stages[-1].families, self.options.probes,
                                      self.device))


def smoke() -> int:
    """A toy on this CPU for half a minute: everything runs, and the loss falls."""
    tokenizer = Tokenizer([])
    plan = replace(SMOKE, config=replace(SMOKE.config, vocab_size=tokenizer.size))
    with tempfile.TemporaryDirectory() as name:
        run = Path(name) / "run"
        path = Path(name) / "tokenizer.json"
        tokenizer.save(path)
        options = argparse.Namespace(run=run, tokenizer=path, seconds=30, of=30, seed=1, workers=0, probes=2, peers=0)
        training = Training(options, plan)
        training.train()
        first, last = max(training.losses[:5]), sum(training.losses[-5:]) / len(training.losses[-5:])
    print(f"loss {first:.3f} -> {last:.3f} in {len(training.losses)} steps")
    return 0 if last < first - 0.5 else 1


def main() -> int:
    if "--smoke" in sys.argv[1:]:
        return smoke()
    parser = argparse.ArgumentParser(prog="tools.training.train", description="Trains the built-in model.")
    parser.add_argument("run", type=Path, help="folder of the run, outside of the repository")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=540, help="how long to train now")
    parser.add_argument("--of", type=float, default=1600, help="seconds of the whole schedule")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=14)
    parser.add_argument("--plan", choices=sorted(_PLANS), default="gpu")
    parser.add_argument("--threads", type=int, default=0, help="of a processor; 0: as many as it has")
    parser.add_argument("--peers", type=int, default=0, help="more processes of one thread that make gradients")
    parser.add_argument("--probes", type=int, default=100, help="samples of each probe at the end")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    Training(options, _PLANS[options.plan]).train()
    return 0


if __name__ == "__main__":
    sys.exit(main())
