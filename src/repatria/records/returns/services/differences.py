"""Differences of two counts, each ended by two, with what was done. Neither count is changed."""

from __future__ import annotations

from hashlib import sha256

from repatria.core.law.return_count import Mismatch, MismatchEnd, check_difference
from repatria.core.law.statements import refuse_statements
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.questions import question
from repatria.records.ledger.acts import encode
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.returns.count_acts import BatchDifferenceEnded, DifferenceSaid
from repatria.records.returns.errors import UnknownBatchDifferenceError
from repatria.records.returns.models import BatchDifference
from repatria.records.returns.reading import difference_row

END = "returns.end_difference"
_SEES = "returns.?returns"


@question(_SEES, of_numbers=True)
def difference_reference(*, difference_id: str, end: MismatchEnd, said: str, other: str = "") -> str:
    """What the second person approves: which difference, how it ends, what was done, as one digest."""
    return sha256(encode([difference_id, end.value, said.strip(), other.strip()])).hexdigest()


@service
def end_difference(
    acting: Acting, *, difference_id: str, end: MismatchEnd, said: str, other: str = ""
) -> int:  # fmt: skip
    """Ends a difference, by two: whoever records it, and another who approved exactly these words.

    Source:   law-and-practice section 6.7: discrepancy lines are resolved one by one.
    Given:    `other` the line or the counted thing of this batch that it was found to be.
    Returns:  the index of the act.
    Raises:   UnknownBatchDifferenceError; BatchDifferenceOrderError for an end that this kind has not;
              UnstatedReasonError; UnstatedParticularsError; ApprovalsMissingError; StatementError.
    Leaf:     returns.difference_ended
    Not:      a change of either count: both stand as they were signed.
    """
    require(acting, END)
    refuse_statements({"said": said})
    row = difference_row(difference_id)
    kind, other = Mismatch(row.kind), other.strip()
    check_difference(kind, end, said=said, other=other)
    if other and not _is_of(row, other):
        raise UnknownBatchDifferenceError("no such other thing on this batch")
    digest = difference_reference(difference_id=row.pk, end=end, said=said, other=other)
    approved = require_approvals(END, digest, acting.account_id, at=acting.at)
    return record(
        BatchDifferenceEnded(
            batch_id=row.batch_id, difference_id=row.pk, kind=kind, end=end, other=other, approved_by=approved,
            digest=digest, words=DifferenceSaid(said=said.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


_OTHER_SIDE = {
    Mismatch.MISSING: Mismatch.EXTRA, Mismatch.EXTRA: Mismatch.MISSING,
    Mismatch.BOX_MISSING: Mismatch.BOX_EXTRA, Mismatch.BOX_EXTRA: Mismatch.BOX_MISSING,
}  # fmt: skip


def _is_of(row: BatchDifference, other: str) -> bool:
    """Whether a missing line may be found as that extra thing, or an extra thing as that missing line: each once."""
    all_of = rows_where(BatchDifference, batch_id=row.batch_id)
    wanted = _OTHER_SIDE.get(Mismatch(row.kind))
    if wanted is None:
        return any(other in (one.line_id, one.entry_id) for one in all_of if one.pk != row.pk)
    named = {one.other for one in all_of if one.pk != row.pk and one.other and one.kind == row.kind}
    open_to = {one.line_id or one.entry_id for one in all_of if one.kind == wanted.value}
    return other in open_to and other not in named


def _used(given: BatchDifferenceEnded) -> Used:
    return Used(action=END, reference=given.digest)


def register() -> None:
    """Says what the acts of this file use up."""
    uses_approvals(BatchDifferenceEnded, _used)
