"""The page around every app: the same head, the same look, the same few shared features.

One canonical style for all families is what makes a small model reliable: it learns this text once.
The comment on the second line repeats every attribute, so that the code below only copies from it.
"""

import re

from .attributes import NONE, Spec

_PAGE = """<!DOCTYPE html>
<!-- $echo$ -->
<html lang="$language$">
<meta charset="utf-8">
<title>$title$</title>
<style>
body { --bg: #f1f5f9; --fg: #0f172a; --card: #fff; --accent: $accent$; display: grid; place-content: center; justify-items: center; gap: 12px; min-height: 95vh; background: var(--bg); color: var(--fg); font: 16px $font$; text-align: center; }
.dark { --bg: #0f172a; --fg: #e2e8f0; --card: #1e293b; }
h1, p { margin: 0; }
button { padding: 8px 16px; border: 0; border-radius: 8px; background: var(--accent); color: #fff; font: inherit; text-shadow: 0 1px 2px #000; }
$style$
</style>
<body class="$theme$">
<h1>$title$</h1>
$subtitle$$body$
$toggle$<script>
$script$
</script>
</html>
"""
_TOGGLE = "<button id=\"toggle\" onclick=\"document.body.classList.toggle('dark')\">Light / dark</button>\n"
_MARK = re.compile(r"\$(\w+)\$")


class Template:
    """Text with $name$ marks. Cut up once, so that filling it is one join."""

    def __init__(self, source: str):
        self._parts = _MARK.split(source)

    def fill(self, values: dict[str, str]) -> str:
        parts = self._parts[:]
        for index in range(1, len(parts), 2):
            parts[index] = values[parts[index]]
        return "".join(parts)


_TEMPLATE = Template(_PAGE)


class App:
    """The parts of one family's page. They may use the marks of the values they are filled with."""

    def __init__(self, style: str, body: str, script: str):
        self._parts = {name: Template(part.strip("\n"))
                       for name, part in (("style", style), ("body", body), ("script", script))}

    def page(self, echo: str, spec: Spec, **values: object) -> str:
        """The whole page; the marks of the parts are the attributes and `values`."""
        marks = {name: str(value) for name, value in vars(spec).items()} | {
            name: str(value) for name, value in values.items()}
        marks |= {name: _without_empty_lines(part.fill(marks)) for name, part in self._parts.items()}
        marks["echo"] = echo
        marks.setdefault("language", "en")
        marks["subtitle"] = f"<p>{spec.subtitle}</p>\n" if spec.subtitle != NONE else ""
        marks["toggle"] = _TOGGLE if spec.toggle else ""
        return _TEMPLATE.fill(marks)


def _without_empty_lines(text: str) -> str:
    """Marks that are filled with nothing leave their lines empty."""
    return re.sub(r"\n[ ]*(?=\n)", "", text).strip("\n")


def js(value: object) -> str:
    """A value as JavaScript writes it. Texts of the corpus never hold quotes or backslashes."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(js, value))}]"
    return str(value)


def shared_checks(spec: Spec) -> list[tuple[str, str]]:
    """What must hold in every page, whatever the family."""
    found = [
        ("title", f"document.title === {js(spec.title)} && t.text('h1') === {js(spec.title)}"),
        ("accent", f"t.same(t.variable('--accent'), {js(spec.accent)})"),
        ("theme", f"t.isDark(t.css('body', 'background-color')) === {js(spec.theme == 'dark')}"),
        ("font", f"t.css('h1', 'font-family').includes({js(spec.font)})"),
        ("toggle", f"t.count('#toggle') === {int(spec.toggle)}"),
    ]
    if spec.subtitle != NONE:
        found.append(("subtitle", f"t.all('p').some(p => p.textContent === {js(spec.subtitle)})"))
    else:
        found.append(("subtitle", "t.one('h1').nextElementSibling?.tagName !== 'P'"
                                  " || t.one('h1').nextElementSibling.id !== ''"))
    if spec.toggle:
        found.append(("toggle", "(() => { const before = t.css('body', 'background-color'); t.click('#toggle');"
                                " const after = t.css('body', 'background-color'); t.click('#toggle');"
                                " return before !== after; })()"))
    return found
