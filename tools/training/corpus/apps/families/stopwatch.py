"""A stopwatch that counts up, or a timer that counts down."""

from dataclasses import dataclass, replace

from ..attributes import Spec, accent, choice, number, option, title
from ..family import Family
from ..features import LABELS, language, message
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Stopwatch(Spec):
    title: str = title("Stopwatch")
    mode: str = choice("up", {
        "up": ("counting up", ">that counts up", "!It counts up from zero"),
        "down": ("^countdown", ">that counts down", "!It counts down", "a countdown", "!Count down to zero"),
    }, ("mode",), zh="模式", zh_values={"up": "正计时", "down": "倒计时"}, weight=2)
    seconds: int = number(60, 5, 900, ("start time", "seconds"), "{v} seconds on the clock", "!It starts at {v} seconds",
                          "{v} seconds to count down", "a start time of {v} seconds",
                          by_value={120: ("2 minutes", "two minutes"), 300: ("5 minutes", "five minutes"),
                                    600: ("10 minutes", "ten minutes"), 180: ("3 minutes",)}, zh="秒数")
    digits: int = number(1, 0, 3, ("decimals", "digits after the point"), "{v} digits after the point",
                         "{v} decimals", by_value={0: ("whole seconds", "no decimals"), 1: ("tenths of a second",),
                                                   2: ("hundredths of a second", "hundredths"),
                                                   3: ("milliseconds", "thousandths")}, zh="小数位")
    laps: bool = option(False, ("lap times", "a lap button", "a lap list"), "!Let me record laps",
                        "!I want to take laps", zh="计次")
    keys: bool = option(False, ("a space bar shortcut", "keyboard control", "the space key to start and stop"),
                        "!The space bar starts and stops it", zh="空格键")
    message: str = message("Time is up!", "the time is over", "Done!", "Finished", "Stop now", "Ring ring", "Over",
                           "Break time", "Next!", "Ding")
    language: str = language()
    accent: str = accent("seagreen", "time")


def tidy(spec: Stopwatch) -> Stopwatch:
    """Who names a start time or an end message wants to count down."""
    return replace(spec, mode="down") if implied(spec) else spec


def implied(spec: Stopwatch) -> tuple[str, ...]:
    return ("mode",) if spec.seconds != 60 or spec.message != "Time is up!" else ()


_APP = App(
    style="""
#time { padding: 20px 40px; border-radius: 16px; background: var(--card); color: var(--accent); font-size: 56px; text-shadow: 0 1px 2px #0008; font-variant-numeric: tabular-nums; }""",
    body="""
<div id="time"></div>
<div><button id="start">$start_label$</button> <button id="reset">$reset_label$</button>$lap_body$</div>
$list_body$""",
    script="""
const get = (id) => document.getElementById(id);
const total = $total$;
const digits = $digits$;
let passed, since, timer;
function now() {
  return passed + (timer ? (performance.now() - since) / 1000 : 0);
}
function show() {
  const time = $time$;
  const minutes = Math.floor(time / 60);
  get("time").textContent = minutes + ":" + (time % 60).toFixed(digits).padStart($pad$, "0");
  $end$
}
function pause() {
  passed = now();
  clearInterval(timer);
  timer = 0;
  get("start").textContent = "$start_label$";
}
function start() {
  if (timer) return pause();
  since = performance.now();
  timer = setInterval(show, 20);
  get("start").textContent = "$pause_label$";
}
function reset() {
  passed = timer = clearInterval(timer) || 0;
  pause();
  show();
  $clear$
}
get("start").onclick = start;
get("reset").onclick = reset;
$lap_js$
$keys_js$
reset();""")

_LAP = """get("lap").onclick = () => {
  const lap = document.createElement("li");
  lap.textContent = get("time").textContent;
  get("laps").append(lap);
};"""
_KEYS = """onkeydown = (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  start();
};"""
_END = """if (time === 0) {
    pause();
    get("time").textContent = "$message$";
  }"""


def render(spec: Stopwatch) -> str:
    labels = LABELS[spec.language]
    down = spec.mode == "down"
    return _APP.page(
        FAMILY.echo(spec), spec, total=spec.seconds if down else 0,
        time="Math.max(0, total - now())" if down else "now()", pad=spec.digits + 3 if spec.digits else 2,
        end=_END.replace("$message$", spec.message) if down else "",
        start_label=labels["start"], pause_label=labels["pause"], reset_label=labels["reset"],
        lap_body=f' <button id="lap">{labels["lap"]}</button>' if spec.laps else "",
        list_body='<ol id="laps"></ol>' if spec.laps else "", lap_js=_LAP if spec.laps else "",
        clear='get("laps").innerHTML = "";' if spec.laps else "", keys_js=_KEYS if spec.keys else "")


def checks(spec: Stopwatch) -> list[tuple[str, str]]:
    labels = LABELS[spec.language]
    down = spec.mode == "down"

    def shown(seconds: int) -> str:
        return f"{seconds // 60}:{seconds % 60:02d}" + ("." + "0" * spec.digits if spec.digits else "")

    first = shown(spec.seconds if down else 0)
    # The display lags a step of 20 ms behind at most.
    after = spec.seconds - 3 if down else 3
    found = shared_checks(spec) + [
        ("seconds", f"t.text('#time') === '{first}'"),
        ("digits", f"(t.text('#time').split('.')[1] ?? '').length === {spec.digits}"),
        ("accent", f"t.same(t.css('#time', 'color'), {js(spec.accent)})"),
        ("language", f"t.text('#start') === {js(labels['start'])} && t.text('#reset') === {js(labels['reset'])}"
                     f" && document.documentElement.lang === {js(spec.language)}"),
        ("mode", "(async () => { t.click('#start'); await t.tick(3000); const [minutes, seconds] = t.text('#time').split(':');"
                 f" return Math.abs(60 * minutes + Number(seconds) - {after}) <= 0.55; }})()"),
        ("laps", f"t.count('#lap') === {int(spec.laps)}"),
    ]
    if spec.laps:
        found.append(("laps", f"(t.click('#lap'), t.text('#laps li') === t.text('#time')"
                              f" && t.text('#lap') === {js(labels['lap'])})"))
    found.append(("pauses", "(async () => { t.click('#start'); const time = t.text('#time'); await t.tick(1000);"
                            " return t.text('#time') === time; })()"))
    found.append(("keys", "(async () => { const time = t.text('#time'); document.activeElement.blur(); t.key(' ');"
                          f" await t.tick(1200); return (t.text('#time') !== time) === {js(spec.keys)}; }})()"))
    found.append(("resets", f"(t.click('#reset'), t.text('#time') === '{first}')"))
    if down:
        found.append(("message", f"(t.click('#start'), await t.tick({spec.seconds * 1000 + 200}),"
                                 f" t.text('#time') === {js(spec.message)})"))
    else:
        found.append(("message", "(t.click('#start'), await t.tick(61000), /^1:0/.test(t.text('#time')))"))
    return found


FAMILY = Family(
    name="stopwatch", spec=Stopwatch, tidy=tidy, implied=implied,
    nouns=("stopwatch", "stopwatch", "timer", "stopwatch app", "online stopwatch", "time counter", "sports stopwatch",
           "simple timer", "app that measures time", "page to time my runs", "clock that I can start and stop"),
    zh="秒表", about="a clock to start, pause and reset", render=render, checks=checks,
    held_out_features=(("toggle", True), ("language", "de")),
    held_out_pairs=(("mode", "down", "laps", True),))
