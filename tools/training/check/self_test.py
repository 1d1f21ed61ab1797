"""Plants one fault of each kind in a page and expects the checker to find it, and nothing in a sound page."""

from .browser import Browser
from .checker import check_page, page_of

_PAGE = "<!DOCTYPE html><title>Zok</title><h1>Zok</h1><p>1</p>{}"
_SOUND = ("const p = document.querySelector('p'); setInterval(() => p.textContent *= 2, 1000);"
          " document.onkeydown = (event) => p.textContent = event.key")
_CHECKS = [("title", "document.title === 'Zok' && t.text('h1') === 'Zok'")]
# Name, page, checks, what the checker has to find: "", "error" or "failed".
_CASES = [
    ("a sound page", f"<script>{_SOUND}</script>", _CHECKS, ""),
    ("the clock of timers", f"<script>{_SOUND}</script>", [("clock", "(await t.tick(3000), t.text('p') === '8')")], ""),
    ("a pressed key", f"<script>{_SOUND}</script>", [("key", "(t.key('x'), t.text('p') === 'x')")], ""),
    ("a false check", "", [("title", "document.title === 'Zak'")], "failed"),
    ("a check that throws", "", [("heading", "t.text('h2') === 'Zok'")], "failed"),
    ("a console error", "<script>console.error('bad')</script>", _CHECKS, "error"),
    ("a syntax error", "<script>const = 1;</script>", _CHECKS, "error"),
    ("an error in a timer", "<script>setTimeout(() => missing(), 10)</script>", _CHECKS, "error"),
    ("a rejected promise", "<script>Promise.reject(new Error('bad'))</script>", _CHECKS, "error"),
    ("a wrong attribute of SVG", "<svg><circle r='NaN'/></svg>", _CHECKS, "error"),
    ("a request to a network", "<img src='http://example.com/cat.png' onerror='0'>", _CHECKS, "error"),
    ("an endless loop", "<script>while (true) {}</script>", _CHECKS, "error"),
    ("a sound page after it", f"<script>{_SOUND}</script>", _CHECKS, ""),
]


def self_test(browser: Browser) -> int:
    """0 when every fault is found and no sound page is blamed, else 1."""
    wrong = 0
    for name, body, checks, expected in _CASES:
        result = check_page(browser, "self-test", _PAGE.format(body), checks, deadline=5)
        found = "error" if result.errors else "failed" if result.failed else ""
        if found != expected:
            wrong += 1
            print(f"{name}: expected {expected or 'nothing'!r}, found {result.errors or result.failed or 'nothing'}")
    if page_of("no page here") is not None or not check_page(browser, "self-test", None, []).errors:
        wrong += 1
        print("an answer without a page was accepted")
    print(f"{len(_CASES) + 1 - wrong} of {len(_CASES) + 1} as expected")
    return min(wrong, 1)
