"""The game of snake on a square board."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, colour, number, option, text, title
from ..family import Family
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Snake(Spec):
    title: str = title("Snake")
    size: int = number(20, 8, 40, ("board size", "grid size", "size"), "^{v}x{v}", "a {v}x{v} board",
                       "a {v} by {v} grid", "a board of {v} by {v}", ">on a {v}x{v} grid", "{v} cells per side",
                       by_value={10: ("a small board", "a tiny board"), 30: ("a big board", "a large board")},
                       zh="大小", weight=2)
    speed: int = number(8, 2, 25, ("speed", "steps per second"), "{v} steps per second", "speed {v}",
                        "a speed of {v}", "!It moves {v} cells per second", "!The speed is {v}",
                        by_value={4: ("^slow", "a slow snake", "!It should be slow"),
                                  15: ("^fast", "a fast snake", "!It should be fast")}, zh="速度", weight=2)
    edges: str = choice("stop", {
        "stop": ("solid walls", "!Hitting the wall ends the game", "walls that kill", "deadly walls"),
        "wrap": ("wrapping edges", "!The snake comes back on the other side", "no walls", "!It can go through walls",
                 "walls to pass through", "!The edges wrap around"),
    }, ("edges", "walls"), zh="边界", zh_values={"stop": "撞墙结束", "wrap": "可穿墙"})
    keys: str = choice("arrows", {
        "arrows": ("arrow keys", ">played with the arrow keys", "!Steer with the arrow keys"),
        "wasd": ("WASD keys", ">played with WASD", "!Steer with WASD", "WASD controls"),
    }, ("keys",), zh="按键", zh_values={"arrows": "方向键", "wasd": "WASD"})
    food: str = colour("crimson", ("food", "apples"), "!The food is {v}", "a {v} apple", zh="食物颜色")
    score: bool = option(True, ("a score", "a score counter", "a points display"), "!Show the score",
                         "!Count my points", zh="计分")
    best: bool = option(False, ("a high score", "a best score", "a saved record"), "!Remember the high score",
                        "!Save the best score", zh="最高分")
    message: str = text("Game over", ("end message", "game over text"),
                        lambda rng: rng.choice(("Ouch!", "The end", "You lost", "Too bad", "Crash!", "Try again",
                                                "Well played", "Oh no", "Bye bye", "Done")),
                        "the message {v} at the end", "!At the end it says {v}", "!When I lose show {v}",
                        "{v} as the game over text", zh="结束文字")
    accent: str = accent("seagreen", "snake")


_APP = App(
    style="canvas { width: min(92vw, 56vh); border-radius: 8px; background: #8883; }",
    body="""
<canvas></canvas>
<p id="status">$score_body$$best_body$</p>
<button id="reset">New game</button>""",
    script="""
