"""A test of typing speed: type the text, see words per minute."""

from dataclasses import dataclass
from random import Random

from .. import words
from ..attributes import Spec, accent, colour, number, option, text, title
from ..family import Family
from ..page import App, js, shared_checks

_TEXTS = ("The quick brown fox jumps over the lazy dog.", "Every good program starts with a clear idea.",
          "She sells sea shells by the sea shore.", "Rain falls softly on the quiet street.",
          "Two old friends met at the station at noon.", "A small boat crossed the wide river at dawn.",
          "Never put off until tomorrow what you can do today.", "Bright stars filled the cold winter sky.",
          "Fresh bread and hot coffee make a fine morning.", "My neighbour plays the piano every evening.",
          "Count to ten and then start again.", "The train leaves at eight and arrives at noon.")


def draw_text(rng: Random) -> str:
    if rng.random() < 0.6:
        return rng.choice(_TEXTS)
    return f"{rng.choice(words.PEOPLE)} and {rng.choice(words.PEOPLE)} buy {rng.choice(words.THINGS)}," \
           f" {rng.choice(words.THINGS)} and {rng.choice(words.THINGS)} in {words.nonsense(rng)}."


@dataclass(frozen=True)
class TypingTest(Spec):
    title: str = title("Typing Test")
    passage: str = text(_TEXTS[0], ("text", "sentence", "text to type"), draw_text, "the text {v}", "the sentence {v}",
                     "!Use the text {v}", "!The text is {v}", "!The user has to type {v}", "{v} as the text", "the phrase {v}", "!I want to type {v}", "!Let me type {v}", "{v} to type",
                     "the words {v}", "!The sentence is {v}", "!One has to type {v}", ">with the text {v}",
                     zh="文字", weight=2)
    seconds: int = number(60, 10, 180, ("time", "time limit", "seconds"), "{v} seconds", "a time limit of {v} seconds",
                          "^{v} second", "a {v} second timer", "!It should last {v} seconds", ">of {v} seconds", "a limit of {v} seconds",
                          "a countdown of {v} seconds", "!It takes {v} seconds", "!The time is {v} seconds",
                          "^{v}-second", "{v} s of time", "!It stops after {v} seconds", ">that lasts {v} seconds",
                          "!I have {v} seconds",
                          "!Give me {v} seconds",
                          by_value={60: ("one minute", "a 1 minute limit", "^one-minute"),
                                    120: ("two minutes", "2 minutes"), 30: ("half a minute",),
                                    180: ("three minutes", "3 minutes")}, zh="秒数", weight=2)
    wrong: str = colour("crimson", ("mistakes", "wrong letters", "errors"), "!Mark mistakes in {v}",
                        "!Show wrong letters in {v}", "typos in {v}", "!Typos are {v}", "!What is wrong turns {v}",
                         "mistakes marked in {v}", "!Wrong characters should be {v}", "{v} for mistakes", zh="错误颜色")
    accuracy: bool = option(True, ("an accuracy display", "the accuracy", "an accuracy percentage"),
                            "!Show the accuracy", "!Show how accurate I am", zh="准确率")
    best: bool = option(False, ("a best score", "a high score", "a saved record"), "!Remember the best result",
                        "!Save my record", "!Keep my best speed", zh="最佳成绩")
    button: str = text("Restart", ("button text", "restart button label"),
                       lambda rng: rng.choice(("Again", "Try again", "Reset", "New test", "Go", "Once more", "Retry")),
                       "a button labelled {v}", "a {v} button", "a button that says {v}",
                       "!The button should say {v}",
                       "!Label the button {v}", "a button with the text {v}", "{v} on the button",
                       "!The button is called {v}", "!Write {v} on the button", "a button named {v}",
                       "!On the button it says {v}", "the button text {v}", zh="按钮文字")
    accent: str = accent("seagreen", "right letters")


