"""Cards in 3D that turn over to show their backs."""

from dataclasses import dataclass
from random import Random

from .. import words
from ..attributes import Spec, accent, choice, colour, echo, items, number, title
from ..family import Family
from ..page import App, js, shared_checks

_FACTS = (("France", "Paris"), ("Spain", "Madrid"), ("Italy", "Rome"), ("Japan", "Tokyo"), ("Egypt", "Cairo"),
          ("Peru", "Lima"), ("Norway", "Oslo"), ("Kenya", "Nairobi"), ("dog", "Hund"), ("cat", "Katze"),
          ("tree", "arbre"), ("water", "agua"), ("house", "casa"), ("Au", "gold"), ("Fe", "iron"), ("Na", "sodium"),
          ("2 x 6", "12"), ("7 x 8", "56"), ("9 x 9", "81"), ("H2O", "water"), ("1492", "Columbus"),
          ("1969", "Moon landing"), ("CPU", "processor"), ("RAM", "memory"))
_SIX = (("France", "Paris"), ("Spain", "Madrid"), ("Italy", "Rome"), ("Japan", "Tokyo"), ("Egypt", "Cairo"),
        ("Peru", "Lima"))


def draw_cards(rng: Random) -> tuple:
    """Two to eight pairs: facts, people and things, made-up words, or any words in front of any."""
    count = rng.randint(2, 8)
    roll = rng.random()
    if roll < 0.4:
        return tuple(rng.sample(_FACTS, count))
    if roll < 0.6:
        return tuple(zip(rng.sample(words.PEOPLE, count), rng.sample(words.THINGS, count)))
    cased = rng.choice((str, str.lower, str.title))
    if roll < 0.75:
        return tuple((cased(words.nonsense(rng)), words.nonsense(rng).lower()) for _ in range(count))
    return tuple((cased(_side(rng)), cased(_side(rng))) for _ in range(count))


def _side(rng: Random) -> str:
    """One to three words of all kinds."""
    pools = (words.ADJECTIVES, words.NOUNS, words.PEOPLE, words.THINGS, [words.nonsense(rng)])
    return " ".join(rng.choice(rng.choice(pools)) for _ in range(rng.choice((1, 1, 2, 3))))


@dataclass(frozen=True)
class FlipCards(Spec):
    title: str = title("Flip Cards")
    cards: tuple = items(_SIX, ("cards", "words"), draw_cards, "the cards {v}", "!The cards are {v}", "cards for {v}", "the pairs {v}", "!The pairs are {v}", "!Front and back: {v}", "!The words are {v}",
                         "!It should have the cards {v}", "cards with {v}", "!Make cards for {v}",
                         "!Put this on the cards: {v}", "these cards: {v}", "!Use these pairs: {v}", zh="卡片",
                         weight=2)
    columns: int = number(3, 1, 6, ("columns", "cards per row"), "{v} columns", "{v} cards per row", "{v} in a row",
                          "!Put {v} cards in each row", "!Show {v} per row", ">in {v} columns", ">in rows of {v}", "{v} side by side",
                          "a grid of {v} columns", "!There are {v} columns", "!Each row has {v} cards",
                          "{v} next to each other", ">laid out in {v} columns", zh="列数")
    trigger: str = choice("click", {
        "click": (">that flip on click", "!They flip when clicked", "!Flip a card by clicking it", "click to flip", "!They turn over on a click",
                  "!I click a card to flip it", ">that turn when I click them"),
        "hover": (">that flip on hover", "!They turn when the mouse is over them", "!Flip on hover", "hover to flip",
                  "!Flip them when I hover over them", "!They flip on mouse over", ">that turn on hover",
                  "!They turn over when I point at them", ">that flip when the cursor is on them",
                  "flipping on hover", "!A card flips while the mouse is on it"),
    }, ("trigger",), zh="翻转方式", zh_values={"click": "点击", "hover": "悬停"})
    axis: str = choice("Y", {
        "Y": ("a horizontal flip", "!They turn sideways", "!Flip around the Y axis", ">that flip sideways",
              "left to right flipping", "!They flip like a door", "!They turn around the vertical axis",
              ">that turn like a page", "the Y axis"),
        "X": ("a vertical flip", "!They turn upwards", "!Flip around the X axis", ">that flip vertically",
              "top to bottom flipping", "!They flip over the top", "!They turn around the horizontal axis",
              ">that flip up and down", "the X axis", "!The flip goes from top to bottom", ">that turn upwards"),
    }, ("axis",), zh="翻转轴", zh_values={"Y": "Y轴", "X": "X轴"})
    seconds: float = number(0.6, 0.1, 3, ("flip time", "flip duration", "turn time"), "a flip time of {v} seconds",
                            "a {v} second flip", "!A flip takes {v} seconds", "{v} s per flip",
                            "!The turn should last {v} seconds", "!The flip lasts {v} seconds", "an animation of {v} seconds",
                            "!They take {v} s to flip", "{v} seconds per flip", "!The animation takes {v} seconds",
                            "a flip of {v} s", step=0.1,
                            by_value={0.2: ("a fast flip", "quick flips"), 1.5: ("a slow flip", "slow flips"),
                                      1: ("a one second flip",)}, zh="翻转秒数")
    back: str = colour("tomato", ("backs", "back sides"), "a {v} back", "!Colour the back {v}", "{v} on the back", "!The back is {v}", "!The other side should be {v}",
                       "a {v} reverse side", "!Behind they are {v}", "the back in {v}",
                       zh="背面颜色")
    accent: str = accent("royalblue", "fronts", "cards")


