"""How many persons' records an account was given, by the reading acts that it left: what a machine is given has an end.

A person is counted once, by the number of his record or of an enquiry in which somebody asks for him.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acts import ReadingRecorded
from repatria.records.access.errors import DayIsFullError
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import Recorded, acts_at

MOST_A_DAY = 100
"""Persons whom `repatria ask` gives one account within a day: enough for a clerk's work, too few to copy a register."""
_DAY = timedelta(hours=24)
_PERSON = re.compile(r"\b[PE]-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]\b")


def check_day(account_id: str, given_now: Iterable[int], *, at: datetime) -> None:
    """Asks whether what is about to be given out is within the day's measure.

    Given:    `given_now` are the reading acts just recorded, inside the transaction that is taken back by a refusal.
    Raises:   DayIsFullError; then nothing is given, and no act stands.
    """
    readings = Entry.objects.filter(actor=account_id, kind__startswith=f"{ReadingRecorded.KIND}.")
    before = readings.filter(at__gte=instant_text(at - _DAY)).values_list("index", flat=True)
    now = persons_of(acts_at(given_now))
    if now and len(persons_of(acts_at(before)) | now) > MOST_A_DAY:
        raise DayIsFullError(
            f"one account is given at most {MOST_A_DAY} persons in 24 hours", provision="decision 0028"
        )


def persons_of(acts: Iterable[Recorded]) -> frozenset[str]:
    """The numbers of persons and enquiries that reading acts name."""
    return frozenset(
        number
        for one in acts
        if isinstance(one.act, ReadingRecorded)
        for record in one.act.records
        for number in _PERSON.findall(record)
    )
