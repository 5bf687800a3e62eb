"""One process of the house: `python -m repatria.config.process NAME`, started by the supervisor.

Each ends with its parent. How a door is served: `repatria.config.serving`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from repatria.config import lifeline
from repatria.config.settings.environment import SettingError, env_number, env_path, env_text

ADDRESSES = {"portal": "127.0.0.1:8000", "desk": "127.0.0.1:8001", "calls": "127.0.0.1:8002"}


def address_of(door: str) -> tuple[str, int]:
    """Host and port of a door ("host:port"), by REPATRIA_PORTAL_ADDRESS, REPATRIA_DESK_ADDRESS, REPATRIA_CALLS_ADDRESS.

    Raises:   SettingError.
    """
    name = f"REPATRIA_{door.upper()}_ADDRESS"
    host, _, port = env_text(name, ADDRESSES[door]).rpartition(":")
    if not host or not port.isdecimal():
        raise SettingError(name, "must be host:port")
    return host, int(port)


def _serve_portal() -> None:
    from repatria.config.serving.doors import serve_portal

    sys.exit(serve_portal(*address_of("portal")))


def _serve_desk() -> None:
    from repatria.config.keys import install_inherited
    from repatria.config.serving.doors import serve_desk

    install_inherited()
    serve_desk(*address_of("desk"))


def _serve_calls() -> None:
    from repatria.config.calls import serve_calls

    serve_calls(*address_of("calls"))


def _run_relay() -> None:
    from repatria.config.calls import run_relay

    run_relay()


def _in_the_bureau() -> None:
    """Django, keys and durable stores for a process without a door."""
    import django

    from repatria.config.databases import check_durability
    from repatria.config.keys import install_inherited

    install_inherited()
    django.setup()
    check_durability()


def _stopped() -> Callable[[], bool]:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop.is_set


def _run_matcher() -> None:
    _in_the_bureau()
    from repatria.config.outside import outside
    from repatria.config.places import Places
    from repatria.doors.jobs.matcher import Matcher
    from repatria.doors.jobs.matcher_socket import serve_socket

    is_stopped = _stopped()
    matcher = Matcher(outside())
    matcher.build()
    print(f"matcher: {len(matcher.persons)} persons, {len(matcher.sought)} enquiries", flush=True)
    serve_socket(matcher, Places(env_path("REPATRIA_DATA", Path("var"))).matcher_socket, is_stopped)


def _run_jobs() -> None:
    _in_the_bureau()
    from django.conf import settings

    from repatria.config.one_round import one_round
    from repatria.config.outside import outside
    from repatria.config.places import Places
    from repatria.doors.jobs.loop import Rhythm, run_jobs

    rhythm = Rhythm(
        round_seconds=settings.ROUND_SECONDS, first_letter_day=settings.FIRST_LETTER_DAY,
        checkpoint_seconds=env_number("REPATRIA_CHECKPOINT_SECONDS", 3600), courier_seconds=settings.COURIER_SECONDS,
        note_days=env_number("REPATRIA_NOTE_DAYS", 28),
    )  # fmt: skip
    alone = partial(one_round, Places(settings.DATA), waits=False)
    run_jobs(outside(), rhythm, _stopped(), one_round=alone)


def _run_filler() -> None:
    _in_the_bureau()
    from repatria.config.demonstration import fill_from_environment

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    fill_from_environment()


PROCESSES = {
    "portal": _serve_portal, "desk": _serve_desk, "matcher": _run_matcher, "jobs": _run_jobs, "filler": _run_filler,
    "calls": _serve_calls, "relay": _run_relay,
}  # fmt: skip
SETTINGS = {
    "portal": "repatria.config.settings.portal", "desk": "repatria.config.settings.desk",
    "matcher": "repatria.config.settings.jobs", "jobs": "repatria.config.settings.jobs",
    "filler": "repatria.config.settings.jobs",
}  # fmt: skip


def main() -> None:
    """Runs the process named by the first argument."""
    os.umask(0o077)  # stores, sockets and logs are their owner's alone
    name = sys.argv[1]
    if name in SETTINGS:  # the door of calls and its relay have no Django
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[name]
    if name != "portal":  # its keeper watches the line itself, for it forks
        lifeline.hold()
    PROCESSES[name]()


if __name__ == "__main__":
    main()
