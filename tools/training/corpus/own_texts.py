"""Levin's own code and prose: real text that is ours, for the tokenizer and for looking things up in it."""

from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_FOLDERS = ("app", "engine", "kernels", "ui", "tests", "tools", "docs", "resources/chat", "resources/web")
# Requests and questions are no texts: those that are held out stay unread, and none is said besides.
_UNREAD = ("tools/training/eval/", "tools/training/corpus/apps/free/", "tools/training/corpus/chat/")
_ENDINGS = {".cpp", ".h", ".cu", ".cuh", ".py", ".js", ".mjs", ".html", ".css", ".md", ".txt"}


@cache
def own_texts() -> tuple[tuple[str, str], ...]:
    """(name, text) of each file, in an order that is the same everywhere."""
    found = [(str(path.relative_to(_ROOT)), path.read_text(encoding="utf-8"))
             for folder in _FOLDERS for path in sorted((_ROOT / folder).rglob("*"))
             if path.suffix in _ENDINGS and path.is_file() and not str(path.relative_to(_ROOT)).startswith(_UNREAD)]
    return tuple(found)
