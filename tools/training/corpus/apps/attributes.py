"""The attributes of which a specification is made.

An attribute knows its default, how to draw a value of the training distribution, which values are
held out, and how people ask for a value. Phrases are written in a small notation, by their first
character, so that the prompt grammar can place them:

    "{v} walls"             a noun phrase, to stand after "with" or "it should have"
    "^{v}"                  an adjective before the app's noun: a teal maze
    ">called {v}"           a modifier after the app's noun: a maze called Sunny Garden
    "!Make the walls {v}"   a sentence of its own, without its full stop

An attribute that the prompt does not mention has its default: the model never has to guess.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from . import colours, words

NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
                9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 14: "fourteen", 15: "fifteen", 16: "sixteen",
                18: "eighteen", 20: "twenty", 24: "twenty-four", 25: "twenty-five", 30: "thirty", 35: "thirty-five",
                40: "forty", 45: "forty-five", 50: "fifty", 60: "sixty", 70: "seventy", 75: "seventy-five",
                80: "eighty", 90: "ninety", 100: "one hundred", 120: "one hundred and twenty",
                150: "one hundred and fifty", 200: "two hundred", 250: "two hundred and fifty", 300: "three hundred"}
NONE = "none"


@dataclass(frozen=True, eq=False)
class Attribute:
    kind: str  # text, colour, number, choice, option or list
    default: object
    labels: tuple[str, ...]  # what people call it: "wall colour", "walls"
    phrases: tuple[str, ...]  # with {v} for the value
    by_value: dict  # phrases of one value only, without {v}
    draw: Callable[[Random], object]  # a value of the training distribution
    is_held_out: Callable[[object], bool]
    draw_held_out: Callable[[Random], object] | None = None
    zh: str = ""  # its Chinese name; empty: Chinese prompts do not mention it
    zh_values: dict = field(default_factory=dict)
    low: float = 0
    high: float = 0
    # How much more often than others the prompts mention it.
    weight: int = 1

    def says(self, value: object) -> tuple[str, ...]:
        return self.by_value.get(value, ()) + (self.phrases if value != NONE else ())


def _attribute(**parts) -> object:
    made = Attribute(**parts)
    return field(default=made.default, metadata={"attribute": made})


def text(default: str, labels: tuple[str, ...], draw: Callable[[Random], str], *phrases: str, zh: str = "",
         weight: int = 1, by_value: dict | None = None, held_out: Callable[[str], bool] = lambda value: False):
    """A literal that is copied letter by letter."""
    return _attribute(kind="text", default=default, labels=labels, phrases=phrases, by_value=by_value or {},
                      draw=draw, is_held_out=held_out, zh=zh, weight=weight)


def one_of(*literals: str) -> Callable[[Random], str]:
    return lambda rng: rng.choice(literals)


def colour(default: str, things: tuple[str, ...], *phrases: str, zh: str = "", weight: int = 1,
           generic: bool = True, labels: tuple[str, ...] = ()):
    """The colour of `things` (plural nouns). `phrases` are added to those that fit every thing."""
    made = list(phrases)
    for thing in things if generic else ():
        made += [f"{{v}} {thing}", f"{{v}} {thing}", f"{thing} in {{v}}", f"!Make the {thing} {{v}}",
                 f"!The {thing} should be {{v}}", f"!Paint the {thing} {{v}}", f"!I want the {thing} in {{v}}",
                 f"{{v}} as the colour of the {thing}", f"{thing} coloured {{v}}", f"{thing} that are {{v}}",
                 f"!The {thing} are {{v}}", f"!Let the {thing} be {{v}}", f"!Colour the {thing} {{v}}",
                 f"!Use {{v}} for the {thing}", f"!I'd like {{v}} {thing}", f"{{v}} for the {thing}"]
    labels += tuple(f"{thing.removesuffix('s')} colour" for thing in things) + things
    return _attribute(kind="colour", default=default, labels=labels, phrases=tuple(made), by_value={},
                      draw=colours.training_colour, is_held_out=colours.is_held_out,
                      draw_held_out=colours.held_out_colour, zh=zh, weight=weight)


def number_is_held_out(value: float) -> bool:
    """Numbers never seen in training: the multiples of 13, and 1.3, 2.6, ... where there are tenths."""
    whole = value if value == int(value) else round(value * 10)
    return whole > 0 and whole % 13 == 0


def number(default: float, low: float, high: float, labels: tuple[str, ...], *phrases: str, step: float = 1,
           by_value: dict | None = None, zh: str = "", weight: int = 1):
    """A number from low to high. `by_value` gives words for single values: {60: ("one minute",)}."""
    count = round((high - low) / step) + 1

    def at(index: int) -> float:
        value = round(low + index * step, 2)
        return int(value) if value == int(value) else value  # 2, never 2.0: as people write it

    every = [at(index) for index in range(count)]
    training = [value for value in every if not number_is_held_out(value)]
    # People like round numbers, and the values they have words for.
    liked = [value for value in training if value % 5 == 0 or value <= 10] + list(by_value or ())
    held_out = [value for value in every if number_is_held_out(value)]
    return _attribute(kind="number", default=default, labels=labels, phrases=phrases, by_value=by_value or {},
                      draw=lambda rng: rng.choice(liked if rng.random() < 0.3 and liked else training),
                      is_held_out=number_is_held_out,
                      draw_held_out=(lambda rng: rng.choice(held_out)) if held_out else None,
                      zh=zh, low=low, high=high, weight=weight)


def choice(default: str, by_value: dict[str, tuple[str, ...]], labels: tuple[str, ...], zh: str = "",
           zh_values: dict[str, str] | None = None, weight: int = 1):
    """One of a few values that change how the program is built."""
    values = tuple(by_value)
    others = tuple(value for value in values if value != default)

    def draw(rng: Random) -> str:
        return rng.choice(others) if rng.random() < 0.85 else default

    return _attribute(kind="choice", default=default, labels=labels, phrases=(), by_value=by_value, draw=draw,
                      is_held_out=lambda value: False, zh=zh, zh_values=zh_values or {}, weight=weight)


def option(default: bool, things: tuple[str, ...], *phrases: str, off: tuple[str, ...] = (), zh: str = "",
           weight: int = 1):
    """Something that is there or not. `things` are nouns with their article: "a score", "arrow keys"."""
    bare = [thing.removeprefix("a ").removeprefix("an ").removeprefix("the ") for thing in things]
    with_it = list(phrases)
    without = list(off)
    for thing, noun in zip(things, bare):
        with_it += [thing, thing, f"!Add {thing}", f"!Include {thing}", f"!It needs {thing}"]
        without += [f"no {noun}", f"no {noun}", f">without {thing}", f"!Leave out the {noun}", f"!No {noun} please",
                    f"!Don't add {thing}"]
    by_value = {True: tuple(with_it), False: tuple(without)}
    return _attribute(kind="option", default=default, labels=tuple(bare), phrases=(), by_value=by_value,
                      draw=lambda rng: default if rng.random() < 0.15 else not default,
                      is_held_out=lambda value: False, zh=zh, weight=weight)


def items(default: tuple, labels: tuple[str, ...], draw: Callable[[Random], tuple], *phrases: str, zh: str = "",
          weight: int = 1):
    """A list of words, or of (name, value) pairs, copied into the page."""
    return _attribute(kind="list", default=default, labels=labels, phrases=phrases, by_value={}, draw=draw,
                      is_held_out=lambda value: False, zh=zh, weight=weight)


def echo(value: object) -> str:
    """The value as the comment at the top of the page writes it: as the code below does, so that the code copies it."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(": ".join(map(str, item)) if isinstance(item, tuple) else item for item in value)
    return str(value)


