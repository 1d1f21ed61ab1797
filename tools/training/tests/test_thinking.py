"""The thinking before a page: the request word for word, and what each of its wishes is."""

import json
import unittest
from random import Random

from tools.training.chat_format import encoded, turns
from tools.training.corpus.apps import edits, phrasing, samples, splits, thinking
from tools.training.corpus.apps.attributes import echo
from tools.training.corpus.apps.families import FAMILIES
from tools.training.learn import rows
from tools.training.tokenizer.tokenizer import Tokenizer


class Thinking(unittest.TestCase):
    def test_it_names_all_that_differs_from_the_defaults_as_the_page_does(self):
        for family in FAMILIES.values():
            rng = Random(family.name)
            for _ in range(60):
                spec = family.sample(rng)
                marked = phrasing.prompt(family, spec, rng)
                found = thinking.decided(thinking.thoughts(family, spec, marked))
                for name, value in found.items():
                    self.assertEqual(value, echo(getattr(spec, name)), marked)
                self.assertLessEqual(set(family.differing(spec)) - set(family.implied(spec)), set(found), marked)

    def test_an_edit_names_all_that_changes_and_nothing_else(self):
        for family in FAMILIES.values():
            rng = Random(family.name)
            for _ in range(40):
                before = family.sample(rng)
                after = edits.change(family, before, rng)
                for in_chinese in (False, True):
                    marked = edits.prompt(family, before, after, rng, in_chinese)
                    found = thinking.decided(thinking.thoughts(family, after, marked))
                    self.assertEqual(set(found), set(edits.changed_names(family, before, after)))

    def test_without_what_it_decides_it_is_the_request(self):
        for line in samples.lines(6, 400, splits.TRAIN):
            messages = json.loads(line)["messages"]
            for asked, answered in zip(messages[::2], messages[1::2]):
                if "thinking" not in answered:
                    continue
                self.assertEqual("".join(thinking.clauses(answered["thinking"])), asked["text"].replace("\n", ""))

    def test_no_mark_is_left_anywhere(self):
        for line in samples.lines(7, 400, splits.TRAIN):
            self.assertNotRegex(json.loads(line)["messages"][0]["text"] + line, "[\ue000-\uf8ff]")

    def test_a_wish_that_no_family_fulfils_is_named_as_such(self):
        family = FAMILIES["maze"]
        marked = f"A maze. Add sound{thinking.BEYOND} too."
        self.assertEqual(thinking.thoughts(family, family.defaults, marked), "A maze. Add sound -> not possible\n too.")

    def test_a_clause_takes_the_punctuation_behind_it_and_lists_keep_their_lines(self):
        family = FAMILIES["particles"]
        count, links = (thinking.mark(family, name) for name in ("count", "links"))
        spec = family.spec(count=46, links=True)
        self.assertEqual(thinking.thoughts(family, spec, f"Dots, 46{count}, joined{links}. Thanks!"),
                         "Dots, 46, -> count=46\n joined. -> links=true\n Thanks!")
        self.assertEqual(thinking.thoughts(family, spec, f"Dots:\n- count: 46{count}\n- links: on{links}"),
                         "Dots:\n- count: 46 -> count=46\n- links: on -> links=true")


class OnlyTheLastAnswerThinks(unittest.TestCase):
    def setUp(self):
        family, rng = FAMILIES["maze"], Random(3)
        after = family.spec(size=20)
        self.sample = {"kind": "app", "family": "maze", "messages":
                       samples.app_messages(family, family.defaults, rng)
                       + samples.edit_messages(family, family.defaults, after, rng)}

    def test_the_one_before_is_read_without_it_and_not_learned(self):
        first, last = [turn for turn in turns(self.sample) if turn[0].startswith("ai ")]
        self.assertNotIn("<think>", first[1])
        self.assertFalse(first[2])
        self.assertTrue(last[1].startswith("<think>\n"))
        self.assertTrue(last[2])
        _, said = encoded(self.sample, Tokenizer([]))
        self.assertEqual(sum(said[i] and not said[i - 1] for i in range(1, len(said))), 1)

    def test_rows_learn_each_of_the_answers(self):
        rng = Random(1)
        found = {len(rows.up_to_a_turn(rng, self.sample)["messages"]) for _ in range(20)}
        self.assertEqual(found, {2, 4})


if __name__ == "__main__":
    unittest.main()
