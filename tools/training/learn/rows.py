"""Training rows, made by worker processes while the model trains."""

import multiprocessing
import os
import queue
from random import Random

from ..chat_format import encoded
from ..corpus import mixture
from ..tokenizer.tokenizer import Tokenizer
from . import merged_clauses, strange_colours, strange_texts, strange_values, strange_words
from .stages import Stage
from .weights import PAGE_ASKED, weights

_WAITING = 64  # rows ahead of the training
# What may stand in front of a conversation: the window's default, and what people set.
_SYSTEM = ("You are a helpful assistant.", "You are a helpful assistant.", "Be brief.", "You are a careful expert.",
           "Answer in one short sentence where you can.", "You help with small web pages and documents.")
_SYSTEM_SHARE = 0.3
_STRANGE_SHARE = 0.4  # of requests for an app, of each kind
_MERGED_SHARE = 0.3
_COMMENT_SHARE = 0.4  # of pages end behind the comment with the attributes: reading requests is what fails
_CUT_SHARE = 0.35  # of pages end where the request no longer decides


def with_system(rng: Random, sample: dict) -> dict:
    if rng.random() >= _SYSTEM_SHARE:
        return sample
    return {**sample, "messages": [{"role": "system", "text": rng.choice(_SYSTEM)}, *sample["messages"]]}


def without_the_known_end(ids: list[int], weights_of: list[int], usual: int = 1) -> tuple[list[int], list[int]]:
    """A page up to the last token that weighs more than usual, by default: that the request decides. Behind it stands
    what every page of the family has, and half of all tokens would be spent on it."""
    last = max((i for i, weight in enumerate(weights_of) if weight > usual), default=len(ids) - 1)
    return ids[:last + 1], weights_of[:last + 1]


def _cut(rng: Random, ids: list[int], weights_of: list[int], is_made_up: bool) -> tuple[list[int], list[int]]:
    roll = rng.random()
    if roll < _COMMENT_SHARE or is_made_up:
        return without_the_known_end(ids, weights_of, usual=PAGE_ASKED)
    return without_the_known_end(ids, weights_of) if roll < _COMMENT_SHARE + _CUT_SHARE else (ids, weights_of)


def up_to_a_turn(rng: Random, sample: dict) -> dict:
    """The conversation up to one of its answers: only the last one has its thinking."""
    return {**sample, "messages": sample["messages"][:2 * rng.randint(1, len(sample["messages"]) // 2)]}


def app_sample(rng: Random, sample: dict) -> dict:
    """An app's conversation up to one of its answers; single requests are changed as the strange_ files say. Only they
    are: a sample's specification is that of the last page, which a cut conversation no longer has."""
    is_single = len(sample["messages"]) == 2
    sample = up_to_a_turn(rng, sample)
    if is_single:
        for change in (strange_texts.renamed, strange_words.said_besides, strange_colours.renamed,
                       strange_values.renamed):
            if rng.random() < _STRANGE_SHARE:
                sample = change(rng, sample)
        if rng.random() < _MERGED_SHARE:
            sample = merged_clauses.merged(rng, sample)
    return sample


def row(rng: Random, stage: Stage, tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """Samples end to end, cut at row_tokens + 1; for each token its weight, 0 where the model does not say it."""
    ids: list[int] = []
    said: list[int] = []
    while (room := stage.row_tokens + 1 - len(ids)) > 0:
        # A document that does not fit is all reading and no answer.
        lengths = [length for length in stage.document_tokens if length < room] or [min(stage.document_tokens)]
        sample = mixture.sample(rng, stage.shares, rng.choice(lengths), stage.families)
        is_app = sample["kind"] == "app"
        if is_app:
            sample = app_sample(rng, sample)
        more, counts = encoded(with_system(rng, sample), tokenizer)
        if not ids and not any(counts[:room]):
            continue
        weighed = weights(sample, more, counts, tokenizer)
        if is_app:
            more, weighed = _cut(rng, more, weighed, "made_up" in sample)
        ids += more
        said += weighed
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
