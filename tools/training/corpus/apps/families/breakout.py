"""Breakout: a paddle, a ball and a wall of bricks."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, colour, number, option, title
from ..family import Family
from ..features import message, score
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Breakout(Spec):
    title: str = title("Breakout")
    rows: int = number(4, 1, 8, ("rows", "rows of bricks"), "{v} rows of bricks", "{v} brick rows", "{v} rows",
                       "!There are {v} rows of bricks", zh="砖块行数", weight=2)
    columns: int = number(8, 3, 16, ("columns", "bricks per row"), "{v} bricks per row", "{v} columns",
                          "!Each row has {v} bricks", zh="砖块列数")
    speed: int = number(5, 2, 12, ("speed", "ball speed"), "speed {v}", "a ball speed of {v}", "a speed of {v}",
                        "!The ball moves at speed {v}", by_value={3: ("a slow ball", "^slow"), 8: ("a fast ball", "^fast")},
                        zh="速度")
    lives: int = number(3, 1, 9, ("lives",), "{v} lives", "!I have {v} lives", "!Give me {v} lives", "{v} balls",
                        zh="生命", weight=2)
    paddle: int = number(90, 40, 200, ("paddle width", "paddle"), "a paddle of {v} pixels", "a paddle width of {v}",
                         "!The paddle is {v} pixels wide", by_value={60: ("a small paddle",), 150: ("a wide paddle",)},
                         zh="球拍宽度")
    controls: str = choice("mouse", {
        "mouse": ("mouse control", ">played with the mouse", "!The mouse moves the paddle"),
        "keys": ("arrow keys", ">played with the arrow keys", "!The arrow keys move the paddle", "keyboard control"),
    }, ("controls",), zh="操作", zh_values={"mouse": "鼠标", "keys": "方向键"})
    ball: str = colour("crimson", ("ball",), "a {v} ball", "!The ball is {v}", zh="球颜色")
    score: bool = score()
    message: str = message("You win!", "all bricks are gone", "Well done", "Cleared!", "Bravo", "Champion", "All gone",
                           "Great game", "Perfect", "You did it", "Wow")
    accent: str = accent("slateblue", "bricks")


_APP = App(
    style="canvas { width: min(92vw, 90vh); border-radius: 10px; background: #8883; }",
    body="""
<canvas width="640" height="400"></canvas>
<p id="status"></p>
<button id="reset">New game</button>""",
    script="""
