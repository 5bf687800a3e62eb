"""Why codes were spoiled: free words, read by those who record the dead alone, each time with a leaf."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.models import SpoiledCode
from repatria.records.remains.reading import recovery_row

SPOILED = "remains.?spoiled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoiledLine:
    """One code that was spoiled, and why: in free words, which may say where it lay and whose it was thought to be."""

    item_code: str
    reason: str


@question(SPOILED)
def spoiled_codes(acting: Acting, recovered_id: str) -> tuple[SpoiledLine, ...]:
    """Why codes of a recovery were spoiled, in the words of who recorded it.

    Raises:   RoleForbidsError for whoever does not record the dead; UnknownRecoveryError.
    Leaf:     access.reading_recorded
    """
    require(acting, SPOILED)
    recovery = recovery_row(recovered_id)
    record_reading(acting, question="remains.?spoiled", records=(recovery.pk,))
    return tuple(
        SpoiledLine(item_code=row.pk, reason=row.reason)
        for row in rows_where(SpoiledCode, recovered_id=recovery.pk, order="count")
    )
