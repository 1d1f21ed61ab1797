"""A pocket calculator."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, colour, number, option, title
from ..family import Family
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Calculator(Spec):
    title: str = title("Calculator")
    operators: str = choice("basic", {
        "basic": ("the four operations", "plus, minus, times and divide", "basic operators"),
        "power": ("powers and percent", "a power key and a percent key", "^scientific", "!Add keys for power and modulo",
                  "extra operators"),
    }, ("operators",), zh="运算", zh_values={"basic": "四则", "power": "乘方"})
    decimals: int = number(6, 0, 9, ("decimals", "decimal places"), "{v} decimals", "{v} decimal places",
                           "!Round to {v} decimals", "results with {v} decimals",
                           by_value={0: ("whole numbers only", "no decimals")}, zh="小数位")
    corners: str = choice("rounded", {
        "rounded": ("rounded keys", "rounded buttons"),
        "round": ("round keys", "round buttons", "circular buttons", "!The keys should be circles"),
        "square": ("square keys", "square buttons", "sharp corners", "!The keys should be square"),
    }, ("key shape",), zh="按键形状", zh_values={"round": "圆形", "square": "方形"})
    keyboard: bool = option(True, ("keyboard input", "keyboard support"), "!I want to type with the keyboard",
                            "!It should react to the keyboard", zh="键盘输入")
    history: bool = option(False, ("a history", "a history of results", "a list of past results"),
                           "!Show the last results", "!Keep a history", zh="历史记录")
    equals: str = colour("darkorange", ("equals key", "equals button"), "a {v} equals key",
                         "!Make the equals sign {v}", zh="等号颜色")
    accent: str = accent("steelblue", "keys", "buttons")


_APP = App(
    style="""
main { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; padding: 16px; border-radius: 16px; background: var(--card); }
main button { width: 56px; height: min(56px, 10vh); padding: 0; border-radius: $radius$; }
#display { grid-column: 1 / 5; width: 230px; height: 36px; overflow: auto; font-size: 26px; text-align: right; }
#equals { grid-column: 1 / 5; width: 100%; background: $equals$; }""",
    body="""
<main><div id="display"></div></main>
$history_body$""",
    script="""
const get = (id) => document.getElementById(id);
const decimals = $decimals$;
const keys = "$keys$";
let sum = "";
function press(key) {
  if (key === "C") sum = "";
  else if (key === "=") calculate();
  else sum += key;
  get("display").textContent = sum || "0";
}
function calculate() {
  try {
    const result = String(Number(Function("return " + sum.replaceAll("^", "**"))().toFixed(decimals)));
    $history_add$
    sum = result;
  } catch {
    sum = "";
  }
}
for (const key of keys) {
  const button = document.createElement("button");
  button.textContent = key;
  if (key === "=") button.id = "equals";
  button.onclick = () => press(key);
  document.querySelector("main").append(button);
}
$keyboard_js$
press("C");""")

_KEYS = {"basic": "789/456*123-0.C+=", "power": "789/456*123-0.C+^%()="}
_KEYBOARD = """onkeydown = (event) => {
  const key = { Enter: "=", Escape: "C" }[event.key] || event.key;
  if (!keys.includes(key)) return;
  event.preventDefault();
  press(key);
};"""
_HISTORY = 'get("history").prepend(sum + " = " + result, document.createElement("br"));'


def render(spec: Calculator) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, keys=_KEYS[spec.operators],
        radius={"rounded": "10px", "round": "50%", "square": "0"}[spec.corners],
        keyboard_js=_KEYBOARD if spec.keyboard else "", history_body='<p id="history"></p>' if spec.history else "",
        history_add=_HISTORY if spec.history else "")


def checks(spec: Calculator) -> list[tuple[str, str]]:
    def entered(keys: str) -> str:
        return f"[...'{keys}'].forEach(key => t.all('main button').find(b => b.textContent === key).click())"

    third = format(round(1 / 3, spec.decimals), f".{spec.decimals}f").rstrip("0").rstrip(".") if spec.decimals else "0"
    found = shared_checks(spec) + [
        ("operators", f"t.texts('main button').includes('^') === {js(spec.operators == 'power')}"),
        ("accent", f"t.same(t.css('main button', 'background-color'), {js(spec.accent)})"),
        ("equals", f"t.same(t.css('#equals', 'background-color'), {js(spec.equals)})"),
        ("corners", "t.css('main button', 'border-top-left-radius') === "
                    + js({"rounded": "10px", "round": "50%", "square": "0px"}[spec.corners])),
        ("computes", f"({entered('12*3+4=')}, t.text('#display') === '40')"),
        ("clears", f"({entered('C')}, t.text('#display') === '0')"),
        ("decimals", f"({entered('1/3=')}, t.text('#display') === '{third}')"),
        ("history", f"t.count('#history') === {int(spec.history)}"),
        ("keyboard", f"({entered('C')}, t.key('7'), t.key('+'), t.key('8'), t.key('Enter'),"
                     f" t.text('#display') === '{15 if spec.keyboard else 0}')"),
    ]
    if spec.operators == "power":
        found.append(("operators", f"({entered('C2^9=')}, t.text('#display') === '512')"))
    if spec.history:
        found.append(("history", "t.text('#history').includes('12*3+4 = 40')"))
    return found


FAMILY = Family(
    name="calculator", spec=Calculator,
    nouns=("calculator", "calculator", "pocket calculator", "calculator app", "simple calculator", "desk calculator",
           "web calculator", "little calculator", "app to do sums", "page that calculates",
           "calculator with buttons"),
    zh="计算器", about="a calculator with keys to click", render=render, checks=checks,
    held_out_features=(("font", "serif"),),
    held_out_pairs=(("corners", "round", "history", True),))
