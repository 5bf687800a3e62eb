"""The supervisor: starts the processes, starts one again that fell, and leaves nobody behind.

SIGINT, SIGTERM and SIGHUP stop everything; when the supervisor itself is killed, the children's lifeline ends them.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repatria.config import calls
from repatria.config.keys import KEYS_FD, offer
from repatria.config.lifeline import LIFELINE_FD
from repatria.config.logs import turn_over
from repatria.config.places import Places
from repatria.config.process import address_of
from repatria.config.settings.environment import env_flag
from repatria.core.vocabulary.errors import ConflictError
from repatria.records.vault.keyring import Keyring

DOORS = ("portal", "desk")
HOUSE = ("portal", "desk", "matcher", "jobs")
OF_CALLS = ("calls", "relay")
"""Processes that there are where a relay is named: the door of calls, and coturn where the house starts it."""
_WITHOUT_KEYS = ("portal", *OF_CALLS)
_GRACE_SECONDS, _PAUSE_SECONDS = 8.0, 0.2
_FALLS, _WITHIN_SECONDS = 5, 60.0
_PORTAL_MAY_KNOW = (
    "PATH", "HOME", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "VIRTUAL_ENV", "REPATRIA_DEMO", "REPATRIA_INTAKE_DATABASE",
    "REPATRIA_PORTAL_ADDRESS", "REPATRIA_PORTAL_HOSTS", "REPATRIA_FIRST_LETTER_DAY", "REPATRIA_TRUSTED_PROXIES",
)  # fmt: skip


class BusyFolderError(ConflictError):
    """Another `repatria` serves this data folder, or writes to it."""

    code = "config.E001"


@dataclass(slots=True)
class Child:
    """One process of the house."""

    name: str
    runs_once: bool = False
    after: Child | None = None  # starts when that one has done its work, or has fallen
    process: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)
    starts_at: float = 0.0

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_done(self) -> bool:
        return self.runs_once and self.process is not None and self.process.returncode == 0


class Supervisor:
    """The processes of one data folder."""

    def __init__(self, places: Places, keyring: Keyring, say: Callable[[str], None], with_filler: bool = False) -> None:
        self.places, self.keyring, self.say = places, keyring, say
        self.children = [Child(name) for name in HOUSE]
        if calls.is_asked_for():
            self.children.append(Child("calls"))
        if calls.is_relay_ours():
            calls.make_secret(places.calls)
            self.children.append(Child("relay"))
        if with_filler:
            self._fill_first(Child("filler", runs_once=True))
        self.line = os.pipe()
        self.is_stopping = False
        self.exit_code = 0

    def _fill_first(self, filler: Child) -> None:
        """The doors answer at once; the jobs wait, for they would find weeks of the past undone and give alarm."""
        self.children.append(filler)
        for child in self.children:
            if child.name == "jobs":
                child.after = filler

    def run(self, when_answering: Callable[[], None]) -> int:
        """Runs until a signal, or until a door falls again and again.

        Returns:  0 after a signal; 70 when the house could not be kept running.
        Raises:   BusyFolderError.
        """
        lock = take_folder(self.places)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        told = False
        # Under make, whoever kills make means all of it; under an init system, the parent may go and the house stays.
        parent = os.getppid() if env_flag("REPATRIA_ENDS_WITH_PARENT") else None
        try:
            while not self.is_stopping and parent in (None, os.getppid()):
                for child in self.children:
                    self._keep(child)
                    turn_over(self._log(child.name))
                if not told and all(answers(door) for door in DOORS):
                    told = True
                    when_answering()
                time.sleep(_PAUSE_SECONDS)
        finally:
            self._end_all()
            lock.close()
        return self.exit_code

    def _stop(self, *_: object) -> None:
        self.is_stopping = True

    def _keep(self, child: Child) -> None:
        if child.is_running or child.is_done:
            return
        if child.after is not None and not child.after.is_done and not child.after.falls:
            return
        now = time.monotonic()
        if child.process is not None and child.starts_at <= now and child.process.returncode is not None:
            self._note_fall(child, now)
        if self.is_stopping or now < child.starts_at:
            return
        child.process = self._start(child.name)

    def _note_fall(self, child: Child, now: float) -> None:
        assert child.process is not None
        child.falls = [at for at in child.falls if now - at < _WITHIN_SECONDS] + [now]
        code = child.process.returncode
        child.process = None
        child.starts_at = now + 2.0 ** min(len(child.falls) - 1, 4) / 2
        self.say(f"{child.name} ended with code {code}; its last words are in {self._log(child.name)}")
        # A house whose jobs or matcher fall still takes enquiries and shows letters; they are started again and again.
        if child.name in DOORS and len(child.falls) >= _FALLS:
            self.say(f"{child.name} fell {_FALLS} times within a minute: stopping")
            self.exit_code, self.is_stopping = 70, True

    def _log(self, name: str) -> Path:
        return self.places.run / f"{name}.log"

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        descriptors = [self.line[0]]
        environment = environment_of(name, self.places, os.environ) | {LIFELINE_FD: str(self.line[0])}
        if name not in _WITHOUT_KEYS:
            keys = offer(self.keyring)
            descriptors.append(keys)
            environment[KEYS_FD] = str(keys)
        with open(self._log(name), "ab") as log:
            out = None if name == "filler" else log
            process = subprocess.Popen(
                [sys.executable, "-m", "repatria.config.process", name], env=environment, stdin=subprocess.DEVNULL,
                stdout=out, stderr=log, pass_fds=descriptors, start_new_session=True,
            )  # fmt: skip
        for descriptor in descriptors[1:]:
            os.close(descriptor)
        return process

    def _end_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None and child.is_running]
        for process in running:
            process.send_signal(signal.SIGTERM)
        end = time.monotonic() + _GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for descriptor in self.line:
            os.close(descriptor)


def take_folder(places: Places, name: str = "serve.lock") -> _Lock:
    """Takes a data folder for this process, until the lock is closed or the process ends.

    Raises:   BusyFolderError.
    """
    lock = _Lock(places.run / name)
    if not lock.is_taken:
        lock.close()
        raise BusyFolderError(
            f"{places.data} is served, or written to, by another process of repatria; stop that one, or let it end"
        )
    return lock


def folder_is_served(places: Places) -> bool:
    """Whether a supervisor holds this data folder."""
    if not places.run.exists():
        return False
    lock = _Lock(places.run / "serve.lock")
    lock.close()
    return not lock.is_taken


class _Lock:
    """An exclusive lock on a file, free again when its holder is gone."""

    def __init__(self, path: Path) -> None:
        self._file = open(path, "a")  # noqa: SIM115 - held for the life of the process
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.is_taken = True
        except BlockingIOError:
            self.is_taken = False

    def close(self) -> None:
        self._file.close()


def environment_of(name: str, places: Places, given: Mapping[str, str]) -> dict[str, str]:
    """What a child is told. Portal and calls learn their own folder and nothing of the bureau's."""
    if name in OF_CALLS:
        allowed = {key: value for key, value in given.items() if key in calls.MAY_KNOW}
        return allowed | {"REPATRIA_DATA": str(places.calls)}
    if name != "portal":
        return {**given, "REPATRIA_DATA": str(places.data)}
    allowed = {key: value for key, value in given.items() if key in _PORTAL_MAY_KNOW}
    return allowed | {"REPATRIA_DATA": str(places.portal), "REPATRIA_PORTAL_KEYS": str(places.portal_keys)}


def answers(door: str) -> bool:
    """Whether a door takes connections."""
    try:
        with socket.create_connection(address_of(door), timeout=0.5):
            return True
    except OSError:
        return False
