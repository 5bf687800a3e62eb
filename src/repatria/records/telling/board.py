"""What the identification board concluded, for this room: answered from its own acts."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.identification.selectors.concluded import identified as named_by_board
from repatria.records.remains.names_given import answers_family, answers_told
from repatria.records.telling.concluded import Identified, answers_identified
from repatria.records.telling.families import family_of_named
from repatria.records.telling.selectors.standing import is_item_told


def of_board(person_id: str, enquiry_id: str) -> Iterator[Identified]:
    """The conclusions that nobody annulled; one that a first person has taken back stops every visit."""
    for one in named_by_board(person_id=person_id, enquiry_id=enquiry_id):
        yield Identified(
            act_index=one.board_index, person_id=one.person_id, items=one.items,
            enquiries=one.enquiry_ids, methods=tuple(word.value for word in one.methods),
            is_doubted=one.is_annulment_asked,
        )  # fmt: skip


def _told(item_code: str, enquiry_id: str) -> bool:
    return is_item_told(item_code, enquiry_id=enquiry_id)


def register() -> None:
    """Says who answers: of the board's names to this room, of who was told to the rooms below."""
    answers_identified(of_board)
    answers_told(_told)
    answers_family(family_of_named)
