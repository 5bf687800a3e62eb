"""Differences: settled one by one, each with a reason, or handed on to another who sees to it."""

from __future__ import annotations

from repatria.core.law.exchange_holding import (
    WITHDRAWS,
    DifferenceEnd,
    DifferenceKind,
    check_difference_end,
)
from repatria.core.law.exchange_list import LineEvent, LineFacts, LineState, next_line
from repatria.core.law.statements import refuse_statements
from repatria.records.access.acting import Acting, require
from repatria.records.exchanges.acts import DifferenceHandedOn, DifferenceSettled
from repatria.records.exchanges.errors import SettledDifferenceError, UnknownDifferenceError, UnknownLineError
from repatria.records.exchanges.models import ListDifference
from repatria.records.exchanges.reading import RULE, check_owner, line_row
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

SETTLE, HAND_ON = "exchanges.settle_difference", "exchanges.hand_on_difference"


def _open(difference_id: str) -> ListDifference:
    row = row_numbered(ListDifference, difference_id)
    if row is None:
        raise UnknownDifferenceError("no such difference")
    if row.end:
        raise SettledDifferenceError("this difference is settled", provision=RULE)
    return row


@service
def settle_difference(
    acting: Acting, *, difference_id: str, end: DifferenceEnd, said: str, other_line: str = ""
) -> None:
    """Settles a difference; where its line is dropped, that is withdrawn by this act, with the reason.

    Source:   house rule 6.7; practice rule 15.
    Given:    `other_line` of the same list, where both are one man.
    Raises:   UnknownDifferenceError; SettledDifferenceError; DifferenceOrderError for an end that this kind has not;
              UnstatedReasonError; UnknownLineError; LineOrderError for a line that ended meanwhile.
    Leaf:     exchanges.difference_settled
    """
    require(acting, SETTLE)
    refuse_statements({"said": said})
    row = _open(difference_id)
    kind = DifferenceKind(row.kind)
    check_difference_end(kind, end, said=said, other_line=other_line.strip())
    other = line_row(other_line.strip()) if end is DifferenceEnd.SAME_LINE else None
    if other is not None and (other.list_id != row.list_id or other.pk == row.line_id):
        raise UnknownLineError("no such other line on this list")
    withdrawn = row.line_id if row.line_id and end in WITHDRAWS else ""
    if withdrawn:
        next_line(LineState(line_row(withdrawn).state), LineEvent.WITHDRAWN, LineFacts(said=said))
    stands = row.line_id if kind is DifferenceKind.MISSING and end is DifferenceEnd.LINE_STANDS else ""
    is_new_words = end is DifferenceEnd.NEW_WORDS
    record(
        DifferenceSettled(
            difference_id=row.pk, list_id=row.list_id, kind=kind, end=end, said=said.strip(),
            withdrawn_line=withdrawn, stands_line=stands,
            came_line=other.pk if other is not None and kind is DifferenceKind.UNLISTED else "",
            crossing_id=row.crossing_id, words_line=row.line_id if is_new_words else "",
            words_of_row=row.row_id if is_new_words else "",
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def hand_on_difference(acting: Acting, *, difference_id: str, owner: str) -> None:
    """Says who sees to a difference from now on.

    Source:   house rule 6.7.
    Raises:   UnknownDifferenceError; SettledDifferenceError; UnknownOwnerError.
    Leaf:     exchanges.difference_handed_on
    """
    require(acting, HAND_ON)
    row = _open(difference_id)
    record(
        DifferenceHandedOn(difference_id=row.pk, owner=check_owner(owner.strip())), actor=acting.account_id,
        at=acting.at,
    )  # fmt: skip
