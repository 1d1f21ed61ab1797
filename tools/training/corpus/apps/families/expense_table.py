"""A table of expenses with their total."""

from dataclasses import dataclass
from random import Random

from .. import words
from ..attributes import Spec, accent, choice, items, one_of, option, text, title
from ..family import Family
from ..features import button
from ..page import App, js, shared_checks

_NAMES = ("Rent", "Food", "Bus", "Phone", "Books", "Gym", "Coffee", "Cinema", "Power", "Water", "Internet", "Gifts",
          "Clothes", "Fuel", "Insurance", "School", "Garden", "Pets", "Lunch", "Train")
_FOUR = (("Rent", 800), ("Food", 250), ("Bus", 60), ("Phone", 20))


def draw_rows(rng: Random) -> tuple:
    """Two to six different expenses."""
    names = words.some(rng, _NAMES, 2, 6) if rng.random() < 0.75 else words.some(rng, words.THINGS, 2, 6)
    return tuple((name, rng.randint(1, rng.choice((20, 100, 1000)))) for name in names)


@dataclass(frozen=True)
class ExpenseTable(Spec):
    title: str = title("Expenses")
    rows: tuple = items(_FOUR, ("expenses", "entries"), draw_rows, "the expenses {v}", "the entries {v}",
                        "!My expenses are {v}", "!Start with {v}", "!It lists {v}", ">for {v}", zh="支出", weight=4)
    currency: str = text("$", ("currency",), one_of("€", "£", "¥", "CHF", "kr", "EUR", "USD", "PLN", "₹", "R$"),
                         "{v} as the currency", "the currency {v}", "amounts in {v}", "!The currency is {v}",
                         "!Use {v}", zh="货币")
    order: str = choice("given", {
        "given": ("the order as given", "!Keep the order"),
        "amount": ("the largest amount first", "!Sort by amount", "rows sorted by amount"),
        "name": ("rows sorted by name", "!Sort by name", "alphabetical order"),
    }, ("order",), zh="排序", zh_values={"amount": "按金额", "name": "按名称"})
    total: bool = option(True, ("a total", "a total row", "a sum"), "!Show the total", "!Add it all up", zh="合计")
    share: bool = option(False, ("a percent column", "a share column", "percentages"),
                         "!Show the share of each expense", zh="百分比")
    form: bool = option(True, ("a form to add expenses", "an input form"), "!I want to add expenses",
                        off=("!It only has to show the table", "a fixed table"), zh="添加表单")
    button: str = button("Add", "Save", "Enter", "OK", "Book it", "Add expense", "Put in", "Insert", "New", "Plus")
    accent: str = accent("teal", "table head", "header row")


_APP = App(
    style="""
table { width: min(440px, 92vw); border-collapse: collapse; border-radius: 12px; overflow: hidden; background: var(--card); }
th, td { padding: 8px 16px; text-align: left; }
th { background: var(--accent); color: #fff; text-shadow: 0 1px 2px #000; }
td + td, th + th { text-align: right; }
input { width: 120px; padding: 8px; border: 0; border-radius: 8px; font: inherit; }""",
    body="""
<table></table>
$form_body$""",
    script="""
const currency = "$currency$";
const rows = $rows_js$;
function show() {
  $order_js$
  const total = rows.reduce((sum, row) => sum + row[1], 0);
  const line = (name, amount) => `<tr><td>${name}</td><td>${amount} ${currency}</td>$share_cell$</tr>`;
  document.querySelector("table").innerHTML = "<tr><th>Name</th><th>Amount</th>$share_head$</tr>" +
    rows.map((row) => line(...row)).join("")$total_js$;
}
$form_js$
show();""")

_FORM_BODY = '<form><input id="name" placeholder="Name"> <input id="amount" type="number" placeholder="Amount"> <button>$button$</button></form>'
_FORM = """document.querySelector("form").onsubmit = (event) => {
  event.preventDefault();
  const name = document.getElementById("name").value.trim();
  const amount = Number(document.getElementById("amount").value);
  if (name && amount) rows.push([name, amount]);
  event.target.reset();
  show();
};"""
_ORDER = {"given": "", "amount": "rows.sort((a, b) => b[1] - a[1]);",
          "name": "rows.sort((a, b) => a[0].localeCompare(b[0]));"}


def render(spec: ExpenseTable) -> str:
    return _APP.page(
        FAMILY.echo(spec), spec, rows_js=js(spec.rows), order_js=_ORDER[spec.order],
        total_js=' + line("Total", total)' if spec.total else "",
        share_cell="<td>${Math.round(100 * amount / total)} %</td>" if spec.share else "",
        share_head="<th>Share</th>" if spec.share else "",
        form_body=_FORM_BODY.replace("$button$", spec.button) if spec.form else "", form_js=_FORM if spec.form else "")


def checks(spec: ExpenseTable) -> list[tuple[str, str]]:
    rows = list(spec.rows)
    if spec.order == "amount":
        rows.sort(key=lambda row: -row[1])
    elif spec.order == "name":
        rows.sort(key=lambda row: row[0].lower())
    total = sum(amount for _, amount in rows)
    lines = [f"{name}|{amount} {spec.currency}" for name, amount in rows]
    found = shared_checks(spec) + [
        ("rows", f"t.count('tr') === {1 + len(rows) + int(spec.total)}"),
        ("order", "JSON.stringify(t.all('tr').slice(1, " + str(1 + len(rows)) + ").map(row =>"
                  " row.cells[0].textContent + '|' + row.cells[1].textContent))"
                  f" === JSON.stringify({js(tuple(lines))})"),
        ("currency", f"t.text('tr:nth-child(2) td + td').endsWith({js(' ' + spec.currency)})"),
        ("total", f"t.texts('td').includes('Total') === {js(spec.total)}"
                  + (f" && t.texts('td').includes({js(f'{total} {spec.currency}')})" if spec.total else "")),
        ("share", f"t.count('th') === {3 if spec.share else 2}"
                  + (f" && t.text('tr:nth-child(2) td:last-child') === '{int(100 * rows[0][1] / total + 0.5)} %'"
                     if spec.share else "")),
        ("accent", f"t.same(t.css('th', 'background-color'), {js(spec.accent)})"),
        ("form", f"t.count('form') === {int(spec.form)}"),
        ("button", f"t.text('form button') === {js(spec.button)}" if spec.form else "t.count('button') <= 1"),
    ]
    if spec.form:
        found.append(("adds", "(t.type('#name', 'Zok'), t.type('#amount', '7'), t.click('form button'),"
                              f" t.texts('td').includes('Zok') && t.texts('td').includes({js('7 ' + spec.currency)}))"))
        if spec.total:
            found.append(("total", f"t.texts('td').includes({js(f'{total + 7} {spec.currency}')})"))
    return found


FAMILY = Family(
    name="expense_table", spec=ExpenseTable,
    nouns=("expense table", "expense tracker", "expense list", "table of expenses", "budget table",
           "spending tracker", "cost table", "budget tracker", "expense sheet", "list of what I spend",
           "page for my spending", "overview of my expenses"),
    zh="支出表", about="a table of expenses", render=render, checks=checks,
    held_out_features=(("font", "monospace"), ("toggle", True)),
    held_out_pairs=(("order", "name", "share", True),))
