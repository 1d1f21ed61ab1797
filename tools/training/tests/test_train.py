"""Training: its rows, and what a stage changes when it begins. Skipped, and said so, where torch is not installed."""

import argparse
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from random import Random

from tools.training.tokenizer.tokenizer import Tokenizer

try:
    import torch
except ImportError:
    torch = None


@unittest.skipUnless(torch, "torch is not installed")
class Train(unittest.TestCase):
    def training(self, folder):
        from tools.training.learn.stages import SMOKE
        from tools.training.train import Training
        tokenizer = Tokenizer([])
        tokenizer.save(folder / "tokenizer.json")
        options = argparse.Namespace(run=folder / "run", tokenizer=folder / "tokenizer.json", seconds=1, of=1, seed=1,
                                     workers=0, probes=1, peers=0)
        return Training(options, replace(SMOKE, config=replace(SMOKE.config, vocab_size=tokenizer.size)))

    def test_a_stage_sharpens_once_also_when_the_run_is_resumed(self):
        with tempfile.TemporaryDirectory() as name:
            first = self.training(Path(name))
            stage = replace(first.plan.stages[0], sharpen=2.0)
            before = first.model.model.layers[-1].self_attn.q_proj.weight.detach().clone()
            first.enter(stage)
            second = self.training(Path(name))
            second.enter(stage)
            for one in (first, second):
                self.assertTrue(torch.equal(one.model.model.layers[-1].self_attn.q_proj.weight, 2 * before))

    def test_a_row_has_its_length_and_answers_to_its_documents(self):
        from tools.training.learn.rows import row
        from tools.training.learn.stages import Stage
        tokenizer = Tokenizer([])  # bytes: a document of 150 tokens of the real tokenizer takes some 400
        stage = Stage("documents", 1.0, 2048, 2048, (150, 1800), {"document": 1.0})
        rng = Random(1)
        for _ in range(20):
            ids, weights = row(rng, stage, tokenizer)
            self.assertEqual((len(ids), len(weights)), (2049, 2049))
            self.assertTrue(any(weights))

    def test_every_plan_spends_all_of_its_time(self):
        from tools.training.learn import stages
        for plan in (stages.GPU, stages.PROCESSOR, stages.SMOKE):
            self.assertAlmostEqual(sum(stage.share for stage in plan.stages), 1.0)


if __name__ == "__main__":
    unittest.main()
