"""What tokens weigh in training: what a request asks for weighs more, nothing else does."""

import json
import unittest
from random import Random

from tools.training.chat_format import encoded
from tools.training.corpus.apps import samples, splits, thinking
from tools.training.corpus.apps.families import FAMILIES
from tools.training.corpus.documents import own
from tools.training.corpus.documents import samples as documents
from tools.training.learn.weights import asked_parts, weights
from tools.training.tokenizer.tokenizer import Tokenizer


class Weights(unittest.TestCase):
    def setUp(self):
        self.tokenizer = Tokenizer([])  # a token is a byte

    def weighed(self, sample):
        ids, counts = encoded(sample, self.tokenizer)
        return ids, counts, weights(sample, ids, counts, self.tokenizer)

    def text_of(self, ids, found, weight):
        return self.tokenizer.decode([one for one, w in zip(ids, found) if w == weight])

    def test_the_parts_are_the_answer(self):
        for line in samples.lines(3, 60, splits.TRAIN):
            sample = json.loads(line)
            if sample["kind"] == "app":
                answer = sample["messages"][-1]
                parts = asked_parts(sample["family"], answer)
                self.assertEqual(b"".join(text for text, _ in parts).decode(),
                                 f"<think>\n{answer['thinking']}\n</think>\n\n{answer['text']}")

    def test_only_what_the_model_says_weighs_anything(self):
        for line in samples.lines(4, 20, splits.TRAIN):
            _, counts, found = self.weighed(json.loads(line))
            self.assertEqual([bool(weight) for weight in found], [bool(one) for one in counts])

    def test_in_a_page_what_was_asked_for_weighs_more(self):
        family = FAMILIES["particles"]
        spec = family.spec(count=46, links=True)
        sample = {"kind": "app", "family": "particles",
                  "messages": samples.app_messages(family, spec, Random(1))}
        ids, _, found = self.weighed(sample)
        # First in the thinking, then in the page's comment.
        self.assertEqual(self.text_of(ids, found, 12), " -> count=46\n -> links=true\n46true")
        self.assertEqual(self.text_of(ids, found, 4), "const count = 46;\nconst links = true;\n")

    def test_a_default_page_has_nothing_that_weighs_more(self):
        family = FAMILIES["maze"]
        sample = {"kind": "app", "family": "maze",
                  "messages": samples.app_messages(family, family.defaults, Random(2))}
        self.assertEqual(set(self.weighed(sample)[2]), {0, 1, 3, 5})

    def test_a_token_over_an_edge_weighs_what_its_heaviest_part_weighs(self):
        family = FAMILIES["particles"]
        sample = {"kind": "app", "family": "particles",
                  "messages": samples.app_messages(family, family.spec(accent="#1b2c3d"), Random(1))}
        self.tokenizer = Tokenizer([(ord("="), ord("#"))])
        ids, _, found = self.weighed(sample)
        self.assertEqual(self.text_of(ids, found, 12), " -> accent=#1b2c3d=#1b2c3d")

    def test_in_documents_the_tokens_that_decide_weigh_more(self):
        rng = Random(2)
        for made in (documents.sample, own.sample):
            ids, counts, found = self.weighed(made(rng, documents.TRAIN, 400))
            starts = [i for i in range(1, len(ids)) if counts[i] and not counts[i - 1]]
            for start in starts:
                end = next(i for i in range(start, len(ids)) if not counts[i])
                self.assertEqual((found[start], found[end - 1]), (12, 12))
                self.assertEqual({found[i] for i in range(start + 1, end - 1) if ids[i] != ord("\n")}, {4})


if __name__ == "__main__":
    unittest.main()
