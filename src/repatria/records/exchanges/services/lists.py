"""Versions of a list, whom a line means, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.exchange_corrected import corrected_line
from repatria.core.law.exchange_holding import check_closing
from repatria.core.law.exchange_list import (
    LIVE,
    LineEvent,
    LineFacts,
    LineState,
    ListDirection,
    ListSide,
    next_line,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.exchanges.acts import (
    LineResolved,
    LineUnresolved,
    ListClosed,
    OpenedDifference,
    PlacedRow,
    RowsSaid,
    VersionRecorded,
)
from repatria.records.exchanges.comparing import Laid, RowOnList, differences, lay
from repatria.records.exchanges.errors import EmptyListError, EndedAgreementError, ResolvedLineError
from repatria.records.exchanges.models import ExchangeList, LineStep, ListDifference, ListVersion
from repatria.records.exchanges.reading import (
    RULE,
    check_owner,
    check_said,
    is_in_force,
    line_row,
    lines_of_list,
    live_elsewhere,
    open_list_row,
)
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import how_many, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.selectors import custody_of

BRING, RESOLVE, CLOSE = "exchanges.record_version", "exchanges.resolve_line", "exchanges.close_list"
UNRESOLVE = "exchanges.unresolve_line"
MOST_ROWS = 5_000


@service
def record_version(
    acting: Acting, *, list_id: str, side: ListSide, came_at: datetime, supplied_by: str, rows: Sequence[RowOnList],
    reference: str = "", is_whole: bool = True, is_at_border: bool = False, file_digest: str = "", owner: str = "",
) -> str:  # fmt: skip
    """Records a version of a list as it came, and opens a difference for each line that it drops, adds or changes.

    Source:   house rule 6.7; practice rules 15, 18.
    Given:    `is_whole` where it takes the place of the one before; else its rows are added. A row that names nobody of
              the register stands as a line of its own and waits for a registrar. `owner` sees to the differences: who
              records it, where nobody else is named.
    Returns:  the version's number.
    Raises:   UnknownListError; EndedAgreementError; EmptyListError; UnknownPersonError and OpenGuardError for a man of
              ours who is unknown or stands on another list; NotYetError; UnknownOwnerError; UnsaidError.
    Leaf:     exchanges.version_recorded
    Not:      a line that is dropped: it stands until somebody settles the difference, with a reason.
    """
    require(acting, BRING)
    refuse_statements({"supplied_by": supplied_by, "reference": reference})
    check_said(supplied_by=supplied_by)
    check_happened(came_at, acting.at, "came_at")
    of_list = open_list_row(list_id)
    if not is_in_force(of_list):
        raise EndedAgreementError("its agreement was ended", provision="practice rule 18")
    kept = [one for one in rows if not one.is_empty]
    if not 0 < len(kept) <= MOST_ROWS:
        raise EmptyListError(f"a list has between 1 and {MOST_ROWS} rows", (("rows", "count"),))
    by = check_owner(owner.strip() or acting.account_id)
    list_version_id = record_number("XV", acting.randomness(7))
    number = how_many(ListVersion, list_id=list_id) + 1
    laid = lay(kept, lines_of_list(list_id))
    placed = _placed(acting, kept, laid, of_list, side)
    opened = tuple(
        OpenedDifference(
            difference_id=record_number("XD", acting.randomness(7)),
            kind=kind,
            row=place,
            line_id=line.pk if line is not None else placed[place].line_id if place is not None else "",
        )
        for kind, place, line in differences(
            laid, is_first=number == 1, is_whole=is_whole, is_theirs=side is ListSide.THEIRS, is_at_border=is_at_border
        )
    )
    record(
        VersionRecorded(
            version_id=list_version_id, list_id=list_id, number=number, side=side, came_at=instant_text(came_at),
            supplied_by=supplied_by.strip(), reference=reference.strip(), file_digest=file_digest, is_whole=is_whole,
            is_at_border=is_at_border, direction=ListDirection(of_list.direction), owner=by, placed=placed,
            differences=opened, rows=RowsSaid(rows=tuple(one.said() for one in kept)),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return list_version_id


def _placed(
    acting: Acting, rows: Sequence[RowOnList], laid: Laid, of_list: ExchangeList, side: ListSide
) -> tuple[PlacedRow, ...]:
    named: set[str] = set()
    found = []
    for place, row in enumerate(rows):
        line = laid.lines[place]
        if line is not None:
            found.append(PlacedRow(line_id=line.pk, is_new=False, is_changed=place in laid.changed | laid.shorter))
            continue
        person_id = _whom(row, of_list, side, named)
        if person_id:
            named |= set(numbers_of(person_id))
        line_id = record_number("XE", acting.randomness(7))
        found.append(PlacedRow(line_id=line_id, is_new=True, person_id=person_id))
    return tuple(found)


def _whom(row: RowOnList, of_list: ExchangeList, side: ListSide, named: set[str]) -> str:
    """Who in the register a new row means, where it bears our number; what of theirs does not fit a registrar sees."""
    number = row.person_id.strip()
    if not number or of_list.direction != ListDirection.LEAVING.value:
        return ""
    is_other = number in named
    if side is ListSide.THEIRS:
        try:
            custody_of(number)
        except UnknownPersonError:
            return ""
        return "" if is_other or live_elsewhere(numbers_of(number)) else leader_of(number)
    custody_of(number)
    is_elsewhere = is_other or live_elsewhere(numbers_of(number))
    next_line(None, LineEvent.PROPOSED, LineFacts(is_in_force=True, is_named=True, is_on_another=is_elsewhere))
    return leader_of(number)


@service
def resolve_line(acting: Acting, *, line_id: str, person_id: str) -> None:
    """Says who in the register a line means that named nobody.

    Source:   GC III art. 17(5), 122(7); house rule 6.7.
    Given:    the line is only proposed: what the Parties agree of it, they agree of him.
    Raises:   UnknownLineError; ResolvedLineError; UnknownPersonError; OpenGuardError for a man on another list.
    Leaf:     exchanges.line_resolved
    """
    require(acting, RESOLVE)
    line = line_row(line_id)
    of_list = open_list_row(line.list_id)
    if line.person_id or line.direction != ListDirection.LEAVING.value or line.state != LineState.PROPOSED.value:
        raise ResolvedLineError("this line waits for nobody", provision=RULE)
    custody_of(person_id)
    next_line(None, LineEvent.PROPOSED, LineFacts(
        is_in_force=is_in_force(of_list), is_named=True, is_on_another=live_elsewhere(numbers_of(person_id)),
    ))  # fmt: skip
    record(
        LineResolved(line_id=line.pk, list_id=line.list_id, person_id=leader_of(person_id)),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def unresolve_line(acting: Acting, *, line_id: str, reason: str) -> None:
    """Takes from a line the man whom somebody found for it: it is another. The line is proposed again, of nobody yet.

    Source:   GC III art. 17(5), 122(7); house rule 6.7.
    Given:    another than whoever found him says so, with the reason. What the Parties agreed, a crossing that names
              the line, and what a doctor and the head decided was said of him: nothing of it stands for the next man.
              One that stands verified rests on what he said, and is withdrawn instead.
    Raises:   UnknownLineError; EndedAgreementError; UnsaidError without a reason; ResolvedLineError where nobody was
              found for it; LineOrderError where it is further than agreed; SecondPersonError.
    Leaf:     exchanges.line_unresolved
    """
    require(acting, UNRESOLVE)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    line = line_row(line_id)
    open_list_row(line.list_id)
    steps = rows_where(LineStep, line_id=line.pk, event="resolved", order="-recorded_index", at_most=1)
    found = next(iter(steps), None)
    if found is None or not line.person_id:
        raise ResolvedLineError("nobody was found for this line", provision=RULE)
    corrected_line(LineState(line.state))
    if act_at(found.recorded_index).actor == acting.account_id:
        raise SecondPersonError("another than whoever found him says that he is the wrong man", provision=RULE)
    record(
        LineUnresolved(
            line_id=line.pk, list_id=line.list_id, person_id=line.person_id, resolved_index=found.recorded_index,
            reason=reason.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def close_list(acting: Acting, *, list_id: str) -> None:
    """Closes a list on which every line has ended and every difference is settled.

    Source:   house rule 6.7; practice rule 15.
    Raises:   UnknownListError; EndedAgreementError; OpenGuardError naming what is open.
    Leaf:     exchanges.list_closed
    """
    require(acting, CLOSE)
    of_list = open_list_row(list_id)
    live = [one.pk for one in lines_of_list(list_id) if LineState(one.state) in LIVE]
    check_closing(open_differences=how_many(ListDifference, list_id=list_id, end=""), live_lines=live)
    record(
        ListClosed(list_id=of_list.pk, closed_on=acting.at.date().isoformat()), actor=acting.account_id, at=acting.at
    )  # fmt: skip
