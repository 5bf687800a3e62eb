"""What was sent about a man, as he is told on demand: statutory notices, and letters that told a family of him."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import instants_at
from repatria.records.matching.selectors import links_of_person
from repatria.records.notices.sent import left_the_house
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import numbers_of
from repatria.records.register.presence import cards_of

SENT = "disclosure.?sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """One thing that was sent about him.

    Given:    `what` is notice or letter; `recipient` the body to which a notice went, empty for a family; `kind` why a
              notice was issued, or what a letter told; `state` sent or receipted; `basis_index` is one for
              the notices of one event.
    """

    what: str
    number: str
    kind: str
    recipient: str
    state: str
    issued_at: str
    basis_index: int


@question(SENT, of_numbers=True)
def sent_about(acting: Acting, person_id: str) -> tuple[SentLine, ...]:
    """Everything that left the house about a man, oldest first, under all of his numbers.

    Source:   practice rule 12: he holds a list of what was sent about him.
    Given:    what waits here, came back or was withheld was sent to nobody; letters that told nothing are not his.
    Raises:   UnknownPersonError; RoleForbidsError: nobody of a camp asks it.
    """
    require(acting, SENT)
    numbers = numbers_of(person_id)
    if not cards_of(numbers):
        raise UnknownPersonError("no such person")
    enquiries = list(dict.fromkeys(link.enquiry_id for number in numbers for link in links_of_person(number)))
    found = left_the_house(numbers, enquiries)
    at = instants_at(one.act_index for one in found)
    return tuple(
        SentLine(
            what=one.what, number=one.number, kind=one.kind, recipient=one.recipient, state=one.state,
            issued_at=at[one.act_index].isoformat(), basis_index=one.basis_index,
        )
        for one in found
    )  # fmt: skip
