"""The day of the meeting points: every pair, its rooms, who is awaited or late, and rooms that two pairs were given."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.dates import date_words, instant_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.handover.days import MeetingLine, meetings_on

_COLUMNS = (
    "column.number", "column.point", "column.state", "column.his_room", "column.her_room", "column.he_came",
    "column.she_came", "column.shares",
)  # fmt: skip


def _day_of(request: HttpRequest, today: date) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today


def _came(language: str, line: MeetingLine, at: str) -> str:
    if at:
        return instant_words(language, at)
    return "—" if line.is_over else say(language, "meeting_day.late" if line.is_late else "meeting_day.awaited")


@page("handover.?handover", path="meeting-days", name="meeting_day", menu="page.meeting_day", is_rare=True)
def meeting_day(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The pairs of one day; `?day=` names it, and today is shown without it."""
    language, on_day = language_of(request), _day_of(request, acting.at.date())
    rows = [
        Row(
            cells=(
                one.handover_id, one.point, word_text(language, "handover_state", one.state), one.his_room or "—",
                one.her_room or "—", _came(language, one, one.he_came_at), _came(language, one, one.she_came_at),
                ", ".join(one.shares) or "—",
            ),
            link=reverse("desk:handover", args=[one.handover_id]), tone="late" if one.is_late or one.shares else "",
        )
        for one in meetings_on(acting, on_day)
    ]  # fmt: skip
    there = reverse("desk:meeting_day")
    around = [
        (label, f"{there}?day={(on_day + timedelta(days=by)).isoformat()}")
        for label, by in (("page.day_before", -1), ("page.day_after", 1))
        if date.min < on_day < date.max
    ]  # fmt: skip
    return table_page(
        request, title="page.meeting_day", columns=_COLUMNS, rows=rows, empty="empty.meeting_day", actions=around,
        are_plain=True, subject=date_words(language, on_day.isoformat()), intro="intro.meeting_day",
    )  # fmt: skip
