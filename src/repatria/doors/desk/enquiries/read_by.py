"""Who read an enquiry or a man's file: in sentences, by person and week, for roles that may."""

from __future__ import annotations

from operator import itemgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.lists import exported, is_export, part_of
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import has, say
from repatria.doors.desk.frame.words import actor_text
from repatria.records.access.acting import Acting
from repatria.records.access.read_by import READ_BY, ReadersLine, read_by

_DAYS = (7, 30, 90, 366)


def _sentence(language: str, one: ReadersLine) -> str:
    """ "caseworker-2: the page of an enquiry; 4 times that week." """
    key = f"reading.{one.question}"
    what = say(language, key) if has(key) else one.question
    said = f"{actor_text(language, one.actor)}: {what}"
    often = say(language, "read_by.times", number=one.times) if one.times > 1 else ""
    return f"{said}{often}{say(language, 'read_by.as_list') if one.as_list else ''}."


@page(READ_BY, path="read-by/<str:about>", name="read_by")
def who_read(request: HttpRequest, acting: Acting, about: str) -> HttpResponse:
    """Everybody who read this record in the last days, the latest first, house services included."""
    language, typed = language_of(request), request.GET.get("days", "30")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 3):
        raise InputError("a number of days", (("days", "number"),))
    found = read_by(acting, about, days=int(typed))
    readers = dict.fromkeys(one.actor for one in found.lines)
    reader = request.GET.get("reader", "")
    reader = reader if reader in readers else ""
    lines = [
        (instant_words(language, one.last_at), _sentence(language, one))
        for one in found.lines if reader in ("", one.actor)
    ]  # fmt: skip
    if is_export(request):
        return exported(request, "read_by", [[say(language, one) for one in ("column.at", "column.what")], *lines])
    part, named = part_of(request, lines), [(one, actor_text(language, one)) for one in readers]
    return render(request, "read_by.html", {
        "about": about, "lines": part.lines, "part": part, "reader": reader,
        "readers": sorted(named, key=itemgetter(1)),
        "since": found.since, "days": int(typed), "choices": _DAYS,
        "may_enquiry": about.startswith("E-") and may(acting, "enquiries.?enquiry"),
    })  # fmt: skip
