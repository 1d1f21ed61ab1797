"""Titles, sentences and words that the samples copy from the prompt into the page."""

from random import Random
from zlib import crc32

ADJECTIVES = ("Sunny", "Lost", "Tiny", "Grand", "Silent", "Hidden", "Crazy", "Golden", "Magic", "Happy",
              "Midnight", "Quick", "Lazy", "Wild", "Cosmic", "Frozen", "Ancient", "Neon", "Gentle", "Bright",
              "Secret", "Brave", "Little", "Endless", "Quiet", "Electric", "Velvet", "Rusty", "Silver", "Paper")
NOUNS = ("Garden", "Forest", "River", "Castle", "Island", "Planet", "Mountain", "Harbor", "Valley", "Desert",
         "Kitchen", "Library", "Studio", "Lab", "Corner", "Station", "Tower", "Bridge", "Meadow", "Cave",
         "Dragon", "Fox", "Panda", "Tiger", "Owl", "Rabbit", "Robot", "Pirate", "Wizard", "Ghost")
PEOPLE = ("Ana", "Ben", "Chloe", "David", "Emma", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kira", "Leo",
          "Mei", "Nina", "Omar", "Paula", "Quinn", "Rosa", "Sam", "Tom", "Uma", "Viktor", "Wei", "Yara", "Zoe")
THINGS = ("apples", "bread", "milk", "eggs", "coffee", "tea", "rice", "cheese", "pens", "paper", "soap", "tickets",
          "books", "flowers", "batteries", "shoes", "lamps", "bananas", "tomatoes", "pasta", "honey", "candles",
          "paint", "nails", "gloves", "stamps", "yogurt", "onions", "carrots", "butter")
SENTENCES = ("Have fun", "Find your way out", "How far can you get?", "Practice makes perfect", "Take your time",
             "Made for Friday night", "Ready when you are", "Beat your own record", "Click to begin",
             "A small game for a rainy day", "One minute a day", "No rush, no stress", "Try again and again",
             "For the whole family", "Built in one afternoon", "Relax and enjoy", "Every second counts",
             "Just one more round", "Keep it simple", "Good luck")

_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "fl", "gr", "kl",
           "pl", "sk", "sn", "tr", "sh", "ch", "qu", "w", "j")
_VOWELS = ("a", "e", "i", "o", "u", "oo", "ai", "ou", "y")
_ENDS = ("", "", "n", "r", "l", "m", "x", "k", "ng", "st", "zz", "rp", "ff")


def is_held_out_nonsense(word: str) -> bool:
    """A quarter of all made-up words, by their letters, is kept out of training."""
    return crc32(word.lower().encode()) % 4 == 0


def nonsense(rng: Random, held_out: bool = False) -> str:
    """A made-up word, such as Skaimor: it cannot be remembered, only copied."""
    while True:
        parts = [rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ENDS)
                 for _ in range(rng.choice((1, 2, 2, 2, 3)))]
        word = "".join(parts).capitalize()
        if len(word) >= 4 and word not in _KNOWN and is_held_out_nonsense(word) == held_out:
            return word


def title(rng: Random, subject: str) -> str:
    """A title for an app about `subject` ("Maze"). Often with made-up words, at times in odd letter case."""
    roll = rng.random()
    if roll < 0.2:
        text = f"{rng.choice(ADJECTIVES)} {subject}"
    elif roll < 0.4:
        text = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"
    elif roll < 0.5:
        text = f"{rng.choice(PEOPLE)}'s {subject}"
    elif roll < 0.58:
        text = f"The {rng.choice(NOUNS)} {subject}"
    elif roll < 0.64:
        text = f"{subject} {rng.randrange(2, 100)}"
    elif roll < 0.8:
        text = f"{nonsense(rng)} {subject}"
    elif roll < 0.9:
        text = f"{nonsense(rng)} {nonsense(rng)}"
    else:
        text = nonsense(rng)
    shape = rng.random()
    if shape < 0.1:
        return text.lower()
    if shape < 0.15:
        return text.upper()
    return text


def nonsense_title(rng: Random) -> str:
    """A title of made-up words that training never shows."""
    return " ".join(nonsense(rng, held_out=True) for _ in range(rng.choice((1, 2, 2, 3))))


def has_held_out_nonsense(text: str, subject: str) -> bool:
    """True when a word of the title is neither a listed word nor part of the subject, and is held out."""
    known = _KNOWN_LOWER.union(subject.lower().split())
    return any(word.lower() not in known and is_held_out_nonsense(word)
               for word in text.split() if word.isalpha())


def sentence(rng: Random) -> str:
    roll = rng.random()
    if roll < 0.6:
        return rng.choice(SENTENCES)
    if roll < 0.8:
        return f"Made by {rng.choice(PEOPLE)}"
    return f"For {rng.choice(PEOPLE)} and {rng.choice(PEOPLE)}"


def some(rng: Random, words: tuple[str, ...], low: int, high: int) -> tuple[str, ...]:
    """Between low and high different words."""
    return tuple(rng.sample(words, rng.randint(low, high)))


_KNOWN = frozenset(ADJECTIVES + NOUNS + PEOPLE)
_KNOWN_LOWER = frozenset(word.lower() for word in _KNOWN | {"the"})
