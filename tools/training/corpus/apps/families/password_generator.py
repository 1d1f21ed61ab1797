"""A generator of random passwords."""

from dataclasses import dataclass

from ..attributes import Spec, accent, number, option, title
from ..family import Family
from ..features import button
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class PasswordGenerator(Spec):
    title: str = title("Password Generator")
    length: int = number(16, 4, 64, ("length", "password length"), "{v} characters", "a length of {v}",
                         "passwords of {v} characters", "^{v}-character", "!Passwords have {v} characters",
                         "{v} letters long", by_value={32: ("long passwords",), 6: ("short passwords",)},
                         zh="长度", weight=3)
    count: int = number(1, 1, 12, ("count", "number of passwords"), "{v} passwords at once", "!Make {v} at a time",
                        "{v} suggestions", "!Show {v} passwords", zh="数量")
    capitals: bool = option(True, ("capital letters", "upper case letters"), zh="大写字母")
    digits: bool = option(True, ("digits", "numbers"), zh="数字")
    symbols: bool = option(False, ("symbols", "special characters", "punctuation"), "!Use special characters too",
                           zh="符号")
    copy: bool = option(True, ("a copy button", "copy buttons"), "!Let me copy the password", zh="复制按钮")
    slider: bool = option(False, ("a length slider", "a slider for the length"), "!I want to choose the length",
                          zh="长度滑块")
    button: str = button("Generate", "New password", "Go", "Again", "Create", "Roll", "Next", "Make one", "Surprise me",
                         "Refresh")
    accent: str = accent("slateblue")


_APP = App(
    style="""
main { display: grid; gap: 8px; }
main div { display: flex; gap: 8px; justify-content: center; align-items: center; }
code { max-width: 76vw; padding: 10px 16px; border-radius: 8px; background: var(--card); font-size: 20px; overflow-wrap: anywhere; }""",
    body="""
<main></main>
$slider_body$<button id="make">$button$</button>""",
    script="""
const count = $count$;
let length = $length$;
const letters = "abcdefghijklmnopqrstuvwxyz$letters$";
const main = document.querySelector("main");
function password() {
  const random = crypto.getRandomValues(new Uint32Array(length));
  return [...random].map((number) => letters[number % letters.length]).join("");
}
function make() {
  main.innerHTML = "";
  for (let i = 0; i < count; i++) {
    const row = document.createElement("div");
    const code = document.createElement("code");
    code.textContent = password();
    row.append(code);
    $copy_js$
    main.append(row);
  }
}
document.getElementById("make").onclick = make;
$slider_js$
make();""")

_COPY = """const copy = document.createElement("button");
    copy.textContent = "Copy";
    copy.onclick = () => navigator.clipboard?.writeText(code.textContent);
    row.append(copy);"""
_SLIDER = """document.getElementById("length").oninput = (event) => {
  length = Number(event.target.value);
  make();
};"""
_SYMBOLS = "!#%&*+?@"


def render(spec: PasswordGenerator) -> str:
    letters = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * spec.capitals + "0123456789" * spec.digits + _SYMBOLS * spec.symbols)
    return _APP.page(
        FAMILY.echo(spec), spec, letters=letters, copy_js=_COPY if spec.copy else "",
        slider_js=_SLIDER if spec.slider else "",
        slider_body=f'<label>Length <input id="length" type="range" min="4" max="64" value="{spec.length}"></label>\n'
        if spec.slider else "")


def checks(spec: PasswordGenerator) -> list[tuple[str, str]]:
    found = shared_checks(spec) + [
        ("length", f"t.texts('code').every(text => text.length === {spec.length})"),
        ("count", f"t.count('code') === {spec.count}"),
        ("button", f"t.text('#make') === {js(spec.button)}"),
        ("copy", f"t.count('main button') === {spec.count if spec.copy else 0}"),
        ("slider", f"t.count('#length') === {int(spec.slider)}"),
        ("changes", "(() => { const before = t.text('code'); t.click('#make'); return t.text('code') !== before; })()"),
    ]
    # Many passwords together show every kind of character that they may hold, and no other.
    for name, pattern in (("capitals", "[A-Z]"), ("digits", "[0-9]"), ("symbols", f"[{_SYMBOLS}]")):
        found.append((name, "(() => { let all = ''; for (let i = 0; i < 300; i++) { t.click('#make');"
                            f" all += t.text('code'); }} return /{pattern}/.test(all) === {js(getattr(spec, name))}; }})()"))
    if spec.slider:
        found.append(("slider", "(t.type('#length', '21'), t.text('code').length === 21)"))
    return found


FAMILY = Family(
    name="password_generator", spec=PasswordGenerator,
    nouns=("password generator", "password generator", "password maker", "random password generator", "password tool",
           "secure password generator", "password creator", "generator of passwords", "tool that invents passwords",
           "app for safe passwords"),
    zh="密码生成器", about="a maker of random passwords", render=render, checks=checks,
    held_out_features=(("font", "cursive"), ("toggle", True)),
    held_out_pairs=(("symbols", True, "digits", False),))
