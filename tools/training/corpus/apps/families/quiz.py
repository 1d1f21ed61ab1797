"""A quiz: one question after the other, each with answers to choose from."""

from dataclasses import dataclass
from random import Random

from .. import words
from ..attributes import Spec, accent, colour, items, number, option, title
from ..family import Family
from ..features import message, score
from ..page import App, js, shared_checks

_FACTS = (("Capital of France", "Paris"), ("Capital of Japan", "Tokyo"), ("Capital of Italy", "Rome"),
          ("Capital of Spain", "Madrid"), ("Capital of Egypt", "Cairo"), ("Capital of Peru", "Lima"), ("3 x 4", "12"),
          ("7 x 8", "56"), ("9 + 8", "17"), ("50 - 8", "42"), ("Legs of a spider", "8"), ("Days in a week", "7"),
          ("Colour of grass", "green"), ("Largest planet", "Jupiter"), ("Opposite of hot", "cold"),
          ("Frozen water", "ice"), ("King of the jungle", "lion"), ("Symbol of gold", "Au"), ("Sides of a square", "4"),
          ("Author of Hamlet", "Shakespeare"), ("Fastest land animal", "cheetah"), ("Hours in a day", "24"))
_FOUR = (("Capital of France", "Paris"), ("Capital of Japan", "Tokyo"), ("Capital of Italy", "Rome"),
         ("Capital of Spain", "Madrid"))


def draw_questions(rng: Random) -> tuple:
    """Three to six questions with different answers."""
    count = rng.randint(3, 6)
    if rng.random() < 0.75:
        return tuple(rng.sample(_FACTS, count))
    return tuple(zip((f"Who likes {thing}" for thing in rng.sample(words.THINGS, count)),
                     rng.sample(words.PEOPLE, count)))


@dataclass(frozen=True)
class Quiz(Spec):
    title: str = title("Quiz")
    questions: tuple = items(_FOUR, ("questions",), draw_questions, "the questions {v}", "these questions: {v}",
                             "!Ask {v}", "!The questions and answers are {v}", "!Use these questions: {v}",
                             zh="题目", weight=3)
    choices: int = number(3, 2, 4, ("choices", "answers to choose from"), "{v} choices", "{v} answers to choose from",
                          "!Offer {v} answers", "!Each question has {v} choices", zh="选项数")
    right: str = colour("seagreen", ("right answers", "correct answers"), "!Show right answers in {v}",
                        "!Mark correct answers {v}", zh="正确颜色", generic=False)
    wrong: str = colour("crimson", ("wrong answers",), "!Show wrong answers in {v}", "!Mark mistakes {v}",
                        "{v} for wrong answers", zh="错误颜色", generic=False)
    shuffle: bool = option(False, ("a random order", "shuffled questions"), "!Shuffle the questions",
                           "!Ask in random order", zh="随机顺序")
    score: bool = score()
    message: str = message("Finished!", "the quiz is over", "Well done", "The end", "That was it", "Bravo", "All done",
                           "Thank you", "Over and out", "Great job")
    accent: str = accent("royalblue", "answer buttons")


_APP = App(
    style="""
#question { max-width: 88vw; padding: 16px 32px; border-radius: 12px; background: var(--card); font-size: 24px; }
main { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; }""",
    body="""
<div id="question"></div>
<main></main>
$score_body$""",
    script="""
const get = (id) => document.getElementById(id);
const choices = $choices$;
const questions = $questions_js$;
const main = document.querySelector("main");
let index = 0, score = 0;
const shuffle = (list) => list.sort(() => Math.random() - 0.5);
$shuffle_js$
function ask() {
  main.innerHTML = "";
  if (index === questions.length) {
    get("question").textContent = "$message$";
    return;
  }
  const [question, right] = questions[index];
  get("question").textContent = question + "?";
  const others = shuffle(questions.map((entry) => entry[1]).filter((answer) => answer !== right));
  for (const answer of shuffle([right, ...others.slice(0, choices - 1)])) {
    const button = document.createElement("button");
    button.textContent = answer;
    button.onclick = () => choose(button, answer === right);
    main.append(button);
  }
}
function choose(button, ok) {
  if (main.querySelector("[style]")) return;
  button.style.background = ok ? "$right$" : "$wrong$";
  score += ok;
  $score_show$
  index += 1;
  setTimeout(ask, 800);
}
ask();""")


def render(spec: Quiz) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, questions_js=js(spec.questions),
        shuffle_js="shuffle(questions);" if spec.shuffle else "",
        score_body='<p>Score: <b id="score">0</b></p>' if spec.score else "",
        score_show='get("score").textContent = score;' if spec.score else "")


def checks(spec: Quiz) -> list[tuple[str, str]]:
    count = len(spec.questions)
    shown = min(spec.choices, count)
    questions = js(tuple(spec.questions))
    click_right = ("t.all('main button').find(b => b.textContent === questions[index][1]).click()")
    click_wrong = ("t.all('main button').find(b => b.textContent !== questions[index][1]).click()")
    found = shared_checks(spec) + [
        ("questions", "JSON.stringify([...questions].sort()) === " + f"JSON.stringify({questions}.sort())"),
        ("shuffle", f"(document.querySelector('script').textContent.includes('shuffle(questions)')) === {js(spec.shuffle)}"),
        ("asks", "t.text('#question') === questions[0][0] + '?'"),
        ("choices", f"t.count('main button') === {shown}"),
        ("accent", f"t.same(t.css('main button', 'background-color'), {js(spec.accent)})"),
        ("right", f"({click_right}, t.same(t.css('main [style]', 'background-color'), {js(spec.right)}))"),
        ("score", f"t.count('#score') === {int(spec.score)}"
                  + (" && t.text('#score') === '1'" if spec.score else "")),
        ("wrong", f"(await t.tick(900), {click_wrong},"
                  f" t.same(t.css('main [style]', 'background-color'), {js(spec.wrong)}))"),
        ("message", f"(async () => {{ for (let i = 2; i < {count}; i++) {{ await t.tick(900); {click_right}; }}"
                    f" await t.tick(900); return t.text('#question') === {js(spec.message)}; }})()"),
    ]
    if spec.score:
        found.append(("score", f"t.text('#score') === '{count - 1}'"))
    return found


FAMILY = Family(
    name="quiz", spec=Quiz,
    nouns=("quiz", "quiz", "quiz app", "quiz game", "multiple choice quiz", "trivia quiz", "trivia game",
           "small quiz", "question and answer game", "app that asks questions", "page with questions and answers",
           "test for my students"),
    zh="问答测验", about="a quiz with answers to choose from", render=render, checks=checks,
    held_out_features=(("font", "cursive"), ("toggle", True)),
    held_out_pairs=(("shuffle", True, "score", False),))
