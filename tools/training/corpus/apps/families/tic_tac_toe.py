"""Noughts and crosses against the computer or a friend."""

from dataclasses import dataclass, replace
from random import Random

from ..attributes import Spec, accent, choice, colour, number, text, title
from ..family import Family
from ..features import LABELS, language, score
from ..page import App, js, shared_checks

_MARKS = ("A", "B", "M", "K", "S", "T", "W", "Z", "1", "2", "+", "#", "@", "★", "♥", "●", "■", "▲", "♦", "V")


def draw_mark(rng: Random) -> str:
    return rng.choice(_MARKS)


@dataclass(frozen=True)
class TicTacToe(Spec):
    title: str = title("Tic Tac Toe")
    size: int = number(3, 3, 6, ("size", "board size"), "^{v}x{v}", "a {v}x{v} board", ">on a {v} by {v} board",
                       "!The board is {v} by {v}", by_value={4: ("four in a row",), 5: ("five in a row",)}, zh="大小")
    opponent: str = choice("computer", {
        "computer": (">against the computer", "a computer opponent", "!I play against the computer"),
        "friend": (">for two players", "two players", "!Two people play it", "!I want to play with a friend",
                   "^two-player"),
    }, ("opponent",), zh="对手", zh_values={"computer": "电脑", "friend": "朋友"}, weight=2)
    level: str = choice("hard", {
        "hard": ("a smart computer", "a hard computer player", "!The computer should block me"),
        "easy": ("an easy computer", "a computer that plays at random", "!The computer should be easy to beat"),
    }, ("level",), zh="难度", zh_values={"hard": "困难", "easy": "简单"})
    mine: str = text("X", ("first mark", "my symbol"), draw_mark, "{v} as my mark", "!I play with {v}",
                     "the symbol {v} for the first player", "!The first player is {v}", zh="先手符号")
    other: str = text("O", ("second mark", "other symbol"), draw_mark, "{v} as the other mark",
                      "!The opponent plays with {v}", "the symbol {v} for the second player",
                      "!The second player is {v}", zh="后手符号")
    second: str = colour("crimson", ("second player's marks",), "{v} for the second player", "a {v} second player", "!Show the opponent in {v}",
                         zh="后手颜色")
    score: bool = score(False)
    language: str = language()
    accent: str = accent("royalblue", "first player's marks")


def tidy(spec: TicTacToe) -> TicTacToe:
    """Two players need two marks, and no computer."""
    if spec.mine == spec.other:
        spec = replace(spec, mine="X", other="O")
    return replace(spec, level="hard") if spec.opponent == "friend" else spec


_APP = App(
    style="""
main { display: grid; grid-template-columns: repeat($size$, 1fr); gap: 6px; }
.cell { width: min(90px, $cell$vh); aspect-ratio: 1; padding: 0; background: var(--card); color: var(--accent); font-size: min(40px, $letter$vh); }
.second { color: $second$; }""",
    body="""
<main></main>
<p id="status"></p>
$score_body$<button id="reset">$new_label$</button>""",
    script="""
const get = (id) => document.getElementById(id);
const size = $size$;
const marks = ["$mine$", "$other$"];
const main = document.querySelector("main");
const lines = [[], []];
for (let i = 0; i < size; i++) {
  lines.push([], []);
  for (let j = 0; j < size; j++) {
    lines.at(-2).push(i * size + j);
    lines.at(-1).push(j * size + i);
  }
  lines[0].push(i * size + i);
  lines[1].push(i * size + size - 1 - i);
}
let board, turn, over;
$score_state$
function reset() {
  board = Array(size * size).fill("");
  turn = 0;
  over = false;
  main.innerHTML = "";
  board.forEach((mark, i) => {
    const cell = document.createElement("button");
    cell.className = "cell";
    cell.onclick = () => play(i)$answer$;
    main.append(cell);
  });
  get("status").textContent = "$turn_label$: " + marks[0];
}
function play(i) {
  if (over || board[i]) return false;
  board[i] = marks[turn];
  main.children[i].textContent = marks[turn];
  main.children[i].classList.toggle("second", turn === 1);
  const won = lines.some((line) => line.every((at) => board[at] === marks[turn]));
  over = won || board.every((mark) => mark);
  $score_count$
  if (!won) turn = 1 - turn;
  get("status").textContent = won ? marks[turn] + " $wins_label$" : over ? "$draw_label$" : "$turn_label$: " + marks[turn];
  return !over;
}
$computer$
get("reset").onclick = reset;
reset();""")

