"""What the model cannot do, with honest short answers.

A request outside all families gets no code. A wish that no family fulfils is left out of the app, and a
number out of range is brought into it; the sentence before the page says so.
"""

from dataclasses import replace
from random import Random

from .noise import literal, typed
from .thinking import BEYOND

_TOO_BIG = ("chess game", "3D shooter", "social network", "web shop", "dating app", "racing game", "flight simulator",
            "chat app", "video player", "music player", "photo editor", "email client", "blog engine", "map of my city",
            "weather app", "news reader", "booking system", "multiplayer card game", "poker game", "tetris game",
            "sudoku", "crossword", "platform game", "role-playing game", "tower defence game", "spreadsheet",
            "text editor", "login page", "landing page", "portfolio site", "online bank", "stock ticker",
            "translation app", "search engine", "video call app", "piano", "drum machine", "QR code scanner",
            "recipe site", "operating system", "database", "mobile app for Android", "Discord bot", "web scraper",
            "compiler", "pinball game", "golf game", "football manager", "farm game", "city builder")
_NOT_APPS = ("a poem about autumn", "an essay on the French revolution", "a love letter", "a business plan",
             "a song", "a short story", "a picture of a cat", "a logo for my company", "a tax return", "a holiday plan",
             "a workout plan", "a speech for a wedding", "a translation into French", "a Python script",
             "a SQL query", "a shell script", "a Java class", "a recipe for soup", "a contract", "a CV")
_ORDERS = ("Make {}", "Build {}", "Write {}", "Create {}", "I want {}", "I need {}", "Can you make {}?",
           "Could you build {}?", "Please write {}", "Give me {}", "Can you write {} for me?", "Make me {} please",
           "I'd like {}", "Generate {}")
_DETAILS = ("", "", "", " with great graphics", " with sound", " for my phone", " with user accounts", " for my team",
            " that makes money", " like the famous one", " in blue", " with a dark theme", " for kids")


def request(rng: Random) -> str:
    """A request outside all families."""
    if rng.random() < 0.7:
        noun = rng.choice(_TOO_BIG)
        thing = ("an " if noun[0] in "aeiou" else "a ") + noun
        details = rng.choice(_DETAILS)
    else:
        thing, details = rng.choice(_NOT_APPS), ""
    order = rng.choice(_ORDERS)
    text = order.format(literal(thing) + details)
    return typed(text if text.endswith("?") else text + ".", rng)


_EXTRAS = ("sound effects", "background music", "an online multiplayer mode", "user accounts", "a login",
           "an online leaderboard", "a database", "voice control", "a chat", "realistic 3D graphics", "a level editor",
           "email reminders", "a payment system", "a mobile app version", "cloud sync", "a map", "video", "live data",
           "push notifications", "a PDF export", "an undo history", "a tutorial", "achievements", "advertising")
_WITH_EXTRA = (" It should also have {}.", " Add {} too.", " And please include {}.", " Also {}.", " Plus {}.",
               " I also need {}.")


def extra_wish(rng: Random) -> tuple[str, str]:
    """A sentence that asks for something no family has, marked, and the answer's sentence about it."""
    extra = rng.choice(_EXTRAS)
    return rng.choice(_WITH_EXTRA).format(extra + BEYOND), f"I cannot add {extra}, so it is left out."


def out_of_range(family, spec, rng: Random):
    """What is asked, with one number too high or too low; what is built; that attribute; what is used. Or None."""
    names = [name for name, one in family.attributes.items() if one.kind == "number" and isinstance(one.low, int)]
    if not names:
        return None
    name = rng.choice(names)
    one = family.attributes[name]
    too_low = one.low > 1 and rng.random() < 0.2
    asked = rng.randrange(1, one.low) if too_low else one.high + rng.randint(1, 2 * one.high)
    used = one.low if too_low else one.high
    return family.tidy(replace(spec, **{name: asked})), family.tidy(replace(spec, **{name: used})), one, used


def about_the_range(attribute, used) -> str:
    return f"The {attribute.labels[0]} goes from {attribute.low} to {attribute.high}, so I used {used}."


def answer(families) -> str:
    """What it cannot do, and what it can. It does not repeat what was asked for: a copy of words that training
    never showed goes wrong now and then, and a mangled one helps nobody."""
    listed = ", ".join(family.nouns[0].lstrip("*") for family in families)
    return f"I cannot make that. I am a small model that builds these apps: {listed}. Which one would you like?"
