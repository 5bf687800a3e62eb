"""What families took of what was offered to them, and has not been given."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.telling_support import SupportAnswer
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.rows import rows_where
from repatria.records.telling.models import Support

READS = "telling.?telling"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """One thing that a family took: at which visit it was offered, what it is, since when she waits."""

    visit_id: str
    enquiry_id: str
    kind: str
    on: str


@question(READS, of_numbers=True)
def support_to_give(acting: Acting) -> tuple[SupportLine, ...]:
    """What families took and were not given yet, the oldest first; numbers and days, nothing sealed.

    Raises:   RoleForbidsError.
    """
    require(acting, READS)
    rows = rows_where(Support, answer=SupportAnswer.ACCEPTED.value, is_newest=True, order="on recorded_index")
    return tuple(
        SupportLine(visit_id=row.visit_id, enquiry_id=row.enquiry_id, kind=row.kind, on=row.on) for row in rows
    )
