"""A chart of given numbers: upright bars, rows or a line."""

from dataclasses import dataclass
from random import Random

from .. import words
from ..attributes import Spec, accent, choice, items, option, text, title
from ..family import Family
from ..page import App, js, shared_checks

_SERIES = (("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), ("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
           ("2021", "2022", "2023", "2024", "2025"), ("Red", "Green", "Blue", "Yellow"), ("A", "B", "C", "D", "E"),
           ("Q1", "Q2", "Q3", "Q4"), ("North", "South", "East", "West"))
_WEEK = (("Mon", 12), ("Tue", 19), ("Wed", 8), ("Thu", 15), ("Fri", 22))


def draw_data(rng: Random) -> tuple:
    """Three to seven labels with numbers."""
    roll = rng.random()
    if roll < 0.5:
        series = rng.choice(_SERIES)
        labels = series[:rng.randint(3, len(series))]
    elif roll < 0.8:
        labels = words.some(rng, words.THINGS, 3, 6)
    else:
        labels = words.some(rng, words.PEOPLE, 3, 6)
    top = rng.choice((10, 30, 100, 100, 500, 2000))
    return tuple((label, rng.randint(1, top)) for label in labels)


@dataclass(frozen=True)
class BarChart(Spec):
    title: str = title("Chart")
    data: tuple = items(_WEEK, ("data", "numbers", "values"), draw_data, "the data {v}", "the numbers {v}",
                        "the values {v}", "!The data is {v}", "!Show {v}", "!Use these numbers: {v}", ">of {v}",
                        ">for {v}", zh="数据", weight=4)
    kind: str = choice("bars", {
        "bars": ("upright bars", "vertical bars", "!Draw vertical bars", "columns"),
        "rows": ("^horizontal", "horizontal bars", "!Draw horizontal bars", "bars from left to right"),
        "line": ("a line", "a line instead of bars", "!Draw a line", "!Make it a line chart"),
    }, ("kind",), zh="类型", zh_values={"bars": "柱状", "rows": "横条", "line": "折线"}, weight=2)
    unit: str = text("none", ("unit",), lambda rng: rng.choice(("kg", "km", "%", "EUR", "hours", "points", "m", "USD",
                                                                "litres", "pages", "people", "cm", "GB", "kWh")),
                     "the unit {v}", "{v} as the unit", "!The unit is {v}", "!The numbers are in {v}", zh="单位",
                     by_value={"none": ("no unit",)})
    values: bool = option(True, ("values on the bars", "the numbers on the bars", "value labels"),
                          "!Write the numbers next to the bars", zh="数值标签")
    ordered: bool = option(False, ("sorted bars", "a sorted order"), "!Sort the values", "!The largest comes first",
                           "!Sort it by value", zh="排序")
    accent: str = accent("steelblue", "bars")


_STYLE = {
    "bars": """
main { display: flex; align-items: flex-end; gap: 10px; padding: 20px; border-radius: 12px; background: var(--card); }
.bar { width: min(48px, 10vw); margin: 4px auto; border-radius: 6px 6px 0 0; background: var(--accent); }""",
    "rows": """
main { display: grid; gap: 8px; width: min(560px, 88vw); padding: 20px; border-radius: 12px; background: var(--card); }
main div { display: flex; align-items: center; gap: 8px; }
span { width: 80px; text-align: right; }
.bar { height: 24px; border-radius: 0 6px 6px 0; background: var(--accent); }""",
    "line": """
main { padding: 20px; border-radius: 12px; background: var(--card); }
svg { width: min(560px, 86vw); height: min(300px, 50vh); fill: var(--fg); stroke-width: 3; text-anchor: middle; }
polyline { fill: none; stroke: var(--accent); }
circle { fill: var(--accent); }""",
}
_DRAW = {
    "bars": """main.innerHTML = data.map(([label, value]) => `<div>$shown$
<div class="bar" style="height: ${40 * value / most}vh"></div>${label}</div>`).join("");""",
    "rows": """main.innerHTML = data.map(([label, value]) => `<div><span>${label}</span>
<div class="bar" style="width: ${50 * value / most}%"></div>$shown$</div>`).join("");""",
    "line": """const points = data.map(([label, value], i) => [50 + i * 500 / (data.length - 1), 250 - 200 * value / most]);
main.innerHTML = `<svg viewBox="0 0 600 300"><polyline points="${points.join(" ")}"/>` +
  data.map(([label, value], i) => `<circle class="bar" cx="${points[i][0]}" cy="${points[i][1]}" r="6"/>
<text x="${points[i][0]}" y="290">${label}</text><text x="${points[i][0]}" y="${points[i][1] - 14}">$shown$</text>`).join("") + "</svg>";""",
}
_SCRIPT = """
const data = $data_js$;
const unit = "$unit_text$";
const main = document.querySelector("main");
const most = Math.max(...data.map((entry) => entry[1]));
$ordered_js$
"""
_APPS = {kind: App(_STYLE[kind], "<main></main>", _SCRIPT + _DRAW[kind]) for kind in _DRAW}


def render(spec: BarChart) -> str:
    return _APPS[spec.kind].page(
        FAMILY.echo(spec), spec, data_js=js(spec.data), unit_text="" if spec.unit == "none" else " " + spec.unit,
        ordered_js="data.sort((a, b) => b[1] - a[1]);" if spec.ordered else "",
        shown="${value}${unit}" if spec.values else "")


def checks(spec: BarChart) -> list[tuple[str, str]]:
    data = sorted(spec.data, key=lambda entry: -entry[1]) if spec.ordered else spec.data
    most = max(value for _, value in data)
    unit = "" if spec.unit == "none" else " " + spec.unit
    shares = js(tuple(round(value / most, 4) for _, value in data))
    measure = {"bars": "parseFloat(bar.style.height) / 40", "rows": "parseFloat(bar.style.width) / 50",
               "line": "(250 - bar.getAttribute('cy')) / 200"}[spec.kind]
    paint = "fill" if spec.kind == "line" else "background-color"
    return shared_checks(spec) + [
        ("data", f"{js(tuple(label for label, _ in data))}.every(label => t.text('main').includes(label))"),
        ("ordered", f"t.all('.bar').every((bar, i) => Math.abs({measure} - {shares}[i]) < 0.01)"
                    f" && t.count('.bar') === {len(data)}"),
        ("kind", f"t.count('polyline') === {int(spec.kind == 'line')}"
                 f" && t.all('.bar').some(bar => bar.style.width) === {js(spec.kind == 'rows')}"),
        ("values", f"{js(tuple(f'{value}{unit}' for _, value in data))}.every(value =>"
                   f" t.text('main').includes(value)) === {js(spec.values)}"
                   if not any(str(value) in label for _, value in data for label, _ in data) else "true"),
        ("unit", f"unit === {js(unit)}"),
        ("accent", f"t.same(t.css('.bar', '{paint}'), {js(spec.accent)})"),
    ]


FAMILY = Family(
    name="bar_chart", spec=BarChart,
    nouns=("bar chart", "bar chart", "chart", "bar graph", "graph", "diagram", "data chart", "chart page",
           "picture of my numbers", "chart for my numbers", "plot"),
    zh="图表", about="a chart of your numbers", render=render, checks=checks,
    held_out_features=(("theme", "dark"),),
    held_out_pairs=(("kind", "line", "ordered", True),))
