"""What goes wrong at a hand-over: an act with an owner, by which it is said what happened before it is said to be over.

Nobody is blamed by it. He and she need no incident to change their minds, and none is made of that.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import need, refuse_open

_RULE = "house rule 6.6"


class IncidentKind(StrEnum):
    """What happened."""

    HE_DID_NOT_COME = "he_did_not_come"
    SHE_DID_NOT_COME = "she_did_not_come"
    COLLAPSE_ON_THE_WAY = "collapse_on_the_way"
    COLLAPSE_AT_POINT = "collapse_at_point"
    CAMERAS = "cameras"
    PRESSURE = "pressure"  # somebody pressed him or her
    PAPER_WITHOUT_YES = "paper_without_yes"  # a record by hand lacks what the law asks: a yes, a signature, an hour
    AFTERWARDS = "afterwards"  # learned when they were asked how they are
    OTHER = "other"


ENDS_IT = frozenset({
    IncidentKind.HE_DID_NOT_COME, IncidentKind.SHE_DID_NOT_COME, IncidentKind.COLLAPSE_ON_THE_WAY,
    IncidentKind.COLLAPSE_AT_POINT, IncidentKind.PRESSURE, IncidentKind.PAPER_WITHOUT_YES, IncidentKind.OTHER,
})  # fmt: skip
"""Of which a hand-over may be said not to have taken place."""

TO_THE_HEAD = frozenset({IncidentKind.PRESSURE, IncidentKind.PAPER_WITHOUT_YES})
"""What officers may have done themselves: the head clears it up."""


def may_own(
    incident: IncidentKind | None, *, owner: str, recorder: str, officers: Collection[str], is_head: bool
) -> bool:
    """Whether somebody may clear an incident up: nobody his own.

    Source:   law-and-practice section 6.6; two-person rule.
    Given:    `officers` who opened, planned or authorised the hand-over or took a step of it; that the head authorised
              or stopped it does not stand in his way, since he stands at no point. None where what happened is not
              chosen yet.
    """
    if owner == recorder:
        return False
    return is_head or (incident not in TO_THE_HEAD and owner not in officers)


def check_incident(*, place: str, told: str, happened_at: datetime, opened_at: datetime) -> None:
    """Refuses an incident of which nobody says where it was and what was seen, or from before the hand-over.

    Source:   law-and-practice section 6.6; practice rule 22.
    Units:    to the minute, as people write an hour.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    is_since = happened_at >= opened_at.replace(second=0, microsecond=0)
    refuse_open([
        *need(bool(place.strip()), "incident_place", _RULE, UnstatedParticularsError),
        *need(bool(told.strip()), "incident_told", _RULE, UnstatedParticularsError),
        *need(is_since, "incident_since_opened", _RULE, UnstatedParticularsError),
    ])  # fmt: skip


def check_closing(*, found: str, done: str) -> None:
    """Refuses to close an incident of which nobody says what was found and what was done.

    Source:   law-and-practice section 6.6.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open([
        *need(bool(found.strip()), "incident_found", _RULE, UnstatedParticularsError),
        *need(bool(done.strip()), "incident_done", _RULE, UnstatedParticularsError),
    ])  # fmt: skip
