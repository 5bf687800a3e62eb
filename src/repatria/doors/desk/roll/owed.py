"""What the roll owes beyond its clocks: second signatures, days without a roll, draws to make, men to look for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.roll.selectors import days_without_roll, draws, unsigned_rolls

_PROVISION = "practice rule 15"


@owed("roll.record_second_signature", at=lambda: reverse("desk:take_roll"))
def to_sign(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Rolls that another counted and that wait for a second signature."""
    for one in unsigned_rolls(acting):
        if one.taken_by != acting.account_id:
            yield OwedItem(
                what="owed.rolls_to_sign", link=reverse("desk:daily_roll", args=[one.roll_id]), about=one.roll_id,
                since=read_instant(one.taken_at), waits="waits.bureau", is_for_second=True, is_apart=True,
                provision=_PROVISION, lies_with=one.place,
            )  # fmt: skip


@owed("roll.record_missed_roll", at=lambda: reverse("desk:rolls"))
def days_missing(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Days between two rolls of which there is none: the paper is typed in, or it is said why there is none."""
    for one in days_without_roll(acting):
        yield OwedItem(
            what="owed.days_without_roll", link=f"{reverse('desk:missed_roll')}?day={one.day}", about=one.day,
            waits="waits.bureau", provision=_PROVISION, lies_with=one.place,
        )  # fmt: skip


@owed("roll.record_draw", at=lambda: reverse("desk:draws"))
def draws_open(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Draws that can be made now, and those of whose men not all were looked for."""
    for one in draws(acting):
        if one.drawn_at is None and one.has_root:
            yield _draw("owed.draws_to_make", one.draw_id, one.opened_at)
        elif one.drawn_at is not None and one.results < min(one.how_many, one.list_count):
            yield _draw("owed.draws_to_enter", one.draw_id, one.drawn_at)


def _draw(what: str, draw_id: str, since: datetime) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:draw", args=[draw_id]), about=draw_id, since=since, waits="waits.held_person",
        provision=_PROVISION,
    )  # fmt: skip
