"""Sliders that mix a colour or a gradient, with its CSS text to copy."""

from dataclasses import dataclass, replace

from ..attributes import Spec, accent, choice, colour, number, one_of, option, text, title
from ..family import Family
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class ColourPicker(Spec):
    title: str = title("Colour Picker")
    mode: str = choice("rgb", {
        "rgb": ("RGB sliders", "red, green and blue sliders", ">with sliders for red, green and blue"),
        "hsl": ("HSL sliders", "hue, saturation and lightness sliders", "!Use HSL"),
        "gradient": ("^gradient", "two colours and a gradient", "!It makes a gradient of two colours",
                     "!Show a gradient", "a gradient"),
    }, ("mode",), zh="模式", zh_values={"rgb": "RGB", "hsl": "HSL", "gradient": "渐变"}, weight=3)
    angle: int = number(90, 0, 360, ("angle",), "an angle of {v} degrees", "a {v} degree gradient",
                        "!The gradient runs at {v} degrees", "{v} degrees", zh="角度")
    height: int = number(160, 60, 400, ("preview height", "height"), "a preview {v} pixels high",
                         "a {v} px high preview", "!The preview is {v} pixels high", zh="预览高度")
    copy: bool = option(True, ("a copy button",), "!Let me copy the code", "!I want to copy the colour code",
                        zh="复制按钮")
    button: str = text("Copy", ("copy button text",), one_of("Copy code", "Take it", "Copy CSS", "Copy colour", "Grab"),
                       "a copy button labelled {v}", "!The copy button says {v}", "{v} on the copy button",
                       zh="复制按钮文字")
    accent: str = accent("slateblue")


def tidy(spec: ColourPicker) -> ColourPicker:
    """Who names an angle wants a gradient; only a copy button has a text."""
    if implied(spec):
        spec = replace(spec, mode="gradient")
    return spec if spec.copy else replace(spec, button="Copy")


def implied(spec: ColourPicker) -> tuple[str, ...]:
    return ("mode",) if spec.angle != 90 else ()


_APP = App(
    style="""
#preview { width: min(420px, 90vw); height: min($height$px, 40vh); border-radius: 16px; box-shadow: 0 4px 16px #0004; }
label { display: flex; justify-content: space-between; width: min(420px, 90vw); }
input { width: 70%; accent-color: var(--accent); }
code { padding: 8px 16px; border-radius: 8px; background: var(--card); }""",
    body="""
<div id="preview"></div>
$inputs$
<div><code></code>$copy_body$</div>""",
    script="""
const inputs = [...document.querySelectorAll("input")];
const code = document.querySelector("code");
function show() {
  const [a, b, c] = inputs.map((input) => input.value);
  code.textContent = $formula$;
  document.getElementById("preview").style.background = code.textContent;
}
for (const input of inputs) input.oninput = show;
$copy_js$
show();""")

_INPUTS = {
    "rgb": """<label>Red <input type="range" max="255" value="120"></label>
<label>Green <input type="range" max="255" value="80"></label>
<label>Blue <input type="range" max="255" value="200"></label>""",
    "hsl": """<label>Hue <input type="range" max="360" value="200"></label>
<label>Saturation <input type="range" max="100" value="80"></label>
<label>Lightness <input type="range" max="100" value="50"></label>""",
    "gradient": """<label>From <input type="color" value="#ff8800"></label>
<label>To <input type="color" value="#3366ff"></label>
<label>Angle <input type="range" max="360" value="$angle$"></label>""",
}
_FORMULA = {"rgb": "`rgb(${a}, ${b}, ${c})`", "hsl": "`hsl(${a}, ${b}%, ${c}%)`",
            "gradient": "`linear-gradient(${c}deg, ${a}, ${b})`"}
_COPY = 'document.getElementById("copy").onclick = () => navigator.clipboard?.writeText(code.textContent);'


def render(spec: ColourPicker) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, inputs=_INPUTS[spec.mode].replace("$angle$", str(spec.angle)),
        formula=_FORMULA[spec.mode], copy_js=_COPY if spec.copy else "",
        copy_body=f' <button id="copy">{spec.button}</button>' if spec.copy else "")


def checks(spec: ColourPicker) -> list[tuple[str, str]]:
    first, changed = {
        "rgb": ("rgb(120, 80, 200)", "rgb(9, 80, 200)"), "hsl": ("hsl(200, 80%, 50%)", "hsl(9, 80%, 50%)"),
        "gradient": (f"linear-gradient({spec.angle}deg, #ff8800, #3366ff)",
                     f"linear-gradient({spec.angle}deg, #123456, #3366ff)"),
    }[spec.mode]
    value = "#123456" if spec.mode == "gradient" else "9"
    return shared_checks(spec) + [
        ("mode", f"t.text('code') === '{first}'"),
        ("angle", "t.count('input[type=color]') === " + ("2" if spec.mode == "gradient" else "0")),
        ("height", "t.one('#preview').getBoundingClientRect().height === Math.min("
                   f"{spec.height}, Math.round(0.4 * innerHeight))"),
        ("copy", f"t.count('#copy') === {int(spec.copy)}"),
        ("button", f"t.text('#copy') === {js(spec.button)}" if spec.copy else "t.count('#copy') === 0"),
        ("mixes", f"(t.type('input', '{value}'), t.text('code') === '{changed}'"
                  " && t.one('#preview').style.background !== '')"),
    ]


FAMILY = Family(
    name="colour_picker", spec=ColourPicker, tidy=tidy, implied=implied,
    nouns=("colour picker", "colour picker", "colour mixer", "colour tool", "colour chooser", "colour selector",
           "colour picker tool", "CSS colour picker", "page to mix colours", "tool for finding colours",
           "app with colour sliders"),
    zh="取色器", about="a tool to mix colours", render=render, checks=checks,
    held_out_features=(("toggle", True),),
    held_out_pairs=(("mode", "hsl", "copy", False),))
