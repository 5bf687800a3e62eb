"""What in this room two persons sign, and what uses their approvals up."""

from __future__ import annotations

from repatria.core.law.telling import DeathKnown, TellingWay
from repatria.records.access.approvals import Used, uses_approvals
from repatria.records.telling.acts import OtherWayAllowed, TellingOpened

TELL_REPORTED, ALLOW_OTHER_WAY = "telling.tell_reported", "telling.allow_other_way"


def reported_reference(enquiry_id: str) -> str:
    """What is approved: that a death which nobody proved be told to those who ask with this one."""
    return f"{enquiry_id}:reported"


def other_way_reference(telling_id: str, enquiry_id: str, way: TellingWay) -> str:
    """What is approved: that this asker be told in this way."""
    return f"{telling_id}:{enquiry_id}:{way.value}"


def _reported(given: TellingOpened) -> Used | None:
    if given.known is DeathKnown.PROVEN:
        return None
    # It was approved under one of those who ask; all of them are told by it.
    return Used(action=TELL_REPORTED, reference=reported_reference(given.asked_by))


def _other_way(given: OtherWayAllowed) -> Used | None:
    return Used(
        action=ALLOW_OTHER_WAY, reference=other_way_reference(given.telling_id, given.enquiry_id, given.way)
    )  # fmt: skip


def register() -> None:
    uses_approvals(TellingOpened, _reported)
    uses_approvals(OtherWayAllowed, _other_way)
