"""A timer that alternates between work and rest."""

from dataclasses import dataclass

from ..attributes import Spec, accent, colour, number, one_of, option, text, title
from ..family import Family
from ..features import LABELS, language
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Pomodoro(Spec):
    title: str = title("Pomodoro")
    work: int = number(25, 1, 90, ("work time", "focus time", "work minutes"), "{v} minutes of work",
                       "{v} minutes of focus", "{v} minute work sessions", "!Work lasts {v} minutes",
                       "a work time of {v} minutes", ">with {v} minutes of work", zh="工作分钟", weight=2)
    rest: int = number(5, 1, 30, ("break time", "break minutes", "break length"), "{v} minute breaks",
                       "{v} minutes of break", "a break of {v} minutes", "!A break lasts {v} minutes",
                       zh="休息分钟", weight=2)
    work_label: str = text("Focus", ("work label", "name of the work phase"),
                           one_of("Work", "Study", "Deep work", "Read", "Write", "Code", "Practice", "Learn"),
                           "the work phase called {v}", "!Call the work time {v}", "the label {v} for work",
                           "{v} as the work label", zh="工作名称")
    rest_label: str = text("Break", ("break label", "name of the break"),
                           one_of("Rest", "Relax", "Coffee", "Stretch", "Walk", "Breathe", "Play", "Tea time"),
                           "the break called {v}", "!Call the break {v}", "the label {v} for the break",
                           "{v} as the break label", zh="休息名称")
    auto: bool = option(True, ("an automatic start of the next phase", "automatic switching"),
                        "!It goes on by itself", "!Start the next phase automatically",
                        off=("!Stop after each phase", "!It should wait for me after each phase"), zh="自动切换")
    count: bool = option(True, ("a session counter", "a count of finished sessions"), "!Count the sessions",
                         "!Show how many sessions I finished", zh="次数统计")
    rest_colour: str = colour("seagreen", ("break", "rest phase"), "{v} during the break", "!Turn {v} in the break",
                              "!The break should be {v}", zh="休息颜色", generic=False)
    language: str = language()
    accent: str = accent("tomato")


_APP = App(
    style="""
#phase { font-size: 22px; }
#time { padding: 20px 40px; border-radius: 16px; background: var(--card); color: var(--accent); font-size: 60px; text-shadow: 0 1px 2px #0008; }""",
    body="""
<div id="phase"></div>
<div id="time"></div>
<div><button id="start"></button> <button id="reset">$reset_label$</button></div>
$count_body$""",
    script="""
const get = (id) => document.getElementById(id);
const phases = [
  { label: "$work_label$", minutes: $work$, colour: "$accent$" },
  { label: "$rest_label$", minutes: $rest$, colour: "$rest_colour$" },
];
let phase, left, timer, count = 0;
function show() {
  get("phase").textContent = phases[phase].label;
  get("time").textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  get("start").textContent = timer ? "$pause_label$" : "$start_label$";
  document.body.style.setProperty("--accent", phases[phase].colour);
  $count_show$
}
function enter(next) {
  phase = next;
  left = phases[phase].minutes * 60;
  show();
}
function pause() {
  clearInterval(timer);
  timer = 0;
  show();
}
function tick() {
  left -= 1;
  if (left > 0) return show();
  if (phase === 0) count += 1;
  enter(1 - phase);
  $wait$
}
get("start").onclick = () => {
  if (timer) return pause();
  timer = setInterval(tick, 1000);
  show();
};
get("reset").onclick = () => {
  pause();
  count = 0;
  enter(0);
};
enter(0);""")


def render(spec: Pomodoro) -> str:
    labels = LABELS[spec.language]
    return _APP.page(
        FAMILY.echo(spec), spec, start_label=labels["start"], pause_label=labels["pause"],
        reset_label=labels["reset"], wait="" if spec.auto else "pause();",
        count_body='<p>&#10003; <b id="count"></b></p>' if spec.count else "",
        count_show='get("count").textContent = count;' if spec.count else "")


def checks(spec: Pomodoro) -> list[tuple[str, str]]:
    labels = LABELS[spec.language]
    found = shared_checks(spec) + [
        ("work", f"t.text('#time') === '{spec.work}:00'"),
        ("work_label", f"t.text('#phase') === {js(spec.work_label)}"),
        ("language", f"t.text('#start') === {js(labels['start'])} && t.text('#reset') === {js(labels['reset'])}"
                     f" && document.documentElement.lang === {js(spec.language)}"),
        ("count", f"t.count('#count') === {int(spec.count)}"),
        ("runs", f"(t.click('#start'), await t.tick(2000), t.text('#time') === '{spec.work - 1}:58'"
                 f" && t.text('#start') === {js(labels['pause'])})"),
        ("rest", f"(await t.tick({(spec.work * 60 - 2) * 1000}), t.text('#time') === '{spec.rest}:00')"),
        ("rest_label", f"t.text('#phase') === {js(spec.rest_label)}"),
        ("rest_colour", f"t.same(t.variable('--accent'), {js(spec.rest_colour)})"),
        ("auto", f"(await t.tick(3000), t.text('#time') === '{f'{spec.rest - 1}:57' if spec.auto else f'{spec.rest}:00'}')"),
    ]
    if spec.count:
        found.append(("count", "t.text('#count') === '1'"))
    found.append(("resets", f"(t.click('#reset'), t.text('#time') === '{spec.work}:00'"
                            f" && t.same(t.variable('--accent'), {js(spec.accent)}))"))
    return found


FAMILY = Family(
    name="pomodoro", spec=Pomodoro,
    nouns=("pomodoro timer", "pomodoro timer", "pomodoro", "pomodoro app", "focus timer", "work and break timer",
           "pomodoro clock", "tomato timer", "study timer", "app that reminds me to take breaks",
           "timer for learning with breaks"),
    zh="番茄钟", about="a timer for work and breaks", render=render, checks=checks,
    held_out_features=(("theme", "dark"), ("language", "fr")),
    held_out_pairs=(("auto", False, "count", False),))
