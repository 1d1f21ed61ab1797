"""What happens to a sample on its way into a training row."""

import json
import re
import unittest
from random import Random

from tools.training.chat_format import encoded
from tools.training.corpus.apps import colours, samples, splits, thinking
from tools.training.learn import rows, strange_colours, strange_texts, strange_values, strange_words
from tools.training.learn.weights import PAGE_ASKED, weights
from tools.training.tokenizer.tokenizer import Tokenizer

FEW = ["maze", "flip_cards", "particles", "typing_test"]


def pages(count):
    """Single requests for an app."""
    for line in samples.lines(8, count, splits.TRAIN, FEW):
        sample = json.loads(line)
        if sample["kind"] == "app" and len(sample["messages"]) == 2:
            yield sample


class StrangeColours(unittest.TestCase):
    def test_the_request_and_the_page_name_the_same_word_and_nothing_else_changes(self):
        rng, changed = Random(1), 0
        for sample in pages(200):
            other = strange_colours.renamed(rng, sample)
            if other is sample:
                continue
            changed += 1
            (name, word), = [(name, value) for name, value in other["spec"].items() if value != sample["spec"][name]]
            request, answer = (message["text"] for message in other["messages"])
            self.assertIn(word, request)
            self.assertIn(f" -> {name}={word}", other["messages"][1]["thinking"])
            repeated = re.sub(r" -> .*(\n|$)", r"\1", other["messages"][1]["thinking"])
            self.assertIn(repeated.replace("\n", ""), request.replace("\n", ""))
            self.assertIn(f"| {name}={word}", answer)
            old, before = sample["spec"][name], sample["messages"][1]["text"]
            self.assertEqual(len(before.split("\n")), len(answer.split("\n")))
            for was, now in zip(before.split("\n"), answer.split("\n")):
                self.assertTrue(was == now or was == now.replace(word, old), (was, now))
            self.assertNotIn(word, colours.HELD_OUT)
        self.assertGreater(changed, 30)

    def test_a_request_without_a_named_colour_stays_as_it_is(self):
        rng = Random(2)
        for sample in pages(100):
            if not any(form in sample["messages"][0]["text"].lower() for value in sample["spec"].values()
                       if isinstance(value, str) and value.isalpha() for form in colours.forms(value)):
                self.assertIs(strange_colours.renamed(rng, sample), sample)


class StrangeValues(unittest.TestCase):
    def test_the_thinking_decides_and_the_comment_gathers_the_same_words(self):
        rng, tokenizer, changed = Random(1), Tokenizer([]), 0
        for sample in pages(200):
            other = strange_values.renamed(rng, sample)
            if other is sample:
                continue
            changed += 1
            before, after = (one["messages"][1] for one in (sample, other))
            decided = thinking.decided(after["thinking"])
            comment = after["text"].split("<!-- ")[1].split(" -->")[0].split(" | ")
            usual = before["text"].split("<!-- ")[1].split(" -->")[0].split(" | ")
            self.assertEqual({one.partition("=")[0] for one in set(comment) - set(usual)}, set(other["made_up"]))
            for name in other["made_up"]:
                self.assertIn(f"{name}={decided[name]}", comment)
                self.assertNotEqual(decided[name], thinking.decided(before["thinking"])[name])
            self.assertEqual(after["thinking"].count(" -> "), before["thinking"].count(" -> "))
            # That word is given in the thinking, and learned in the comment.
            ids, counts = encoded(other, tokenizer)
            weighed = weights(other, ids, counts, tokenizer)
            word = decided[other["made_up"][0]]
            places = [i for i in range(len(ids)) if tokenizer.decode(ids[i:i + len(word)]) == word and counts[i]]
            self.assertEqual({weighed[i] for i in range(places[0], places[0] + len(word))}, {0})
            self.assertEqual({weighed[i] for i in range(places[-1], places[-1] + len(word))} & {0}, set())
        self.assertGreater(changed, 60)


class StrangeTexts(unittest.TestCase):
    def test_request_thinking_and_page_have_the_same_words(self):
        rng, changed = Random(1), 0
        for sample in pages(200):
            other = strange_texts.renamed(rng, sample)
            if other is sample:
                continue
            changed += 1
            (name, words), = [(name, value) for name, value in other["spec"].items()
                              if value != sample["spec"][name]]
            request, after = other["messages"]
            self.assertEqual(request["text"].count(words), 1)
            self.assertEqual(thinking.decided(after["thinking"])[name], words)
            self.assertIn(f" | {name}={words} | ", after["text"])
            before = sample["messages"][1]
            self.assertEqual(len(after["text"].split("\n")), len(before["text"].split("\n")))
            self.assertEqual(len(after["thinking"].split("\n")), len(before["thinking"].split("\n")))
        self.assertGreater(changed, 60)


class StrangeWords(unittest.TestCase):
    def test_the_thinking_repeats_them_and_decides_the_same(self):
        rng, changed, places = Random(1), 0, set()
        for sample in pages(300):
            other = strange_words.said_besides(rng, sample)
            if other is sample:
                continue
            changed += 1
            (was, before), (request, after) = (one["messages"] for one in (sample, other))
            repeated = "".join(line.partition(" -> ")[0] for line in after["thinking"].split("\n"))
            self.assertEqual(repeated, request["text"])
            self.assertEqual(thinking.decided(after["thinking"]), thinking.decided(before["thinking"]))
            self.assertEqual(after["text"], before["text"])
            same = next((i for i, (a, b) in enumerate(zip(was["text"], request["text"])) if a != b), len(was["text"]))
            places.add("end" if same == len(was["text"]) else "middle" if same > 8 else "front")
        self.assertGreater(changed, 150)
        self.assertEqual(places, {"front", "middle", "end"})


class CutPages(unittest.TestCase):
    def test_all_that_the_request_decides_stays(self):
        tokenizer, cut = Tokenizer([]), 0
        for sample in pages(60):
            ids, counts = encoded(sample, tokenizer)
            weighed = weights(sample, ids, counts, tokenizer)
            short, short_weights = rows.without_the_known_end(ids, weighed)
            self.assertEqual((ids[:len(short)], weighed[:len(short)]), (short, short_weights))
            self.assertTrue(all(weight <= 1 for weight in weighed[len(short):]))
            cut += len(ids) - len(short)
            shorter, _ = rows.without_the_known_end(ids, weighed, PAGE_ASKED)
            self.assertTrue(tokenizer.decode(shorter).endswith(" -->"))
        self.assertGreater(cut, 10_000)


if __name__ == "__main__":
    unittest.main()
