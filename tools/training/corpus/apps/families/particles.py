"""A background of drifting particles, with lines between near ones and a mouse that moves them."""

from dataclasses import dataclass, replace

from ..attributes import Spec, accent, choice, number, option, title
from ..family import Family
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Particles(Spec):
    title: str = title("Particles")
    count: int = number(80, 5, 300, ("count", "number of particles", "particle count"), "{v} particles",
                        "{v} particles", "{v} dots", "!Use {v} particles", "!There should be {v} particles",
                        ">with {v} particles", "{v} dots", "{v} of them", "!There should be {v} of them",
                        "!I want {v} particles", "a number of {v}", "{v} points", ">made of {v} particles",
                        "!Show {v} dots", "!There are {v} particles", by_value={30: ("a few particles", "only a few particles"),
                                                         200: ("many particles", "lots of particles")},
                        zh="粒子数量", weight=2)
    radius: int = number(3, 1, 12, ("particle size", "radius"), "particles of size {v}", "a radius of {v}",
                         "{v} px particles", "radius {v}", "!Each particle has a radius of {v} pixels", "dots of radius {v}", "!They have a radius of {v}",
                         "!The size of a particle is {v}", "particles with radius {v}", "!Each is {v} px in radius",
                         by_value={2: ("small particles", "tiny particles"), 6: ("big particles", "large particles")},
                         zh="粒子半径")
    speed: int = number(2, 1, 10, ("speed",), "speed {v}", "a speed of {v}", "!They move at speed {v}", ">moving at speed {v}", "!The speed is {v}", "!Their speed should be {v}",
                        "a pace of {v}", "!They fly at speed {v}",
                        by_value={1: ("slow particles", "slow movement", "!They should drift slowly"),
                                  6: ("fast particles", "!They should move fast")}, zh="速度")
    shape: str = choice("circle", {
        "circle": ("round particles", "circles"),
        "square": ("square particles", "squares", "!The particles should be squares", "little squares as particles", "square dots", "!They are squares", "small squares",
                   "a square shape", "!Use squares instead of circles", ">made of little squares"),
    }, ("shape",), zh="形状", zh_values={"circle": "圆形", "square": "方形"})
    mouse: str = choice("none", {
        "none": ("no mouse effect", "!They ignore the mouse"),
        "attract": (">that follow the mouse", "!They follow the mouse", "!The mouse attracts them",
                    "particles drawn to the mouse", "!They come to the cursor", ">that are pulled by the mouse",
                    ">that fly to the pointer", "mouse attraction", "!They chase the cursor",
                    "!The pointer pulls them in"),
        "repel": (">that flee from the mouse", "!They move away from the mouse", "!The mouse pushes them away",
                  "particles that avoid the cursor", "mouse repulsion", "!They run from the pointer", ">that avoid the mouse",
                  ">that are pushed away by the cursor", "!The pointer pushes them off", "!They stay away from the mouse",
                  "particles that run away from the mouse"),
    }, ("mouse effect",), zh="鼠标效果", zh_values={"attract": "吸引", "repel": "排斥"})
    links: bool = option(False, ("lines between near particles", "connecting lines", "links between the particles"),
                         "^connected", "!Connect near particles with lines", "!Draw lines between close particles", "a network of lines", "lines that connect them",
                         "!Lines join those that are close", "a web of lines", "!Link the near ones",
                         ">joined by lines", "lines between them",
                         zh="连线")
    accent: str = accent("deepskyblue", "particles", "dots")
    theme: str = choice("dark", {
        "dark": ("^dark", "a dark background", "a black background", ">on a dark background", "!Dark background"),
        "light": ("^light", "a light background", "a white background", ">on a light background",
                  "!Use a light background"),
    }, ("background", "theme"), zh="背景", zh_values={"dark": "深色", "light": "浅色"})


