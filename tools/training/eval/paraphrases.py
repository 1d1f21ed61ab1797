"""The requests of paraphrases.txt, free.txt and free_chinese.txt as samples, by default of the first: python3 -m tools.training.eval.paraphrases > requests.jsonl

The lines have the form of the corpus, but no answer: whoever generates one appends it to the messages
and gives the lines to tools.training.check. `stated` names the attributes that the request speaks of.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tools.training.corpus.apps.families import FAMILIES
from tools.training.corpus.apps.samples import as_tuple

PARAPHRASES, FREE, CHINESE = ALL = ("paraphrases", "free", "free_chinese")


def read(name: str = PARAPHRASES):
    """Request, family (None: outside all families), stated attributes."""
    for line in Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            request, family, stated = line.split("\t")
            yield request, FAMILIES.get(family), {key: as_tuple(value) for key, value in json.loads(stated).items()}


def sample(request: str, family, stated: dict) -> dict:
    spec = family.spec(**stated) if family else None
    return {"kind": "app" if family else "refusal", "family": family.name if family else None,
            "messages": [{"role": "user", "text": request}], "spec": asdict(spec) if family else None,
            "checks": family.checks(spec) if family else [], "split": "paraphrases", "stated": sorted(stated)}


if __name__ == "__main__":
    for entry in read():
        sys.stdout.write(json.dumps(sample(*entry), ensure_ascii=False) + "\n")
