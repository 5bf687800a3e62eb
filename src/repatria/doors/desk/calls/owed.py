"""What is owed of calls beside their clocks: his word after one, a second account, an end to log, what was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.call_owed import call_halts, calls_to_hear_of, calls_to_log
from repatria.records.contact.services.call_ends import HIS_WORD, LOG
from repatria.records.contact.services.call_rooms import SEE_HALT
from repatria.records.register.scope import is_bound_to_branch


@owed(HIS_WORD, what="owed.calls_to_hear_of", at=lambda: reverse("desk:calls_to_hear_of"))
def to_hear_of(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Calls that were held, after which he was not asked whether it was she."""
    for one in calls_to_hear_of(acting):
        yield OwedItem(
            what="owed.calls_to_hear_of", link=reverse("desk:he_knew_her", args=[one.attempt_id]), about=one.person_id,
            waits="waits.enquirer", provision="practice rule 19",
        )  # fmt: skip


@owed(LOG, what="owed.calls_to_log", at=lambda: reverse("desk:call_day"))
def to_log(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Calls whose hour passed: what another account said of the end, and in a camp all that has none.

    Given:    a caseworker has the clock for those of which nobody said anything.
    """
    for one in calls_to_log(acting):
        if one.waits_for_second and not one.is_own:
            yield OwedItem(
                what="owed.calls_to_log", link=reverse("desk:settle_call_log", args=[one.call_id]), about=one.call_id,
                whom=one.person_id, is_for_second=True, waits="waits.colleague", provision="practice rule 19",
            )  # fmt: skip
        elif not one.waits_for_second and is_bound_to_branch(acting):
            yield OwedItem(
                what="owed.calls_to_log", link=reverse("desk:log_call", args=[one.call_id]), about=one.call_id,
                whom=one.person_id, waits="waits.he_and_she", provision="house rule 6.8",
            )  # fmt: skip


@owed(SEE_HALT, what="owed.call_halts", at=lambda: reverse("desk:call_halts"))
def to_see(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Rooms and lines that were closed, and calls that were put off with nothing against them."""
    for one in call_halts(acting):
        yield OwedItem(
            what="owed.call_halts", link=reverse("desk:see_call_halt", args=[one.halt_index]), about=one.matter_id,
            waits="waits.he_and_she", provision="house rule 6.8",
        )  # fmt: skip
