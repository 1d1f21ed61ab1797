"""The tokenizer: cuts as the engine does, learns what is frequent, writes what it reads."""

import json
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from tools.training.tokenizer import byte_pairs
from tools.training.tokenizer.pieces import fine_pieces, pieces
from tools.training.tokenizer.tokenizer import SPECIAL, Tokenizer, byte_alphabet

GOLDEN = Path(__file__).parents[3] / "tests/data/golden"


class Pieces(unittest.TestCase):
    def test_pieces_and_ids_are_those_of_the_reference(self):
        tokenizer = Tokenizer.load(GOLDEN / "tiny-a/tokenizer.json")
        for case in json.loads((GOLDEN / "tokenizer_golden.json").read_text(encoding="utf-8")):
            if any(name in case["text"] for name in SPECIAL):
                continue  # the reference reads these names as tokens; encode() leaves them text
            with self.subTest(text=case["text"]):
                self.assertEqual(list(pieces(case["text"])), case["pieces"])
                self.assertEqual(tokenizer.encode(case["text"]), case["tiny_ids"])

    def test_cuts_are_those_of_the_pattern(self):
        for text, cut in (
                ("don't  stop", ["don't", " ", " stop"]),
                ("fooBar HTTPServer", ["foo", "Bar", " HTTPServer"]),
                ("12345", ["123", "45"]),
                ('"Wild (x);\n\n  y', ['"Wild', " (", "x", ");\n\n", " ", " y"]),
                ("a\n    b ", ["a", "\n", "   ", " b", " "]),
                ("Žluťoučký 漢字 e\u0301x", ["Žluťoučký", " 漢字", " e\u0301x"]),
                ("\x01\x02 a\u00a0b", ["\x01\x02", " a", "\u00a0b"])):
            self.assertEqual(list(pieces(text)), cut)

    def test_fine_cuts_keep_marks_away_from_words_and_digits_apart(self):
        for piece, cut in (('"Wild', ['"', "Wild"]), (" Wild", [" Wild"]), ("123", ["1", "2", "3"]),
                           ("don't", ["don", "'", "t"]), (");\n\n", [");\n\n"]), ("\tx", ["\t", "x"])):
            self.assertEqual(list(fine_pieces(piece)), cut)


class BytePairs(unittest.TestCase):
    def test_learns_the_most_frequent_pair_first_and_every_merge_applies(self):
        merges = byte_pairs.learn(Counter({b"abab": 5, b"ab": 3, b"bc": 4, b"xabc": 2}), 10)
        self.assertEqual(merges[0], (97, 98))  # ab: 2 * 5 + 3 + 2
        self.assertEqual(merges[1], (256, 256))  # abab: 5
        self.assertEqual(merges[2], (98, 99))  # bc: 4; the one in xabc went into ab c

    def test_round_trip_through_text_and_file(self):
        merges = byte_pairs.learn(Counter({b"hello": 9, b" world": 7, "\u00e9t\u00e9".encode(): 5}), 12)
        tokenizer = Tokenizer(merges)
        text = "hello world, \u00e9t\u00e9 <end_of_sentence> \U0001f600"
        ids = tokenizer.encode(text)
        self.assertEqual(tokenizer.decode(ids), text)
        self.assertTrue(all(i < 256 + len(merges) for i in ids))
        self.assertLess(len(ids), len(text.encode()))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tokenizer.json"
            tokenizer.save(path)
            self.assertEqual(Tokenizer.load(path).encode(text), ids)

    def test_alphabet_has_a_printable_character_for_each_byte(self):
        alphabet = byte_alphabet()
        self.assertEqual(len(set(alphabet)), 256)
        self.assertEqual((alphabet[0], alphabet[32], alphabet[65]), ("\u0100", "\u0120", "A"))
        self.assertEqual(len(set(SPECIAL)), len(SPECIAL))


if __name__ == "__main__":
    unittest.main()