_APP = App(
    style="""
main { display: grid; grid-template-columns: repeat($columns$, 1fr); gap: 12px; perspective: 900px; }
.card { position: relative; width: min(170px, $width$vw); height: 110px; cursor: pointer; transform-style: preserve-3d; transition: transform $seconds$s; }
.card div { position: absolute; inset: 0; display: grid; place-content: center; border-radius: 10px; backface-visibility: hidden; background: var(--accent); color: #fff; text-shadow: 0 1px 2px #000; }
.card .back, .click .flipped, .hover .card:hover { transform: rotate$axis$(180deg); }
.card .back { background: $back$; }""",
    body="<main></main>",
    script="""
const cards = "$cards_text$".split("; ").map((pair) => pair.split(": "));
const trigger = "$trigger$";
const main = document.querySelector("main");
main.className = trigger;
for (const [front, back] of cards) {
  const card = document.createElement("div");
  card.className = "card";
  card.innerHTML = `<div class="front">${front}</div><div class="back">${back}</div>`;
  card.onclick = () => card.classList.toggle("flipped");
  main.append(card);
}""")


def render(spec: FlipCards) -> str:
    return _APP.page(FAMILY.echo(spec), spec, cards_text=echo(spec.cards), width=90 // spec.columns - 3)


def checks(spec: FlipCards) -> list[tuple[str, str]]:
    turned = {"Y": "(m.m11 < -0.99 && m.m22 > 0.99)", "X": "(m.m22 < -0.99 && m.m11 > 0.99)"}[spec.axis]
    found = shared_checks(spec) + [
        ("cards", f"JSON.stringify(t.texts('.front')) === {js(js_list(front for front, _ in spec.cards))}"),
        ("cards", f"JSON.stringify(t.texts('.back')) === {js(js_list(back for _, back in spec.cards))}"),
        ("columns", "t.css('main', 'grid-template-columns').split(' ').length === " + str(spec.columns)),
        ("accent", f"t.same(t.css('.front', 'background-color'), {js(spec.accent)})"),
        ("back", f"t.same(t.css('.back', 'background-color'), {js(spec.back)})"),
        ("axis", f"(() => {{ const m = new DOMMatrix(t.css('.back', 'transform')); return {turned}; }})()"),
        ("seconds", f"parseFloat(t.css('.card', 'transition-duration')) === {spec.seconds}"),
        # A script cannot hover: that a rule would turn the card then is all there is to see.
        ("trigger", f"t.ruled('.card', ':hover') === {js(spec.trigger == 'hover')}"),
        ("flips", "(() => { const card = t.one('.card'); card.style.transition = 'none'; t.click(card);"
                  f" const m = new DOMMatrix(t.css(card, 'transform')); return {turned} === {js(spec.trigger == 'click')};"
                  " })()"),
    ]
    return found


def js_list(texts) -> str:
    """The text that JSON.stringify gives for these texts, to stand between double quotes."""
    return "[" + ",".join(f'\\"{text}\\"' for text in texts) + "]"


FAMILY = Family(
    name="flip_cards", spec=FlipCards,
    nouns=("*3D flip cards", "*flip cards", "set of flip cards", "flip card page", "*3D flipping cards",
           "*flashcards", "flashcard app", "*cards that flip in 3D", "flip card grid", "page with flip cards",
           "*cards with a front and a back", "page to learn words with cards", "*vocabulary cards"),
    zh="翻转卡片", about="cards that turn over in 3D", render=render, checks=checks,
    held_out_features=(("font", "cursive"),),
    held_out_pairs=(("trigger", "hover", "axis", "X"),))