def title(subject: str, weight: int = 3):
    return text(subject, ("title", "name", "heading"), lambda rng: words.title(rng, subject),
                '>called {v}', '>titled {v}', '>named {v}', '>with the title {v}', 'the title {v}',
                'the heading {v}', '{v} as the title', '!The title is {v}', '!Call it {v}', '!Title it {v}',
                '!Name it {v}', "!It's called {v}", '!The heading should say {v}', '!Put {v} at the top',
                '!Use {v} as the title', 'the headline {v}', 'the name {v}', '{v} at the top', '{v} as the heading',
                '!The name should be {v}', '!I want to call it {v}', '!{v} is the title', '!The headline is {v}',
                '!Write {v} above it', '!Give it the name {v}', '>with {v} as its title', '>that is called {v}',
                '>named {v}', zh="标题", weight=weight,
                held_out=lambda value: words.has_held_out_nonsense(value, subject))


def accent(default: str, *things: str):
    """The main colour. `things` name what it colours in this family, for those who ask by thing."""
    return colour(default, things, "^{v}", "^{v}", ">in {v}", ">in {v}", "a {v} accent", "a {v} colour scheme",
                  "{v} as the main colour", "!Use {v} as the accent colour", "!The main colour should be {v}",
                  "!Make it {v}", "!Use {v}", "{v} tones", "a {v} look", "{v} as the accent", "{v} as the theme colour",
                  "!Everything in {v}", "!The accent is {v}", "!I like {v}", "!Do it in {v}", ">all in {v}",
                  ">in the colour {v}", zh="颜色", weight=2, labels=("accent colour", "main colour"))


