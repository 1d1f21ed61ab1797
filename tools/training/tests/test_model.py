"""The model against logits of the published code. Skipped, and said so, where torch is not installed."""

import json
import unittest
from pathlib import Path

try:
    import torch
except ImportError:
    torch = None

GOLDEN = Path(__file__).parents[3] / "tests/data/golden"


@unittest.skipUnless(torch, "torch is not installed")
class ModelIsExact(unittest.TestCase):
    def opened(self, name):
        from tools.training import config, model, safetensors
        folder = GOLDEN / name
        made = model.Model(config.Config.from_json(json.loads((folder / "config.json").read_text())))
        tensors = [{key: torch.from_numpy(value) for key, value in safetensors.read(folder / file).items()}
                   for file in ("model-bf16.safetensors", "golden.safetensors")]
        made.load_state_dict(tensors[0])
        return made.eval(), tensors[1]

    def test_logits_are_those_of_the_published_code(self):
        # 300 tokens are three blocks of lightning attention, the last one short.
        for name in ("tiny-a", "tiny-b"):
            made, golden = self.opened(name)
            for prompt in ("p37", "p300"):
                expected = golden[f"{prompt}.logits"]
                with torch.no_grad():
                    logits, _ = made(golden[f"{prompt}.input_ids"][None].long())
                self.assertLess((logits[0, -len(expected):] - expected).abs().max().item(), 1e-4, (name, prompt))

    def test_reading_in_parts_gives_the_same(self):
        made, golden = self.opened("tiny-a")
        ids = golden["p300.input_ids"][None].long()
        with torch.no_grad():
            whole, _ = made(ids)
            _, states = made(ids[:, :170])
            rest, _ = made(ids[:, 170:], states, 170)
        self.assertLess((whole[:, 170:] - rest).abs().max().item(), 1e-4)

    def test_some_places_alone_have_the_stream_and_the_gradients_that_they_have_among_all(self):
        places = torch.tensor([3, 40, 41, 250, 298])
        found = []
        for wanted in (None, places):
            made, golden = self.opened("tiny-b")
            ids = golden["p300.input_ids"][None].long()
            hidden, _ = made.hidden(ids, places=wanted)
            hidden = hidden[:, places] if wanted is None else hidden
            hidden.square().sum().backward()
            found.append((hidden.detach(), {name: p.grad for name, p in made.named_parameters() if p.grad is not None}))
        (whole, whole_gradients), (some, some_gradients) = found
        self.assertLess((whole - some).abs().max().item(), 1e-4)
        self.assertGreater(len(some_gradients), 40)
        for name, gradient in whole_gradients.items():
            # An expert that none of the places chooses has no gradient.
            self.assertLess((gradient - some_gradients.get(name, 0)).abs().max().item(),
                            1e-4 * max(1.0, gradient.abs().max().item()), name)

    def test_the_last_layer_alone_learns_what_it_learns_among_all(self):
        from unittest import mock
        from tools.training import model as module
        places = torch.tensor([3, 40, 41, 250, 298])
        made, golden = self.opened("tiny-b")
        ids = golden["p300.input_ids"][None].long()
        self.assertEqual(made.config.attn_type_list[-1], 1)
        whole, _ = made.hidden(ids, places=places)
        whole.square().sum().backward()
        expected = {name: p.grad.clone() for name, p in made.named_parameters() if p.grad is not None}
        made.zero_grad(set_to_none=True)
        with mock.patch.object(module, "_PIECE", 70):
            hidden = made.hidden_for_last(ids, 0, places)
        hidden.square().sum().backward()
        self.assertLess((whole - hidden).abs().max().item(), 1e-4)
        last = f"model.layers.{len(made.model.layers) - 1}."
        for name, parameter in made.named_parameters():
            if name.startswith(last) and name in expected:
                self.assertLess((parameter.grad - expected[name]).abs().max().item(),
                                1e-4 * max(1.0, expected[name].abs().max().item()), name)
            elif name.startswith("model.layers."):
                self.assertIsNone(parameter.grad, name)


if __name__ == "__main__":
    unittest.main()
