"""The rounds in which families are asked for their wishes, and who was asked and has not answered; numbers only."""

from __future__ import annotations

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.enquiries.figures import open_enquiries_before
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.ledger.rows import rows_where
from repatria.records.telling.models import Wishes, WishesRound
from repatria.records.telling.reading import rounds_asking
from repatria.records.telling.selectors.cases import WISHES, RoundLine

MOST = 200


@question(WISHES, of_numbers=True)
def wishes_rounds(acting: Acting) -> tuple[RoundLine, ...]:
    """Every round, the newest first.  Raises: RoleForbidsError."""
    require(acting, WISHES)
    return tuple(
        RoundLine(round_id=row.pk, received_before=row.received_before, families=row.families)
        for row in rows_where(WishesRound, order="-recorded_index")
    )  # fmt: skip


@question(WISHES, of_numbers=True)
def families_to_ask(acting: Acting) -> tuple[str, ...]:
    """The enquiries that the newest round asks and that have not answered, the oldest first: by their age alone, so
    that nobody reads in this list who is a candidate.  Raises: RoleForbidsError."""
    rounds = wishes_rounds(acting)
    if not rounds:
        return ()
    answered = {row.enquiry_id for row in rows_where(Wishes)}
    waiting = (one for one in open_enquiries_before(rounds[0].received_before) if one not in answered)
    return tuple(one for _, one in zip(range(MOST), waiting, strict=False))


@question(WISHES, of_numbers=True)
def rounds_for(acting: Acting, enquiry_id: str) -> tuple[str, ...]:
    """The rounds that asked a family, oldest first: by the day of its enquiry alone.

    Raises:   RoleForbidsError; UnknownEnquiryError.
    """
    require(acting, WISHES)
    return tuple(row.pk for row in rounds_asking(enquiry_for_room(enquiry_id).received_on))