const get = (id) => document.getElementById(id);
const size = $size$;
const speed = $speed$;
const food = "$food$";
const message = "$message$";
const keys = $keys_js$;
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
let snake, move, apple, score, timer;
canvas.width = canvas.height = size * 20;
function fill([x, y], colour) {
  ctx.fillStyle = colour;
  ctx.fillRect(x * 20 + 1, y * 20 + 1, 18, 18);
}
function place() {
  do apple = [Math.floor(Math.random() * size), Math.floor(Math.random() * size)];
  while (snake.some((part) => String(part) === String(apple)));
}
function reset() {
  const middle = Math.floor(size / 2);
  snake = [[middle, middle], [middle - 1, middle]];
  move = [1, 0];
  score = 0;
  place();
  clearInterval(timer);
  timer = setInterval(step, 1000 / speed);
  draw();
}
function step() {
  $head$
  if ($crash$snake.some((part) => String(part) === String(head))) {
    clearInterval(timer);
    ctx.fillStyle = food;
    ctx.font = "bold 32px sans-serif";
    ctx.textAlign = "center";
    ctx.fillText(message, size * 10, size * 10, size * 18);
    return;
  }
  snake.unshift(head);
  if (String(head) === String(apple)) {
    score += 1;
    place();
  } else snake.pop();
  draw();
}
function draw() {
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  fill(apple, food);
  snake.forEach((part) => fill(part, "$accent$"));
  $score_draw$
  $best_draw$
}
onkeydown = (event) => {
  const next = keys[event.key];
  if (!next) return;
  event.preventDefault();
  if (snake[0][0] + next[0] !== snake[1][0] || snake[0][1] + next[1] !== snake[1][1]) move = next;
};
get("reset").onclick = reset;
reset();""")

_KEYS = {"arrows": "{ ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0] }",
         "wasd": "{ w: [0, -1], d: [1, 0], s: [0, 1], a: [-1, 0] }"}
_HEAD = {"stop": "const head = [snake[0][0] + move[0], snake[0][1] + move[1]];",
         "wrap": "const head = [(snake[0][0] + move[0] + size) % size, (snake[0][1] + move[1] + size) % size];"}
_BEST = """localStorage.best = Math.max(score, localStorage.best || 0);
  get("best").textContent = localStorage.best;"""


def render(spec: Snake) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, keys_js=_KEYS[spec.keys], head=_HEAD[spec.edges],
        crash="Math.min(...head) < 0 || Math.max(...head) >= size || " if spec.edges == "stop" else "",
        score_body='Score: <b id="score">0</b>' if spec.score else "",
        score_draw='get("score").textContent = score;' if spec.score else "",
        best_body=' Best: <b id="best">0</b>' if spec.best else "", best_draw=_BEST if spec.best else "")


def checks(spec: Snake) -> list[tuple[str, str]]:
    pause = 1000 / spec.speed + 1
    down = {"arrows": "ArrowDown", "wasd": "s"}[spec.keys]
    found = shared_checks(spec) + [
        ("size", f"size === {spec.size} && t.one('canvas').width % {spec.size} === 0"),
        ("speed", f"(async () => {{ reset(); apple = [0, 0]; const x = snake[0][0]; await t.tick({2.5 * 1000 / spec.speed});"
                  " return snake[0][0] === x + 2; })()"),
        ("accent", f"t.paints('canvas', {js(spec.accent)}) >= 2 * 18 * 18"),
        ("food", f"t.paints('canvas', {js(spec.food)}) >= 18 * 18"),
        ("score", f"t.count('#score') === {int(spec.score)}"),
        ("best", f"t.count('#best') === {int(spec.best)}"),
        ("message", f"message === {js(spec.message)}"),
        ("keys", f"(async () => {{ const y = snake[0][1]; t.key('{down}'); await t.tick({pause});"
                 " return snake[0][1] === y + 1; })()"),
        ("eats", f"(async () => {{ apple = [snake[0][0], snake[0][1] + 1]; await t.tick({pause});"
                 " return snake.length === 3 && score === 1; })()"),
    ]
    if spec.score:
        found.append(("score", "t.text('#score') === '1'"))
    if spec.best:
        found.append(("best", "t.text('#best') === '1' && localStorage.best === '1'"))
    # Straight down from the middle it meets the edge within as many steps as the board is long.
    found.append(("edges", f"(async () => {{ reset(); apple = [0, 0]; t.key('{down}'); await t.tick({pause * (spec.size + 3)});"
                           " const y = snake[0][1]; " + f"await t.tick({pause});"
                           f" return (snake[0][1] === y) === {js(spec.edges == 'stop')}; }})()"))
    found.append(("resets", "(t.click('#reset'), snake.length === 2 && score === 0)"))
    return found


FAMILY = Family(
    name="snake", spec=Snake,
    nouns=("snake game", "snake", "snake game", "game of snake", "classic snake game", "snake clone",
           "retro snake game", "snake arcade game", "Nokia style snake game",
           "game where a snake eats food and grows", "snake that eats apples"),
    zh="贪吃蛇游戏", about="the classic game of snake", render=render, checks=checks,
    held_out_features=(("theme", "dark"), ("font", "monospace")),
    held_out_pairs=(("edges", "wrap", "keys", "wasd"),))
