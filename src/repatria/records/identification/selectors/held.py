"""Which profiles are held, and which are over: for the jobs that destroy them."""

from __future__ import annotations

from datetime import datetime

from repatria.records.identification.models import ProfileReading, Reference
from repatria.records.ledger.rows import SOMETHING, rows_where


def is_held(reference_id: str) -> bool:
    """Whether a profile of this sample stands."""
    return bool(rows_where(ProfileReading, sample_code=reference_id, profile=SOMETHING, at_most=1))


def profiles_over(at: datetime) -> tuple[str, ...]:
    """The samples whose last day is past and whose profile stands."""
    past = Reference.objects.filter(until__lt=at.date().isoformat()).order_by("id").values_list("pk", flat=True)
    return tuple(one for one in past if is_held(one))