def theme(default: str):
    return choice(default, {
        "dark": ("^dark", "a dark theme", "a dark background", "dark mode", ">in dark mode", ">on a dark background",
                 "!Use a dark background", "!Dark theme please", "!Make the background dark", "^night-mode",
                 "a dark page", "a dark look", "a black background", ">on black", "!The page is dark",
                 "!The background should be dark", "!It has to look good at night", "night mode"),
        "light": ("^light", "a light theme", "a light background", ">in light mode", ">on a light background",
                  "!Use a light background", "!Light theme please", "!Make the background light", "^bright",
                  "a bright page", "a light look", "a white background", ">on white", "!The page is bright",
                  "!The background should be light", "day mode"),
    }, ("theme", "background"), zh="主题", zh_values={"dark": "深色", "light": "浅色"})


@dataclass(frozen=True)
class Spec:
    """What every app has. Families add their own attributes and give their own defaults."""

    title: str = title("App")
    subtitle: str = text(NONE, ("subtitle", "tagline", "line under the title"), words.sentence,
                         'the subtitle {v}', '{v} under the title', '!Below the title write {v}',
                         '!The subtitle is {v}', 'a line that says {v}', 'the tagline {v}',
                         '!Add the subtitle {v}', 'the slogan {v}', 'the small text {v} below the heading',
                         '{v} below the heading', '!Under the heading it says {v}', '!Write {v} below it',
                         '!The line under the title is {v}', zh="副标题",
                         by_value={NONE: ("no subtitle", ">without a subtitle")})
    accent: str = accent("teal")
    theme: str = theme("light")
    font: str = choice("sans-serif", {
        "sans-serif": ("a sans-serif font", "a plain font"),
        "serif": ("a serif font", ">in a serif font", "!Use a serif font", "serif text", "letters with serifs",
                  "!The font has serifs", "a font like in books", "!Set it in a serif typeface", "serif letters"),
        "monospace": ("a monospace font", "!Use a monospace font", "a typewriter font", "monospaced text",
                      ">in a monospace font", "a fixed-width font", "letters of one width", "a font like in code",
                      "!The font should be monospace", "a coding font", "!Set the text in monospace"),
        "cursive": ("a cursive font", "a handwriting font", "!Use a cursive font", ">in a handwritten font", "handwritten letters",
                    "!The font should look like handwriting", "a script font", "cursive letters",
                    "!Set it in a handwriting style"),
    }, ("font",), zh="字体", zh_values={"serif": "衬线", "monospace": "等宽", "cursive": "手写"})
    toggle: bool = option(False, ("a dark mode toggle", "a theme toggle", "a light/dark switch",
                                  "a button to switch between light and dark", "a night mode switch",
                                  "a button for dark mode", "a way to change between dark and light"),
                         "!I can switch between dark and light", "!Let me toggle dark mode",
                         "!It can be switched to the other theme", zh="深浅色切换按钮")


# The comment lists the title first, then what is the family's own, then the looks.
LOOKS = ("accent", "theme", "font", "toggle")
