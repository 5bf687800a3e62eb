"""Fields and readings that several pages of lists share."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.words import choices


def whole_day(entered: Entered, name: str) -> date:
    """A day that was entered.  Raises: InputError for a month or a year alone."""
    day = entered.partial_date(name)
    if day is None or day.month is None or day.day is None:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(day.year, day.month, day.day)


def lines_in(entered: Entered, name: str) -> list[str]:
    """A text as lines, without the empty ones."""
    return [one.strip() for one in entered[name].splitlines() if one.strip()]


def number_in(entered: Entered, name: str) -> int | None:
    """A number that was entered, or None."""
    return int(entered[name]) if entered[name] else None


def recipient_field(request: HttpRequest) -> Field:
    """To whom a list goes."""
    options = choices(language_of(request), "recipient", NoticeRecipient)
    return Field(name="list_recipients", kind="boxes", options=options, is_required=True, hint="hint.list_recipients")


def yes_no(request: HttpRequest, name: str, *, value: str = "no", hint: str = "") -> Field:
    """A question with two answers."""
    options = choices(language_of(request), "list_yes", ("yes", "no"))
    return Field(name=name, kind="radio", options=options, value=value, is_required=True, hint=hint)
