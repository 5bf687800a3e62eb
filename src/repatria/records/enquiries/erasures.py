"""Whose erasure was asked with number and words and was not performed yet; numbers only."""

from __future__ import annotations

from repatria.core.vocabulary.relations import ERASURE
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.models import LaterWord
from repatria.records.enquiries.selectors import LaterLine, later_line
from repatria.records.enquiries.services.later import NOT_ACTED_ON, SAID
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroyed

ERASURES = "enquiries.?erasures"


def asked_erasures() -> tuple[LaterLine, ...]:
    """Those that stand, the oldest first, one an enquiry.

    Given:    it stands until the key is destroyed, unless a caseworker said with a ground that it is not acted on; one
              that came with replaced words stands only once she said it herself.
    """
    gone, found = destroyed(Purpose.KIN), dict[str, LaterLine]()
    for row in rows_where(LaterWord, what=ERASURE, order="recorded_index"):
        stands = row.confirmed != NOT_ACTED_ON if row.words_stood else row.confirmed in SAID
        if stands and row.enquiry_id not in gone:
            found.setdefault(row.enquiry_id, later_line(row))
    return tuple(found.values())


@question(ERASURES, of_numbers=True)
def erasures(acting: Acting) -> tuple[LaterLine, ...]:
    """What two persons are to perform: whose key is to be destroyed.  Raises: RoleForbidsError."""
    require(acting, ERASURES)
    return asked_erasures()


def check_erasure_asked(enquiry_id: str) -> None:
    """Raises: UnknownEnquiryError where she did not ask it, it is not acted on, or it was done."""
    if all(one.enquiry_id != enquiry_id for one in asked_erasures()):
        raise UnknownEnquiryError("nobody asked that this be erased")
