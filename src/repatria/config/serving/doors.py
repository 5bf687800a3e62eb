"""The two doors as they are served: the portal in processes that end, the desk in one that stays."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import lru_cache

from repatria.config.serving.connections import Limits
from repatria.config.serving.gate import PLAIN, STORE, Door, Gate
from repatria.config.serving.generations import Keeper, listen, serve_here
from repatria.config.serving.lanes import Lane
from repatria.config.serving.wsgi import Answer, Asked, plain_answer
from repatria.config.settings.environment import env_number

READING, PAPERS = "reading", "papers"
_MB = 1024 * 1024
_BUDGET = 120
"""Forms and papers that one address may send in the minute of a process: some thirty enquiries behind one line."""
_PATIENCE = 1.6
"""Seconds: whoever asks knows within five, the way there and back included, whether there is a receipt. On two cores
that the crowd shares the way there took three seconds more."""
_PATIENCE_FOR_PAPERS = 12.0  # 15 MB are read, sealed and written
_SWITCH_SECONDS = 0.001  # how long a thread that computes may keep the one that listens waiting


def _limits() -> Limits:
    return Limits(of_one=0 if env_number("REPATRIA_TRUSTED_PROXIES", 0) else 64)


def _knows_host() -> Callable[[str], bool]:
    from django.conf import settings
    from django.http.request import split_domain_port, validate_host

    @lru_cache(maxsize=256)
    def knows(host: str) -> bool:
        domain, _ = split_domain_port(host)
        return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)

    return knows


def serve_portal(host: str, port: int) -> int:
    """Serves until a signal.  Returns: the exit code."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    return Keeper(_portal, listen(host, port), _limits).run()


def _portal() -> Gate:
    from repatria.config.portal_wsgi import application
    from repatria.doors.portal import crowd
    from repatria.doors.portal.reading import LARGEST_PAPER
    from repatria.records.intake.services import write_together

    def lane_of(asked: Asked) -> str:
        if not crowd.needs_store(asked.path, asked.body):
            return PLAIN
        if asked.path.endswith("/add"):
            return PAPERS
        return READING if asked.path.endswith("/open") else STORE

    def try_later(asked: Asked, seconds: int, page: Callable[[str], Answer | None]) -> Answer:
        from repatria.doors.portal.pages import language_of

        kept = page(f"/{language_of(asked.path)}/later")
        again = (b"retry-after", str(seconds).encode())
        if kept is None:
            return plain_answer(503, again)
        body = crowd.page_with_fields(kept.body, asked.path, asked.body)
        told = Answer(status=503, headers=kept.headers, body=body)
        return told.with_headers(again, (b"content-length", str(len(body)).encode()))

    gate = Gate(
        Door(
            application=application,
            lanes={
                PLAIN: Lane("plain", 3, patience=_PATIENCE, has_store=False),
                READING: Lane("reading", 2, patience=_PATIENCE),
                STORE: Lane("writing", 12, patience=_PATIENCE),
                PAPERS: Lane("papers", 2, patience=_PATIENCE_FOR_PAPERS),
            },
            largest_body=lambda path: (LARGEST_PAPER if path.endswith("/add") else 0) + _MB // 2,
            says_what_is_too_large=True, knows_host=_knows_host(),
            is_same_for_all=crowd.is_same_for_all, lane_of=lane_of, try_later=try_later,
            holds_ticket=lambda asked: crowd.holds_ticket(asked.body),
        ),
        budget=0 if env_number("REPATRIA_TRUSTED_PROXIES", 0) else _BUDGET,
    )  # fmt: skip
    gate.warm(*crowd.pages_to_warm())
    write_together(_PATIENCE)
    gc.freeze()
    return gate


def serve_desk(host: str, port: int) -> None:
    """Serves until a signal, in this process: its keys are in no other."""
    from repatria.config.desk_wsgi import application

    sys.setswitchinterval(_SWITCH_SECONDS)
    lanes = {PLAIN: Lane("plain", 1, patience=30, has_store=False), STORE: Lane("desk", 8, patience=120)}
    gate = Gate(
        Door(application=application, lanes=lanes, largest_body=lambda path: 16 * _MB, knows_host=_knows_host())
    )
    serve_here(gate, listen(host, port), _limits())
