"""Requests that no family covers, with honest short answers: never code."""

from random import Random

from .noise import literal, typed

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


def request(rng: Random) -> tuple[str, str]:
    """A request outside all families, and what it asked for."""
    if rng.random() < 0.7:
        noun = rng.choice(_TOO_BIG)
        thing = ("an " if noun[0] in "aeiou" else "a ") + noun
        details = rng.choice(_DETAILS)
    else:
        thing, details = rng.choice(_NOT_APPS), ""
    order = rng.choice(_ORDERS)
    text = order.format(literal(thing) + details)
    return typed(text if text.endswith("?") else text + ".", rng), thing


def answer(thing: str, families) -> str:
    """What it cannot do, and what it can."""
    listed = ", ".join(family.nouns[0].lstrip("*") for family in families)
    return f"I cannot make {thing}. I am a small model that builds these apps: {listed}. Which one would you like?"
