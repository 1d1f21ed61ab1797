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
    def training(self, folder, peers=0):
        from tools.training.learn.stages import SMOKE
        from tools.training.train import Training
        tokenizer = Tokenizer([])
        tokenizer.save(folder / "tokenizer.json")
        options = argparse.Namespace(run=folder / "run", tokenizer=folder / "tokenizer.json", seconds=1, of=1, seed=1,
                                     workers=0, probes=1, peers=peers)
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

    def test_a_peer_adds_its_half_of_a_step(self):
        with tempfile.TemporaryDirectory() as name:
            training = self.training(Path(name), peers=1)
            try:
                training.enter(training.plan.stages[0])
                training.peers.begin(training.stage, 1.0)
                training.gradients(training.stage, 1.0)
                weight = training.model.model.layers[-1].self_attn.k_proj.weight
                own = weight.grad.clone()
                (loss,) = training.peers.losses()
                training.peers.add_gradients()
                theirs = 2 * weight.grad - own  # what the mean is made of, besides
                self.assertTrue(0 < loss < 20)
                self.assertGreater(theirs.abs().max().item(), 0)
                self.assertGreater((theirs - own).abs().max().item(), 0)  # other rows
                before = weight.detach().clone()
                self.assertTrue(0 < training.step() < 20)
                self.assertFalse(torch.equal(before, weight))
                batch = training.stage.batch_tokens
                self.assertEqual(training.progress["tokens"], batch)
            finally:
                training.peers.close()

    def test_softened_attention_is_of_training_only(self):
        with tempfile.TemporaryDirectory() as name:
            model = self.training(Path(name)).model
            model.model.layers[-1].self_attn.softness = 0.5
            ids = torch.arange(1, 60)[None]
            with torch.no_grad():
                found = [(model.train(is_training)(ids)[0], model.train(is_training)) for is_training in (True, False)]
                model.model.layers[-1].self_attn.softness = 1.0
                usual, _ = model(ids)
            self.assertGreater((found[0][0] - usual).abs().max().item(), 0)
            self.assertTrue(torch.equal(found[1][0], usual))

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
        for plan in (stages.GPU, stages.PROCESSOR, stages.AGAIN, stages.SMOKE):
            self.assertAlmostEqual(sum(stage.share for stage in plan.stages), 1.0)


if __name__ == "__main__":
    unittest.main()
