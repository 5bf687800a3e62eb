"""Parts of one who has a name: what bears it, what two linked with it and bears none, and what was parted since."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.identification.finding_models import Hypothesis, PartsLink
from repatria.records.identification.hypothesis import NAMED, STANDING, linked_parts
from repatria.records.identification.one_sought import is_of_same
from repatria.records.ledger.rows import rows_where


def _named() -> list[Hypothesis]:
    return rows_where(Hypothesis, state=[one.value for one in NAMED], order="concluded_index")


def named_of(enquiry_id: str, person_id: str) -> frozenset[str]:
    """The items that stand under the name of whom an enquiry seeks, or of a person of the register."""
    of = (enquiry_id, person_id)
    return frozenset(
        code for row in _named() if is_of_same((row.enquiry_id, row.person_id), of) for code in row.items.split()
    )  # fmt: skip


def parted_names() -> frozenset[str]:
    """The conclusions on items that were parted since: a link on which the name rests was undone, and none replaced it.

    Source:   practice rule 23: what one says of the dead stands for nothing until another has agreed.
    Given:    whoever parted them did it alone; so the name is doubted until two annul it, or link the parts again.
    """
    undone = [one for one in rows_where(PartsLink, state="undone") if one.agreed_index is not None]
    rows = _named() if undone else []
    found = set()
    for row in rows:
        own, of_same = set(row.items.split()), named_of(row.enquiry_id, row.person_id)
        found |= {
            row.pk for one in undone
            if own & (pair := {one.first_code, one.second_code}) and pair <= of_same
            and (one.undone_index or 0) > row.recorded_index
            and one.second_code not in linked_parts([one.first_code])
        }  # fmt: skip
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPart:
    """A part that two linked with one who has a name, and that bears none.

    Given:    `of_item` the item that has the name; `enquiry_id` and `person_id` of whom it was named.
    """

    item_code: str
    of_item: str
    enquiry_id: str
    person_id: str


def further_parts() -> tuple[FurtherPart, ...]:
    """Every part of which the board is owed a hypothesis: linked to a named one, without a name, and none is open."""
    rows, found = _named(), dict[str, FurtherPart]()
    bearing = {code for row in rows for code in row.items.split()}
    followed = {
        code for row in rows_where(Hypothesis, state=[one.value for one in STANDING]) for code in row.items.split()
    }  # fmt: skip
    linked = {code for row in rows_where(PartsLink, state="agreed") for code in (row.first_code, row.second_code)}
    for row in rows:
        own = [code for code in row.items.split() if code in linked]
        for code in linked_parts(own) if own else ():
            if code not in bearing and code not in followed:
                found.setdefault(code, FurtherPart(
                    item_code=code, of_item=own[0], enquiry_id=row.enquiry_id, person_id=row.person_id
                ))  # fmt: skip
    return tuple(found.values())
