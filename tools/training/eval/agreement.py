"""How often two files of the same model would say the same next token."""

from random import Random

from ..chat_format import encoded
from ..corpus import mixture
from .levin import logits


def evaluate(program: str, one, other, tokenizer, families, count: int) -> dict:
    """Over the answers of `count` conversations, each token given the right ones before it."""
    rng = Random("agreement")
    same = total = 0
    for _ in range(count):
        sample = mixture.sample(rng, {"app": 0.5, "document": 0.4, "chat": 0.1}, 600, families)
        ids, said = encoded(sample, tokenizer)
        first = next(i for i, counts in enumerate(said) if counts)
        last = len(ids) - first
        best = [logits(program, model, ids[:-1], last, tokenizer.size).argmax(-1) for model in (one, other)]
        counts = [i for i in range(last) if said[first + i]]
        same += sum(int(best[0][i] == best[1][i]) for i in counts)
        total += len(counts)
    return {"tokens": total, "same": round(same / total, 5)}
