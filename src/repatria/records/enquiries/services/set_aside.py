"""Having sealed items emptied that became nothing, where she who sent them had what she said erased."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.acts import ItemSetAside, SetAsideErased
from repatria.records.enquiries.errors import StrangeActError, UnknownEnquiryError
from repatria.records.enquiries.military import enquiry_of
from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroyed

ERASE_SET_ASIDE = "enquiries.erase_set_aside"
_RULE = "practice rule 5"


@service
def erase_set_aside(acting: Acting, *, subject: str, rests_on: Sequence[int]) -> int:
    """Names the sealed items that were set aside and hold what a destroyed key sealed: they are emptied where they lie.

    Source:   practice rule 5: erased is erased wherever it lies.
    Given:    `subject` an enquiry, or its military facts alone; `rests_on` the acts that set each item aside. Whose an
              item is only its words say: whoever asks has opened it.
    Returns:  the act's index.
    Raises:   UnknownEnquiryError where no such enquiry is, or its key stands; StrangeActError for an act that set no
              item aside, or for none.
    Leaf:     enquiries.set_aside_erased
    """
    require(acting, ERASE_SET_ASIDE)
    enquiry_id = enquiry_of(subject) or subject
    if row_numbered(Enquiry, enquiry_id) is None or destroyed(Purpose.KIN).isdisjoint({subject, enquiry_id}):
        raise UnknownEnquiryError("nothing of such an enquiry was erased")
    acts = [one.act for one in acts_at(rests_on)]
    places = [int(one.inbox.partition(":")[0]) for one in acts if isinstance(one, ItemSetAside) and one.inbox]
    if not places or len(places) != len(set(rests_on)):
        raise StrangeActError("that act set no item aside", provision=_RULE)
    given = SetAsideErased(subject=subject, items=tuple(sorted(places)), rests_on=tuple(sorted(set(rests_on))))
    return record(given, actor=acting.account_id, at=acting.at)
