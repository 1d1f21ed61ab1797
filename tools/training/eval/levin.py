"""The product's engine, as the evaluation uses it: levin-cli on the file that ships."""

import json
import subprocess
import tempfile
from pathlib import Path

_GREEDY = ("--greedy",)


class Levin:
    """Answers conversations with one process of levin-cli that keeps what it has read between them."""

    def __init__(self, program: str, model: Path, sampling: tuple[str, ...] = _GREEDY, most_tokens: int = 4096,
                 threads: int = 0):
        self._process = subprocess.Popen(
            [program, "answer", str(model), "-n", str(most_tokens), "-t", str(threads), *sampling],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()

    def answer(self, sample: dict) -> dict:
        """What levin-cli prints: text, promptTokens, prefillSeconds, decodeSeconds ..."""
        wanted = {key: sample[key] for key in ("messages", "tools") if key in sample}
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("levin-cli ended before it answered")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer


def logits(program: str, model: Path, ids: list[int], last: int, vocabulary: int):
    """(last, vocabulary) of the model file for these tokens."""
    import numpy as np
    with tempfile.TemporaryDirectory() as name:
        tokens, out = Path(name) / "tokens", Path(name) / "logits"
        tokens.write_text(" ".join(map(str, ids)))
        subprocess.run([program, "logits", str(model), "--tokens", str(tokens), "--last", str(last), "--out", str(out)],
                       check=True, capture_output=True)
        return np.fromfile(out, dtype="<f4").reshape(last, vocabulary)
