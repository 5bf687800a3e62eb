"""What may I say now, to whom, and why not: one man with everybody who asks for him."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.lists import exported, is_export
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import guard_text, word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.askers import AskerView, askers_of_man, tells

_COLUMNS = ("column.who_asks", "column.number", "column.may_say", "column.not_yet", "column.her_letters")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerRow:
    """One who asks, as the page shows her; `is_here` on her own enquiry's page."""

    one: AskerView
    is_here: bool
    tells: bool


def asker_rows(acting: Acting, person_id: str, here: str = "") -> tuple[AskerRow, ...]:
    """Everybody who asks for him, in the order of precedence.  Leaf: access.reading_recorded"""
    return tuple(
        AskerRow(one=one, is_here=one.enquiry_id == here, tells=tells(one)) for one in askers_of_man(acting, person_id)
    )


@page("disclosure.?answer", path="askers/<str:person_id>")
def askers(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """One man: each who asks for him, what may be said to her now, and what stands against more."""
    rows = asker_rows(acting, person_id)
    if is_export(request):
        return _file(request, language_of(request), rows)
    return render(request, "askers.html", {
        "rows": rows, "person_id": person_id, "may_enquiry": may(acting, "enquiries.?enquiry"),
        "may_person": may(acting, "register.?person"),
    })  # fmt: skip


def _file(request: HttpRequest, language: str, rows: tuple[AskerRow, ...]) -> HttpResponse:
    lines = [
        [
            " · ".join(filter(None, (row.one.enquirer_name, word_text(language, "relation", row.one.relation)
                                     if row.one.relation else ""))),
            row.one.enquiry_id,
            word_text(language, "verdict", row.one.decided) if row.tells else say(language, "askers.as_all"),
            "; ".join(f"{guard_text(language, g.what)} ({provision_words(language, g.provision)})"
                      for g in row.one.missing),
            row.one.lettered_on or row.one.first_letter_on,
        ]
        for row in rows
    ]  # fmt: skip
    return exported(request, "askers", [[say(language, one) for one in _COLUMNS], *lines])
