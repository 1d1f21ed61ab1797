"""Weights between those of two runs."""

import tempfile
import unittest
from pathlib import Path

try:
    import numpy as np

    from tools.training import safetensors
    from tools.training.average import average
except ImportError:
    np = None


@unittest.skipUnless(np, "needs numpy")
class Average(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_with(self, name, weights):
        run = self.folder / name
        run.mkdir()
        for file in ("config.json", "tokenizer.json"):
            (run / file).write_text(name)
        safetensors.write(run / "model.safetensors", weights)
        return run

    def test_lies_between_the_two(self):
        first = self.run_with("first", {"a": np.zeros((2, 3), np.float32)})
        second = self.run_with("second", {"a": np.full((2, 3), 10, np.float32)})
        average(first, second, self.folder / "out", 0.6)
        np.testing.assert_allclose(safetensors.read(self.folder / "out/model.safetensors")["a"], np.full((2, 3), 6.0))
        self.assertEqual((self.folder / "out/config.json").read_text(), "second")

    def test_runs_of_two_forms_are_an_error(self):
        first = self.run_with("first", {"a": np.zeros((2, 3), np.float32)})
        second = self.run_with("second", {"a": np.zeros((3, 3), np.float32)})
        with self.assertRaises(ValueError):
            average(first, second, self.folder / "out", 0.5)


if __name__ == "__main__":
    unittest.main()
