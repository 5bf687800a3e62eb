"""What left the house about somebody: notices that were sent, and telling letters that lay in a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from repatria.records.ledger.rows import rows_where
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.models import Letter, Round, StatutoryNotice
from repatria.records.notices.selectors import LetterView, letters_of_rows

_SENT = ("sent", "receipted")
_TELLING = (LetterKind.ALIVE_AND_HELD.value, LetterKind.MEETING.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftTheHouse:
    """A notice or letter that went: its act, its number, why or what it told, to which body, how it stands.

    Given:    `basis_index` the act that a notice reports, one for the notices of one event; of a letter its own.
    """

    act_index: int
    what: str
    number: str
    kind: str
    recipient: str
    state: str
    basis_index: int


def left_the_house(person_ids: Sequence[str], enquiry_ids: Sequence[str]) -> tuple[LeftTheHouse, ...]:
    """The notices about these numbers that were sent, and the letters to these enquirers that told and lay in a box.

    Given:    a letter lies in its box from the first round after it on; one that was withheld never did.
    """
    found = [
        LeftTheHouse(
            act_index=row.recorded_index, what="notice", number=row.pk, kind=row.reason, recipient=row.recipient,
            state=row.state, basis_index=row.basis_index,
        )
        for row in rows_where(StatutoryNotice, person_id=list(person_ids), state=list(_SENT))
    ]  # fmt: skip
    rounds = rows_where(Round, order="-recorded_index", at_most=1)
    for row in rows_where(Letter, enquiry_id=list(enquiry_ids), letter_kind=list(_TELLING), withheld_index=None):
        if rounds and row.recorded_index < rounds[0].recorded_index:
            found.append(LeftTheHouse(
                act_index=row.recorded_index, what="letter", number=row.pk, kind=row.letter_kind, recipient="",
                state="sent", basis_index=row.recorded_index,
            ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.act_index))


def lying_letters_for_room(enquiry_id: str) -> tuple[LetterView, ...]:
    """The letters that lie in an enquirer's box since the last round, newest first; a withheld one never did.

    Given:    for a higher room that records its own act of reading.
    """
    rounds = rows_where(Round, order="-recorded_index", at_most=1)
    if not rounds:
        return ()
    rows = rows_where(Letter, enquiry_id=enquiry_id, withheld_index=None, order="-recorded_index")
    return letters_of_rows([row for row in rows if row.recorded_index < rounds[0].recorded_index])


def lying_lines_for_room(enquiry_ids: Sequence[str]) -> tuple[LetterView, ...]:
    """The letters that lie in the boxes of many enquirers, without their words: two questions, however many they are.

    Given:    for a higher room that records its own act of reading.
    """
    rounds = rows_where(Round, order="-recorded_index", at_most=1)
    if not rounds:
        return ()
    return tuple(
        LetterView(
            letter_id=row.pk, enquiry_id=row.enquiry_id, letter_kind=row.letter_kind,
            decision_index=row.decision_index, language=row.language, dated=row.dated, text=None,
            act_index=row.recorded_index, version=row.version,
        )
        for row in rows_where(Letter, enquiry_id=list(enquiry_ids), withheld_index=None)
        if row.recorded_index < rounds[0].recorded_index
    )  # fmt: skip


def round_days() -> tuple[tuple[date, int], ...]:
    """The days on which rounds were held, in order, each with the act of its first round."""
    first: dict[str, int] = {}
    for row in rows_where(Round, order="recorded_index"):
        first.setdefault(row.on, row.recorded_index)
    return tuple(sorted((date.fromisoformat(on), index) for on, index in first.items()))
