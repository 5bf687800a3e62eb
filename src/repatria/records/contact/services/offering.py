"""A camp offers its men paper and forms to write home: each takes them or declines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.guards import refuse_open
from repatria.core.law.mail_offered import offer_guards
from repatria.core.law.messages import CARDS_A_MONTH, LETTERS_A_MONTH
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.contact.errors import OfferError
from repatria.records.contact.models import MailOfferedTo
from repatria.records.contact.parcel_acts import MailOffered
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import numbers_of
from repatria.records.register.scope import is_within
from repatria.records.roll.scope import known_place
from repatria.records.welfare.reading import not_held_at

OFFER = "contact.offer_mail"
MOST, _LONGEST = 2000, 200
"""Men to whom one act says that paper was offered: the largest camp."""


def last_offers(person_ids: Sequence[str]) -> dict[str, str]:
    """The hour of each man's newest offer; nobody to whom none was made."""
    found: dict[str, str] = {}
    for start in range(0, len(person_ids), 500):
        for row in rows_where(MailOfferedTo, person_id=list(person_ids[start : start + 500]), order="offered_at id"):
            found[row.person_id] = row.offered_at
    return found


@service
def offer_mail(
    acting: Acting, *, place: str, offered_at: datetime, took: Sequence[str], declined: Sequence[str] = (),
    letters: int = LETTERS_A_MONTH, cards: int = CARDS_A_MONTH, limited_by: str = "",
) -> str:  # fmt: skip
    """Records that a camp offered these men paper and forms to write home; each took them or declined.

    Source:   GC III art. 71(1): two letters and four cards a month at least; fewer only as the Protecting Power agreed.
    Given:    `letters` and `cards` how many forms each was offered; `limited_by` the Protecting Power's word where they
              are fewer. An offer that is entered late moves the clock of nobody who had one since.
    Returns:  the number of the offer.
    Raises:   OfferError naming nobody, one twice, or who was not held there then; UnstatedReasonError; OutOfScopeError;
              InputError; NotYetError; NoSuchHolderError.
    Leaf:     contact.mail_offered
    """
    require(acting, OFFER)
    place = known_place(place)
    if not is_within(acting, place):
        raise OutOfScopeError("this is another place's", provision="role table", faults=(("place", "not_own_place"),))
    check_happened(offered_at, acting.at, "offered_at")
    if len(limited_by.strip()) > _LONGEST or not (0 <= letters <= 99 and 0 <= cards <= 99):
        raise InputError("say it shorter, and as few as there are", (("limited_by", "length"),))
    refuse_open(offer_guards(letters=letters, cards=cards, limited_by=limited_by))
    said = [(one.strip(), is_taken) for part, is_taken in ((took, True), (declined, False)) for one in part]
    men = {number: numbers_of(number) for number, _ in said if number}
    leading = [numbers[0] for numbers in men.values()]
    if not 0 < len(said) <= MOST or len(set(leading)) != len(said):
        raise OfferError("an offer names its men, each once", (("took", "number"),))
    if absent := not_held_at(place, leading, offered_at):
        raise OfferError(f"not held there then: {', '.join(absent[:5])}", (("took", "not_there"),))
    at, later = instant_text(offered_at), last_offers(leading)
    moved = [number for numbers in men.values() if later.get(numbers[0], "") <= at for number in numbers]
    given = MailOffered(
        offer_id=record_number("CG", acting.randomness(7)), place=place, offered_at=at, letters=letters, cards=cards,
        limited_by=limited_by.strip(), took=tuple(men[number][0] for number, is_taken in said if is_taken),
        declined=tuple(men[number][0] for number, is_taken in said if not is_taken), numbers=tuple(moved),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.offer_id
