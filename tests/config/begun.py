"""Commands that have begun already: one process reads every library once, and each command is a fork of it.

A command stays a process of its own, with its own environment, settings, streams and end; what it saves is a second to
two of reading the same files again.  What it shares with the next is the order in which its texts are hashed, and that
the list of apps is there before it wakes Django: that it wakes it, the first of each command shows, from nothing.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MOST_BYTES = 1 << 18


class Begun:
    """The process that waits for commands; it ends with the end of ours of the line to it."""

    def __init__(self) -> None:
        # Not the settings of these tests: a library that finds them would keep them for every command.
        given = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        self._line, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.config.begun", str(other.fileno())],
                cwd=ROOT, env=given, stdin=subprocess.DEVNULL, pass_fds=[other.fileno()],
            )  # fmt: skip

    def run(self, words: list[str], environment: dict[str, str], seconds: float) -> subprocess.CompletedProcess[str]:
        """Runs one command.  Raises: TimeoutError after so many seconds."""
        asked = json.dumps([words, environment, os.getcwd()]).encode()
        self._line.settimeout(seconds)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            socket.send_fds(self._line, [asked], [out.fileno(), err.fileno()])
            try:
                code = int(self._line.recv(16))
            except BaseException:
                self._process.kill()
                raise
            said = []
            for stream in (out, err):
                stream.seek(0)
                said.append(stream.read().decode())
        return subprocess.CompletedProcess(words, code, *said)

    def close(self) -> None:
        """Lets it end."""
        self._line.close()
        self._process.wait(10)


def _read_libraries() -> None:
    """Reads whatever a command reads, under settings that each command forgets."""
    ours = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"REPATRIA_DATA": folder, "DJANGO_SETTINGS_MODULE": "repatria.config.settings.jobs"}
        import django

        django.setup()
        for name in ("repatria.config.outside", "repatria.records.ledger.verify", "repatria.doors.jobs.loop"):
            importlib.import_module(name)
    os.environ.clear()
    os.environ.update(ours)


def _forget_settings() -> None:
    """Every command reads its own settings, and none before it wakes Django, as in a process that begins."""
    import django
    from django.conf import empty, settings
    from django.db import connections

    for name in [one for one in sys.modules if one.startswith("repatria.config.settings")]:
        if name != "repatria.config.settings.environment":
            del sys.modules[name]
    settings._wrapped = empty
    for connection in connections.all(initialized_only=True):
        assert connection.connection is None, "what is open would be every command's"
        del connections[connection.alias]
    connections._settings = None
    connections.__dict__.pop("settings", None)
    setup = django.setup

    def wake() -> None:
        setup()
        importlib.reload(sys.modules["axes.conf"])  # which writes what is not said into the settings it finds

    django.setup = wake


def _wait_for_commands(line: socket.socket) -> list[str] | None:
    """Forks for each command.  Returns: in the fork, its words; in the parent None, when nobody will ask again."""
    while True:
        asked, streams, _, _ = socket.recv_fds(line, _MOST_BYTES, 2)
        if not asked:
            return None
        number = os.fork()
        if number == 0:
            words, environment, folder = json.loads(asked)
            for to, stream in zip((1, 2), streams, strict=True):
                os.dup2(stream, to)
                os.close(stream)
            os.environ.clear()
            os.environ.update(environment)
            os.chdir(folder)
            time.tzset()
            random.seed()
            _forget_settings()
            return list(words)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(number, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def main() -> None:
    """Waits for commands, and in each fork runs one to its ordinary end."""
    from repatria.config import cli

    _read_libraries()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as line:
        words = _wait_for_commands(line)
    if words is None:
        return
    sys.argv = ["repatria", *words]
    try:
        cli.main()
    except Exception:
        traceback.print_exc()
        sys.exit(1)


if __name__ == "__main__":
    main()
