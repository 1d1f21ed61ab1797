"""Balls that bounce in a box, with or without gravity."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, number, option, title
from ..family import Family
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class BouncingBalls(Spec):
    title: str = title("Bouncing Balls")
    count: int = number(12, 1, 80, ("count", "number of balls"), "{v} balls", "{v} balls", "!Use {v} balls",
                        "!There are {v} balls", ">with {v} balls",
                        by_value={50: ("many balls", "lots of balls"), 3: ("a few balls",)}, zh="球数", weight=3)
    radius: int = number(16, 4, 40, ("radius", "ball size"), "a radius of {v}", "balls of radius {v}", "{v} px balls",
                         "!Each ball has a radius of {v}", by_value={8: ("small balls", "tiny balls"),
                                                                     30: ("big balls", "large balls")}, zh="半径")
    speed: int = number(5, 1, 20, ("speed",), "speed {v}", "a speed of {v}", "!They move at speed {v}",
                        by_value={2: ("slow balls", "!They should be slow"), 12: ("fast balls", "!They should be fast")},
                        zh="速度")
    gravity: bool = option(False, ("gravity",), "!They fall down", "!Let gravity pull them down", "^falling",
                           zh="重力")
    colours: str = choice("single", {
        "single": ("one colour for all", "balls of one colour"),
        "rainbow": ("rainbow colours", "balls in many colours", "!Each ball has its own colour", "^colourful",
                    "random colours"),
    }, ("colours",), zh="配色", zh_values={"single": "单色", "rainbow": "彩色"})
    add: bool = option(False, ("new balls on click", "a click that adds a ball"), "!A click adds a ball",
                       "!Clicking makes more balls", zh="点击加球")
    trail: bool = option(False, ("trails", "a trail behind each ball"), "!The balls leave a trail", zh="拖尾")
    accent: str = accent("tomato", "balls")


_APP = App(
    style="canvas { width: min(92vw, 92vh); border-radius: 12px; background: #8883; }",
    body="<canvas width=\"800\" height=\"500\"></canvas>",
    script="""
const count = $count$;
const radius = $radius$;
const speed = $speed$;
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
const balls = [];
function add(x, y) {
  const angle = Math.random() * 7;
  balls.push({ x, y, dx: speed * Math.cos(angle), dy: speed * Math.sin(angle), colour: $colour$ });
}
function draw() {
  $clear$
  for (const ball of balls) {
    $pull$
    ball.x += ball.dx;
    ball.y += ball.dy;
    if (ball.x < radius || ball.x > canvas.width - radius) ball.dx *= -1;
    if (ball.y < radius || ball.y > canvas.height - radius) ball.dy *= -1;
    ball.x = Math.max(radius, Math.min(canvas.width - radius, ball.x));
    ball.y = Math.max(radius, Math.min(canvas.height - radius, ball.y));
    ctx.fillStyle = ball.colour;
    ctx.beginPath();
    ctx.arc(ball.x, ball.y, radius, 0, 7);
    ctx.fill();
  }
  requestAnimationFrame(draw);
}
$add_js$
for (let i = 0; i < count; i++) add(Math.random() * canvas.width, Math.random() * canvas.height);
draw();""")

_ADD = """canvas.onpointerdown = (event) => {
  const scale = canvas.width / canvas.clientWidth;
  add(event.offsetX * scale, event.offsetY * scale);
};"""
_TRAIL = """ctx.globalCompositeOperation = "destination-out";
  ctx.fillStyle = "#0002";
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.globalCompositeOperation = "source-over";"""


def render(spec: BouncingBalls) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, pull="ball.dy += 0.3;" if spec.gravity else "",
        colour=js(spec.accent) if spec.colours == "single" else "`hsl(${Math.random() * 360}, 80%, 55%)`",
        clear=_TRAIL if spec.trail else "ctx.clearRect(0, 0, canvas.width, canvas.height);",
        add_js=_ADD if spec.add else "")


def checks(spec: BouncingBalls) -> list[tuple[str, str]]:
    single = spec.colours == "single"
    colours = f"t.same(balls[0].colour, {js(spec.accent)})" if single else "balls[0].colour.startsWith('hsl')"
    # The speed of a new ball, before gravity has pulled at it.
    fresh = "(() => { add(400, 250); const ball = balls.pop(); return Math.hypot(ball.dx, ball.dy); })()"
    return shared_checks(spec) + [
        ("count", f"balls.length === {spec.count}"),
        ("radius", f"radius === {spec.radius}"),
        ("speed", f"Math.abs({fresh} - {spec.speed}) < 0.01"),
        ("colours", colours),
        ("draws", f"t.paints('canvas', balls[0].colour) >= {spec.radius * spec.radius // 2}"),
        ("moves", "(async () => { const before = t.picture('canvas'); await t.tick(100);"
                  " return t.picture('canvas') !== before; })()"),
        ("stays", "(await t.tick(3000), balls.every(ball => ball.x >= radius && ball.x <= 800 - radius"
                  " && ball.y >= radius && ball.y <= 500 - radius))"),
        ("gravity", "(async () => { const ball = balls[0]; Object.assign(ball, { x: 400, y: 100, dx: 0, dy: 0 });"
                    f" await t.tick(160); return (ball.y > 100) === {js(spec.gravity)}; }})()"),
        ("add", f"(t.mouse('canvas', 'pointerdown', 50, 50), balls.length === {spec.count + int(spec.add)})"),
        ("trail", f"draw.toString().includes('clearRect') === {js(not spec.trail)}"),
    ]


FAMILY = Family(
    name="bouncing_balls", spec=BouncingBalls,
    nouns=("bouncing balls animation", "*bouncing balls", "bouncing ball simulation", "*bouncing balls",
           "ball simulation", "page with bouncing balls", "bouncing balls demo", "physics demo with balls",
           "box full of bouncing balls", "animation of balls in a box"),
    zh="弹跳小球", about="balls that bounce in a box", render=render, checks=checks,
    held_out_features=(("font", "monospace"), ("theme", "dark")),
    held_out_pairs=(("gravity", True, "trail", True),))
