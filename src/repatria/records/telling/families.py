"""How it stands with the family of whom the board named of an item: for the room that lays him into the ground."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.telling import OwedBy, PartsWish
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import is_open
from repatria.records.identification.selectors.concluded import Identified, identified_items
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_person
from repatria.records.remains.names_given import FamilyOfNamed
from repatria.records.telling.models import Telling, TellingAsker
from repatria.records.telling.reading import (
    case_stands,
    newest_wishes,
    receipted,
    waits_still,
    was_told_by_two,
    was_told_of,
    wish_of,
)
from repatria.records.telling.selectors.standing import has_wishes


def family_of_named(item_code: str, at: datetime) -> FamilyOfNamed | None:
    """Whether all who ask were told of each name that stands of this item, and when one last said how she wishes it.

    Source:   law-and-practice section 4.5; practice rules 6, 24: from whom it is withheld is told never, and of a dead
              of the other Party a receipted notice suffices.
    Given:    where nobody asks, nobody is waited for; of a name that one has taken back nobody counts as told.
    """
    names = identified_items(item_code)
    if not names:
        return None
    asked = {one.board_index: _asking(one, at) for one in names}
    everybody = sorted({enquiry for found in asked.values() for enquiry in found})
    wished = [row.recorded_index for one in everybody if has_wishes(one) and (row := newest_wishes(one)) is not None]
    return FamilyOfNamed(
        is_told=all(_is_told(one, asked[one.board_index]) for one in names), wished_index=max(wished, default=None)
    )  # fmt: skip


def _asking(name: Identified, at: datetime) -> tuple[str, ...]:
    """Who asks for whom a name names and is to be told: an enquiry is open, or was told and closed over that."""
    links = links_of_person(name.person_id) if name.person_id else ()
    found = {*name.enquiry_ids, *(one.enquiry_id for one in links if not one.is_doubted)} - {""}
    return tuple(
        one for one in sorted(found) if (is_open(one) or was_told_by_two(one)) and not is_withheld_from(one, at)
    )  # fmt: skip


def _is_told(name: Identified, asking: tuple[str, ...]) -> bool:
    if name.is_annulment_asked:
        return False
    cases = [one for one in rows_where(Telling, conclusion_index=name.board_index) if case_stands(one)]
    if any(one.owed_by == OwedBy.RECEIVER.value and receipted(one) for one in cases):
        return True
    sought = {
        one.enquiry_id
        for case in cases
        for one in rows_where(TellingAsker, telling_id=case.pk, state="not_found")
        if not waits_still(one)
    }
    return all(
        was_told_of(one, name.board_index) or one in sought
        or (wish_of(one) is PartsWish.FIRST and was_told_by_two(one))
        for one in asking
    )  # fmt: skip
