"""What was sent about a man, as he is told on demand: statutory notices, and letters that told a family of him."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import instants_at
from repatria.records.matching.selectors import links_of_person
from repatria.records.matching.wrong_links import annulled
from repatria.records.notices.sent import LeftTheHouse, left_the_house
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
    Given:    what waits here, came back or was withheld was sent to nobody; letters that told nothing are not his. One
              that told a stranger of him, on a link that was annulled since, is.
    Raises:   UnknownPersonError; RoleForbidsError: nobody of a camp asks it.
    """
    require(acting, SENT)
    numbers = numbers_of(person_id)
    if not cards_of(numbers):
        raise UnknownPersonError("no such person")
    found = sorted(
        {*left_the_house(numbers, ()), *_to_hers(numbers), *_to_strangers(numbers)}, key=lambda one: one.act_index
    )
    at = instants_at(one.act_index for one in found)
    return tuple(
        SentLine(
            what=one.what, number=one.number, kind=one.kind, recipient=one.recipient, state=one.state,
            issued_at=at[one.act_index].isoformat(), basis_index=one.basis_index,
        )
        for one in found
    )  # fmt: skip


def _to_hers(numbers: Collection[str]) -> Iterator[LeftTheHouse]:
    """The letters to those who are linked to him, since they are: what they were told before was told of another."""
    for number in numbers:
        for link in links_of_person(number):
            for letter in left_the_house((), [link.enquiry_id]):
                if letter.act_index > link.link_index:
                    yield letter


def _to_strangers(numbers: Collection[str]) -> Iterator[LeftTheHouse]:
    """The letters that told of him on links which were annulled since."""
    for one in annulled():
        if one.person_id in numbers:
            for letter in left_the_house((), [one.enquiry_id]):
                if one.link_index < letter.act_index < one.annulled_index:
                    yield letter
