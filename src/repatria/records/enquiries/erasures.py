"""Whose erasure was asked with number and words and was not performed yet; numbers only."""

from __future__ import annotations

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.models import LaterWord
from repatria.records.enquiries.selectors import LaterLine, later_line
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroyed

ERASURES = "enquiries.?erasures"
_ASKED, _CALLED = "erasure", "said_herself"


def asked_erasures() -> tuple[LaterLine, ...]:
    """Those that stand, the oldest first, one an enquiry.

    Given:    one that a caseworker settled otherwise is none; one that came with replaced words stands only once she
              was rung about it.
    """
    gone, found = destroyed(Purpose.KIN), dict[str, LaterLine]()
    for row in rows_where(LaterWord, what=_ASKED, order="recorded_index"):
        stands = row.settled_index is None if row.words_stood else row.confirmed == _CALLED
        if stands and row.enquiry_id not in gone:
            found.setdefault(row.enquiry_id, later_line(row))
    return tuple(found.values())


@question(ERASURES, of_numbers=True)
def erasures(acting: Acting) -> tuple[LaterLine, ...]:
    """What two persons are to perform: whose key is to be destroyed.  Raises: RoleForbidsError."""
    require(acting, ERASURES)
    return asked_erasures()


def check_erasure_asked(enquiry_id: str) -> None:
    """Raises: UnknownEnquiryError where she did not ask it, or it was done."""
    if all(one.enquiry_id != enquiry_id for one in asked_erasures()):
        raise UnknownEnquiryError("nobody asked that this be erased")
