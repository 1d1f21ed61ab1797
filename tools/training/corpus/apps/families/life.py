"""Conway's game of life."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, number, option, title
from ..family import Family
from ..features import button
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Life(Spec):
    title: str = title("Game of Life")
    size: int = number(40, 10, 80, ("size", "grid size"), "^{v}x{v}", "a {v}x{v} grid", "a {v} by {v} grid",
                       ">on a {v} by {v} board", "{v} cells per side", "!The grid is {v} by {v}",
                       by_value={20: ("a small grid",), 60: ("a big grid", "a large grid")}, zh="大小", weight=2)
    density: int = number(30, 5, 90, ("density", "share of living cells"), "{v} percent alive", "a density of {v}%",
                          "!{v} percent of the cells start alive", "{v}% living cells", zh="密度", weight=2)
    speed: int = number(10, 1, 30, ("speed", "generations per second"), "{v} generations per second",
                        "a speed of {v}", "!It runs at {v} steps per second", "{v} steps per second",
                        by_value={3: ("^slow", "!It should be slow"), 20: ("^fast", "!It should be fast")}, zh="速度")
    edges: str = choice("wrap", {
        "wrap": ("wrapping edges", "!The edges wrap around", "a torus"),
        "dead": ("dead edges", "!Outside the grid everything is dead", "borders that do not wrap"),
    }, ("edges",), zh="边界", zh_values={"wrap": "循环", "dead": "死边"})
    draw: bool = option(True, ("drawing with the mouse", "clicks that toggle cells"), "!I want to draw cells",
                        "!A click turns a cell on or off", zh="点击绘制")
    counter: bool = option(False, ("a generation counter", "a counter of generations"), "!Count the generations",
                           "!Show the generation", zh="代数统计")
    button: str = button("Start", "Run", "Go", "Play", "Begin", "Start / stop", "Live", "Grow", "On / off", "Let it run")
    accent: str = accent("seagreen", "living cells", "cells")


_APP = App(
    style="canvas { width: min(92vw, 56vh); border-radius: 8px; background: #8883; }",
    body="""
<canvas></canvas>
$counter_body$<div><button id="run">$button$</button> <button id="reset">Random</button> <button id="clear">Clear</button></div>""",
    script="""
const get = (id) => document.getElementById(id);
const size = $size$;
const density = $density$;
const speed = $speed$;
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
let cells, timer$counter_state$;
canvas.width = canvas.height = size * 10;
function fill(share) {
  cells = Array.from({ length: size }, () => Array.from({ length: size }, () => Math.random() < share ? 1 : 0));
  $counter_reset$
  draw();
}
function near(x, y) {
  let sum = 0;
  for (const dy of [-1, 0, 1]) {
    for (const dx of [-1, 0, 1]) {
      if (dx || dy) sum += $cell$;
    }
  }
  return sum;
}
function step() {
  cells = cells.map((row, y) => row.map((cell, x) => {
    const sum = near(x, y);
    return sum === 3 || (cell && sum === 2) ? 1 : 0;
  }));
  $counter_add$
  draw();
}
function draw() {
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = "$accent$";
  cells.forEach((row, y) => row.forEach((cell, x) => cell && ctx.fillRect(x * 10, y * 10, 9, 9)));
}
get("run").onclick = () => {
  if (timer) timer = clearInterval(timer);
  else timer = setInterval(step, 1000 / speed);
};
get("reset").onclick = () => fill(density / 100);
get("clear").onclick = () => fill(0);
$draw_js$
fill(density / 100);""")

_CELL = {"wrap": "cells[(y + dy + size) % size][(x + dx + size) % size]", "dead": "cells[y + dy]?.[x + dx] || 0"}
_DRAW = """canvas.onpointerdown = (event) => {
  const x = Math.floor(event.offsetX / canvas.clientWidth * size);
  const y = Math.floor(event.offsetY / canvas.clientHeight * size);
  cells[y][x] = 1 - cells[y][x];
  draw();
};"""


def render(spec: Life) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, cell=_CELL[spec.edges], draw_js=_DRAW if spec.draw else "",
        counter_body='<p>Generation <b id="counter">0</b></p>\n' if spec.counter else "",
        counter_state=", generation" if spec.counter else "",
        counter_reset='get("counter").textContent = generation = 0;' if spec.counter else "",
        counter_add='get("counter").textContent = ++generation;' if spec.counter else "")


def checks(spec: Life) -> list[tuple[str, str]]:
    cells = spec.size * spec.size
    # Four standard deviations of the count of cells that start alive.
    spread = 4 * (cells * spec.density * (100 - spec.density)) ** 0.5 / 100
    found = shared_checks(spec) + [
        ("size", f"cells.length === {spec.size} && cells[0].length === {spec.size}"
                 f" && t.one('canvas').width === {spec.size * 10}"),
        ("density", f"Math.abs(cells.flat().filter(Boolean).length - {cells * spec.density / 100}) <= {spread:.1f}"),
        ("accent", f"t.paints('canvas', {js(spec.accent)}) === cells.flat().filter(Boolean).length * 81"),
        ("button", f"t.text('#run') === {js(spec.button)}"),
        ("counter", f"t.count('#counter') === {int(spec.counter)}"),
        # Three in a row turn, and turn back.
        ("rules", "(() => { t.click('#clear'); cells[4][3] = cells[4][4] = cells[4][5] = 1; step();"
                  " const turned = [3, 4, 5].every(y => cells[y][4]) && cells.flat().filter(Boolean).length === 3;"
                  " step(); return turned && cells[4][3] === 1 && cells[3][4] === 0; })()"),
        ("edges", "(() => { t.click('#clear'); cells[4][0] = cells[5][0] = cells[6][0] = 1; step();"
                  f" return (cells[5][size - 1] === 1) === {js(spec.edges == 'wrap')}; }})()"),
        ("speed", f"(async () => {{ t.click('#clear'); cells[4][3] = cells[4][4] = cells[4][5] = 1; let steps = 0;"
                  " const count = () => t.tick(0); t.click('#run'); let last = String(cells);"
                  " for (let i = 0; i < 200; i++) { await t.tick(10); if (String(cells) !== last) { steps++;"
                  " last = String(cells); } } t.click('#run');"
                  f" return Math.abs(steps - {2 * spec.speed}) <= 1; }})()"),
        ("draw", "(() => { t.click('#clear'); const canvas = t.one('canvas'); t.mouse(canvas, 'pointerdown',"
                 f" canvas.clientWidth / 2 + 1, canvas.clientHeight / 2 + 1);"
                 f" return cells.flat().filter(Boolean).length === {int(spec.draw)}; }})()"),
    ]
    if spec.counter:
        found.append(("counter", "(t.click('#reset'), step(), step(), t.text('#counter') === '2')"))
    return found


FAMILY = Family(
    name="life", spec=Life,
    nouns=("game of life", "game of life", "Conway's game of life", "life simulation", "cellular automaton",
           "game of life simulator", "Game of Life", "life game", "Conway life board", "simulation of living cells",
           "Conway simulation"),
    zh="生命游戏", about="Conway's game of life", render=render, checks=checks,
    held_out_features=(("font", "cursive"),),
    held_out_pairs=(("edges", "dead", "counter", True),))
