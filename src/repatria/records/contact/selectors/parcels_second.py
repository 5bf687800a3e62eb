"""What one account said of parcels and another has to agree to, by numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.contact.models import Parcel, ParcelOpening, ParcelPart, ParcelStep
from repatria.records.contact.selectors.parcels import CAMP, READ
from repatria.records.contact.services.parcel_second import matter_of
from repatria.records.contact.services.parcels import SAID
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.scope import is_bound_to_branch


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelWaiting:
    """What one account said of a parcel, by numbers: an opening, or a matter of which two must speak."""

    parcel_id: str
    what: str
    since: str


OPENED = "opened"


def _waiting(states: list[str], **own: Any) -> tuple[ParcelWaiting, ...]:
    steps: list[ParcelStep | ParcelPart | ParcelOpening] = [
        *rows_where(ParcelStep, event=list(SAID)), *rows_where(ParcelPart, state="said"),
        *rows_where(ParcelOpening, state="said"),
    ]  # fmt: skip
    numbers = sorted({one.parcel_id for one in steps})
    there = {row.pk for row in rows_where(Parcel, pk=numbers, state=states, **own)} if numbers else set()
    steps = sorted((one for one in steps if one.parcel_id in there), key=lambda one: one.recorded_index)
    at = instants_at([one.recorded_index for one in steps])
    return tuple(
        ParcelWaiting(
            parcel_id=one.parcel_id, since=instant_text(at[one.recorded_index]),
            what=OPENED if isinstance(one, ParcelOpening) else matter_of(one).value,
        )
        for one in steps
    )  # fmt: skip


@question(CAMP, of_numbers=True)
def camp_parcels_to_settle(acting: Acting) -> tuple[ParcelWaiting, ...]:
    """What one said of a camp's own parcels and another there has to agree to, the oldest first.

    Given:    what may not go to him keeps its line: a camp learns nothing by one that goes; agreeing is refused it.
    Raises:   RoleForbidsError.
    """
    require(acting, CAMP)
    own: dict[str, Any] = {"place": acting.branch or "-"} if is_bound_to_branch(acting) else {}
    return _waiting(["at_place", "opened"], **own)


@question(READ, of_numbers=True)
def parcels_to_settle(acting: Acting) -> tuple[ParcelWaiting, ...]:
    """What one said of parcels that the bureau has or sent, and another has to agree to.  Raises: RoleForbidsError."""
    require(acting, READ)
    return _waiting(["here", "sent"])
