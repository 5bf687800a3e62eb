"""Today's things in groups: late by how much, due today, this week, later, and those for which no day is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.lists import exported
from repatria.doors.desk.frame.owed import OwedItem
from repatria.doors.desk.frame.run import ALL, link_in_run
from repatria.doors.desk.frame.terms import TermRow, local, term_row
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.whom import NOBODY, Whom
from repatria.doors.desk.frame.work import Lying

SHOWN = 40  # lines of a group before the rest is one line that leads to them
_WEEK = timedelta(days=7)
_HEADINGS = ("group.late", "group.today", "group.week", "group.later", "group.no_day")
_COLUMNS = (
    "column.asked_of_me", "column.number", "column.about_whom", "column.due", "column.time_used", "column.who_waits",
)  # fmt: skip
_NOTES = {"group.late": "group.late_note", "group.no_day": "group.no_day_note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things of one urgency: as many lines as are shown, and how many there are."""

    heading: str
    note: str
    rows: tuple[TermRow, ...]
    whole: int

    @property
    def left_out(self) -> int:
        return self.whole - len(self.rows)


def first_of(groups: Sequence[Group]) -> TermRow | None:
    """The first thing that this role can open."""
    return next((row for group in groups for row in group.rows if row.link), None)


def _opened(item: OwedItem, of: str) -> str:
    """Where a thing is opened within a run; "" where this role opens no such record and only sees it here."""
    return "" if item.link == reverse("desk:owed") else link_in_run(item.link, of=of)


def heading_of(item: OwedItem, now: datetime) -> str:
    """In which group a thing stands now."""
    if item.due_at is None:
        return "group.no_day"
    if item.is_late(now):
        return "group.late"
    days = local(item.due_at).date() - local(now).date()
    return "group.today" if not days else "group.week" if days < _WEEK else "group.later"


_NOT_TODAY = frozenset({"group.week", "group.later"})


def groups_today(items: Iterable[OwedItem], now: datetime) -> bool:
    """Whether anything is late, due today, or waits without a day: what falls due later is not owed today."""
    return any(heading_of(item, now) not in _NOT_TODAY for item in items)


def in_order(items: Iterable[OwedItem], now: datetime) -> tuple[OwedItem, ...]:
    """Things in the order in which they stand on the page; those of a group keep theirs."""
    return tuple(sorted(items, key=lambda one: _HEADINGS.index(heading_of(one, now))))


def grouped(
    language: str, items: Sequence[OwedItem], now: datetime, *, of: str = ALL, names: Mapping[str, Whom] | None = None,
    shown: int = SHOWN, lying: Lying | None = None,
) -> tuple[Group, ...]:  # fmt: skip
    """The groups that have anything in them, most urgent first, each line opening a run over these things."""
    known = names or {}
    found: dict[str, list[OwedItem]] = {heading: [] for heading in _HEADINGS}
    for item in items:
        found[heading_of(item, now)].append(item)
    return tuple(
        Group(
            heading=heading, note=_NOTES.get(heading, ""), whole=len(those),
            rows=tuple(
                term_row(
                    language, one, now, link=_opened(one, of), known=known.get(one.whom or one.about, NOBODY),
                    held_by=lying.holder(one) if lying else "", takes=lying.takes(one) if lying else "",
                )
                for one in those[:shown]
            ),
        )
        for heading, those in found.items() if those
    )  # fmt: skip


def as_file(
    request: HttpRequest, language: str, items: Sequence[OwedItem], now: datetime, names: Mapping[str, Whom]
) -> HttpResponse:
    """The things themselves as a file: what is asked, about whom, when due, and who waits."""
    rows = [term_row(language, item, now, known=names.get(item.whom or item.about, NOBODY)) for item in items]
    lines = [
        (say(language, row.what), row.about, " · ".join(filter(None, (row.name, row.place))), row.term.words,
         row.term.used_words, say(language, row.waits) if row.waits else "")
        for row in rows
    ]  # fmt: skip
    return exported(request, "today", [[say(language, one) for one in _COLUMNS], *lines])
