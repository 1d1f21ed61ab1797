"""The app corpus: the same for the same seed, splits apart, prompts that say all the page needs."""

import json
import unittest
from dataclasses import asdict
from random import Random
from unittest import mock

from tools.training.corpus.apps import edits, noise, phrasing, refusals, samples, splits, thinking
from tools.training.corpus.apps.attributes import NONE, NUMBER_WORDS
from tools.training.corpus.apps.colours import forms
from tools.training.corpus.apps.families import FAMILIES

_COUNT = 40  # samples of each family in each test


def literals(attribute, value) -> list[list[str]]:
    """What a prompt must hold to mention the value: of each inner list at least one text."""
    if attribute.kind == "text":
        return [[value]]
    if attribute.kind == "colour":
        return [list(forms(value))]
    if attribute.kind == "number":
        words = [words.lstrip("^>!") for words in attribute.by_value.get(value, ())]
        return [[str(value), NUMBER_WORDS.get(value, str(value))] + words]
    if attribute.kind == "list":
        return [[str(part)] for item in value for part in (item if isinstance(item, tuple) else (item,))]
    return []


def without_slips(test):
    """Runs the test with prompts as the grammar makes them, before they are typed."""
    def plain(text, rng):
        return text.replace(noise.OPEN, "").replace(noise.CLOSE, "")
    return mock.patch.object(phrasing, "typed", plain)(mock.patch.object(edits, "typed", plain)(test))


class AppCorpus(unittest.TestCase):
    def test_same_seed_gives_the_same_lines(self):
        for split in splits.ALL:
            first = list(samples.lines(7, 40, split))
            self.assertEqual(first, list(samples.lines(7, 40, split)), split)
            self.assertNotEqual(first, list(samples.lines(8, 40, split)), split)

    def test_lines_are_conversations_that_end_with_a_page_of_their_family(self):
        for line in samples.lines(3, 200, splits.TRAIN):
            sample = json.loads(line)
            roles = [message["role"] for message in sample["messages"]]
            self.assertEqual(roles, ["user", "assistant"] * (len(roles) // 2))
            last = sample["messages"][-1]["text"]
            if sample["kind"] == "refusal":
                self.assertNotIn("```", last)
                continue
            self.assertRegex(last, r"\A[^\n]+\n\n```html\n<!DOCTYPE html>\n<!-- " + sample["family"] + r" \|")
            self.assertTrue(last.endswith("</html>\n```"))
            self.assertTrue(sample["checks"])

    def test_training_never_shows_what_is_held_out(self):
        for line in samples.lines(11, 600, splits.TRAIN):
            sample = json.loads(line)
            if sample["family"]:
                family = FAMILIES[sample["family"]]
                values = samples.values_of(sample)
                self.assertEqual(splits.broken_rules(family, family.spec(**values)), [])

    def test_held_out_specifications_break_exactly_their_rule(self):
        for name, family in FAMILIES.items():
            self.assertTrue(family.held_out_features or family.held_out_pairs, name)
            for split in splits.HELD_OUT:
                rng = Random(name + split)
                found = [spec for _ in range(20) if (spec := splits.draw(family, split, rng))]
                for spec in found:
                    self.assertEqual(splits.broken_rules(family, spec), [split], family.echo(spec))
                if split in ("values", "nonsense"):
                    self.assertTrue(found, f"{name} has no held-out {split}")

    def test_defaults_are_for_training_and_held_out_rules_name_real_values(self):
        for name, family in FAMILIES.items():
            self.assertEqual(splits.split_of(family, family.defaults), splits.TRAIN, name)
            rules = list(family.held_out_features)
            for a, value_a, b, value_b in family.held_out_pairs:
                rules += [(a, value_a), (b, value_b)]
            for attribute, value in rules:
                self.assertIn(value, family.attributes[attribute].by_value, f"{name}.{attribute}")

    @without_slips
    def test_every_prompt_mentions_its_literals(self):
        for name, family in FAMILIES.items():
            rng = Random(name)
            for _ in range(_COUNT):
                spec = family.sample(rng)
                prompt = thinking.plain(phrasing.prompt(family, spec, rng))
                self.assert_mentions(family, spec, family.differing(spec), prompt)

    @without_slips
    def test_every_edit_mentions_its_literals(self):
        for name, family in FAMILIES.items():
            rng = Random(name)
            for _ in range(_COUNT):
                before = family.sample(rng)
                after = edits.change(family, before, rng)
                prompt = thinking.plain(edits.prompt(family, before, after, rng))
                self.assert_mentions(family, after, edits.changed_names(family, before, after), prompt)

    def test_noise_never_touches_a_literal(self):
        for seed in range(400):
            typed = noise.typed(f"Please make the colour of {noise.literal('Zok With And Colour.')}.", Random(seed))
            self.assertIn("Zok With And Colour.", typed)

    def assert_mentions(self, family, spec, names, prompt):
        for name in names:
            value = getattr(spec, name)
            attribute = family.attributes[name]
            if value in (NONE, ()) or attribute.kind in ("choice", "option"):
                continue
            for wanted in literals(attribute, value):
                self.assertTrue([text for text in wanted if text.lower() in prompt.lower()],
                                f"{family.name}.{name}={value!r} is not in {prompt!r}")
                if attribute.kind in ("text", "list"):
                    self.assertIn(wanted[0], prompt)

    def test_no_mark_of_the_grammar_is_left_in_a_prompt(self):
        for line in samples.lines(5, 600, splits.TRAIN):
            for message in json.loads(line)["messages"]:
                if message["role"] == "user":
                    for mark in (noise.OPEN, noise.CLOSE, "{v}", "{label}", "{value}"):
                        self.assertNotIn(mark, message["text"])
                    self.assertNotRegex(message["text"], r"(^|\s)[\^>!]\w")

    def test_render_depends_on_the_specification_alone(self):
        for name, family in FAMILIES.items():
            rng = Random(name)
            for _ in range(10):
                spec = family.sample(rng)
                page = family.render(spec)
                self.assertEqual(page, family.render(family.spec(**asdict(spec))))
                self.assertIn(f"<!-- {family.echo(spec)} -->", page)
                self.assertNotRegex(page, r"\$\w+\$|\n[ ]*\n", f"{name}: a mark or an empty line is left")

    def test_every_attribute_changes_the_page_and_has_a_check(self):
        for name, family in FAMILIES.items():
            rng = Random(name)
            checked = {check for _ in range(40) for check, _ in family.checks(family.sample(rng))}
            for attribute in family.attributes:
                self.assertIn(attribute, checked, f"{name}.{attribute} has no check")
                bodies = {family.render(family.defaults).split("-->", 1)[1]}
                for _ in range(20):
                    spec = family.tidy(family.spec(**{attribute: family.attributes[attribute].draw(rng)}))
                    bodies.add(family.render(spec).split("-->", 1)[1])
                self.assertGreater(len(bodies), 1, f"{name}.{attribute} does not reach the page")

    def test_refusals_never_promise_what_a_family_builds(self):
        rng = Random(1)
        for _ in range(300):
            text = refusals.request(rng).lower()
            for family in FAMILIES.values():
                self.assertNotIn(f" {family.nouns[0].lstrip('*')} ", text)
        self.assertTrue(refusals.answer(tuple(FAMILIES.values())).startswith("I cannot make that."))


if __name__ == "__main__":
    unittest.main()
