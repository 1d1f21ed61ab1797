"""The files that the export writes. With LEVIN_CLI=path also what the engine computes from them."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from tools.training.tokenizer.tokenizer import Tokenizer

try:
    import numpy as np
except ImportError:
    np = None

GOLDEN = Path(__file__).parents[3] / "tests/data/golden"
LEVIN_CLI = os.environ.get("LEVIN_CLI")


def golden_run(folder: Path, name: str) -> Path:
    """A run folder as training leaves it, from a golden model."""
    run = folder / name
    run.mkdir()
    shutil.copyfile(GOLDEN / name / "config.json", run / "config.json")
    shutil.copyfile(GOLDEN / "tiny-a/tokenizer.json", run / "tokenizer.json")
    shutil.copyfile(GOLDEN / name / "model-bf16.safetensors", run / "model.safetensors")
    return run


@unittest.skipUnless(np, "numpy is not installed")
class Formats(unittest.TestCase):
    def test_q8_0_keeps_values_within_half_a_step(self):
        from tools.training import gguf
        values = np.random.default_rng(1).normal(size=(6, 64)).astype("<f4")
        values[0, :32] = 0
        blocks = np.frombuffer(gguf.q8_0(values), np.dtype([("scale", "<f2"), ("values", "i1", 32)]))
        back = (blocks["scale"].astype("<f4")[:, None] * blocks["values"]).reshape(values.shape)
        # Half a step by rounding; the F16 scale adds at most 127 * 2^-11 = 0.062 of a step.
        step = np.abs(values.reshape(-1, 32)).max(1) / 127
        self.assertTrue((np.abs(back - values).reshape(-1, 32) <= 0.57 * step[:, None] + 1e-9).all())
        self.assertTrue((back[0, :32] == 0).all())

    def test_bf16_rounds_to_nearest_and_ties_to_even(self):
        from tools.training import safetensors
        bits = np.array([0x3F808000, 0x3F818000, 0x3F808001, 0xBF807FFF], "<u4")
        self.assertEqual(safetensors.to_bf16(bits.view("<f4")).tolist(), [0x3F80, 0x3F82, 0x3F81, 0xBF80])

    def test_a_folder_keeps_weights_that_bf16_holds(self):
        from tools.training import export, safetensors
        with tempfile.TemporaryDirectory() as name:
            run = golden_run(Path(name), "tiny-a")
            export.to_folder(run, Path(name) / "hf")
            before = safetensors.read(run / "model.safetensors")
            after = safetensors.read(Path(name) / "hf/model.safetensors")
            self.assertEqual(sorted(before), sorted(after))
            for key, values in before.items():
                self.assertTrue((values == after[key]).all(), key)

    def test_a_model_file_becomes_the_run_that_it_was_made_of(self):
        from tools.training import export, gguf, safetensors, take_up
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            run = golden_run(folder, "tiny-a")
            (folder / "own").mkdir()
            Tokenizer([(104, 105), (256, 33)]).save(folder / "own/tokenizer.json")
            self.with_vocabulary_of(folder / "own", run)
            export.to_gguf(run, folder / "f32.gguf", gguf.F32)
            take_up.to_run(folder / "f32.gguf", folder / "again")
            before, after = (safetensors.read(one / "model.safetensors") for one in (run, folder / "again"))
            self.assertEqual(sorted(before), sorted(after))
            for key, values in before.items():
                self.assertTrue((values == after[key]).all(), key)
            export.to_gguf(folder / "again", folder / "f32 again.gguf", gguf.F32, name="tiny-a")
            self.assertEqual((folder / "f32.gguf").read_bytes(), (folder / "f32 again.gguf").read_bytes())
            export.to_gguf(run, folder / "q8.gguf", name="q8")
            take_up.to_run(folder / "q8.gguf", folder / "q8")
            export.to_gguf(folder / "q8", folder / "q8 again.gguf", name="q8")
            self.assertEqual((folder / "q8.gguf").read_bytes(), (folder / "q8 again.gguf").read_bytes())

    def with_vocabulary_of(self, own: Path, run: Path):
        """Exchanges the run's tokenizer, and cuts its embeddings to that one's size."""
        from tools.training import safetensors
        size = Tokenizer.load(own / "tokenizer.json").size
        shutil.copyfile(own / "tokenizer.json", run / "tokenizer.json")
        config = json.loads((run / "config.json").read_text())
        (run / "config.json").write_text(json.dumps(config | {"vocab_size": size}))
        weights = safetensors.read(run / "model.safetensors")
        for name in ("model.embed_tokens.weight", "lm_head.weight"):
            if name in weights:
                weights[name] = weights[name][:size]
        safetensors.write(run / "model.safetensors", weights)

    def test_sharper_queries_belong_to_the_softmax_layers_alone(self):
        from tools.training import export, gguf
        with tempfile.TemporaryDirectory() as name:
            run = golden_run(Path(name), "tiny-a")
            export.to_gguf(run, Path(name) / "plain.gguf", gguf.F32)
            export.to_gguf(run, Path(name) / "sharp.gguf", gguf.F32, sharpen=1.5)
            _, plain = gguf.read(Path(name) / "plain.gguf")
            _, sharp = gguf.read(Path(name) / "sharp.gguf")
            queries = [key for key in plain if key.endswith("attn_q.weight")]
            self.assertTrue(queries)
            for key, values in plain.items():
                self.assertTrue((sharp[key] == values * np.float32(1.5 if key in queries else 1)).all(), key)

    def test_what_gguf_cannot_say_is_refused(self):
        from tools.training import export
        with tempfile.TemporaryDirectory() as name:  # tiny-b has six different residual factors
            with self.assertRaisesRegex(ValueError, "one residual factor"):
                export.to_gguf(golden_run(Path(name), "tiny-b"), Path(name) / "b.gguf")


@unittest.skipUnless(np and LEVIN_CLI, "needs numpy, and LEVIN_CLI=path of levin-cli")
class EngineAgrees(unittest.TestCase):
    def logits(self, model: Path, folder: Path, golden) -> "np.ndarray":
        ids = folder / "ids.txt"
        ids.write_text(" ".join(map(str, golden["p37.input_ids"])))
        subprocess.run([LEVIN_CLI, "logits", model, "--tokens", ids, "--last", "37", "--out", folder / "logits"],
                       check=True, capture_output=True)
        return np.fromfile(folder / "logits", "<f4").reshape(37, -1)

    def test_logits_from_every_export_are_the_golden_ones(self):
        from tools.training import export, gguf, safetensors
        golden = safetensors.read(GOLDEN / "tiny-a/golden.safetensors")
        expected = golden["p37.logits"]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            run = golden_run(folder, "tiny-a")
            export.to_folder(run, folder / "hf")
            export.to_gguf(run, folder / "f32.gguf", gguf.F32)
            export.to_gguf(run, folder / "q8.gguf")
            for model in ("hf", "f32.gguf"):
                self.assertLess(np.abs(self.logits(folder / model, folder, golden) - expected).max(), 1e-4, model)
            # Random weights in 64 dimensions: rounding now and then changes the chosen expert.
            chosen = self.logits(folder / "q8.gguf", folder, golden).argmax(1)
            self.assertGreater((chosen == expected.argmax(1)).mean(), 0.8)


if __name__ == "__main__":
    unittest.main()
