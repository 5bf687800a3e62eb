"""Processes that end: what somebody wrote goes out of memory with the process that read it.

A keeper opens the door, makes the application ready, reads nothing that anybody sends, and forks the processes that
answer. One that took something written answers for a minute more; then the next one is there, this one takes nobody
new, answers whom it has, and ends. Its memory goes back to the kernel, which gives it to nobody unwiped.
"""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import select
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from uvicorn import Config, Server

from repatria.config import lifeline
from repatria.config.serving.connections import Limits, connections_within
from repatria.config.serving.gate import Gate

KEPT_SECONDS = 60.0
"""How long a process goes on answering after the first thing that somebody wrote."""
KEPT_REQUESTS = 20_000
_LINGER_SECONDS = 600  # for whoever is still sending: a paper over a slow line
_MOST_LINGERING = 4
_ACCEPTED_SECONDS = 0.2  # until every connection that was accepted is made
_FALLS, _WITHIN_SECONDS = 5, 30.0


def listen(host: str, port: int) -> socket.socket:
    """Opens the door.  Raises: OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.bind((host.strip("[]"), port))
    opened.listen(1024)
    opened.setblocking(False)
    return opened


def serve_here(gate: Gate, door: socket.socket, limits: Limits, *, linger: int = 8) -> None:
    """Answers in this process until a signal."""
    _serve(gate, door, limits, linger, None)


def _serve(gate: Gate, door: socket.socket, limits: Limits, linger: int, tell: Callable[[], None] | None) -> None:
    _raise_limits(limits)
    config = Config(
        gate, http=connections_within(limits), ws="none", lifespan="off", loop="asyncio", log_config=None,
        access_log=False, server_header=False, date_header=True, proxy_headers=False, timeout_keep_alive=5,
        timeout_graceful_shutdown=linger, h11_max_incomplete_event_size=32 * 1024, backlog=1024,
    )  # fmt: skip
    for name in ("uvicorn.error", "asyncio", "django.request", "django.security", "django.server"):
        logging.getLogger(name).disabled = True  # they would write addresses, paths and headers of what failed
    server = _Leaving(config)
    if tell is not None:
        server.on_tick = _watching(server.on_tick, gate, tell)  # type: ignore[method-assign, assignment]
    server.run(sockets=[door])


class _Leaving(Server):
    """A server that loses nobody when it goes: what it accepted is its own, what waits at the door is the next one's.

    A connection that asyncio has accepted and not yet made when its server closes is dropped without a word.
    """

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        for server in self.servers:
            for door in server.sockets:
                loop.remove_reader(door.fileno())
        await asyncio.sleep(_ACCEPTED_SECONDS)
        await super().shutdown(sockets)


def _watching(tick: Callable[[int], Any], gate: Gate, tell: Callable[[], None]) -> Callable[[int], Any]:
    told: list[bool] = []

    async def watched(counter: int) -> bool:
        since = gate.words_since
        is_full = gate.words_taken >= KEPT_REQUESTS or (since and time.monotonic() - since > KEPT_SECONDS)
        if is_full and not told:
            told.append(True)
            tell()
        return bool(await tick(counter))

    return watched


def _raise_limits(limits: Limits) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.of_all + 256
    if most != resource.RLIM_INFINITY and most < wanted:
        limits.of_all, wanted = most - 256, most
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what somebody wrote is not left in a file by a fall


class Keeper:
    """Forks the processes that answer, one after the other, and leaves none behind."""

    def __init__(self, make: Callable[[], Gate], door: socket.socket, limits: Callable[[], Limits]) -> None:
        self._make, self._door, self._limits = make, door, limits
        self._running: dict[int, int] = {}  # by process, the pipe by which it says that its minute is over
        self._lingering: list[int] = []
        self._falls: list[float] = []
        self._is_stopping = False

    def run(self) -> int:
        """Returns: 0 after a signal or when the parent is gone; 70 when the processes fall again and again."""
        gate = self._make()
        _forget_connections()
        parent, line = os.getppid(), lifeline.inherited()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        self._fork(gate)
        while not self._is_stopping and os.getppid() == parent:
            watched = [*self._running.values(), *([line] if line is not None else [])]
            with suppress(InterruptedError):
                readable = select.select(watched, [], [], 1.0)[0]
                if line is not None and line in readable:
                    break
                for pid in [pid for pid, pipe in self._running.items() if pipe in readable]:
                    self._relieve(pid, gate)
            self._reap()
            if len(self._falls) >= _FALLS:
                self._end_all()
                return 70
            if not self._running and not self._is_stopping:
                self._fork(gate)
        self._end_all()
        return 0

    def _stop(self, *_: object) -> None:
        self._is_stopping = True

    def _fork(self, gate: Gate) -> None:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._answer(gate, writing)
        os.close(writing)
        self._running[pid] = reading

    def _answer(self, gate: Gate, writing: int) -> NoReturn:
        code = 1
        try:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            for pipe in self._running.values():
                os.close(pipe)
            lifeline.hold()
            _serve(gate, self._door, self._limits(), _LINGER_SECONDS, lambda: os.close(writing))
            code = 0
        finally:
            os._exit(code)

    def _relieve(self, pid: int, gate: Gate) -> None:
        """The next one answers beside it before it takes nobody new; a pipe closes as well when its process fell."""
        os.close(self._running.pop(pid))
        self._lingering.append(pid)
        self._fork(gate)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        while len(self._lingering) > _MOST_LINGERING:
            with suppress(ProcessLookupError):
                os.kill(self._lingering.pop(0), signal.SIGKILL)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in self._lingering:
                self._lingering.remove(pid)
            if pid in self._running:
                os.close(self._running.pop(pid))
            if os.waitstatus_to_exitcode(status) not in (0, -signal.SIGTERM):
                now = time.monotonic()
                self._falls = [at for at in self._falls if now - at < _WITHIN_SECONDS] + [now]

    def _end_all(self) -> None:
        ours = {*self._running, *self._lingering}
        for pid in ours:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + 4.0
        while ours and time.monotonic() < end:
            time.sleep(0.05)
            self._reap()
            ours &= {*self._running, *self._lingering}
        for pid in ours:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _forget_connections() -> None:
    """An open connection of a store is not carried into another process."""
    from django.db import connections

    connections.close_all()
    asyncio.set_event_loop(None)
