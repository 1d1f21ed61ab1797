"""A headless Chromium, driven over its debugging pipe (the DevTools protocol, no sockets).

The browser never reaches a network: every request of a page is answered here, and a request other
than the page's own is refused and reported. Source of the protocol: chromedevtools.github.io.
"""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
          "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
          "--disable-extensions", "--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars",
          "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", "--remote-debugging-pipe")
_ADDRESS = "http://levin.invalid/"


class PageHung(Exception):
    """The page did not come to rest in time. The browser has been ended; the next page starts a new one."""


class Browser:
    def __init__(self, program: str | None = None, width: int = 800, height: int = 600):
        self._program = program or shutil.which("chromium") or shutil.which("google-chrome")
        if not self._program:
            raise FileNotFoundError("no chromium found: install Debian's package chromium, or name a program")
        self._size = (width, height)
        self._process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> None:
        if not self._process:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()
        self._process = None

    def load(self, page: str, probe: str = "", deadline: float = 20.0) -> None:
        """Shows the page. `probe` is a script that runs before those of the page."""
        self._deadline = time.monotonic() + deadline
        if not self._process:
            self._start()
        self._page, self.requests, self.logged, self._loaded = page, [], [], False
        if probe != self._probe:
            self._command("Page.addScriptToEvaluateOnNewDocument", source=probe)
            self._probe = probe
        self._command("Page.navigate", url=_ADDRESS)
        while not self._loaded:
            self._handle(self._receive())

    def evaluate(self, expression: str) -> object:
        """The value of the expression, once its promise is kept."""
        answer = self._command("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "exception"))
        return answer["result"].get("value")

    def resize(self, width: int, height: int) -> None:
        self._command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                      mobile=False)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._command("Page.captureScreenshot")["data"]))

    def _start(self) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="levin-check-", ignore_cleanup_errors=True)
        # Chromium reads commands from descriptor 3 and writes answers to descriptor 4.
        read_end, self._to = os.pipe()
        self._from, write_end = os.pipe()
        command = [self._program, *_FLAGS, f"--user-data-dir={self._profile.name}",
                   f"--window-size={self._size[0]},{self._size[1]}"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{read_end} 4>&{write_end}', "chromium", *command],
            pass_fds=(read_end, write_end), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True, env=dict(os.environ, TZ="UTC"))
        os.close(read_end)
        os.close(write_end)
        self._buffer, self._last_id, self._probe, self._session = b"", 0, "", None
        target = self._command("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._command("Page.enable")
        self._command("Log.enable")
        self._command("Fetch.enable")
        self.resize(*self._size)

    def _command(self, method: str, **params) -> dict:
        self._send(method, params)
        wanted = self._last_id
        while True:
            message = self._receive()
            if message.get("id") == wanted:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._handle(message)

    def _send(self, method: str, params: dict) -> None:
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data):]

    def _receive(self) -> dict:
        while b"\0" not in self._buffer:
            left = self._deadline - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                self.stop()
                raise PageHung("the page did not come to rest in time")
            data = os.read(self._from, 1 << 20)
            if not data:
                self.stop()
                raise PageHung("the browser ended")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def _handle(self, message: dict) -> None:
        if message.get("method") == "Fetch.requestPaused":
            self._answer(message["params"])
        elif message.get("method") == "Page.loadEventFired":
            self._loaded = True
        elif message.get("method") == "Log.entryAdded":
            # What the engine itself complains of, such as a wrong SVG attribute; requests are told apart.
            entry = message["params"]["entry"]
            if entry["level"] == "error" and entry["source"] != "network":
                self.logged.append(entry["text"])

    def _answer(self, paused: dict) -> None:
        request, url = paused["requestId"], paused["request"]["url"]
        if url == _ADDRESS:
            self._send("Fetch.fulfillRequest", {
                "requestId": request, "responseCode": 200,
                "responseHeaders": [{"name": "Content-Type", "value": "text/html; charset=utf-8"}],
                "body": base64.b64encode(self._page.encode()).decode()})
            return
        if not url.endswith("/favicon.ico"):
            self.requests.append(url)
        self._send("Fetch.failRequest", {"requestId": request, "errorReason": "BlockedByClient"})
