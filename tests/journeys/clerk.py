"""An automated clerk of the night, at one computer of a camp or a unit, with a line to the bureau or without."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import Any

from tests.conftest import chromium_path
from tests.journeys.conftest import SWITCHES
from tests.journeys.people import Worker


class Clerk:
    """An automated clerk at one computer, which keeps its store when it is killed."""

    def __init__(self, kind: Any, house: Any, folder: Path, size: dict[str, int]) -> None:
        self.kind, self.house, self.folder, self.size = kind, house, folder, size
        self.keys = 0
        self.start()

    def start(self) -> None:
        self.browser = self.kind.launch_persistent_context(
            str(self.folder), executable_path=chromium_path(), args=SWITCHES, viewport=self.size,
            locale="en-GB",
        )  # fmt: skip
        self.browser.set_default_timeout(20_000)
        self.page = self.browser.pages[0]

    def enrols(self, bureau: Any, label: str, place: str = "CAMP-2") -> str:
        """A registrar who is signed in enrols this computer, and signs out."""
        self.browser.add_cookies(bureau.by("registrar-2").page.context.cookies())
        registrar = Worker(self.house, self.page, "registrar-2")
        registrar.opens("/arrivals/devices/enrol")
        shown = self.page.get_attribute("#enrolling", "data-fingerprint")
        registrar.enters("/arrivals/devices/enrol", place=place, device_label=label, compared=shown)
        number = self.page.get_attribute("#enrolled", "data-device")
        self.page.wait_for_function("async () => Boolean(await device.get('me'))")
        self.page.context.clear_cookies()  # whoever writes at night has no session
        return str(number)  # the jobs tell the door later: what is written until then waits here

    def opens(self) -> None:
        self.page.goto(f"{self.house.desk}/field/en")
        self.page.wait_for_selector("#enrolled:not([hidden])")

    def writes(self, card: str, heard: str, *, presses: bool = True) -> None:
        if self.page.input_value("#card") != card:
            self.page.fill("#card", card)
            self.keys += len(card)
        self.page.fill("#heard", heard)
        if presses:
            self.page.press("#heard", "Enter")
            self.keys += 1
            self.page.wait_for_function(f"card => document.getElementById('card').value !== {card!r}", arg=card)

    def counts(self, what: str) -> int:
        return int(self.page.inner_text(f"#{what}"))

    def is_done(self) -> bool:
        return self.counts("kept") == 0 and not self.page.query_selector("#rows .tag.half")

    def killed(self) -> None:
        """The computer loses its power: nothing is closed in good order."""
        for process in Path("/proc").iterdir():
            if process.name.isdecimal():
                try:
                    line = (process / "cmdline").read_bytes()
                except OSError:
                    continue
                if str(self.folder).encode() in line:
                    os.kill(int(process.name), signal.SIGKILL)
        with contextlib.suppress(Exception):  # it is gone
            self.browser.close()
