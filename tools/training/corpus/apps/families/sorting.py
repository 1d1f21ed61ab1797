"""Bars that are sorted step by step, to watch an algorithm at work."""

from dataclasses import dataclass

from ..attributes import Spec, accent, choice, colour, number, option, title
from ..family import Family
from ..features import button
from ..page import App, js, shared_checks


@dataclass(frozen=True)
class Sorting(Spec):
    title: str = title("Sorting")
    algorithm: str = choice("bubble", {
        "bubble": ("bubble sort", "^bubble sort", "!Use bubble sort", ">of bubble sort"),
        "insertion": ("insertion sort", "^insertion sort", "!Use insertion sort", ">of insertion sort"),
        "selection": ("selection sort", "^selection sort", "!Use selection sort", ">of selection sort"),
        "quick": ("quicksort", "^quicksort", "!Use quicksort", ">of quicksort", "quick sort"),
    }, ("algorithm",), zh="算法", zh_values={"bubble": "冒泡排序", "insertion": "插入排序", "selection": "选择排序",
                                              "quick": "快速排序"}, weight=3)
    count: int = number(30, 5, 100, ("count", "number of bars"), "{v} bars", "{v} bars", "{v} values", "{v} numbers",
                        "!Sort {v} bars", "!Use {v} values", zh="数量", weight=2)
    delay: int = number(40, 5, 500, ("delay", "delay in milliseconds"), "a delay of {v} ms", "{v} ms per step",
                        "!Each step takes {v} milliseconds", "{v} milliseconds between steps",
                        by_value={10: ("^fast", "!It should run fast"), 200: ("^slow", "!It should run slowly")},
                        zh="延迟毫秒")
    order: str = choice("ascending", {
        "ascending": ("ascending order", "the smallest first", "!Sort from small to large"),
        "descending": ("descending order", "the largest first", "!Sort from large to small", "!Sort in descending order"),
    }, ("order",), zh="顺序", zh_values={"ascending": "升序", "descending": "降序"})
    active: str = colour("crimson", ("active bars", "compared bars"), "!Highlight the active bars in {v}",
                         "a {v} highlight", "{v} highlighting", zh="高亮颜色")
    counter: bool = option(False, ("a comparison counter", "a counter of comparisons", "a step counter"),
                           "!Count the comparisons", "!Show how many comparisons it takes", zh="比较次数")
    button: str = button("Sort", "Start", "Go", "Run", "Sort now", "Begin", "Order", "Play", "Sort it", "Let's go")
    accent: str = accent("steelblue", "bars")


_APP = App(
    style="""
main { display: flex; align-items: flex-end; gap: 1px; width: min(600px, 90vw); height: min(300px, 50vh); }
main div { flex: 1; background: var(--accent); }
main .active { background: $active$; }""",
    body="""
<main></main>
$counter_body$<div><button id="sort">$button$</button> <button id="reset">Shuffle</button></div>""",
    script="""
const get = (id) => document.getElementById(id);
const count = $count$;
const delay = $delay$;
const main = document.querySelector("main");
let values, run = 0$counter_state$;
function reset() {
  run += 1;
  values = Array.from({ length: count }, (_, i) => i + 1).sort(() => Math.random() - 0.5);
  $counter_reset$
  show();
}
function show(...active) {
  main.innerHTML = values.map((value, i) => `<div class="${active.includes(i) ? "active" : ""}" style="height: ${100 * value / count}%"></div>`).join("");
}
async function before(i, j) {
  const mine = run;
  $counter_add$
  show(i, j);
  await new Promise((done) => setTimeout(done, delay));
  if (mine !== run) throw "stopped";
  return values[i] $sign$ values[j];
}
function swap(i, j) {
  [values[i], values[j]] = [values[j], values[i]];
}
$sort$
get("sort").onclick = () => {
  run += 1;
  sort().then(() => show(), () => {});
};
get("reset").onclick = reset;
reset();""")

_SORT = {
    "bubble": """async function sort() {
  for (let end = count - 1; end > 0; end--) {
    for (let i = 0; i < end; i++) {
      if (await before(i + 1, i)) swap(i, i + 1);
    }
  }
}""",
    "insertion": """async function sort() {
  for (let i = 1; i < count; i++) {
    for (let j = i; j > 0 && await before(j, j - 1); j--) swap(j, j - 1);
  }
}""",
    "selection": """async function sort() {
  for (let i = 0; i < count; i++) {
    let first = i;
    for (let j = i + 1; j < count; j++) {
      if (await before(j, first)) first = j;
    }
    swap(i, first);
  }
}""",
    "quick": """async function sort(from = 0, to = count - 1) {
  if (from >= to) return;
  let middle = from;
  for (let i = from; i < to; i++) {
    if (await before(i, to)) swap(i, middle++);
  }
  swap(middle, to);
  await sort(from, middle - 1);
  await sort(middle + 1, to);
}""",
}


def render(spec: Sorting) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, sort=_SORT[spec.algorithm], sign="<" if spec.order == "ascending" else ">",
        counter_body='<p>Comparisons: <b id="counter">0</b></p>\n' if spec.counter else "",
        counter_state=", comparisons" if spec.counter else "",
        counter_reset='get("counter").textContent = comparisons = 0;' if spec.counter else "",
        counter_add='get("counter").textContent = ++comparisons;' if spec.counter else "")


def checks(spec: Sorting) -> list[tuple[str, str]]:
    sign = "<" if spec.order == "ascending" else ">"
    hint = {"bubble": "end--", "insertion": "j--", "selection": "first", "quick": "middle"}[spec.algorithm]
    # No algorithm here compares more often than every pair once.
    steps = spec.count * (spec.count - 1) // 2 + 2
    found = shared_checks(spec) + [
        ("count", f"t.count('main div') === {spec.count}"),
        ("accent", f"t.same(t.css('main div', 'background-color'), {js(spec.accent)})"),
        ("algorithm", f"sort.toString().includes('{hint}')"),
        ("button", f"t.text('#sort') === {js(spec.button)}"),
        ("counter", f"t.count('#counter') === {int(spec.counter)}"),
        ("delay", f"delay === {spec.delay}"),
        ("active", f"(t.click('#sort'), await t.tick({2.5 * spec.delay}),"
                   f" t.same(t.css('main .active', 'background-color'), {js(spec.active)}))"),
        ("order", f"(await t.tick({steps * spec.delay}),"
                  f" values.every((value, i) => i === 0 || values[i - 1] {sign} value))"
                  " && t.count('.active') === 0"),
    ]
    if spec.counter:
        found.append(("counter", "Number(t.text('#counter')) > 3"))
    found.append(("resets", "(t.click('#reset'), !values.every((value, i) => i === 0 || values[i - 1] < value)"
                            " || values.length < 7)"))
    return found


FAMILY = Family(
    name="sorting", spec=Sorting,
    nouns=("sorting visualiser", "sorting visualizer", "sorting animation", "sorting visualisation",
           "sorting algorithm visualiser", "sort visualizer", "sorting demo", "sorting visualizer",
           "page that shows how sorting works", "animation of a sorting algorithm"),
    zh="排序可视化", about="bars that sort themselves while you watch", render=render, checks=checks,
    held_out_features=(("font", "monospace"), ("toggle", True)),
    held_out_pairs=(("algorithm", "quick", "order", "descending"),))
