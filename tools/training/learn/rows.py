"""Training rows, made by worker processes while the model trains."""

import multiprocessing
import os
import queue
from random import Random

from ..chat_format import encoded
from ..corpus import mixture
from ..corpus.documents import questions
from ..tokenizer.tokenizer import Tokenizer
from .stages import Stage

_WAITING = 64  # rows ahead of the training
# Of a token of an answer in the loss. Pages are long and mostly the same; the few tokens that are looked up would
# drown in them.
_ECHO_WEIGHT = 5  # of the line that repeats a request's attributes: what is wrong there is wrong in the page
_TURNING_WEIGHT = 12
_ABSENT_WEIGHT = 36  # of the first token of "That is not in the document.", which one answer in seven begins with
_ECHO_END = "-->"
_WEIGHTS = {"app": 1, "refusal": 2, "chat": 2, "tools": 2, "document": 4, "warmup": 4}


# What may stand in front of a conversation: the window's default, and what people set.
_SYSTEM = ("You are a helpful assistant.", "You are a helpful assistant.", "Be brief.", "You are a careful expert.",
           "Answer in one short sentence where you can.", "You help with small web pages and documents.")
_SYSTEM_SHARE = 0.3


def with_system(rng: Random, sample: dict) -> dict:
    if rng.random() >= _SYSTEM_SHARE:
        return sample
    return {**sample, "messages": [{"role": "system", "text": rng.choice(_SYSTEM)}, *sample["messages"]]}


def weights(sample: dict, ids: list[int], counts: list[int], tokenizer: Tokenizer) -> list[int]:
    """Of each token: more than 1 where the model has to look something up."""
    found = [_WEIGHTS[sample["kind"]] * one for one in counts]
    if sample["kind"] == "document":
        return _with_turning_points(sample, ids, found, tokenizer)
    if sample["kind"] != "app":
        return found
    starts = [i for i in range(1, len(counts)) if counts[i] and not counts[i - 1]]
    answers = [message["text"] for message in sample["messages"] if message["role"] == "assistant"]
    for start, answer in zip(starts, answers):
        length = len(tokenizer.encode(answer.partition(_ECHO_END)[0]))
        found[start:start + length] = [_ECHO_WEIGHT] * length
    return found


def _with_turning_points(sample: dict, ids: list[int], found: list[int], tokenizer: Tokenizer) -> list[int]:
    """More for the tokens that decide: is it there at all, is there another line, is that all."""
    weighted = found[:]
    answers = iter(message["text"] for message in sample["messages"] if message["role"] == "assistant")
    for i, weight in enumerate(found):
        is_first = weight and not found[i - 1]
        is_last = weight and (i + 1 == len(found) or not found[i + 1])
        if is_first and next(answers) == questions.ABSENT:
            weighted[i] = _ABSENT_WEIGHT
        elif is_first or is_last or (weight and "\n" in tokenizer.decode([ids[i]])):
            weighted[i] = _TURNING_WEIGHT
    return weighted


def row(rng: Random, stage: Stage, tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """Samples end to end, cut at row_tokens + 1; for each token its weight, 0 where the model does not say it."""
    ids: list[int] = []
    said: list[int] = []
    while (room := stage.row_tokens + 1 - len(ids)) > 0:
        # A document that does not fit is all reading and no answer.
        lengths = [length for length in stage.document_tokens if length < room] or [min(stage.document_tokens)]
        sample = mixture.sample(rng, stage.shares, rng.choice(lengths), stage.families)
        more, counts = encoded(with_system(rng, sample), tokenizer)
        if not ids and not any(counts[:room]):
            continue
        ids += more
        said += weights(sample, more, counts, tokenizer)
    return ids[:stage.row_tokens + 1], said[:stage.row_tokens + 1]


def _work(seed: str, stage: Stage, merges: list, out) -> None:
    os.nice(5)  # behind the training
    rng, tokenizer = Random(seed), Tokenizer(merges)
    while True:
        out.put(row(rng, stage, tokenizer))


class Rows:
    """Rows of one stage from `workers` processes; with 0 workers they are made when asked for."""

    def __init__(self, stage: Stage, tokenizer: Tokenizer, seed: str, workers: int):
        self._processes = []
        self._make = lambda rng=Random(seed): row(rng, stage, tokenizer)
        if workers:
            context = multiprocessing.get_context("spawn")  # a fork would copy a CUDA context
            self._queue = context.Queue(_WAITING)
            for i in range(workers):
                process = context.Process(target=_work, daemon=True,
                                          args=(f"{seed} {i}", stage, tokenizer.merges, self._queue))
                process.start()
                self._processes.append(process)

    def next(self) -> tuple[list[int], list[int]]:
        if not self._processes:
            return self._make()
        while True:
            try:
                return self._queue.get(timeout=60)
            except queue.Empty:
                if not all(process.is_alive() for process in self._processes):
                    raise RuntimeError("a process that makes training rows has ended; its error is above") from None

    def close(self) -> None:
        for process in self._processes:
            process.terminate()
            process.join()
