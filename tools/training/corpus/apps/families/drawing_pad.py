"""A pad to draw on with the mouse."""

from dataclasses import dataclass
from random import Random

from .. import colours
from ..attributes import Spec, accent, colour, items, number, option, title
from ..family import Family
from ..features import button
from ..page import App, js, shared_checks


def draw_palette(rng: Random) -> tuple:
    return tuple(rng.sample(colours.COMMON + colours.RARER, rng.randint(2, 6)))


@dataclass(frozen=True)
class DrawingPad(Spec):
    title: str = title("Drawing Pad")
    palette: tuple = items(("black", "crimson", "royalblue", "seagreen"), ("colours", "palette"), draw_palette,
                           "the colours {v}", "pens in {v}", "!I want to draw in {v}", "!The colours are {v}",
                           "a palette of {v}", zh="画笔", weight=3)
    brush: int = number(6, 1, 40, ("brush size", "line width"), "a brush size of {v}", "a {v} px brush",
                        "!The brush is {v} pixels wide", "{v} pixel lines",
                        by_value={2: ("a thin brush", "thin lines"), 20: ("a thick brush", "thick lines")},
                        zh="画笔大小", weight=2)
    paper: str = colour("white", ("paper", "canvas"), "a {v} sheet", "!Draw on {v}", ">on {v} paper", zh="画布颜色",
                        generic=False)
    width: int = number(500, 200, 900, ("width",), "a width of {v}", "!It is {v} pixels wide", "{v} px width",
                        zh="宽度")
    eraser: bool = option(False, ("an eraser", "a rubber"), "!I want to erase", "!Let me rub things out",
                          zh="橡皮擦")
    slider: bool = option(True, ("a size slider", "a brush size slider"), "!I want to change the brush size", zh="粗细滑块")
    save: bool = option(False, ("a save button", "a download button"), "!Let me save the picture",
                        "!I want to download my drawing", zh="保存按钮")
    button: str = button("Clear", "New sheet", "Wipe", "Start over", "Empty", "Erase all", "Reset", "Clean", "Delete all")
    accent: str = accent("slateblue")


_APP = App(
    style="""
canvas { width: min($width$px, 92vw, 90vh); border-radius: 12px; background: $paper$; box-shadow: 0 4px 16px #0004; touch-action: none; }
#tools { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 8px; }
.pen { width: 32px; height: 32px; padding: 0; border-radius: 50%; box-shadow: 0 0 0 1px #8888; }""",
    body="""
<canvas width="$width$" height="$height$"></canvas>
<div id="tools">$slider_body$$eraser_body$$save_body$<button id="clear">$button$</button></div>""",
    script="""
const get = (id) => document.getElementById(id);
const palette = $palette_js$;
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
let pen = palette[0], brush = $brush$;
ctx.lineCap = ctx.lineJoin = "round";
function choose(colour) {
  pen = colour;
}
for (const colour of palette) {
  const button = document.createElement("button");
  button.className = "pen";
  button.style.background = colour;
  button.onclick = () => choose(colour);
  get("tools").prepend(button);
}
function line(event) {
  const scale = canvas.width / canvas.clientWidth;
  ctx.lineTo(event.offsetX * scale, event.offsetY * scale);
  ctx.globalCompositeOperation = pen ? "source-over" : "destination-out";
  ctx.strokeStyle = pen || "black";
  ctx.lineWidth = brush;
  ctx.stroke();
}
canvas.onpointerdown = (event) => {
  ctx.beginPath();
  line(event);
  line(event);
};
canvas.onpointermove = (event) => event.buttons && line(event);
get("clear").onclick = () => ctx.clearRect(0, 0, canvas.width, canvas.height);
$slider_js$
$eraser_js$
$save_js$""")

_SAVE = """get("save").onclick = () => {
  const link = document.createElement("a");
  link.href = canvas.toDataURL();
  link.download = "drawing.png";
  link.click();
};"""


def render(spec: DrawingPad) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, palette_js=js(spec.palette), height=spec.width * 3 // 5,
        slider_body=f'<input id="size" type="range" min="1" max="40" value="{spec.brush}">' if spec.slider else "",
        slider_js='get("size").oninput = (event) => brush = event.target.value;' if spec.slider else "",
        eraser_body='<button id="eraser">Eraser</button>' if spec.eraser else "",
        eraser_js='get("eraser").onclick = () => choose("");' if spec.eraser else "",
        save_body='<button id="save">Save</button>' if spec.save else "", save_js=_SAVE if spec.save else "")


def checks(spec: DrawingPad) -> list[tuple[str, str]]:
    found = shared_checks(spec) + [
        ("palette", "JSON.stringify(t.all('.pen').map(pen => pen.style.background))"
                    f" === JSON.stringify({js(spec.palette[::-1])})"),
        ("width", f"t.one('canvas').width === {spec.width}"),
        ("paper", f"t.same(t.css('canvas', 'background-color'), {js(spec.paper)})"),
        ("button", f"t.text('#clear') === {js(spec.button)}"),
        ("eraser", f"t.count('#eraser') === {int(spec.eraser)}"),
        ("slider", f"t.count('#size') === {int(spec.slider)}"),
        ("save", f"t.count('#save') === {int(spec.save)}"),
        ("brush", "(t.mouse('canvas', 'pointerdown', 40, 60), t.mouse('canvas', 'pointermove', 140, 60),"
                  f" ctx.lineWidth === {spec.brush})"),
        # A thin line blends with its neighbours; a thick one shows its colour.
        ("draws", "(brush = 12, t.mouse('canvas', 'pointerdown', 40, 60), t.mouse('canvas', 'pointermove', 140, 60),"
                  f" t.paints('canvas', {js(spec.palette[0])}) > 50)"),
        ("pens", f"(t.click('.pen'), t.mouse('canvas', 'pointerdown', 40, 90), t.mouse('canvas', 'pointermove', 140, 90),"
                 f" t.paints('canvas', {js(spec.palette[-1])}) > 50)"),
    ]
    if spec.eraser:
        found.append(("eraser", "(() => { const picture = t.picture('canvas'); t.click('#eraser');"
                                " t.mouse('canvas', 'pointerdown', 40, 90); t.mouse('canvas', 'pointermove', 140, 90);"
                                " return t.picture('canvas') !== picture; })()"))
    if spec.slider:
        found.append(("slider", "(t.type('#size', '33'), Number(brush) === 33)"))
    found.append(("clears", f"(t.click('#clear'), t.paints('canvas', {js(spec.palette[-1])}) === 0)"))
    return found


FAMILY = Family(
    name="drawing_pad", spec=DrawingPad,
    nouns=("drawing pad", "drawing app", "paint app", "sketch pad", "drawing board", "whiteboard",
           "simple paint program", "canvas to draw on", "doodle pad", "page where I can draw",
           "app for drawing with the mouse", "place to scribble"),
    zh="画板", about="a pad to draw on", render=render, checks=checks,
    held_out_features=(("toggle", True), ("font", "serif")),
    held_out_pairs=(("eraser", True, "save", True),))
