"""Who was told while two men were taken for one: every notice and letter that went out between join and parting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.matching.selectors import links_of_person
from repatria.records.matching.wrong_links import annulled
from repatria.records.notices.selectors import letters_between, notices_between
from repatria.records.register.errors import UnknownJoinError
from repatria.records.register.join_acts import PartingRecorded
from repatria.records.register.models import Join
from repatria.records.register.selectors.joins import settled_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One who was told: the act of the notice or letter, its number, about which number or to which enquiry."""

    join_id: str
    act_index: int
    what: str  # notice, letter
    number: str
    about: str
    recipient: str
    at: str
    parted_at: str
    is_settled: bool


@question("register.?joins", of_numbers=True)
def told_while_joined(acting: Acting, join_id: str) -> tuple[Told, ...]:
    """Who was told between a join and its parting, oldest first, and which of it somebody has put right.

    Source:   GC III art. 122(5): a correction follows what it corrects.
    Returns:  nothing for a join that stands.
    Raises:   UnknownJoinError; RoleForbidsError.
    """
    require(acting, "register.?joins")
    row = row_numbered(Join, join_id)
    if row is None:
        raise UnknownJoinError("no such join")
    return tuple(_told(row))


@question("register.?joins", of_numbers=True)
def told_and_open(acting: Acting) -> tuple[Told, ...]:
    """Everything that went out while two men were taken for one and that nobody has put right yet."""
    require(acting, "register.?joins")
    parted = rows_where(Join, state="parted", order="parted_index")
    return tuple(one for row in parted for one in _told(row) if not one.is_settled)


def _told(row: Join) -> Iterator[Told]:
    if row.recorded_index is None or row.parted_index is None:
        return
    parted = act_at(row.parted_index)
    assert isinstance(parted.act, PartingRecorded)
    numbers = [number for man in parted.act.men for number in (man.leader_id, *man.led)]
    settled, between = settled_told(row.pk), (row.recorded_index, row.parted_index)
    linked = [link.enquiry_id for number in numbers for link in links_of_person(number)]
    # Whoever was linked then and is not any more was told all the same.
    linked += [link.enquiry_id for link in annulled() if link.person_id in numbers]
    enquiries = list(dict.fromkeys(linked))
    notices = [(one, "notice") for one in notices_between(numbers, *between)]
    letters = [(one, "letter") for one in letters_between(enquiries, *between)]
    for one, what in sorted((*notices, *letters), key=lambda found: found[0].act_index):
        yield Told(
            join_id=row.pk, act_index=one.act_index, what=what, number=one.number, about=one.about,
            recipient=one.recipient, at=act_at(one.act_index).at, parted_at=parted.at,
            is_settled=one.act_index in settled,
        )  # fmt: skip
