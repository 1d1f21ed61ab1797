"""What happens to a sample on its way into a training row."""

import json
import re
import unittest
from random import Random

from tools.training.chat_format import encoded
from tools.training.corpus.apps import chinese, colours, samples, splits, thinking
from tools.training.corpus.apps.families import FAMILIES
from tools.training.corpus.chinese import chinese_words
from tools.training.learn import merged_clauses, rows, strange_colours, strange_texts, strange_values, strange_words
from tools.training.learn.weights import BETWEEN, PAGE_ASKED, around_the_comment, weights
from tools.training.tokenizer.tokenizer import Tokenizer

FEW = ["maze", "flip_cards", "particles", "typing_test"]


def pages(count):
    """Single requests for an app."""
    for line in samples.lines(8, count, splits.TRAIN, FEW):
        sample = json.loads(line)
        if sample["kind"] == "app" and len(sample["messages"]) == 2:
            yield sample


def changed(change, count):
    """Single requests with what the change made of them, where it did."""
    rng = Random(1)
    for sample in pages(count):
        if (other := change(rng, sample)) is not sample:
            yield sample, other


class AppSamples(unittest.TestCase):
    def test_the_page_is_of_the_request_also_where_a_conversation_is_cut(self):
        rng, cut = Random(1), 0
        for line in samples.lines(8, 600, splits.TRAIN, FEW):
            sample = json.loads(line)
            if sample["kind"] != "app":
                continue
            made = rows.app_sample(rng, sample)
            if len(made["messages"]) == 2 and not re.search("so I used|所以用了", made["messages"][1]["text"]):
                cut += len(sample["messages"]) > 2
                decided = thinking.decided(made["messages"][1]["thinking"])
                family = FAMILIES[made["family"]]
                comment = around_the_comment(made["messages"][1]["text"])[1].split(BETWEEN)
                usual = family.echo(family.defaults).split(BETWEEN)
                self.assertEqual(comment, [f"{name}={decided[name]}" if (name := one.partition("=")[0]) in decided
                                           else one for one in usual])
        self.assertGreater(cut, 30)


class StrangeColours(unittest.TestCase):
    def test_the_request_and_the_page_name_the_same_word_and_nothing_else_changes(self):
        count = 0
        for sample, other in changed(strange_colours.renamed, 200):
            count += 1
            (name, word), = [(name, value) for name, value in other["spec"].items() if value != sample["spec"][name]]
            request, answer = (message["text"] for message in other["messages"])
            self.assertIn(word, request)
            self.assertIn(f" -> {name}={word}", other["messages"][1]["thinking"])
            self.assertIn("".join(thinking.clauses(other["messages"][1]["thinking"])), request.replace("\n", ""))
            self.assertIn(f"| {name}={word}", answer)
            old, before = sample["spec"][name], sample["messages"][1]["text"]
            if word in before:
                continue  # where a page has the word as it is, what was put there cannot be told apart
            self.assertEqual(len(before.split("\n")), len(answer.split("\n")))
            for was, now in zip(before.split("\n"), answer.split("\n")):
                self.assertTrue(was == now or was == now.replace(word, old), (was, now))
            self.assertNotIn(word, colours.HELD_OUT)
        self.assertGreater(count, 30)

    def test_a_request_without_a_named_colour_stays_as_it_is(self):
        rng = Random(2)
        for sample in pages(100):
            if not any(form in sample["messages"][0]["text"].lower() for value in sample["spec"].values()
                       if isinstance(value, str) and value.isalpha() for form in colours.forms(value)):
                self.assertIs(strange_colours.renamed(rng, sample), sample)


class StrangeValues(unittest.TestCase):
    def test_the_thinking_decides_and_the_comment_gathers_the_same_words(self):
        tokenizer, count = Tokenizer([]), 0
        for sample, other in changed(strange_values.renamed, 200):
            count += 1
            before, after = (one["messages"][1] for one in (sample, other))
            decided = thinking.decided(after["thinking"])
            comment, usual = (around_the_comment(one["text"])[1].split(BETWEEN) for one in (after, before))
            self.assertEqual({one.partition("=")[0] for one in set(comment) - set(usual)}, set(other["made_up"]))
            for name in other["made_up"]:
                self.assertIn(f"{name}={decided[name]}", comment)
                self.assertNotEqual(decided[name], thinking.decided(before["thinking"])[name])
            self.assertEqual(after["thinking"].count(" -> "), before["thinking"].count(" -> "))
            # That word is given in the thinking, and learned in the comment.
            ids, counts = encoded(other, tokenizer)
            weighed = weights(other, ids, counts, tokenizer)
            name = other["made_up"][0]
            word, told = decided[name], f"{name}={decided[name]}"
            places = [i + len(name) + 1 for i in range(len(ids))
                      if tokenizer.decode(ids[i:i + len(told)]) == told and counts[i]]
            self.assertEqual({weighed[i] for i in range(places[0], places[0] + len(word))}, {0})
            self.assertEqual({weighed[i] for i in range(places[-1], places[-1] + len(word))} & {0}, set())
        self.assertGreater(count, 60)


