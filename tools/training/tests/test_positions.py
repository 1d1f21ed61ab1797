"""Positions of training rows."""

import unittest
from random import Random

from tools.training.learn import positions

CONTEXT = 1_048_576


class Positions(unittest.TestCase):
    def test_they_rise_and_stay_in_the_context(self):
        rng = Random(1)
        for length, most in ((2, 2), (100, 120), (1536, CONTEXT), (32_768, CONTEXT)):
            for _ in range(50):
                found = positions.drawn(rng, length, most)
                self.assertEqual(len(found), length)
                self.assertTrue(all(a < b for a, b in zip(found, found[1:])))
                self.assertTrue(0 <= found[0] and found[-1] < most)

    def test_a_short_row_has_distances_of_a_long_document_and_many_rows_have_none(self):
        rng = Random(2)
        spans = [found[-1] - found[0] for found in (positions.drawn(rng, 1536, CONTEXT) for _ in range(400))]
        self.assertGreater(sum(span > 100_000 for span in spans), 40)
        self.assertGreater(sum(2000 < span < 100_000 for span in spans), 40)
        self.assertGreater(sum(span == 1535 for span in spans), 100)


if __name__ == "__main__":
    unittest.main()