_RANDOM = """function answer() {
  const free = [...board.keys()].filter((i) => !board[i]);
  play(free[Math.floor(Math.random() * free.length)]);
}"""
_SMART = """function answer() {
  const free = [...board.keys()].filter((i) => !board[i]);
  const wins = (mark) => free.find((i) => lines.some((line) => line.every((at) => at === i || board[at] === mark) && line.includes(i)));
  play(wins(marks[1]) ?? wins(marks[0]) ?? free[Math.floor(Math.random() * free.length)]);
}"""
_SCORE_COUNT = """if (won) {
    wins[turn] += 1;
    get("score").textContent = wins.join(" : ");
  }"""


def render(spec: TicTacToe) -> str:
    alone = spec.opponent == "computer"
    labels = LABELS[spec.language]
    return _APP.page(
        FAMILY.echo(spec), spec, cell=54 // spec.size, letter=27 // spec.size, new_label=labels["new"],
        turn_label=labels["turn"], wins_label=labels["wins"], draw_label=labels["draw"],
        answer=" && answer()" if alone else "",
        computer=(_SMART if spec.level == "hard" else _RANDOM) if alone else "",
        score_body='<p id="score">0 : 0</p>\n' if spec.score else "",
        score_state="const wins = [0, 0];" if spec.score else "", score_count=_SCORE_COUNT if spec.score else "")


def checks(spec: TicTacToe) -> list[tuple[str, str]]:
    cells = spec.size * spec.size
    alone = spec.opponent == "computer"
    # With the computer as opponent, the check plays its part too, through the page's own function.
    row = "; ".join(f"board[{i}] || play({i}); turn = 0" for i in range(spec.size))
    found = shared_checks(spec) + [
        ("size", f"t.count('.cell') === {cells}"
                 f" && t.css('main', 'grid-template-columns').split(' ').length === {spec.size}"),
        ("language", f"t.text('#reset') === {js(LABELS[spec.language]['new'])}"
                     f" && document.documentElement.lang === {js(spec.language)}"),
        ("mine", f"(t.click('.cell'), t.text('.cell') === {js(spec.mine)})"),
        ("accent", f"t.same(t.css('.cell', 'color'), {js(spec.accent)})"),
        ("opponent", f"t.texts('.cell').filter(Boolean).length === {2 if alone else 1}"),
        ("other", ("" if alone else "(t.click('.cell:last-child'), ")
                  + f"t.texts('.cell').includes({js(spec.other)})" + ("" if alone else ")")),
        ("second", f"t.same(t.css('.second', 'color'), {js(spec.second)})"),
        ("score", f"t.count('#score') === {int(spec.score)}"),
        ("wins", f"(() => {{ t.click('#reset'); {row}; return over && t.text('#status') === {js(spec.mine + ' ' + LABELS[spec.language]['wins'])}; }})()"),
    ]
    if alone:
        # One short of a row: a smart computer has to stop it.
        threat = "; ".join(f"board[{i}] = marks[0]" for i in range(spec.size - 1))
        found.append(("level", f"(() => {{ let blocks = 0; for (let i = 0; i < 20; i++) {{ reset(); {threat}; turn = 1;"
                               f" answer(); blocks += board[{spec.size - 1}] === marks[1]; }}"
                               f" return (blocks === 20) === {js(spec.level == 'hard')}; }})()"))
    else:
        found.append(("level", "typeof answer === 'undefined'"))
    if spec.score:
        found.append(("score", "t.text('#score') === '1 : 0'"))
    found.append(("resets", "(t.click('#reset'), t.texts('.cell').every(mark => !mark))"))
    return found


FAMILY = Family(
    name="tic_tac_toe", spec=TicTacToe, tidy=tidy,
    nouns=("tic tac toe game", "tic-tac-toe", "tic tac toe", "tic-tac-toe game", "noughts and crosses game",
           "game of noughts and crosses", "tictactoe game", "tic tac toe board", "three in a row game",
           "X and O game"),
    zh="井字棋", about="noughts and crosses", render=render, checks=checks,
    held_out_features=(("font", "cursive"), ("language", "fr")),
    held_out_pairs=(("level", "easy", "score", True),))
