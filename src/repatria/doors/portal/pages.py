"""What every page of the portal shares: its language, texts and frame, dates in words, an answer of constant size."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from repatria.doors.furniture.further import FurtherLanguage
from repatria.doors.furniture.texts import read_texts
from repatria.doors.portal.languages import (
    codes,
    day_in_words,
    direction_of,
    home_of,
    names,
    offices_in,
    records_said,
)  # fmt: skip
from repatria.doors.portal.texts import CATALOGUES, PACKAGE
from repatria.records.intake.keys import current

PADDED_BYTES = 30 * 1024
"""Answers about letters are padded to it, so that their size on the line does not tell whether there is a letter."""


def texts() -> Mapping[str, Mapping[str, str]]:
    return _texts(settings.FURTHER_LANGUAGES)


@cache
def _texts(further: tuple[FurtherLanguage, ...]) -> Mapping[str, Mapping[str, str]]:
    return {**read_texts(PACKAGE, *CATALOGUES), **{one.code: one.texts for one in further}}


def preferred_language(request: HttpRequest) -> str:
    """The language that the browser asks for first, Ukrainian where it asks for none of ours."""
    wanted = request.headers.get("Accept-Language", "")[:200]
    for part in wanted.split(","):
        language = part.split(";")[0].strip().lower().partition("-")[0]
        if language in codes():
            return language
    return "uk"


def language_of(path: str) -> str:
    """The language that an address begins with, or Ukrainian."""
    first = path.strip("/").partition("/")[0]
    return first if first in codes() else "uk"


def today() -> date:
    return datetime.now(UTC).date()


def date_in_words(on: date, language: str) -> str:
    """A day with the month in words: 3 травня 2026."""
    return day_in_words(on, language)


def show(
    request: HttpRequest, template: str, language: str, *, code: int = 200, pad: bool = False, **context: Any
) -> HttpResponse:
    """Renders a page of the portal.

    Given:    `pad` for answers whose size must not tell what they say.
    """
    place = request.path.strip("/").partition("/")[2]
    links = [(one, name, f"/{one}/{place}") for one, name in names()]
    bureau, others = offices_in(settings.WHOM_TO_ASK, language)
    page = render_to_string(
        f"portal/{template}.html",
        {"language": language, "t": texts()[language], "languages": links, "place": place,
         "direction": direction_of(language), "records": home_of(language), "records_said": records_said(language),
         "is_demo": current().is_demo, "bureau": bureau, "others": others, **context},
    )  # fmt: skip
    body = page.encode()
    if pad:
        room = max(0, PADDED_BYTES - len(body) - len(b"<!---->"))
        body += b"<!--" + b" " * room + b"-->"
    return HttpResponse(body, status=code, content_type="text/html; charset=utf-8")


def refuse(request: HttpRequest, code: int, text: str) -> HttpResponse:
    """A plain page that says what went wrong and what to do."""
    return show(request, "refused", language_of(request.path), code=code, refusal=text)