_APP = App(
    style="""
#text { max-width: 560px; padding: 16px; border-radius: 10px; background: var(--card); font-size: 22px; line-height: 1.5; text-align: left; }
textarea { width: min(560px, 86vw); height: 40px; padding: 8px; border-radius: 8px; font: inherit; }
.right { color: var(--accent); text-shadow: 0 0 1px #000; }
.wrong { color: $wrong$; text-decoration: underline; }""",
    body="""
<div id="text"></div>
<textarea placeholder="Type here" autofocus></textarea>
<div><b id="time"></b> s, <b id="speed"></b> words per minute<span id="accuracy"></span><span id="best"></span></div>
<button id="reset">$button$</button>""",
    script="""
const get = (id) => document.getElementById(id);
const text = "$passage$";
const seconds = $seconds$;
const accuracy = $accuracy_js$;
const best = $best_js$;
const box = get("text");
const input = document.querySelector("textarea");
let left, timer;
function reset() {
  clearInterval(timer);
  timer = 0;
  left = seconds;
  input.value = "";
  input.disabled = false;
  input.focus();
  show();
}
function show() {
  let right = 0;
  box.innerHTML = [...text].map((letter, i) => {
    if (i >= input.value.length) return letter;
    const ok = input.value[i] === letter;
    right += ok;
    return `<span class="${ok ? "right" : "wrong"}">${letter}</span>`;
  }).join("");
  const speed = Math.round(right / 5 / (Math.max(1, seconds - left) / 60));
  get("time").textContent = left;
  get("speed").textContent = speed;
  if (left === 0 || input.value.length >= text.length) {
    clearInterval(timer);
    input.disabled = true;
    if (best) localStorage.best = Math.max(speed, localStorage.best || 0);
  }
  if (accuracy) get("accuracy").textContent = `, ${Math.round(100 * right / (input.value.length || 1))} % right`;
  if (best) get("best").textContent = `, best ${localStorage.best || 0}`;
}
input.oninput = () => {
  timer ||= setInterval(() => {
    left -= 1;
    show();
  }, 1000);
  show();
};
get("reset").onclick = reset;
reset();""")


def render(spec: TypingTest) -> str:
    return _APP.page(FAMILY.echo(spec), spec, accuracy_js=js(spec.accuracy), best_js=js(spec.best))


def checks(spec: TypingTest) -> list[tuple[str, str]]:
    half = spec.passage[:10]
    found = shared_checks(spec) + [
        ("passage", f"t.text('#text') === {js(spec.passage)}"),
        ("seconds", f"t.text('#time') === '{spec.seconds}'"),
        ("button", f"t.text('#reset') === {js(spec.button)}"),
        ("accuracy", f"t.text('#accuracy').includes('%') === {js(spec.accuracy)}"),
        ("best", f"t.text('#best').includes('best 0') === {js(spec.best)}"),
        ("counts", f"(t.type('textarea', {js(half)}), await t.tick(5000),"
                   f" t.text('#time') === '{spec.seconds - 5}' && t.count('.right') === 10"
                   " && t.text('#speed') === '24')"),
        ("accent", f"t.same(t.css('.right', 'color'), {js(spec.accent)})"),
        ("wrong", f"(t.type('textarea', {js(half[:9] + '~')}),"
                  f" t.count('.wrong') === 1 && t.same(t.css('.wrong', 'color'), {js(spec.wrong)}))"),
    ]
    if spec.accuracy:
        found.append(("accuracy", "t.text('#accuracy') === ', 90 % right'"))
    found.append(("ends", f"(await t.tick({spec.seconds * 1000}), t.one('textarea').disabled"
                          " && t.text('#time') === '0')"))
    if spec.best:
        found.append(("best", "t.text('#best') === `, best ${t.text('#speed')}` && localStorage.best === t.text('#speed')"))
    found.append(("resets", f"(t.click('#reset'), t.text('#time') === '{spec.seconds}'"
                            " && t.one('textarea').value === '' && !t.one('textarea').disabled)"))
    return found


FAMILY = Family(
    name="typing_test", spec=TypingTest,
    nouns=("typing speed test", "typing test", "typing speed test", "typing game", "words per minute test",
           "WPM test", "typing trainer", "typing practice app", "typing speed app", "keyboard speed test",
           "page that measures how fast I type", "app to test my typing", "test of my typing speed"),
    zh="打字速度测试", about="a test of how fast you type", render=render, checks=checks,
    held_out_features=(("toggle", True), ("font", "serif")),
    held_out_pairs=(("best", True, "accuracy", False),))
