"""The free requests: each names attributes that its family has, with values that it can have."""

import unittest

from tools.training.corpus.apps import colours
from tools.training.corpus.apps.attributes import echo
from tools.training.eval import paraphrases


class Paraphrases(unittest.TestCase):
    def test_every_stated_attribute_is_one_the_family_can_build(self):
        self.assertGreaterEqual(len(list(paraphrases.read())), 100)
        self.assertEqual(len(list(paraphrases.read(paraphrases.FREE))), 80)  # also the one that begins with a colour
        entries = [entry for name in paraphrases.ALL for entry in paraphrases.read(name)]
        for request, family, stated in entries:
            if family is None:
                self.assertFalse(stated, request)
                continue
            for name, value in stated.items():
                attribute = family.attributes[name]
                if attribute.kind in ("choice", "option"):
                    self.assertIn(value, attribute.by_value, request)
                elif attribute.kind == "number":
                    self.assertTrue(attribute.low <= value <= attribute.high, request)
                elif attribute.kind == "text":
                    self.assertIn(value, request)
                elif attribute.kind == "colour":
                    self.assertTrue(any(form in request.lower() for form in colours.forms(value)), request)
            # What the request states must stand in the page as it is, not tidied away.
            spec = family.spec(**stated)
            self.assertEqual(family.tidy(spec), spec, request)
            self.assertIn(f"<!-- {family.echo(spec)} -->", family.render(spec))

    def test_literals_of_lists_are_copied_from_the_request(self):
        for request, family, stated in (entry for file in paraphrases.ALL for entry in paraphrases.read(file)):
            for name, value in stated.items():
                if family.attributes[name].kind == "list":
                    for part in echo(value).replace(": ", "; ").split("; "):
                        self.assertIn(part.lower(), request.lower())


if __name__ == "__main__":
    unittest.main()
