"""Rolls, quiet men and draws as lines of a list, and a roll's sum as the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from repatria.core.law.draw import EVERYWHERE
from repatria.core.law.roll import RollSum
from repatria.doors.desk.frame.dates import date_words, instant_words
from repatria.doors.desk.frame.lists import Row
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.whom import NOBODY, Whom
from repatria.doors.desk.frame.words import word_text
from repatria.records.roll.selectors import QuietMan, RollView

ROLL_COLUMNS = (
    "column.day", "column.place", "column.counted", "column.expected", "column.difference", "column.signed",
)  # fmt: skip
QUIET_COLUMNS = (
    "column.card", "column.name", "column.place", "column.last_strong", "column.quiet_days", "column.last_weak",
    "column.number",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRow:
    """One row of a roll's sum: what it is, its sign, how many."""

    what: str  # key of its text
    sign: str
    count: int
    is_total: bool = False


def sum_rows(total: RollSum, expected: int) -> tuple[SumRow, ...]:
    """The sum as it is read aloud: held at the last roll, what came late, in, out, held now, who is there of them."""
    rows = [
        SumRow(what="sum.before", sign="", count=total.before),
        SumRow(what="sum.late_in", sign="+", count=total.late_in),
        SumRow(what="sum.late_out", sign="−", count=total.late_out),
        SumRow(what="sum.came", sign="+", count=total.came), SumRow(what="sum.left", sign="−", count=total.left),
        SumRow(what="sum.held", sign="=", count=total.held, is_total=True),
        SumRow(what="sum.signed_out", sign="−", count=total.signed_out),
        SumRow(what="sum.unaccounted", sign="−", count=total.unaccounted),
        SumRow(what="sum.on_the_way", sign="−", count=total.on_the_way),
        SumRow(what="sum.expected", sign="=", count=expected, is_total=True),
    ]  # fmt: skip
    always = {"sum.before", "sum.came", "sum.left", "sum.held", "sum.expected"}
    return tuple(one for one in rows if one.count or one.what in always)


def difference_words(language: str, difference: int) -> str:
    """How many too few or too many; a dash for none."""
    if not difference:
        return "0"
    return say(language, "roll_says.too_few" if difference < 0 else "roll_says.too_many", number=abs(difference))


def signed_words(language: str, view: RollView) -> str:
    """Who signed, and what is to be known of it: typed later, corrected, not signed yet, not taken."""
    if view.counted is None:
        return say(language, "roll_says.not_taken")
    parts = [say(language, "roll_says.two_signed" if view.is_signed else "roll_says.one_signed")]
    if view.paper_number:
        parts.append(say(language, "roll_says.on_paper", number=view.paper_number))
    if view.is_entered_later:
        parts.append(say(language, "roll_says.entered_later"))
    if view.corrected_by:
        parts.append(say(language, "roll_says.corrected"))
    return ", ".join(parts)


def roll_rows(language: str, views: Sequence[RollView]) -> list[Row]:
    """Rolls as lines, each leading to its page."""
    return [
        Row(
            cells=(
                date_words(language, view.day), view.place, "—" if view.counted is None else str(view.counted),
                "—" if view.counted is None else str(view.expected),
                _difference_cell(language, view), signed_words(language, view),
            ),
            link=reverse("desk:daily_roll", args=[view.roll_id]),
            tone="late" if view.is_difference_open else "" if view.is_signed or view.counted is None else "waiting",
        )
        for view in views
    ]  # fmt: skip


def _difference_cell(language: str, view: RollView) -> str:
    if view.counted is None:
        return "—"
    said = difference_words(language, view.difference)
    if view.is_difference_open:
        return f"{said}, {say(language, 'roll_says.open')}"
    return f"{said}, {word_text(language, 'difference_end', view.closed_how)}" if view.closed_how else said


def quiet_rows(language: str, men: Sequence[QuietMan], known: dict[str, Whom]) -> list[Row]:
    """Quiet men as lines, the quietest first, each leading to who saw him."""
    return [
        Row(
            cells=(
                one.card_number or "—", known.get(one.person_id, NOBODY).name or "—", one.place,
                word_text(language, "sighting_kind", one.last_kind) if one.last_kind else "—",
                say(language, "roll_says.days", number=one.days), instant_words(language, one.weak_at), one.person_id,
            ),
            link=reverse("desk:sightings", args=[one.person_id]), tone="late",
        )
        for one in men
    ]  # fmt: skip


def scope_words(language: str, scope: str) -> str:
    """A place, or everybody who is held."""
    return say(language, "roll_says.everywhere") if scope == EVERYWHERE else scope
