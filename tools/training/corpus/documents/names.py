"""Made-up names: nothing can be remembered, everything must be looked up."""

from random import Random

from ..apps.words import is_held_out_nonsense, nonsense
from .line import DIGITS_NEVER_TRAINED

_VOWELS = "aeiou"
_CONSONANTS = "bdfgklmnprstvz"


def name(rng: Random, held_out: bool = False) -> str:
    """Two syllables at least, so that a document of a million tokens has enough different ones."""
    while True:
        word = nonsense(rng, held_out)
        if len(word) >= 6:
            return word


def near(word: str, rng: Random, held_out: bool = False) -> str:
    """The same word but for one letter: the hardest distractor. Keeps to its side of the held-out rule."""
    while True:
        place = rng.randrange(1, len(word))
        letters = _VOWELS if word[place] in _VOWELS else _CONSONANTS
        other = word[:place] + rng.choice(letters) + word[place + 1:]
        if other != word and is_held_out_nonsense(other) == held_out:
            return other


def number(rng: Random, low: int, high: int, held_out: bool = False) -> int:
    """Whole number from low to high; multiples of 13 are kept out of training."""
    while True:
        value = rng.randint(low, high)
        if held_out:
            value -= value % DIGITS_NEVER_TRAINED
        if value >= low and (value % DIGITS_NEVER_TRAINED == 0) == held_out:
            return value
