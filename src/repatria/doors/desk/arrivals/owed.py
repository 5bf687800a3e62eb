"""Cards with two lines, of which somebody asks by daylight whose each is; and cards that have not come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.arrivals.selectors.cards import pads_with_missing
from repatria.records.arrivals.selectors.nights import night, night_counts

_NAMED = 4  # of the missing cards of a pad, on the first page


def _list() -> str:
    return reverse("desk:arrivals") + "?show=clashes"


def _count(acting: Acting) -> int:
    return night_counts().clashes


@owed("arrivals.settle_clash", at=_list, reads=True, count=_count)
def clashes(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Cards of which two lines speak.  Leaf: reading, where there is one"""
    for line in night(acting, is_clashing=True) if night_counts().clashes else ():
        yield OwedItem(
            what="owed.clashes", link=reverse("desk:clash", args=[line.line_id]), about=line.person_id,
            since=read_instant(line.entered_at), waits="waits.held_person", provision="practice rule 14",
        )  # fmt: skip


def _pads() -> str:
    return reverse("desk:card_pads")


@owed("arrivals.account_for_cards", at=_pads)
def missing(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Pads of which a card has not come back, each since the first that is missing, with the unit that had it."""
    for pad in pads_with_missing(acting):
        first = min(pad.missing, key=lambda one: one.since)
        yield OwedItem(
            what="owed.missing_cards", link=reverse("desk:pad_cards", args=[pad.pad_id]),
            about=", ".join(one.card_number for one in pad.missing[:_NAMED]), since=first.since, due_at=first.due_at,
            waits="waits.held_person", provision="practice rule 16", lies_with=pad.place,
        )  # fmt: skip
