"""Colours that people name, and how they write them.

A colour travels through a sample as the text that CSS understands, so that writing it into the page
is copying, whatever the colour is: `teal`, `#1e90ff`, `rgb(20, 160, 90)`.
"""

import re
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
# The words of which the longer names are made; "goldenrod" is one.
_PARTS = ("light dark medium pale deep goldenrod blue green red pink gray violet orchid olive drab sky sea slate steel "
          "spring lawn yellow coral cyan salmon magenta khaki turquoise aquamarine purple brown white rosy saddle sandy "
          "cadet powder cornflower indian rebecca ghost floral antique alice misty rose navajo mint cream lemon chiffon "
          "old lace peach puff papaya whip orange burly wood honeydew lavender blush smoke").split()
SPOKEN |= {name: " ".join(parts) for name in REST
           if len(parts := re.findall("|".join(_PARTS), name)) > 1 and "".join(parts) == name}
# Never seen in training: they tell whether a colour is copied or remembered.
HELD_OUT = ("coral", "indigo", "olive", "turquoise", "plum", "sienna", "aqua", "slategray",
            "midnightblue", "springgreen")

# The usual name first.
CHINESE = {"red": ("红色", "大红"), "blue": ("蓝色",), "green": ("绿色",), "orange": ("橙色", "橘色"), "purple": ("紫色",),
           "teal": ("青色",), "pink": ("粉色", "粉红色"), "yellow": ("黄色",), "black": ("黑色",), "white": ("白色",),
           "gray": ("灰色",), "brown": ("棕色", "咖啡色"), "gold": ("金色",), "silver": ("银色",), "navy": ("藏青色", "海军蓝"),
           "darkblue": ("深蓝色", "深蓝"), "lightblue": ("浅蓝色", "浅蓝"), "skyblue": ("天蓝色", "天蓝"), "darkred": ("深红色", "深红"),
           "darkgreen": ("深绿色", "深绿"), "lightgreen": ("浅绿色", "浅绿"), "lightgray": ("浅灰色", "浅灰"),
           "darkgray": ("深灰色",), "violet": ("紫罗兰色",), "chocolate": ("巧克力色",), "beige": ("米色",), "magenta": ("品红色", "洋红"),
           "tomato": ("番茄红",), "salmon": ("鲑鱼色",), "lavender": ("薰衣草色",), "hotpink": ("亮粉色",), "royalblue": ("宝蓝色", "宝蓝")}


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
    return (colour, SPOKEN.get(colour, colour), *CHINESE.get(colour, ())) + extra


def spoken_in_chinese(colour: str, rng: Random) -> str:
    names = CHINESE.get(colour, (colour,))
    return names[0] if rng.random() < 0.7 else rng.choice(names)
