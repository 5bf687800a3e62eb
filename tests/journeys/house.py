"""A house that runs: the demonstration in processes of its own, on free ports, and the keys to sign in to it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from repatria.adapters.keystore import read_keyring
from repatria.config.places import Places
from tests.config.begun import Begun
from tests.filled import copy_of


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def _begun() -> Begun:
    """What the commands of all houses are forks of; it ends with this process."""
    return Begun()


@dataclass
class House:
    """A running demonstration."""

    data: Path
    portal: str
    desk: str
    environment: dict[str, str]
    process: subprocess.Popen[str] | None = None

    def start(self, *, persons: int, enquiries: int) -> House:
        with open(self.data.parent / f"{self.data.name}.log", "a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "repatria.config.cli", "demo", "--data", str(self.data),
                 "--persons", str(persons), "--enquiries", str(enquiries)],
                env=self.environment, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
            )  # fmt: skip
        return self

    def said(self) -> str:
        """Everything that it has printed."""
        return (self.data.parent / f"{self.data.name}.log").read_text()

    def until_it_answers(self, seconds: float = 60) -> float:
        """Waits until both doors answer.  Returns: how long that took, in seconds."""
        started = time.monotonic()
        for address in (f"{self.portal}/healthz", f"{self.desk}/sign-in"):
            until(lambda address=address: answers(address), seconds, self.said)
        return time.monotonic() - started

    def until_it_is_filled(self, seconds: float = 240) -> None:
        until(lambda: (self.data / "demonstration.json").exists(), seconds, self.said)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs a command on the same folder, in a process that has read its libraries already."""
        return _begun().run([*words, "--data", str(self.data)], self.environment, 300)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ends it by a signal.  Returns: its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(30)

    def password(self, name: str) -> str:
        from repatria.doors.jobs.demo.sign_ins import password_of

        return password_of(name, self._key())

    def code(self, name: str) -> str:
        """The second factor's code of this moment."""
        from datetime import UTC, datetime

        from repatria.doors.jobs.demo.sign_ins import totp_secret_of
        from repatria.records.access.credentials import current_code

        return current_code(totp_secret_of(name, self._key()), datetime.now(UTC))

    def _key(self) -> bytes:
        return read_keyring(Places(self.data).keyring, None).derived("demonstration sign-ins")


def answers(address: str) -> bool:
    """Whether an address answers 200 now."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def until(is_so: object, seconds: float, why: object = lambda: "", *, pause: float = 0.2) -> None:
    """Waits until something is so, asked again after each `pause`: a page that is opened again costs the house's time.

    Units:    seconds.
    Raises:   TimeoutError with what `why` says.
    """
    end = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError(f"not so within {seconds} s: {why()}")  # type: ignore[operator]
        time.sleep(pause)


def house_in(folder: Path) -> House:
    """A demonstration on ports of its own that has not begun; its rounds are held only on command."""
    portal, desk = free_port(), free_port()
    environment = {
        **os.environ, "REPATRIA_PORTAL_ADDRESS": f"127.0.0.1:{portal}", "REPATRIA_DESK_ADDRESS": f"127.0.0.1:{desk}",
        "REPATRIA_ROUND_SECONDS": "1000000", "REPATRIA_RELAY_HERE": "0",
    }  # fmt: skip
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return House(
        data=folder / "house", portal=f"http://127.0.0.1:{portal}", desk=f"http://127.0.0.1:{desk}",
        environment=environment,
    )  # fmt: skip


@contextmanager
def a_copied_house(made: pytest.TempPathFactory, name: str) -> Iterator[House]:
    """One from a copy of the folder that was filled before, for whoever does not ask how it is filled."""
    folder = made.mktemp(name)
    copy_of(made, folder / "house")
    with a_house(folder) as house:
        yield house


@contextmanager
def a_house(folder: Path, *, persons: int = 12, enquiries: int = 6, **settings: str) -> Iterator[House]:
    """A filled demonstration that runs, with settings of the environment beside its own."""
    house = house_in(folder)
    house.environment |= settings
    house.start(persons=persons, enquiries=enquiries)
    try:
        house.until_it_answers()
        house.until_it_is_filled()
        yield house
    finally:
        if house.process is not None and house.process.poll() is None:
            house.stop()
