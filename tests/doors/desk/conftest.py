"""The desk as its process runs it: its own settings over those of the tests, a bureau, and its staff at the door."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from repatria.adapters.printing.printer import TypstPrinter
from repatria.adapters.printing.samples import sample_papers
from repatria.config.settings import desk as desk_settings
from repatria.core.law.contact import ContactAnswer
from repatria.doors.desk.frame import ports
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.importing.through_page import PageLists
from repatria.records.access.models import RunUsedCode
from tests.doors.desk.bureau import Bureau, Whole
from tests.kept import built_once, kept
from tests.records.staff import outside as jobs_outside

TAKEN_OVER = (
    "ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "AUTHENTICATION_BACKENDS", "ACCOUNT_ADAPTER", "MFA_ADAPTER",
    "MFA_FORMS", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "AXES_LOCKOUT_CALLABLE", "LOGIN_URL", "LOGIN_REDIRECT_URL",
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER", "SECURE_REFERRER_POLICY",
    "CSRF_FAILURE_VIEW", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE", "SESSION_COOKIE_AGE", "SESSION_ENGINE",
    "SESSION_EXPIRE_AT_BROWSER_CLOSE", "STATIC_URL", "WHITENOISE_USE_FINDERS", "WHITENOISE_AUTOREFRESH",
    "WHITENOISE_MAX_AGE", "CONTENT_SECURITY_POLICY", "FILE_UPLOAD_MAX_MEMORY_SIZE", "FILE_UPLOAD_HANDLERS",
    "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="package")
def door() -> Iterator[None]:
    """Everything that the desk's own settings say, but for its stores and its list of apps.

    Given:    once for all these tests, so that no test reads the templates anew.
    """
    with override_settings(**{name: getattr(desk_settings, name) for name in TAKEN_OVER}):
        yield


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Forgets wrong codes that were counted; used ones lie in the store, which is a test's own."""
    cache.clear()


def forget_codes() -> None:
    """Forgets wrong codes that were counted and codes that were used: no test waits for the next half minute."""
    cache.clear()
    RunUsedCode.objects.all().delete()


@pytest.fixture(autouse=True)
def outside(
    clock: Callable[[], Any], randomness: Callable[[int], bytes], tmp_path: Path
) -> Iterator[Callable[..., ports.DeskOutside]]:
    """The outside of a demonstration; called, it installs another."""

    def make(**more: Any) -> ports.DeskOutside:
        told: dict[str, Any] = {
            "printer": TypstPrinter(), "bureau": {"uk": "Бюро", "ru": "Бюро", "en": "Bureau"}, "telephone": "000",
            "check_address": "https://check.invalid", "is_demo": True, "first_letter_day": 21,
            "matcher_socket": tmp_path / "matcher.socket", "now": clock, "randomness": randomness,
            "samples": sample_papers, "lists": PageLists(jobs_outside(clock, randomness), tmp_path / "run"),
        }  # fmt: skip
        made = ports.DeskOutside(**told | more)
        ports.install(made)
        return made

    make()
    yield make
    ports.install(None)


@pytest.fixture
@built_once
def bureau(clock: Any, randomness: Callable[[int], bytes]) -> Bureau:
    """A bureau with two of every role, one man and one enquiry to come."""
    return Bureau(clock, randomness)


@pytest.fixture
def whole(clock: Any, randomness: Callable[[int], bytes], a_matcher: dict[str, str]) -> Whole:
    """A bureau in the middle of the thread, with a matcher that finds its man."""
    made = kept(_whole, clock, randomness)
    a_matcher["person_id"] = made.person
    return made


def _whole(clock: Any, randomness: Callable[[int], bytes]) -> Whole:
    made = Whole(clock, randomness).told()
    keep_clocks(made.outside)
    return made


@pytest.fixture
def a_matcher(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A matcher that finds the one man, whatever it is asked."""
    found: dict[str, str] = {}
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "matcher.socket"))
    listening.listen()

    def answer() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                stream.readline()
                fields = [["surname", "surname_near", 9.0, [0]], ["place", "place_missing", 0.0, []]]
                line = {"person_id": found["person_id"], "bits": 17.0, "probability": 0.97, "equally_good": 1,
                        "fields": fields}  # fmt: skip
                stream.write(
                    json.dumps({"candidates": [line], "weights": 0, "share": [0.5, "assumed", 0]}).encode() + b"\n"
                )

    threading.Thread(target=answer, daemon=True).start()
    yield found
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


@pytest.fixture
def linked(bureau: Bureau) -> Bureau:
    """Two reviewers agree; he was asked openly, and not yet about her."""
    bureau.capture().ask().link().asked_openly()
    return bureau


@pytest.fixture
def answered(linked: Bureau) -> Bureau:
    """He said yes; nobody approved yet."""
    linked.he_says(ContactAnswer.YES)
    return linked
