"""The game of pairs: turn two cards, keep those that match."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, number, option, title
from ..family import Family
from ..features import LABELS, language, message
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class MemoryGame(Spec):
    title: str = title("Memory")
    pairs: int = number(8, 2, 12, ("pairs", "number of pairs"), "{v} pairs", "{v} pairs", "{v} pairs of cards",
                        "!Use {v} pairs", "!It has {v} pairs", ">with {v} pairs", zh="对数", weight=2)
    columns: int = number(4, 2, 8, ("columns", "cards per row"), "{v} columns", "{v} cards per row",
                          "!Put {v} cards in a row", ">in {v} columns", zh="列数")
    symbols: str = choice("letters", {
        "letters": ("letters", "letters on the cards", "!The cards show letters"),
        "numbers": ("numbers", "numbers on the cards", "!Use numbers as symbols", "!The cards show numbers"),
        "shapes": ("shapes", "symbols on the cards", "!Use shapes like stars and hearts", "!The cards show shapes",
                   "stars, hearts and other shapes"),
    }, ("symbols",), zh="图案", zh_values={"letters": "字母", "numbers": "数字", "shapes": "形状"})
    seconds: float = number(0.8, 0.2, 3, ("delay", "time to look"), "a delay of {v} seconds",
                            "!Wrong pairs turn back after {v} seconds", "{v} seconds to look",
                            "!Show wrong cards for {v} seconds", step=0.1,
                            by_value={1: ("one second to look",), 2: ("two seconds to look",)}, zh="翻回秒数")
    moves: bool = option(True, ("a move counter", "a moves display", "a count of moves"), "!Count the moves",
                         "!Show how many moves I took", zh="步数统计")
    message: str = message("You win!", "all pairs are found", "Well done", "All found", "Great memory", "Bravo",
                           "Perfect!", "You did it", "Finished", "Hooray")
    language: str = language()
    accent: str = accent("slateblue", "cards", "backs")


_APP = App(
    style="""
main { display: grid; grid-template-columns: repeat($columns$, 1fr); gap: 8px; }
.card { width: min(80px, $width$vw); height: min(80px, $height$vh); padding: 0; font-size: 26px; }
.card.open { background: var(--card); color: var(--fg); text-shadow: none; }""",
    body="""
<main></main>
<p id="status">$moves_body$</p>
<button id="reset">$new_label$</button>""",
    script="""
const get = (id) => document.getElementById(id);
const pairs = $pairs$;
const seconds = $seconds$;
const message = "$message$";
const symbols = $symbols_js$;
const main = document.querySelector("main");
let open, found, moves, timer;
function reset() {
  clearTimeout(timer);
  const faces = symbols.slice(0, pairs).concat(symbols.slice(0, pairs));
  faces.sort(() => Math.random() - 0.5);
  open = [];
  found = moves = 0;
  main.innerHTML = "";
  for (const face of faces) {
    const card = document.createElement("button");
    card.className = "card";
    card.onclick = () => turn(card, face);
    main.append(card);
  }
  show();
}
function turn(card, face) {
  if (card.textContent || open.length === 2) return;
  card.textContent = face;
  card.classList.add("open");
  open.push(card);
  if (open.length < 2) return;
  moves += 1;
  if (open[0].textContent === face) {
    found += 1;
    open = [];
  } else timer = setTimeout(close, seconds * 1000);
  show();
}
function close() {
  for (const card of open) {
    card.textContent = "";
    card.classList.remove("open");
  }
  open = [];
}
function show() {
  $moves_show$
  if (found === pairs) get("status").append(" " + message);
}
get("reset").onclick = reset;
reset();""")

_SYMBOLS = {"letters": '[..."ABCDEFGHIJKL"]', "shapes": '[..."★●■▲◆♥♣♠♪☀☂☎"]',
            "numbers": '"1 2 3 4 5 6 7 8 9 10 11 12".split(" ")'}
_FACES = {"letters": tuple("ABCDEFGHIJKL"), "shapes": tuple("★●■▲◆♥♣♠♪☀☂☎"),
          "numbers": tuple(str(number) for number in range(1, 13))}


def render(spec: MemoryGame) -> str:
    labels = LABELS[spec.language]
    rows = -(-2 * spec.pairs // spec.columns)
    return _APP.page(FAMILY.echo(spec), spec, width=90 // spec.columns - 2, height=60 // rows,
                     symbols_js=_SYMBOLS[spec.symbols], new_label=labels["new"],
                     moves_body=f"{labels['moves']}: 0" if spec.moves else "",
                     moves_show=f'get("status").textContent = "{labels["moves"]}: " + moves;' if spec.moves
                     else 'get("status").textContent = "";')


def checks(spec: MemoryGame) -> list[tuple[str, str]]:
    labels = LABELS[spec.language]
    faces = js(_FACES[spec.symbols][:spec.pairs])
    found = shared_checks(spec) + [
        ("pairs", f"t.count('.card') === {2 * spec.pairs}"),
        ("columns", f"t.css('main', 'grid-template-columns').split(' ').length === {spec.columns}"),
        ("accent", f"t.same(t.css('.card', 'background-color'), {js(spec.accent)})"),
        ("moves", f"t.text('#status') === {js(labels['moves'] + ': 0' if spec.moves else '')}"),
        ("language", f"t.text('#reset') === {js(labels['new'])}"
                     f" && document.documentElement.lang === {js(spec.language)}"),
        # Looks at every card two by two, so that every face is known; then finds all pairs.
        ("symbols", "(async () => { window.faces = []; for (const card of t.all('.card')) { card.click();"
                    " faces.push(card.textContent); if (open.length === 2 || found === pairs)"
                    f" await t.tick({spec.seconds * 1000 + 20}); }}"
                    f" return {faces}.every(face => faces.filter(other => other === face).length === 2); }})()"),
        # Two cards that do not match, in one of a few deals, stay open for so long.
        ("seconds", "(async () => { for (let deal = 0; deal < 20; deal++) { t.click('#reset');"
                    " const [a, b] = t.all('.card'); a.click(); b.click(); if (a.textContent === b.textContent) continue;"
                    f" await t.tick({spec.seconds * 1000 - 20}); const shown = b.textContent; await t.tick(40);"
                    " return shown !== '' && b.textContent === ''; } return false; })()"),
        ("message", "(async () => { t.click('#reset'); const cards = t.all('.card'); for (const a of cards)"
                    " for (const b of cards) { if (a.textContent) break; if (a === b || b.textContent) continue;"
                    f" a.click(); b.click(); await t.tick({spec.seconds * 1000 + 20}); }}"
                    f" return t.text('#status').endsWith({js(spec.message)}); }})()"),
    ]
    return found


FAMILY = Family(
    name="memory_game", spec=MemoryGame,
    nouns=("memory game", "memory card game", "matching pairs game", "game of pairs", "memory matching game",
           "concentration game", "card matching game", "pairs game", "find the pairs game",
           "game where I find matching cards", "game to train my memory"),
    zh="记忆翻牌游戏", about="a game of finding pairs", render=render, checks=checks,
    held_out_features=(("toggle", True), ("language", "es")),
    held_out_pairs=(("symbols", "shapes", "moves", False),))