class MergedClauses(unittest.TestCase):
    def test_the_request_is_repeated_and_the_same_is_decided(self):
        rng, count = Random(3), 0
        for sample in pages(300):
            before, after = (one["messages"][1]["thinking"] for one in (sample, merged_clauses.merged(rng, sample)))
            count += before != after
            self.assertEqual("".join(thinking.clauses(before)), "".join(thinking.clauses(after)))
            self.assertEqual(thinking.decided(before), thinking.decided(after))
            self.assertEqual(before.count(thinking.ARROW), after.count(thinking.ARROW))
        self.assertGreater(count, 60)

    def test_a_clause_takes_the_next_one_and_both_wishes_stay(self):
        thought = "A dark maze, -> theme=dark\n with olive walls -> accent=olive\n and 20 rows. -> size=20\n Thanks!"
        sample = {"messages": [{"role": "user", "text": "A dark maze, with olive walls and 20 rows. Thanks!"},
                               {"role": "assistant", "thinking": thought, "text": ""}]}
        found = {merged_clauses.merged(Random(seed), sample)["messages"][1]["thinking"] for seed in range(40)}
        self.assertEqual(found, {
            thought,
            "A dark maze, with olive walls -> theme=dark\n -> accent=olive\n and 20 rows. -> size=20\n Thanks!",
            "A dark maze, -> theme=dark\n with olive walls and 20 rows. -> accent=olive\n -> size=20\n Thanks!",
            "A dark maze, with olive walls and 20 rows. -> theme=dark\n -> accent=olive\n -> size=20\n Thanks!"})


class ChineseWords(unittest.TestCase):
    def test_chinese_requests_have_chinese_texts_and_asides_and_nothing_else_changes(self):
        rng, texts, asides = Random(2), 0, 0
        for sample in pages(1200):
            request = sample["messages"][0]["text"]
            if not chinese.is_chinese(request):
                continue
            after = strange_words.said_besides(rng, sample)["messages"]
            asides += after[0]["text"] != request
            self.assertEqual("".join(thinking.clauses(after[1]["thinking"])), after[0]["text"].replace("\n", ""))
            self.assertEqual(thinking.decided(after[1]["thinking"]), thinking.decided(sample["messages"][1]["thinking"]))
            other = strange_texts.renamed(rng, sample)
            texts += any(chinese.is_chinese(value) for value in other["spec"].values() if isinstance(value, str))
        self.assertGreater(texts, 10)
        self.assertGreater(asides, 50)

    def test_they_are_as_many_as_asked(self):
        self.assertEqual({len(chinese_words(Random(i), 7)) for i in range(50)}, {7})


class StrangeTexts(unittest.TestCase):
    def test_request_thinking_and_page_have_the_same_words(self):
        count = 0
        for sample, other in changed(strange_texts.renamed, 200):
            count += 1
            (name, words), = [(name, value) for name, value in other["spec"].items()
                              if value != sample["spec"][name]]
            request, after = other["messages"]
            # A word of our own texts may stand in the request already.
            self.assertEqual(request["text"].count(words), sample["messages"][0]["text"].count(words) + 1)
            self.assertEqual(thinking.decided(after["thinking"])[name], words)
            self.assertIn(f" | {name}={words} | ", after["text"])
            before = sample["messages"][1]
            self.assertEqual(len(after["text"].split("\n")), len(before["text"].split("\n")))
            self.assertEqual(len(after["thinking"].split("\n")), len(before["thinking"].split("\n")))
        self.assertGreater(count, 60)


class StrangeWords(unittest.TestCase):
    def test_the_thinking_repeats_them_and_decides_the_same(self):
        count, places = 0, set()
        for sample, other in changed(strange_words.said_besides, 300):
            count += 1
            (was, before), (request, after) = (one["messages"] for one in (sample, other))
            self.assertEqual("".join(thinking.clauses(after["thinking"])), request["text"])
            self.assertEqual(thinking.decided(after["thinking"]), thinking.decided(before["thinking"]))
            self.assertEqual(after["text"], before["text"])
            same = next((i for i, (a, b) in enumerate(zip(was["text"], request["text"])) if a != b), len(was["text"]))
            places.add("end" if same == len(was["text"]) else "middle" if same > 8 else "front")
        self.assertGreater(count, 150)
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
