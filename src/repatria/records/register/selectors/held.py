"""Who is held, and since when, for rooms that ask how long somebody waits. Nothing sealed is opened."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.records.ledger.reading import instants_at
from repatria.records.register.models import ProtectedPerson


def held_since() -> tuple[tuple[str, datetime], ...]:
    """The leading numbers of everybody who is held here, each with the hour of his registration, oldest first.

    Units:    UTC.
    """
    states = [state.value for state in CustodyState if is_held(state)]
    rows = ProtectedPerson.objects.filter(custody_state__in=states, stands_under=None).order_by("recorded_index")
    found = list(rows.values_list("pk", "recorded_index"))
    recorded = instants_at(index for _, index in found)
    return tuple((number, recorded[index]) for number, index in found)
