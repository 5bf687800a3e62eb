"""Taking back a crossing that was recorded in error: by two, and never over the other side's receipt."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from repatria.core.law.exchange_annulment import (
    AnnulmentFacts,
    annulment_guards,
    state_before_crossing,
    state_before_withdrawal,
)
from repatria.core.law.exchange_holding import DifferenceEnd, DifferenceKind
from repatria.core.law.exchange_list import LIVE, LineState
from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import refuse_statements
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.questions import question
from repatria.records.exchanges.annulling import CrossingAnnulled, LineBack
from repatria.records.exchanges.errors import AnnulledCrossingError, UnknownCrossingError
from repatria.records.exchanges.models import Crossing, LineStep, ListDifference, ListLine
from repatria.records.exchanges.reading import RULE, live_elsewhere
from repatria.records.ledger.acts import encode
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import numbers_of

ANNUL = "exchanges.annul_crossing"


@question("exchanges.?lists", of_numbers=True)
def annulment_reference(*, crossing_id: str, reason: str, their_reference: str = "") -> str:
    """What the second person approves: which crossing is taken back, why, and which receipt with it, as one digest."""
    said = [crossing_id, reason.strip(), " ".join(their_reference.split()).casefold()]
    return f"{crossing_id}:{sha256(encode(said)).hexdigest()}"


@service
def annul_crossing(acting: Acting, *, crossing_id: str, reason: str, their_reference: str = "") -> None:
    """Takes back a crossing that was recorded in error: each of its lines stands again where it stood before.

    Source:   house rule 6.7: both counts are kept; GC III art. 118.
    Given:    another person approved `annulment_reference`. Where the other side counted, `their_reference` is the
              number of its receipt, which is taken back with the crossing; else that receipt stands and so does this. A
              line is released again by another crossing alone; a difference that this opened ends with it. Who was
              withdrawn because he did not come by it stands where he stood, unless he stands on another list since;
              a list that was closed is open again where a line of it leads on again.
    Raises:   UnknownCrossingError; AnnulledCrossingError; ApprovalsMissingError; the refusal of the first open guard.
    Leaf:     exchanges.crossing_annulled
    Not:      his custody: what the register says of where he is stands, and is put right there.
    """
    require(acting, ANNUL)
    refuse_statements({"reason": reason, "their_reference": their_reference})
    row = row_numbered(Crossing, crossing_id)
    if row is None:
        raise UnknownCrossingError("no such crossing")
    if row.annulled_index is not None:
        raise AnnulledCrossingError("it was taken back already", provision=RULE)
    lines = (*(
        LineBack(line_id=one.pk, before=LineState(one.state), state=state_before_crossing(LineState(one.state)))
        for one in rows_where(ListLine, crossing_id=crossing_id, order="id")
    ), *_said_to_have_stayed(crossing_id))  # fmt: skip
    refuse_open(annulment_guards(AnnulmentFacts(
        reason=reason, is_counted=row.their_count is not None, receipt=row.their_reference,
        receipt_annulled=their_reference, is_on_another=_are_elsewhere(lines),
    )))  # fmt: skip
    meant = annulment_reference(crossing_id=crossing_id, reason=reason, their_reference=their_reference)
    approved = require_approvals(ANNUL, meant, acting.account_id, at=acting.at)
    given = CrossingAnnulled(
        crossing_id=row.pk, list_id=row.list_id, reason=reason.strip(), their_reference=their_reference.strip(),
        annulled_by=acting.account_id, approved_by=approved, lines=lines,
        differences=tuple(one.pk for one in rows_where(ListDifference, crossing_id=row.pk, end="", order="id")),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def _said_to_have_stayed(crossing_id: str) -> Iterator[LineBack]:
    """The lines that were withdrawn because their men did not come by this crossing, and about which nothing was said
    since."""
    ended = {one.line_id: one.ended_index for one in rows_where(
        ListDifference, crossing_id=crossing_id, kind=DifferenceKind.NOT_COME.value,
        end=DifferenceEnd.LINE_WITHDRAWN.value,
    )}  # fmt: skip
    for row in rows_where(ListLine, pk=sorted(ended), state=LineState.WITHDRAWN.value, order="id"):
        is_elsewhere = bool(row.person_id) and live_elsewhere(numbers_of(row.person_id), besides=row.pk)
        if row.state_index != ended[row.pk] or is_elsewhere:
            continue
        steps = rows_where(LineStep, line_id=row.pk, order="recorded_index")
        before = state_before_withdrawal(one.event for one in steps if one.recorded_index < row.state_index)
        yield LineBack(line_id=row.pk, before=LineState.WITHDRAWN, state=before)


def _are_elsewhere(lines: tuple[LineBack, ...]) -> bool:
    """Whether a man whose line would lead on again stands on another one that does."""
    back = [one.line_id for one in lines if one.before not in LIVE and one.state in LIVE]
    return any(
        live_elsewhere(numbers_of(row.person_id), besides=row.pk)
        for row in rows_where(ListLine, pk=back) if row.person_id
    )  # fmt: skip


def _used(given: CrossingAnnulled) -> Used:
    # Whatever else was approved about the same crossing is stale by this act.
    return Used(action=ANNUL, beginning=f"{given.crossing_id}:")


def register() -> None:
    """Says what the act of this file uses up."""
    uses_approvals(CrossingAnnulled, _used)
