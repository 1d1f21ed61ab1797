"""Colours that people name, and how they write them.

A colour travels through a sample as the text that CSS understands, so that writing it into the page
is copying, whatever the colour is: `teal`, `#1e90ff`, `rgb(20, 160, 90)`.
"""

from random import Random

# CSS names, with the words people use for those that are two words.
SPOKEN = {
    "darkblue": "dark blue", "darkgreen": "dark green", "darkred": "dark red",
    "darkorange": "dark orange", "lightblue": "light blue", "lightgreen": "light green",
    "lightgray": "light gray", "skyblue": "sky blue", "hotpink": "hot pink",
    "limegreen": "lime green", "seagreen": "sea green", "royalblue": "royal blue",
    "steelblue": "steel blue", "slategray": "slate gray", "forestgreen": "forest green",
    "navy": "navy blue", "deeppink": "deep pink", "midnightblue": "midnight blue",
    "dodgerblue": "dodger blue", "springgreen": "spring green",
}
COMMON = ("red", "blue", "green", "orange", "purple", "teal", "pink", "yellow", "black", "white",
          "gray", "brown", "cyan", "gold")
RARER = ("navy", "crimson", "tomato", "salmon", "maroon", "violet", "magenta", "orchid",
         "chocolate", "lavender", "khaki", "silver", "darkblue", "darkgreen", "darkred",
         "darkorange", "lightblue", "lightgreen", "skyblue", "hotpink", "limegreen", "seagreen",
         "royalblue", "steelblue", "forestgreen", "deeppink", "dodgerblue", "lightgray")
# All other names of CSS, so that a colour is any word and no closed class.
REST = (
    "aliceblue antiquewhite aquamarine azure beige bisque blanchedalmond blueviolet burlywood cadetblue "
    "chartreuse cornflowerblue cornsilk darkcyan darkgoldenrod darkgray darkkhaki darkmagenta darkolivegreen "
    "darkorchid darksalmon darkseagreen darkslateblue darkslategray darkturquoise darkviolet deepskyblue "
    "dimgray firebrick floralwhite fuchsia gainsboro ghostwhite goldenrod greenyellow honeydew indianred "
    "ivory lavenderblush lawngreen lemonchiffon lightcoral lightcyan lightgoldenrodyellow lightpink "
    "lightsalmon lightseagreen lightskyblue lightslategray lightsteelblue lightyellow lime linen "
    "mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen "
    "mediumturquoise mediumvioletred mintcream mistyrose moccasin navajowhite oldlace olivedrab orangered "
    "palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru powderblue rebeccapurple "
    "rosybrown saddlebrown sandybrown seashell slateblue snow tan thistle wheat whitesmoke yellowgreen"
).split()
# Never seen in training: they tell whether a colour is copied or remembered.
HELD_OUT = ("coral", "indigo", "olive", "turquoise", "plum", "sienna", "aqua", "slategray",
            "midnightblue", "springgreen")

CHINESE = {"red": "红色", "blue": "蓝色", "green": "绿色", "orange": "橙色", "purple": "紫色",
           "teal": "青色", "pink": "粉色", "yellow": "黄色", "black": "黑色", "white": "白色",
           "gray": "灰色", "brown": "棕色", "gold": "金色"}


_NEVER_TRAINED = 5  # hex and rgb colours are held out by the sum of their digits, which no digit tells alone


def is_held_out(colour: str) -> bool:
    """Held-out names, and every hex or rgb colour with a sum of digits that is a multiple of five."""
    if colour.startswith("#"):
        return sum(int(digit, 16) for digit in colour[1:]) % _NEVER_TRAINED == 0
    if colour.startswith("rgb"):
        return sum(map(int, filter(str.isdigit, colour))) % _NEVER_TRAINED == 0
    return colour in HELD_OUT


def _hex(rng: Random) -> str:
    return f"#{rng.randrange(1 << 24):06x}"


def any_colour(rng: Random) -> str:
    roll = rng.random()
    if roll < 0.4:
        return rng.choice(COMMON)
    if roll < 0.55:
        return rng.choice(RARER)
    if roll < 0.72:
        return rng.choice(REST)
    if roll < 0.93:
        text = _hex(rng)
        return text.upper() if rng.random() < 0.2 else text
    return f"rgb({rng.randrange(256)}, {rng.randrange(256)}, {rng.randrange(256)})"


def training_colour(rng: Random) -> str:
    while is_held_out(colour := any_colour(rng)):
        pass
    return colour


def held_out_colour(rng: Random) -> str:
    if rng.random() < 0.6:
        return rng.choice(HELD_OUT)
    while not is_held_out(colour := _hex(rng)):
        pass
    return colour


def spoken(colour: str, rng: Random) -> str:
    """The colour as a person would type it."""
    words = SPOKEN.get(colour)
    if words and rng.random() < 0.7:
        return words
    if colour == "gray" and rng.random() < 0.4:
        return "grey"
    return colour


def forms(colour: str) -> tuple[str, ...]:
    """Every text that `spoken` may give: a prompt mentions the colour when it holds one of them."""
    extra = ("grey",) if colour == "gray" else ()
    return (colour, SPOKEN.get(colour, colour), CHINESE.get(colour, colour)) + extra
