"""What returns owe: an answer that is waited for, the own duty, open differences, and what waits for another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.clocks import clock_items
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.returns.selectors.batches import batches_that_differ
from repatria.records.returns.selectors.sought import things_sought
from repatria.records.returns.services.batches import PUT_IN
from repatria.records.returns.services.differences import END
from repatria.records.returns.services.power import REVIEW
from repatria.records.returns.services.requests import MOVE

_WHO_COUNT = frozenset({Role.MORTUARY, Role.MEDICAL})
"""They may end a difference, and the clock of it is the registrar's."""


def _requests() -> str:
    return reverse("desk:return_requests")


def _batches() -> str:
    return reverse("desk:batches")


@owed(MOVE, what="owed.return_requests", at=_requests)
def asked(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Requests whose answer is waited for, and those that fell back on the own duty."""
    rules = (ClockRule.RETURN_ANSWER, ClockRule.RETURN_OWN_DUTY)
    yield from clock_items(acting, now, rules, what="owed.return_requests")


@owed(END, what="owed.batch_differences", at=_batches)
def differing(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Differences of two counts that nobody ended; of those whom no clock names, the batches that have some."""
    yield from clock_items(acting, now, (ClockRule.BATCH_DIFFERENCE,), what="owed.batch_differences")
    if acting.roles & _WHO_COUNT:
        for number in batches_that_differ(acting):
            yield OwedItem(
                what="owed.batch_differences", link=reverse("desk:batch", args=[number]), about=number,
                provision="house rule 6.7",
            )  # fmt: skip


@owed(END, what="owed.things_sought", at=lambda: reverse("desk:things_sought"))
def still_sought(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Batches of which something is still sought, for as long as it is."""
    for number in dict.fromkeys(one.batch_id for one in things_sought(acting)):
        yield OwedItem(
            what="owed.things_sought", link=reverse("desk:things_sought"), about=number, provision="house rule 6.7",
        )  # fmt: skip


@owed(REVIEW, what="owed.power_review", at=_batches)
def whose(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Words on whose dead an item is that nobody has reviewed to the end."""
    yield from clock_items(acting, now, (ClockRule.POWER_REVIEW,), what="owed.power_review")


@owed(PUT_IN, what="owed.goes_back", at=_batches)
def going_back(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What is theirs and stands on no batch yet with which it goes back."""
    yield from clock_items(acting, now, (ClockRule.GOES_BACK,), what="owed.goes_back")


@owed(approves=END, what="owed.batch_ends_to_approve", at=_batches)
def to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Ends of differences that lack another's approval."""
    for one in proposals_to_approve(acting, END):
        if one.proposed_by != acting.account_id:
            yield OwedItem(
                what="owed.batch_ends_to_approve",
                link=reverse("desk:propose_batch_end", args=[one.content["difference_id"]]),
                since=read_instant(one.proposed_at), is_for_second=True, waits="waits.colleague",
                provision="house rule 6.7",
            )  # fmt: skip