const rows = $rows$;
const columns = $columns$;
const speed = $speed$;
const paddle = $paddle$;
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
const width = 640 / columns;
let bricks, ball, x, lives, score, over;
function serve() {
  ball = { x: 320, y: 300, dx: speed * 0.6, dy: -speed * 0.8 };
}
function reset() {
  bricks = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) bricks.push({ x: column * width, y: 30 + row * 24 });
  }
  x = 320;
  lives = $lives$;
  score = 0;
  over = "";
  serve();
}
function move() {
  ball.x += ball.dx;
  ball.y += ball.dy;
  if (ball.x < 8 || ball.x > 632) ball.dx *= -1;
  if (ball.y < 8) ball.dy = Math.abs(ball.dy);
  if (ball.y > 372 && ball.y < 390 && Math.abs(ball.x - x) < paddle / 2 + 8) {
    ball.dy = -Math.abs(ball.dy);
    ball.dx = speed * (ball.x - x) / paddle * 1.6;
  }
  const hit = bricks.findIndex((brick) => ball.x > brick.x && ball.x < brick.x + width && ball.y > brick.y - 8 && ball.y < brick.y + 28);
  if (hit >= 0) {
    bricks.splice(hit, 1);
    ball.dy *= -1;
    score += 1;
    if (!bricks.length) over = "$message$";
  }
  if (ball.y > 400) {
    lives -= 1;
    serve();
    if (!lives) over = "Game over";
  }
}
function draw() {
  if (!over) move();
  ctx.clearRect(0, 0, 640, 400);
  ctx.fillStyle = "$accent$";
  for (const brick of bricks) ctx.fillRect(brick.x + 2, brick.y, width - 4, 20);
  ctx.fillRect(x - paddle / 2, 380, paddle, 12);
  ctx.fillStyle = "$ball$";
  ctx.beginPath();
  ctx.arc(ball.x, ball.y, 8, 0, 7);
  ctx.fill();
  document.getElementById("status").textContent = over || $status$;
  requestAnimationFrame(draw);
}
$controls_js$
document.getElementById("reset").onclick = reset;
reset();
draw();""")

_CONTROLS = {
    "mouse": """canvas.onpointermove = (event) => {
  x = event.offsetX / canvas.clientWidth * 640;
};""",
    "keys": """onkeydown = (event) => {
  if (event.key === "ArrowLeft") x = Math.max(0, x - 30);
  if (event.key === "ArrowRight") x = Math.min(640, x + 30);
};""",
}


def render(spec: Breakout) -> str:
    status = '`Lives: ${lives} Score: ${score}`' if spec.score else '`Lives: ${lives}`'
    return _APP.page(FAMILY.echo(spec), spec, status=status, controls_js=_CONTROLS[spec.controls])


def checks(spec: Breakout) -> list[tuple[str, str]]:
    width = 640 / spec.columns
    status = f"Lives: {spec.lives}" + (" Score: 0" if spec.score else "")
    aim = ("t.mouse('canvas', 'pointermove', t.one('canvas').clientWidth / 4, 10), Math.abs(x - 160) < 3"
           if spec.controls == "mouse" else "t.key('ArrowLeft'), x === 290")
    found = shared_checks(spec) + [
        ("rows", f"rows === {spec.rows} && bricks.length <= {spec.rows * spec.columns}"),
        ("columns", f"columns === {spec.columns} && Math.max(...bricks.map(brick => brick.x)) === {width} * {spec.columns - 1}"),
        ("accent", f"t.paints('canvas', {js(spec.accent)}) > {int(spec.rows * (width - 5) * 20)}"),
        ("ball", f"(t.click('#reset'), await t.tick(20), t.paints('canvas', {js(spec.ball)}) > 100)"),
        ("score", f"t.text('#status') === '{status}'"),
        ("lives", f"lives === {spec.lives}"),
        ("speed", f"Math.abs(Math.hypot(ball.dx, ball.dy) - {spec.speed}) < 0.01"),
        ("paddle", f"paddle === {spec.paddle}"),
        ("controls", f"(t.click('#reset'), {aim})"),
        ("breaks", "(async () => { const left = bricks.length; Object.assign(ball, { x: bricks.at(-1).x + 9,"
                   " y: bricks.at(-1).y + 40, dx: 0, dy: -5 }); await t.tick(160); return bricks.length === left - 1 && ball.dy > 0; })()"),
        ("drops", "(async () => { t.click('#reset'); Object.assign(ball, { x: 600, y: 395, dx: 0, dy: 5 });"
                  f" x = 100; await t.tick(64); return lives === {spec.lives - 1}; }})()"),
        ("message", "(async () => { t.click('#reset'); bricks.length = 1; Object.assign(ball, { x: bricks[0].x + 9,"
                    " y: bricks[0].y + 40, dx: 0, dy: -5 }); await t.tick(160);"
                    f" return t.text('#status') === {js(spec.message)}; }})()"),
    ]
    return found


FAMILY = Family(
    name="breakout", spec=Breakout,
    nouns=("breakout game", "breakout", "brick breaker game", "brick breaker", "breakout clone", "game of breakout",
           "paddle and ball game", "arkanoid clone", "game where a ball breaks bricks", "brick game"),
    zh="打砖块游戏", about="a paddle, a ball and a wall of bricks", render=render, checks=checks,
    held_out_features=(("theme", "dark"), ("font", "serif")),
    held_out_pairs=(("controls", "keys", "score", False),))
