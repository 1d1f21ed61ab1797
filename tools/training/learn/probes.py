"""Judges the model by exact match, not by loss: what counts is whether whole answers are right."""

from random import Random

import torch

from ..chat_format import encoded
from ..corpus import mixture
from ..corpus.documents import samples as documents
from ..corpus.documents import warmup


def _first_exchange(sample: dict) -> dict:
    return {**sample, "messages": sample["messages"][:2]}


def _samples(count: int, families: tuple[str, ...]) -> dict[str, list[dict]]:
    """The same samples each time. Documents are of the held-out split of names."""
    rng = Random("probes")
    return {
        "copy": [warmup.repetition(rng, 8) for _ in range(count)],
        "pairs": [_first_exchange(warmup.pairs(rng, 6)) for _ in range(count)],
        "document": [_first_exchange(documents.sample(rng, "names", 400)) for _ in range(count)],
        "document 2k": [_first_exchange(documents.sample(rng, "names", 2000)) for _ in range(-(-count // 2))],
        "app": [_first_exchange(mixture.sample(rng, {"app": 1.0}, 0, families)) for _ in range(count)],
        "page": [_first_exchange(mixture.sample(rng, {"app": 1.0}, 0, families)) for _ in range(count)],
    }


def scores(model, tokenizer, families: tuple[str, ...], count: int, device: str) -> dict[str, float]:
    """For each probe the share of answers of which every token is the most likely one after the right ones before.

    That is the same as the share that greedy decoding gets exactly right. Of "app" only the line that repeats the
    request's attributes counts, since that is copying; "page" is the whole answer.
    """
    found = {}
    model.eval()
    for name, samples in _samples(count, families).items():
        right = 0
        for sample in samples:
            ids, said = encoded(sample, tokenizer)
            answer = [i for i, counts in enumerate(said) if counts]
            if name == "app":
                answer = _echo(ids, answer, tokenizer)
            with torch.no_grad():
                hidden, _ = model.hidden(torch.tensor([ids[:answer[-1]]], device=device))
                guess = model.head(hidden[0, answer[0] - 1:]).argmax(-1).tolist()
            right += all(guess[i - answer[0]] == ids[i] for i in answer)
        found[name] = round(right / len(samples), 3)
    model.train()
    return found


def _echo(ids: list[int], answer: list[int], tokenizer) -> list[int]:
    """The places of the page's second line."""
    text, begin = "", None
    for i in answer:
        text += tokenizer.decode([ids[i]])
        if begin is None and "<!--" in text:
            begin = i
        if begin is not None and "-->" in text:
            return list(range(begin, i + 1))
    return answer
