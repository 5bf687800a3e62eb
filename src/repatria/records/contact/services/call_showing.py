"""What a round shows her of her calls moves on by an act."""

from __future__ import annotations

from repatria.core.law.call_steps import RULE, CallOrderError
from repatria.records.access.acting import Acting, require
from repatria.records.contact.call_acts import CallsShown
from repatria.records.contact.selectors.call_boxes import moved_calls
from repatria.records.ledger.services import record, service

SHOW_CALLS = "contact.show_calls"


@service
def show_calls(acting: Acting, *, enquiry_id: str) -> int:
    """Moves on what her box shows of calls, for a round; of one that is booked its letter lies there from now on.

    Source:   practice rules 3, 4, 8: until a positive letter is out it reads "received", and nothing more.
    Returns:  the index of the act.
    Raises:   CallOrderError where nothing moves.
    Leaf:     contact.calls_shown
    """
    require(acting, SHOW_CALLS)
    moved = moved_calls(enquiry_id, acting.at)
    if not moved:
        raise CallOrderError("nothing of it moves", provision=RULE)
    given = CallsShown(enquiry_id=enquiry_id, calls=tuple(moved), steps=tuple(moved.values()))
    return record(given, actor=acting.account_id, at=acting.at)
