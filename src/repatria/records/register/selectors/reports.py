"""The days on which public reports name a man alive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.rows import rows_where
from repatria.records.register.models import AliveReport, SealedRemark
from repatria.records.vault.opening import open_rows


def reported_days(person_ids: Sequence[str]) -> tuple[str, ...]:
    """The days of the reports that stand, by all of his numbers; one that was destroyed says nothing."""
    rows = rows_where(AliveReport, person_id=list(person_ids), order="recorded_index")
    return tuple(cells["on_day"] for cells in open_rows(rows, ("on_day",)) if cells["on_day"])


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkLine:
    """A remark or raw row that is sealed and shown to nobody: whose it is, by which marks, whether it stands."""

    remark_id: str
    person_id: str
    marks: str
    is_destroyed: bool


@question("register.?sealed_remarks", of_numbers=True)
def sealed_remarks(acting: Acting) -> tuple[RemarkLine, ...]:
    """What was sealed apart, for those who destroy it: `access.destroy_key` of its number, by two; numbers only."""
    require(acting, "register.?sealed_remarks")
    return tuple(
        RemarkLine(remark_id=row.pk, person_id=row.person_id, marks=row.marks, is_destroyed=row.words is None)
        for row in rows_where(SealedRemark, order="recorded_index")
    )
