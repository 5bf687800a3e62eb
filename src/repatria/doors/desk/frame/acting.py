"""Who acts at this desk, in which language, and what is worth showing to him."""

from __future__ import annotations

from django.http import HttpRequest

from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import LANGUAGES
from repatria.records.access.acting import Acting, acting_for
from repatria.records.access.role_table import is_allowed

LANGUAGE_COOKIE = "desk_language"
LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"), ("uk", "Українська"))  # in the order of their own names


def language_of(request: HttpRequest) -> str:
    """The language of the page: the one chosen at this desk, else the account's, else Ukrainian."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    language = getattr(getattr(request, "user", None), "language", "")
    return language if language in LANGUAGES else "uk"


def acting_of(request: HttpRequest) -> Acting:
    """The signed-in account at this moment."""
    outside = current()
    return acting_for(request.user, outside.now(), outside.randomness)  # type: ignore[arg-type]


def may(acting: Acting, action: str) -> bool:
    """Whether a button is worth showing; the service asks again and decides."""
    return is_allowed(acting.roles, action)
