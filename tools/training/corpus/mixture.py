"""The kinds of samples together, in the shares of a training stage."""

import json
from random import Random

from .apps import samples as apps
from .apps.families import FAMILIES
from .chat import samples as chat
from .documents import own
from .documents import samples as documents
from .documents import warmup
from .own_texts import own_texts
from .tools import samples as tools

MAIN = {"app": 0.55, "document": 0.2, "own": 0.1, "chat": 0.08, "tools": 0.07}
WARMUP = {"warmup": 0.9, "document": 0.1}
LONG = {"document": 0.6, "own": 0.2, "app": 0.14, "chat": 0.03, "tools": 0.03}
# For a model that two cores train: no tools.
SHORT = {"warmup": 0.25, "document": 0.7, "chat": 0.05}
FEW = {"app": 0.36, "document": 0.3, "own": 0.16, "chat": 0.15, "warmup": 0.03}
LONG_FEW = {"document": 0.36, "own": 0.33, "app": 0.24, "chat": 0.05, "warmup": 0.02}
AGAIN = {"app": 0.6, "document": 0.17, "own": 0.1, "chat": 0.11, "warmup": 0.02}
LONG_AGAIN = {"app": 0.6, "document": 0.2, "own": 0.14, "chat": 0.05, "warmup": 0.01}
FAR_FEW = {"document": 0.5, "own": 0.4, "app": 0.06, "chat": 0.02, "warmup": 0.02}
SELECT = {"document": 0.7, "own": 0.3}


def sample(rng: Random, shares: dict[str, float], document_tokens: int, families=tuple(FAMILIES)) -> dict:
    """One training sample, of a kind drawn by its share; apps are of `families`."""
    kind = rng.choices(list(shares), list(shares.values()))[0]
    if kind == "app":
        return json.loads(apps.line(*apps.conversation(rng, tuple(FAMILIES[name] for name in families)), apps.splits.TRAIN))
    if kind == "document":
        return documents.sample(rng, documents.TRAIN, document_tokens)
    if kind == "own":
        return own.sample(rng, own.TRAIN, document_tokens)
    return {"chat": chat, "tools": tools, "warmup": warmup}[kind].sample(rng)


def texts(seed: int, count: int):
    """The texts of `count` samples and our own sources, for the tokenizer."""
    rng = Random(f"{seed} texts")
    for _ in range(count):
        one = sample(rng, MAIN, rng.choice((200, 500, 1000)))
        for message in one["messages"]:
            if message.get("text"):
                yield message["text"]
        for schema in one.get("tools", []):
            yield json.dumps(schema)
    # The samples are of made-up names and a few pages: a tokenizer that knew only these would cut real code and
    # real sentences into single letters, and a model reads tokens.
    for _, text in own_texts():
        yield text
