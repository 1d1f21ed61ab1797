"""Pages in the app's preview. Needs LEVIN_APP=path of the program levin, which the project's test run gives."""

import os
import unittest

from tools.training.eval import preview

LEVIN_APP = os.environ.get("LEVIN_APP")


@unittest.skipUnless(LEVIN_APP, "needs LEVIN_APP=path of levin")
class Preview(unittest.TestCase):
    def test_a_sound_page_has_no_errors(self):
        self.assertEqual(preview.errors(LEVIN_APP, "<!DOCTYPE html><title>Zok</title><h1>Zok</h1>"), [])

    def test_an_error_of_its_script_is_told(self):
        told = preview.errors(LEVIN_APP, "<!DOCTYPE html><title>Zok</title><script>missing()</script>")
        self.assertIn("missing is not defined", "\n".join(told))

    def test_a_page_that_asks_for_the_network_is_not_sound(self):
        told = preview.errors(LEVIN_APP, "<!DOCTYPE html><script src=\"https://example.org/a.js\"></script>")
        self.assertIn("https://example.org/a.js", "\n".join(told))


if __name__ == "__main__":
    unittest.main()
