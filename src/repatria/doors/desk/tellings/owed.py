"""What is owed to families: visits by their day, who asks how she is, what the receiver of a notice says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.telling.selectors.cases import visits_planned
from repatria.records.telling.selectors.standing import cases_to_end, names_untold, parts_untold, to_confirm
from repatria.records.telling.selectors.support import support_to_give
from repatria.records.telling.services.ending import END
from repatria.records.telling.services.opening import OPEN
from repatria.records.telling.services.support import SUPPORT
from repatria.records.telling.services.visits import COME_BACK, CONFIRM, PLAN


@owed(COME_BACK, what="owed.family_visits", at=lambda: reverse("desk:family_visits"))
def visits_today(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """The visits whose day has come, and of which nobody said how they ended."""
    today = now.date().isoformat()
    for one in visits_planned(acting):
        if one.on <= today:
            yield OwedItem(
                what="owed.family_visits", link=reverse("desk:family_visit", args=[one.visit_id]), about=one.visit_id,
                waits="waits.enquirer", provision="house rule 4.5",
            )  # fmt: skip


@owed(OPEN, what="owed.names_untold", at=lambda: reverse("desk:tellings"))
def to_be_opened(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Names that the board gave and of which no family was told; by the number of the board's act."""
    for index in names_untold(acting):
        yield OwedItem(
            what="owed.names_untold", link=reverse("desk:open_telling"), about=str(index), waits="waits.enquirer",
            provision="house rule 4.5",
        )  # fmt: skip


@owed(END, what="owed.tellings_to_end", at=lambda: reverse("desk:tellings"))
def to_be_ended(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Cases whose conclusion the board annulled: whoever was told is owed a visit that corrects."""
    for number in cases_to_end(acting):
        yield OwedItem(
            what="owed.tellings_to_end", link=reverse("desk:end_telling", args=[number]), about=number,
            waits="waits.enquirer", provision="practice rule 6",
        )  # fmt: skip


@owed(PLAN, what="owed.parts_untold", at=lambda: reverse("desk:tellings"))
def further_parts(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Further parts of which those who wished it are to be told; by the number of the enquiry."""
    yield from _parts(acting, "owed.parts_untold", is_wished=True)


@owed(PLAN, what="owed.parts_unasked", at=lambda: reverse("desk:tellings"))
def parts_of_the_unasked(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Further parts of which they are to be told whom nobody asked what they wish: silence keeps nothing from them."""
    yield from _parts(acting, "owed.parts_unasked", is_wished=False)


def _parts(acting: Acting, what: str, *, is_wished: bool) -> Iterator[OwedItem]:
    for one in parts_untold(acting):
        if one.is_wished is is_wished:
            link = reverse("desk:plan_family_visit", args=[one.telling_id, one.enquiry_id])
            yield OwedItem(
                what=what, link=f"{link}?part={one.part_index}", about=one.enquiry_id, waits="waits.enquirer",
                provision="practice rule 25",
            )  # fmt: skip


@owed(SUPPORT, what="owed.support_to_give", at=lambda: reverse("desk:tellings"))
def to_be_given(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What families took of what was offered to them, and nobody said that it was given."""
    for one in support_to_give(acting):
        yield OwedItem(
            what="owed.support_to_give", link=reverse("desk:family_visit", args=[one.visit_id]), about=one.enquiry_id,
            waits="waits.enquirer", provision="house rule 4.5",
        )  # fmt: skip


@owed(CONFIRM, what="owed.visits_to_confirm", at=lambda: reverse("desk:tellings"))
def visits_to_confirm(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Visits by which she was told, as one alone says so far."""
    for number in to_confirm(acting):
        yield OwedItem(
            what="owed.visits_to_confirm", link=reverse("desk:family_visit", args=[number]), about=number,
            is_for_second=True, waits="waits.enquirer", provision="house rule 4.5",
        )  # fmt: skip