_APP = App(
    style="""
canvas { position: fixed; inset: 0; z-index: -1; }
body { overflow: hidden; }""",
    body="<canvas></canvas>",
    script="""
const count = $count$;
const radius = $radius$;
const speed = $speed$;
const shape = "$shape$";
const mouse = "$mouse$";
const links = $links_js$;
const colour = "$accent$";
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
const pull = { none: 0, attract: -0.03, repel: 0.03 }[mouse];
let pointer = { x: -999, y: -999 };
canvas.width = innerWidth;
canvas.height = innerHeight;
const particles = Array.from({ length: count }, () => ({
  x: Math.random() * canvas.width,
  y: Math.random() * canvas.height,
  dx: (Math.random() - 0.5) * speed,
  dy: (Math.random() - 0.5) * speed,
}));
function draw() {
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = ctx.strokeStyle = colour;
  for (const p of particles) {
    p.x = (p.x + p.dx + canvas.width) % canvas.width;
    p.y = (p.y + p.dy + canvas.height) % canvas.height;
    if (Math.hypot(p.x - pointer.x, p.y - pointer.y) < 150) {
      p.x += (p.x - pointer.x) * pull;
      p.y += (p.y - pointer.y) * pull;
    }
    ctx.beginPath();
    if (shape === "square") ctx.rect(p.x - radius, p.y - radius, 2 * radius, 2 * radius);
    else ctx.arc(p.x, p.y, radius, 0, 7);
    ctx.fill();
    if (links) link(p);
  }
  requestAnimationFrame(draw);
}
function link(p) {
  ctx.globalAlpha = 0.3;
  for (const q of particles) {
    if (Math.hypot(p.x - q.x, p.y - q.y) > 90) continue;
    ctx.beginPath();
    ctx.moveTo(p.x, p.y);
    ctx.lineTo(q.x, q.y);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}
onpointermove = (event) => {
  pointer = { x: event.clientX, y: event.clientY };
};
onresize = () => {
  canvas.width = innerWidth;
  canvas.height = innerHeight;
};
draw();""")


def render(spec: Particles) -> str:
    return _APP.page(FAMILY.echo(spec), spec, links_js=js(spec.links))


def checks(spec: Particles) -> list[tuple[str, str]]:
    found = shared_checks(spec) + [
        ("count", f"particles.length === {spec.count}"),
        ("accent", f"t.paints('canvas', {js(spec.accent)}) > 0"),
        ("fills", "t.one('canvas').width === innerWidth && t.one('canvas').height === innerHeight"),
        ("moves", "(async () => { const before = t.picture('canvas'); await t.tick(100);"
                  " return t.picture('canvas') !== before; })()"),
        ("speed", f"particles.every(p => Math.abs(p.dx) <= {spec.speed / 2})"
                  f" && particles.some(p => Math.abs(p.dx) > {spec.speed / 8})"),
        ("radius", f"radius === {spec.radius}"),
        ("shape", f"(await t.calls(ctx, 'arc', () => t.tick(40)) > 0) === {js(spec.shape == 'circle')}"),
        # Two particles on one spot are near enough for any line.
        ("links", "(Object.assign(particles[1], { x: particles[0].x, y: particles[0].y }),"
                  f" await t.calls(ctx, 'stroke', () => t.tick(40)) > 0) === {js(spec.links)}"),
    ]
    # A particle at rest beside the pointer goes away from it, or towards it, or stays.
    goes = {"none": "p.x === 400", "repel": "p.x > 400", "attract": "p.x < 400"}[spec.mouse]
    found.append(("mouse", "(async () => { const p = particles[0]; Object.assign(p, { x: 400, y: 300, dx: 0, dy: 0 });"
                           f" t.mouse('canvas', 'pointermove', 380, 300); await t.tick(80); return {goes}; }})()"))
    return found


FAMILY = Family(
    name="particles", spec=Particles,
    nouns=("particle background", "particle animation", "*particles", "particle effect",
           "animated particle background", "particle system", "canvas with moving particles",
           "page with a particle background", "particle web page", "background of drifting particles",
           "animated background", "background with moving dots", "*floating dots"),
    zh="粒子背景", about="a background of drifting particles", render=render, checks=checks,
    held_out_features=(("font", "serif"),),
    held_out_pairs=(("shape", "square", "links", True),))
