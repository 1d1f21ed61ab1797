"""Requests written by hand, with places for the values."""

import re
import unittest
from random import Random

from tools.training.corpus.apps import free_requests, phrasing, thinking
from tools.training.corpus.apps.attributes import echo
from tools.training.corpus.apps.families import FAMILIES
from tools.training.corpus.apps.noise import CLOSE, OPEN

FEW = ("maze", "flip_cards", "particles", "typing_test")


def files():
    """Family, requests, how many there must at least be."""
    for family in (FAMILIES[name] for name in FEW):
        yield family, free_requests.of_family(family.name), 100
        yield family, free_requests.of_family(family.name, "zh"), 40


def written(family, request, spec):
    text = request.written(family, spec, lambda one, value, words: f"{OPEN}{echo(value)}{CLOSE}")
    return re.sub(f"[{OPEN}{CLOSE}]", "", text)


class Lines(unittest.TestCase):
    def test_each_asks_for_what_the_family_has(self):
        for family, requests, least in files():
            self.assertGreater(len(requests), least)
            for request in requests:
                for wish in request.wishes:
                    self.assertLessEqual(set(wish.names), set(family.attributes), request)
                    self.assertEqual(wish.slots, set(wish.names) - {name for name, _ in wish.fixed}, request)
                    for name, value in wish.fixed:
                        one = family.attributes[name]
                        able = {echo(known) for known in one.by_value} | {echo(one.default)}
                        self.assertIn(value, able, request)

    def test_nothing_of_the_notation_is_left(self):
        for family, requests, _ in files():
            for request in requests:
                spec = family.spec(**{name: family.attributes[name].draw(Random(2)) for name in request.names()})
                text = written(family, request, spec)
                self.assertNotRegex(text, r"[][{}|=]\s|[][{}|]", request)
                self.assertNotIn(thinking.ARROW, text)  # of the thinking about it


class Requests(unittest.TestCase):
    def test_a_breath_of_two_wishes_is_decided_in_two_lines(self):
        family = FAMILIES["particles"]
        request = free_requests.parse("make [count, accent: {count} {accent} dots], they [links=yes: hold hands]")
        spec = family.spec(count=46, accent="olive", links=True)
        self.assertTrue(request.fits(family, spec, {"count", "accent", "links"}))
        thought = thinking.thoughts(family, spec, written(family, request, spec))
        self.assertEqual(thought, "make 46 olive dots, -> count=46\n -> accent=olive\n they hold hands -> links=true")
        self.assertEqual("".join(thinking.clauses(thought)), "make 46 olive dots, they hold hands")

    def test_what_is_not_so_does_not_fit(self):
        family = FAMILIES["particles"]
        request = free_requests.parse("[count: {count} dots] that [links=yes: hold hands]")
        self.assertFalse(request.fits(family, family.spec(count=46), {"count"}))
        self.assertFalse(request.fits(family, family.spec(links=True), {"links"}))
        self.assertTrue(request.fits(family, family.spec(count=46, links=True), {"count", "links"}))

    def test_a_becomes_an_before_a_vowel(self):
        family = FAMILIES["maze"]
        request = free_requests.parse("a [accent: {accent} maze], a one with a [path: {path} path]")
        self.assertEqual(thinking.plain(written(family, request, family.spec(accent="olive", path="red"))),
                         "an olive maze, a one with a red path")

    def test_what_they_leave_out_gets_a_sentence_of_its_own(self):
        family, rng = FAMILIES["maze"], Random(4)
        spec = family.spec(title="Out", size=22, accent="olive", path="plum", font="serif", toggle=True)
        for _ in range(300):
            marked = phrasing.prompt(family, spec, rng)
            found = thinking.decided(thinking.thoughts(family, spec, marked))
            self.assertLessEqual(set(family.differing(spec)), set(found), marked)


if __name__ == "__main__":
    unittest.main()
