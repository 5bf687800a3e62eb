"""A child process with little memory, little time, no network and no file to write, for what strangers made.

What reads a picture or a workbook can be led astray by it, or fill the memory of whoever reads. So it is read in a
child that is handed bytes and gives bytes back; the parent has the keys and the store, the child has neither.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

_HANDED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "SYSTEMROOT")
_OK, _REFUSED = b"ok\n", b"refused "
_LONGEST_WORD = 200
AT_ONCE = 2
"""Children of one process at the same time: the desk has sixteen threads, and each child may fill its memory."""
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAnswer:
    """What came of a child: its answer, or the word with which it refused, or that a limit ended it or it fell."""

    content: bytes = b""
    refused: str = ""
    fell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a child may use.

    Units:    bytes of its whole memory, seconds of the processor and of the clock, bytes of its answer.
    """

    memory_bytes: int
    processor_seconds: int
    clock_seconds: int
    answer_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitedChild:
    """A job that is done in a child.

    Given:    `command` starts the child, which takes memory and seconds as its last two arguments and limits itself by
              them before it reads anything.
    """

    command: Sequence[str]
    limits: Limits

    def answer(self, given: bytes) -> ChildAnswer:
        """What the child made of what it was given; whoever waits longer than a child may take is told that it fell."""
        if not _places.acquire(timeout=self.limits.clock_seconds):
            return ChildAnswer(fell=True)
        try:
            return self._answer(given)
        finally:
            _places.release()

    def _answer(self, given: bytes) -> ChildAnswer:
        limits = self.limits
        child = subprocess.Popen(
            [*self.command, str(limits.memory_bytes), str(limits.processor_seconds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True,
            env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
        )  # fmt: skip
        assert child.stdin is not None and child.stdout is not None
        ending = threading.Timer(limits.clock_seconds, child.kill)
        handing = threading.Thread(target=_hand, args=(child.stdin, given), daemon=True)
        ending.start()
        handing.start()
        try:
            told = child.stdout.read(limits.answer_bytes + _LONGEST_WORD)
        finally:
            ending.cancel()
            child.kill()
            child.wait()
            child.stdout.close()
            handing.join(1)
        if told.startswith(_OK) and len(told) <= limits.answer_bytes + len(_OK):
            return ChildAnswer(content=told.removeprefix(_OK))
        if told.startswith(_REFUSED) and len(told) <= _LONGEST_WORD:
            return ChildAnswer(refused=told.removeprefix(_REFUSED).decode("utf-8", "replace").strip())
        return ChildAnswer(fell=True)


def _hand(to: BinaryIO, given: bytes) -> None:
    try:
        with to:
            to.write(given)
    except OSError:
        pass  # it was ended, or refused before it had read all
