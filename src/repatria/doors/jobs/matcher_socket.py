"""The matcher at its socket: one request, one answer, a JSON line each; the log is followed between them.

A Unix socket that only its owner can open; who asks proves that he is of this house.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from repatria.doors.jobs.consumers import SILENT
from repatria.doors.jobs.matcher import Matcher
from repatria.records.matching.calling import is_ours

AGAIN_SECONDS = 300
_LARGEST_REQUEST = 64 * 1024
_ANSWERS_AT_ONCE = 32  # then the log is followed again, whoever still asks
log = structlog.get_logger("matcher")


def serve_socket(
    matcher: Matcher, path: Path, is_stopped: Callable[[], bool], follow_every_seconds: float = 0.5
) -> None:
    """Answers requests of the house on a Unix socket readable by its owner alone, and follows the log between them."""
    # It takes its place once it listens: whoever finds it there is heard.
    being_made = path.with_suffix(".new")
    being_made.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(being_made))
    finally:
        os.umask(before)
    listener.listen(16)
    being_made.replace(path)
    waiting = selectors.DefaultSelector()
    waiting.register(listener, selectors.EVENT_READ)

    def answer_waiting(seconds: float = 0.0) -> None:
        for _ in range(_ANSWERS_AT_ONCE):
            if not waiting.select(timeout=seconds):
                return
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(2)
                _answer_connection(matcher, connection)
            seconds = 0.0

    again_at = time.monotonic()
    while not is_stopped():
        answer_waiting(follow_every_seconds)
        try:
            matcher.follow(between=answer_waiting)
            if time.monotonic() >= again_at:
                again_at = time.monotonic() + AGAIN_SECONDS
                matcher.draw_again()
        except SILENT as error:
            # A store that is locked or away for a moment: the cursor stands, the next round reads the same acts.
            log.warning("store_silent", reason=str(error))


def _answer_connection(matcher: Matcher, connection: socket.socket) -> None:
    try:
        with connection.makefile("rwb") as stream:
            proof, line = stream.readline(_LARGEST_REQUEST).strip(), stream.readline(_LARGEST_REQUEST)
            reply = matcher.answer(json.loads(line)) if is_ours(proof, line) else {}
            stream.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
    except Exception as error:
        # One broken request must not end the process that holds everybody's names.
        log.warning("request_failed", reason=type(error).__name__)
