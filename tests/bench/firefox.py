"""A Firefox as the machine has it, driven by its own Marionette: nothing is installed beside it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_ENTER = "\ue007"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def firefox_path() -> str | None:
    """The Firefox of this machine, the one with long support before the other."""
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


class Firefox:
    """One browser with a profile of its own, which outlives it.

    Units:    pixels of the window.
    Given:    `prefers` what is set in the profile beside our own, as a line of its file each.
    """

    def __init__(self, profile: Path, *, width: int, height: int, prefers: tuple[str, ...] = ()) -> None:
        self.profile, self.size, self.prefers = profile, {"width": width, "height": height}, prefers
        self.start()

    def start(self) -> None:
        """Starts it on its profile; every further time it finds what it kept."""
        self.profile.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        (self.profile / "user.js").write_text(
            f'user_pref("marionette.port", {port});\nuser_pref("browser.shell.checkDefaultBrowser", false);\n'
            'user_pref("datareporting.policy.dataSubmissionEnabled", false);\nuser_pref("app.update.auto", false);\n'
            + "".join(f"{one}\n" for one in self.prefers)
        )
        self.process = subprocess.Popen(
            [firefox_path() or "firefox", "--headless", "--marionette", "--no-remote", "--profile", str(self.profile),
             f"--width={self.size['width']}", f"--height={self.size['height']}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "HOME": str(self.profile), "MOZ_HEADLESS": "1"},
        )  # fmt: skip
        self._number, self._rest = 0, b""
        self._line = self._connected(port, time.monotonic() + 90)
        self._message()  # it says who it is
        self.send("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.send("WebDriver:SetWindowRect", **self.size)
        self.send("WebDriver:SetTimeouts", script=30_000, pageLoad=60_000)

    def _connected(self, port: int, end: float) -> socket.socket:
        while True:
            with suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), 60)
            if time.monotonic() > end:
                raise TimeoutError("Firefox does not answer")
            time.sleep(0.3)

    def _message(self) -> Any:
        while b":" not in self._rest:
            self._rest += self._line.recv(65536)
        length, self._rest = self._rest.split(b":", 1)
        while len(self._rest) < int(length):
            self._rest += self._line.recv(65536)
        said, self._rest = self._rest[: int(length)], self._rest[int(length) :]
        return json.loads(said)

    def send(self, command: str, **given: Any) -> Any:
        """One command of WebDriver.  Raises: RuntimeError with its word where it fails."""
        self._number += 1
        said = json.dumps([0, self._number, command, given]).encode()
        self._line.sendall(str(len(said)).encode() + b":" + said)
        _, _, fault, result = self._message()
        if fault:
            raise RuntimeError(f"{command}: {fault['error']}: {fault['message']}")
        return result.get("value", result) if isinstance(result, dict) else result

    def goto(self, address: str) -> None:
        self.send("WebDriver:Navigate", url=address)

    def run(self, script: str, *given: Any) -> Any:
        """What a script of the page returns; one that waits is waited for."""
        waits = "const done = arguments[arguments.length - 1];"
        asked = f"{waits} (async (...given) => {{ {script} }})(...arguments).then(done)"
        return self.send("WebDriver:ExecuteAsyncScript", script=asked, args=list(given), sandbox=None)

    def _find(self, selector: str) -> str:
        found = self.send("WebDriver:FindElement", using="css selector", value=selector)
        return str(found[_ELEMENT])

    def fill(self, selector: str, text: str) -> None:
        number = self._find(selector)
        self.send("WebDriver:ElementClear", id=number)
        self.send("WebDriver:ElementSendKeys", id=number, text=text)

    def type(self, selector: str, text: str) -> None:
        self.send("WebDriver:ElementSendKeys", id=self._find(selector), text=text)

    def enter(self, selector: str) -> None:
        self.type(selector, _ENTER)

    def kill(self) -> None:
        """Its power goes: nothing is closed in good order."""
        with suppress(OSError):
            self._line.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
