"""A clock, with hands or with digits."""

from dataclasses import dataclass, replace

from ..attributes import Spec, accent, choice, colour, number, option, title
from ..family import Family
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Clock(Spec):
    title: str = title("Clock")
    kind: str = choice("analog", {
        "analog": ("^analog", "hands", "!It has hands", "a round clock face"),
        "digital": ("^digital", "digits instead of hands", "!Show the time in digits", "!Make it digital"),
    }, ("kind",), zh="样式", zh_values={"analog": "指针式", "digital": "数字式"}, weight=3)
    hours: str = choice("24", {
        "24": ("24 hour time", "^24-hour", "the 24 hour format"),
        "12": ("12 hour time", "^12-hour", "AM and PM", "!Use the 12 hour format", "the 12 hour format"),
    }, ("hour format",), zh="小时制", zh_values={"24": "24小时", "12": "12小时"})
    seconds: bool = option(True, ("seconds", "a seconds display"), "!Show the seconds", zh="秒")
    date: bool = option(False, ("the date", "a date display"), "!Show the date", "!Put the date below", zh="日期")
    numbers: bool = option(True, ("numbers around the face", "hour numbers"), "!Write the numbers on the face",
                           zh="刻度数字")
    size: int = number(280, 120, 400, ("size",), "a size of {v} pixels", "a diameter of {v}", "!It is {v} pixels wide",
                       "{v} px size", zh="大小")
    face: str = colour("white", ("face", "dial"), "a {v} face", "a {v} dial", zh="表盘颜色", generic=False)
    accent: str = accent("crimson", "second hand", "digits")


def tidy(spec: Clock) -> Clock:
    """Who names an hour format wants digits; only a face has numbers around it."""
    if implied(spec):
        spec = replace(spec, kind="digital")
    return replace(spec, numbers=True) if spec.kind == "digital" else spec


def implied(spec: Clock) -> tuple[str, ...]:
    return ("kind",) if spec.hours == "12" else ()


_ANALOG = App(
    style="canvas { width: min($size$px, 62vh); border-radius: 50%; background: $face$; box-shadow: 0 6px 24px #0005; }",
    body="""
<canvas width="400" height="400"></canvas>
$date_body$""",
    script="""
const canvas = document.querySelector("canvas");
const ctx = canvas.getContext("2d");
ctx.translate(200, 200);
ctx.lineCap = "round";
function hand(part, length, width, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(length * Math.sin(part * 2 * Math.PI), -length * Math.cos(part * 2 * Math.PI));
  ctx.stroke();
}
function show() {
  const now = new Date();
  const minutes = now.getMinutes() + now.getSeconds() / 60;
  ctx.clearRect(-200, -200, 400, 400);
  $numbers_js$
  hand((now.getHours() % 12 + minutes / 60) / 12, 100, 10, "gray");
  hand(minutes / 60, 150, 6, "gray");
  $seconds_js$
  $date_js$
}
setInterval(show, 200);
show();""")
_DIGITAL = App(
    style="#time { padding: 20px 40px; border-radius: 16px; background: $face$; color: var(--accent); text-shadow: 0 1px 2px #0008; font-size: calc(min($size$px, 80vw) / 5); box-shadow: 0 6px 24px #0005; }",
    body="""
<div id="time"></div>
$date_body$""",
    script="""
const two = (number) => String(number).padStart(2, "0");
function show() {
  const now = new Date();
  document.getElementById("time").textContent = $hours_js$ + ":" + two(now.getMinutes())$seconds_js$$half_js$;
  $date_js$
}
setInterval(show, 200);
show();""")

_NUMBERS = """ctx.fillStyle = "gray";
  ctx.font = "28px sans-serif";
  ctx.textAlign = "center";
  for (let i = 1; i <= 12; i++) ctx.fillText(i, 170 * Math.sin(i * Math.PI / 6), 10 - 170 * Math.cos(i * Math.PI / 6));"""
_DATE = 'document.getElementById("date").textContent = now.toDateString();'


def render(spec: Clock) -> str:
    date = {"date_body": '<p id="date"></p>' if spec.date else "", "date_js": _DATE if spec.date else ""}
    if spec.kind == "analog":
        second_hand = f'hand(now.getSeconds() / 60, 160, 3, "{spec.accent}");'
        return _ANALOG.page(FAMILY.echo(spec), spec, **date, numbers_js=_NUMBERS if spec.numbers else "",
                            seconds_js=second_hand if spec.seconds else "")
    half = spec.hours == "12"
    return _DIGITAL.page(
        FAMILY.echo(spec), spec, **date, hours_js="(now.getHours() % 12 || 12)" if half else "two(now.getHours())",
        seconds_js=' + ":" + two(now.getSeconds())' if spec.seconds else "",
        half_js=' + (now.getHours() < 12 ? " AM" : " PM")' if half else "")


def checks(spec: Clock) -> list[tuple[str, str]]:
    found = shared_checks(spec) + [
        ("kind", f"t.count('canvas') === {int(spec.kind == 'analog')}"),
        ("date", f"t.count('#date') === {int(spec.date)}"
                 + (" && t.text('#date') === 'Thu Mar 05 2026'" if spec.date else "")),
    ]
    if spec.kind == "analog":
        found += [
            ("size", f"t.one('canvas').clientWidth === Math.min({spec.size}, Math.round(0.62 * innerHeight))"),
            ("face", f"t.same(t.css('canvas', 'background-color'), {js(spec.face)})"),
            ("numbers", f"show.toString().includes('fillText') === {js(spec.numbers)}"),
            ("hours", "t.count('#time') === 0"),
            # At 09:08:07 the second hand points up and a little to the right.
            ("seconds", f"(t.paints('canvas', {js(spec.accent)}) > 100) === {js(spec.seconds)}"),
            ("moves", "(async () => { const before = t.picture('canvas'); await t.tick(70000);"
                      " return t.picture('canvas') !== before; })()"),
        ]
        return found
    half = spec.hours == "12"
    at_nine = ("9:08" if half else "09:08") + (":07" if spec.seconds else "") + (" AM" if half else "")
    # Twelve hours later.
    at_night = ("9:08" if half else "21:08") + (":07" if spec.seconds else "") + (" PM" if half else "")
    found += [
        ("hours", f"t.text('#time') === '{at_nine}'"),
        ("seconds", f"t.text('#time').split(':').length === {3 if spec.seconds else 2}"),
        ("size", f"Math.abs(parseFloat(t.css('#time', 'font-size')) - Math.min({spec.size}, 0.8 * innerWidth) / 5) < 0.1"),
        ("face", f"t.same(t.css('#time', 'background-color'), {js(spec.face)})"),
        ("accent", f"t.same(t.css('#time', 'color'), {js(spec.accent)})"),
        ("numbers", "t.count('canvas') === 0"),
        ("moves", f"(t.later(43200), await t.tick(400), t.text('#time') === '{at_night}')"),
    ]
    return found


FAMILY = Family(
    name="clock", spec=Clock, tidy=tidy, implied=implied,
    nouns=("clock", "clock", "wall clock", "clock app", "web clock", "desktop clock", "clock for my desk",
           "clock page", "page that shows the time", "app that tells the time"),
    zh="时钟", about="a clock that shows your time", render=render, checks=checks,
    held_out_features=(("font", "serif"), ("toggle", True)),
    held_out_pairs=(("kind", "digital", "date", True),))
