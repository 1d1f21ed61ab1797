"""The product's preview, as the evaluation uses it: `levin play` runs a page in the sandbox of the app."""

import json
import subprocess
import tempfile
from pathlib import Path

_WATCHED_SECONDS, _MOST_SECONDS = "0.3", "60"
_GOOD, _WITH_ERRORS, _UNUSABLE = 0, 1, 2


def errors(program: str, page: str) -> list[str]:
    """What the preview reports of the page: its errors, and what it was not allowed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        played = subprocess.run([program, "play", "--json", "--offscreen", "--watch", _WATCHED_SECONDS,
                                 "--timeout", _MOST_SECONDS, str(path)],
                                capture_output=True, text=True, encoding="utf-8", check=False)
    if played.returncode == _UNUSABLE:
        raise RuntimeError(f"levin play could not run a page: {played.stderr.strip()}")
    if played.returncode not in (_GOOD, _WITH_ERRORS):
        return [f"levin play ended with {played.returncode}"]
    report = json.loads(played.stdout)
    told = [one["message"] for one in report["errors"]] + [f"blocked: {one}" for one in report["blocked"]]
    return told or (["levin play found the page wanting"] if played.returncode else [])
