"""One line on its way: agreed on, verified, refused, withdrawn, gone; and the other Party's word against an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from repatria.core.law.exchange_list import LineEvent, LineState, RefusalGround, next_line
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, uses_approvals
from repatria.records.exchanges.acts import LineDisputed, LineRecorded
from repatria.records.exchanges.facts import UNASKED, facts_of_line
from repatria.records.exchanges.reading import check_owner, check_said, line_row, open_list_row
from repatria.records.ledger.services import record, service

RECORD, DISPUTE = "exchanges.record_line", "exchanges.dispute_line"


@service
def record_line(
    acting: Acting, *, line_id: str, event: LineEvent, reference: str = "", agreed_on: date | None = None,
    ground: RefusalGround | None = None, said: str = "",
) -> LineState:  # fmt: skip
    """Records the next step of a line. What he said, what a doctor found, proceedings and custody are read.

    Source:   GC III art. 17(5), 109, 115, 118, 119; practice rules 4, 10, 18; house rule 6.7.
    Given:    of an agreed line the day and paper on which both Parties agreed; of one verified whom the other Party
              holds, its paper that says that he was asked; of a refusal its ground, and in words what the ground wants.
    Returns:  the state reached.
    Raises:   UnknownLineError; EndedAgreementError; LineOrderError; NotYetError; the refusal of the first open guard.
    Leaf:     exchanges.line_recorded
    """
    require(acting, RECORD)
    refuse_statements({"reference": reference, "said": said})
    if agreed_on is not None:
        check_happened(day_instant(agreed_on.isoformat()), acting.at, "agreed_on")
    line = line_row(line_id)
    of_list = open_list_row(line.list_id)
    standing, read = facts_of_line(line, of_list, acting.at)
    facts = replace(standing, reference=reference, agreed_on=agreed_on, ground=ground, said=said)
    state = next_line(LineState(line.state), event, facts)
    is_refused = event is LineEvent.REFUSED
    record(
        LineRecorded(
            line_id=line.pk, list_id=line.list_id, person_id=line.person_id, event=event, state=state,
            ground=ground if is_refused else None, said=said.strip(), reference=reference.strip(),
            agreed_on=agreed_on.isoformat() if agreed_on and event is LineEvent.AGREED else "", read=read,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


@service
def dispute_line(acting: Acting, *, line_id: str, said_by: str, reference: str, owner: str = "") -> str:
    """Records that the other Party holds against what it was answered of a line.

    Source:   house rule 6.7: claims of a side are carried as that side's.
    Returns:  the number of the difference that is open from now on.
    Raises:   UnknownLineError; UnsaidError; UnknownOwnerError.
    Leaf:     exchanges.line_disputed
    """
    require(acting, DISPUTE)
    refuse_statements({"said_by": said_by, "reference": reference})
    check_said(said_by=said_by, reference=reference)
    line = line_row(line_id)
    difference_id = record_number("XD", acting.randomness(7))
    record(
        LineDisputed(
            difference_id=difference_id, list_id=line.list_id, line_id=line.pk, said_by=said_by.strip(),
            reference=reference.strip(), owner=check_owner(owner.strip() or acting.account_id),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return difference_id


def _used(given: LineRecorded) -> Used | None:
    """What a doctor and the head decided of his line is used up when it stands verified on it."""
    is_verified = given.event is LineEvent.VERIFIED
    return Used(action=UNASKED, beginning=f"{given.line_id}:") if is_verified else None


def register() -> None:
    """Says what the acts of this file use up."""
    uses_approvals(LineRecorded, _used)
