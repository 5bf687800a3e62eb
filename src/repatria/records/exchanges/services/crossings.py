"""Crossings: who of a list really came, and what either side counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.exchange_holding import DifferenceKind, counts_differ
from repatria.core.law.exchange_list import LineState
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.exchanges.acts import CrossingRecorded, OpenedDifference, RowsSaid, TheirCountRecorded
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import (
    AnnulledCrossingError,
    CountedAlreadyError,
    EmptyListError,
    UnknownCrossingError,
    UnknownLineError,
)
from repatria.records.exchanges.models import Crossing
from repatria.records.exchanges.reading import RULE, check_owner, check_said, lines_of_list, open_list_row
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

CROSS, THEIR_COUNT = "exchanges.record_crossing", "exchanges.record_their_count"


@service
def record_crossing(
    acting: Acting, *, list_id: str, crossed_at: datetime, point: str, came: Sequence[str],
    unlisted: Sequence[RowOnList] = (), counted: int | None = None, counted_by: str = "",
    their_count: int | None = None, their_reference: str = "", owner: str = "",
) -> str:  # fmt: skip
    """Records who of a list really crossed; every line that did not, whoever stood on none, and counts that disagree
    are differences.

    Source:   house rule 6.7: the receiver counts for himself, and both counts are kept; GC III art. 118.
    Given:    `came` lines of the list by their numbers; `unlisted` who crossed and stands on no line; counts of heads,
              None where that side has not counted.
    Returns:  the crossing's number.
    Raises:   UnknownListError; EndedAgreementError; UnknownLineError for a line that is of another list; EmptyListError
              where nobody crossed; UnsaidError; NotYetError; UnknownOwnerError.
    Leaf:     exchanges.crossing_recorded
    Not:      his custody: that he left stands in the register, and a line is released only when it does.
    """
    require(acting, CROSS)
    refuse_statements({"point": point, "counted_by": counted_by, "their_reference": their_reference})
    check_said(point=point, **({"counted_by": counted_by} if counted is not None else {}),
               **({"their_reference": their_reference} if their_count is not None else {}))  # fmt: skip
    check_happened(crossed_at, acting.at, "crossed_at")
    open_list_row(list_id)
    lines = {one.pk: one for one in lines_of_list(list_id)}
    named = list(dict.fromkeys(came))
    if not set(named) <= lines.keys():
        raise UnknownLineError("a line of another list")
    beside = [one for one in unlisted if not one.is_empty]
    if not named and not beside and not counted:
        raise EmptyListError("nobody crossed", (("came", "missing"),))
    stayed = [
        one.pk for one in lines.values()
        if one.state == LineState.VERIFIED.value and not one.crossing_id and one.pk not in named
    ]  # fmt: skip

    def opened(kind: DifferenceKind, line_id: str = "", row: int | None = None) -> OpenedDifference:
        return OpenedDifference(
            difference_id=record_number("XD", acting.randomness(7)), kind=kind, line_id=line_id, row=row
        )  # fmt: skip

    found = [opened(DifferenceKind.NOT_COME, one) for one in stayed]
    found += [opened(DifferenceKind.UNLISTED, row=place) for place in range(len(beside))]
    # Who was never agreed on and crossed all the same is told as a difference too: his line leads nowhere by itself.
    found += [
        opened(DifferenceKind.UNVERIFIED, one) for one in named
        if lines[one].state not in (LineState.VERIFIED.value, LineState.RELEASED.value)
    ]  # fmt: skip
    if counts_differ(named=len(named) + len(beside), ours=counted, theirs=their_count):
        found.append(opened(DifferenceKind.COUNT))
    crossing_id = record_number("XC", acting.randomness(7))
    record(
        CrossingRecorded(
            crossing_id=crossing_id, list_id=list_id, crossed_at=instant_text(crossed_at), point=point.strip(),
            came=tuple(named), unlisted=len(beside), counted=counted, counted_by=counted_by.strip(),
            their_count=their_count, their_reference=their_reference.strip(),
            owner=check_owner(owner.strip() or acting.account_id), differences=tuple(found),
            rows=RowsSaid(rows=tuple(one.said() for one in beside)) if beside else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return crossing_id


@service
def record_their_count(
    acting: Acting, *, crossing_id: str, their_count: int, their_reference: str, owner: str = ""
) -> None:
    """Records the other side's count of a crossing, where it came later.

    Source:   house rule 6.7: both counts are kept.
    Given:    it is taken of a list that was closed too: what it shows is a difference all the same.
    Raises:   UnknownCrossingError; AnnulledCrossingError; CountedAlreadyError; UnsaidError; UnknownOwnerError.
    Leaf:     exchanges.their_count_recorded
    """
    require(acting, THEIR_COUNT)
    refuse_statements({"their_reference": their_reference})
    check_said(their_reference=their_reference)
    row = row_numbered(Crossing, crossing_id)
    if row is None:
        raise UnknownCrossingError("no such crossing")
    if row.annulled_index is not None:
        raise AnnulledCrossingError("it was taken back", provision=RULE)
    if row.their_count is not None:
        raise CountedAlreadyError("their count is on record: a difference is settled, not overwritten", provision=RULE)
    is_other = counts_differ(named=row.named, ours=row.counted, theirs=their_count)
    is_known = counts_differ(named=row.named, ours=row.counted, theirs=None)  # then a difference is open already
    record(
        TheirCountRecorded(
            crossing_id=row.pk, list_id=row.list_id, their_count=their_count, their_reference=their_reference.strip(),
            difference_id=record_number("XD", acting.randomness(7)) if is_other and not is_known else "",
            owner=check_owner(owner.strip() or acting.account_id),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
