"""What left the house about somebody: notices that were sent, and telling letters that lay in a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.records.ledger.rows import rows_where
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.models import Letter, Round, StatutoryNotice

_SENT = ("sent", "receipted")
_TELLING = (LetterKind.ALIVE_AND_HELD.value, LetterKind.MEETING.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftTheHouse:
    """A notice or letter that went: its act, its number, why or what it told, to which body, how it stands."""

    act_index: int
    what: str
    number: str
    kind: str
    recipient: str
    state: str


def left_the_house(person_ids: Sequence[str], enquiry_ids: Sequence[str]) -> tuple[LeftTheHouse, ...]:
    """The notices about these numbers that were sent, and the letters to these enquirers that told and lay in a box.

    Given:    a letter lies in its box from the first round after it on; one that was withheld never did.
    """
    found = [
        LeftTheHouse(
            act_index=row.recorded_index, what="notice", number=row.pk, kind=row.reason, recipient=row.recipient,
            state=row.state,
        )
        for row in rows_where(StatutoryNotice, person_id=list(person_ids), state=list(_SENT))
    ]  # fmt: skip
    rounds = rows_where(Round, order="-recorded_index", at_most=1)
    for row in rows_where(Letter, enquiry_id=list(enquiry_ids), letter_kind=list(_TELLING), withheld_index=None):
        if rounds and row.recorded_index < rounds[0].recorded_index:
            found.append(LeftTheHouse(
                act_index=row.recorded_index, what="letter", number=row.pk, kind=row.letter_kind, recipient="",
                state="sent",
            ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.act_index))
