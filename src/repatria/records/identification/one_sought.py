"""Which enquiries seek one person, as two agreed: who is told of him, each of them is. Which are of two who ask."""

from __future__ import annotations

from repatria.records.identification.errors import UnknownSoughtError
from repatria.records.identification.sought_acts import SoughtSays
from repatria.records.identification.sought_models import OneSought
from repatria.records.ledger.rows import row_numbered, rows_where

STANDS = ("agreed", "undo_asked")
"""A link of two enquiries stands until a second person has parted them."""
_ONE = SoughtSays.SEEK_ONE.value


def sought_row(sought_id: str) -> OneSought:
    """Raises: UnknownSoughtError."""
    row = row_numbered(OneSought, sought_id)
    if row is None:
        raise UnknownSoughtError("no such link of enquiries")
    return row


def seek_one(enquiry_id: str) -> tuple[str, ...]:
    """The enquiries that two agreed seek the same as this one, this one first, in the order found; none for none."""
    if not enquiry_id:
        return ()
    found, waiting = [enquiry_id], [enquiry_id]
    links = rows_where(OneSought, says=_ONE, state=list(STANDS), order="recorded_index")
    while waiting:
        at = waiting.pop()
        for one in links:
            other = {one.first_enquiry: one.second_enquiry, one.second_enquiry: one.first_enquiry}.get(at)
            if other and other not in found:
                found.append(other)
                waiting.append(other)
    return tuple(found)


def groups_of_one() -> dict[str, frozenset[str]]:
    """Of every enquiry that two linked with another, all that seek the same."""
    links = rows_where(OneSought, says=_ONE, state=list(STANDS))
    linked = {one for row in links for one in (row.first_enquiry, row.second_enquiry)}
    return {one: frozenset(seek_one(one)) for one in sorted(linked)}


def are_of_two(enquiry_id: str) -> frozenset[str]:
    """The enquiries whose askers two said are others than hers, though they bear her name; none while one doubts it."""
    two, said = SoughtSays.TWO_ASK.value, "agreed"
    return frozenset((
        *(row.second_enquiry for row in rows_where(OneSought, first_enquiry=enquiry_id, says=two, state=said)),
        *(row.first_enquiry for row in rows_where(OneSought, second_enquiry=enquiry_id, says=two, state=said)),
    ))  # fmt: skip


def is_of_same(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two that name an enquiry and a person, either empty, are about one: one number, or enquiries of one."""
    (of_enquiry, of_person), (enquiry_id, person_id) = first, second
    return bool(person_id and person_id == of_person) or bool(of_enquiry and of_enquiry in seek_one(enquiry_id))
