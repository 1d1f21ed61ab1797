"""A list of tasks to add, tick off and delete."""

from dataclasses import dataclass
from random import Random

from .. import words
from ..attributes import Spec, accent, choice, items, one_of, option, text, title
from ..family import Family
from ..features import button
from ..page import App, js, shared_checks

_TASKS = ("Buy milk", "Call Ana", "Water the plants", "Read a book", "Pay the rent", "Feed the cat", "Clean the desk",
          "Write to Tom", "Fix the bike", "Book tickets", "Wash the car", "Plan the trip", "Go running", "Bake bread",
          "Print the photos", "Learn the song", "Cook dinner", "Take out the trash", "Answer emails", "Mow the lawn")


def draw_tasks(rng: Random) -> tuple:
    if rng.random() < 0.7:
        return words.some(rng, _TASKS, 1, 5)
    return words.some(rng, words.THINGS, 2, 5)


@dataclass(frozen=True)
class Todo(Spec):
    title: str = title("To-do List")
    tasks: tuple = items((), ("tasks", "items"), draw_tasks, "the tasks {v}", "the items {v}",
                         "!Start with the tasks {v}", "!The first tasks are {v}", "!It already contains {v}",
                         "these tasks: {v}", zh="任务", weight=2)
    hint: str = text("New task", ("placeholder", "hint"),
                     one_of("What next?", "Add something", "Type here", "What is to do?", "Your task", "Next step",
                            "Another one", "Write it down"),
                     "the placeholder {v}", "!The input field says {v}", "{v} as the placeholder",
                     "!The hint in the field is {v}", zh="提示文字")
    button: str = button("Add", "Save", "OK", "Put it in", "Enter", "Add task", "Create", "Plus", "Insert", "Done")
    done: str = choice("strike", {
        "strike": ("finished tasks crossed out", "!Cross out finished tasks", "!Strike through what is done"),
        "fade": ("finished tasks faded", "!Fade finished tasks", "!Grey out what is done"),
        "hide": ("finished tasks hidden", "!Hide finished tasks", "!Finished tasks disappear"),
    }, ("finished tasks",), zh="完成后", zh_values={"strike": "划掉", "fade": "变淡", "hide": "隐藏"})
    remove: bool = option(True, ("delete buttons", "a delete button for each task"), "!I want to delete tasks",
                          "!Tasks can be deleted", zh="删除按钮")
    counter: bool = option(False, ("a counter of open tasks", "a task counter", "a count of open tasks"),
                           "!Show how many tasks are left", "!Count the open tasks", zh="任务统计")
    save: bool = option(True, ("local storage", "storage in the browser"), "!Save the tasks", "!It remembers the tasks",
                        "!Keep the list after a reload", zh="自动保存")
    accent: str = accent("seagreen")


_APP = App(
    style="""
input, li { padding: 8px 12px; border: 0; border-radius: 8px; background: var(--card); color: var(--fg); font: inherit; }
ul { display: grid; gap: 6px; width: min(380px, 88vw); margin: 0; padding: 0; }
li { display: flex; justify-content: space-between; align-items: center; cursor: pointer; }
.done { $done_style$ }""",
    body="""
<form><input placeholder="$hint$"> <button>$button$</button></form>
<ul></ul>
$counter_body$""",
    script="""
let tasks = $tasks_js$;
const input = document.querySelector("input");
const list = document.querySelector("ul");
$load$
function show() {
  list.innerHTML = "";
  for (const task of tasks) {
    const item = document.createElement("li");
    item.textContent = task.name;
    item.className = task.done ? "done" : "";
    item.onclick = () => {
      task.done = !task.done;
      show();
    };
    $remove_js$
    list.append(item);
  }
  $counter_js$
  $save_js$
}
document.querySelector("form").onsubmit = (event) => {
  event.preventDefault();
  if (input.value.trim()) tasks.push({ name: input.value.trim(), done: false });
  input.value = "";
  show();
};
show();""")

_DONE = {"strike": "text-decoration: line-through;", "fade": "opacity: 0.4;", "hide": "display: none;"}
_REMOVE = """const remove = document.createElement("button");
    remove.textContent = "x";
    remove.onclick = () => {
      tasks = tasks.filter((other) => other !== task);
      show();
    };
    item.append(remove);"""
_COUNTER = 'document.getElementById("counter").textContent = tasks.filter((task) => !task.done).length;'


def render(spec: Todo) -> str:
    names = js(spec.tasks)
    return _APP.page(
        FAMILY.echo(spec), spec, done_style=_DONE[spec.done],
        tasks_js=f"{names}.map((name) => ({{ name, done: false }}))" if spec.tasks else "[]",
        load="if (localStorage.tasks) tasks = JSON.parse(localStorage.tasks);" if spec.save else "",
        save_js="localStorage.tasks = JSON.stringify(tasks);" if spec.save else "",
        remove_js=_REMOVE if spec.remove else "", counter_js=_COUNTER if spec.counter else "",
        counter_body='<p>Open: <b id="counter"></b></p>' if spec.counter else "")


def checks(spec: Todo) -> list[tuple[str, str]]:
    count = len(spec.tasks)
    property_, value = {"strike": ("text-decoration-line", "line-through"), "fade": ("opacity", "0.4"),
                        "hide": ("display", "none")}[spec.done]
    found = shared_checks(spec) + [
        ("tasks", f"JSON.stringify(t.all('li').map(item => item.firstChild.textContent)) === JSON.stringify({js(spec.tasks)})"),
        ("hint", f"t.one('input').placeholder === {js(spec.hint)}"),
        ("button", f"t.text('form button') === {js(spec.button)}"),
        ("adds", f"(t.type('input', 'Zok'), t.click('form button'), t.count('li') === {count + 1}"
                 " && t.text('li:last-child').startsWith('Zok') && t.one('input').value === '')"),
        ("counter", f"t.count('#counter') === {int(spec.counter)}"),
        ("remove", f"t.count('li button') === {count + 1 if spec.remove else 0}"),
        ("save", f"localStorage.getItem('tasks') {'!==' if spec.save else '==='} null"),
        ("done", "(t.click('li:last-child'), "
                 f"t.css('li:last-child', '{property_}') === '{value}')"),
    ]
    if spec.counter:
        found.append(("counter", f"t.text('#counter') === '{count}'"))
    if spec.remove:
        found.append(("remove", f"(t.click('li:last-child button'), t.count('li') === {count})"))
    return found


FAMILY = Family(
    name="todo", spec=Todo,
    nouns=("to-do list", "todo list", "to-do app", "todo app", "task list", "task manager", "to do list", "checklist",
           "list of tasks", "shopping list", "app to keep track of my tasks", "page for my tasks",
           "list where I tick off tasks"),
    zh="待办清单", about="a list of tasks to tick off", render=render, checks=checks,
    held_out_features=(("font", "monospace"),),
    held_out_pairs=(("done", "hide", "counter", True),))
