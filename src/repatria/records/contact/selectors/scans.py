"""The pictures of one message's sheets, for whoever looks at it, until it was looked at."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass

from repatria.core.law.messages import CheckingState, MessageState
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.errors import UnknownMessageError
from repatria.records.contact.models import MessageScan
from repatria.records.contact.reading import looked_at, message_row, standing_state
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where

SCAN = "contact.?scan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView:
    """One picture as it is shown: bytes of a JPEG, base64 where a machine asks."""

    scan_id: str
    content: bytes


def scans_kept(message_id: str) -> int:
    """How many pictures of its sheet stand beside a message."""
    return sum(row.digest is not None for row in rows_where(MessageScan, message_id=message_id))


@question(SCAN)
def scans_of(acting: Acting, message_id: str) -> tuple[ScanView, ...]:
    """The pictures of a message that our State has not looked at yet, in the order in which they were kept.

    Source:   GC III art. 76; decision 0076: who looks sees no name and no enquiry beside it.
    Raises:   RoleForbidsError; UnknownMessageError, also once it was looked at.
    Leaf:     access.reading_recorded
    """
    require(acting, SCAN)
    row = message_row(message_id)
    is_open = standing_state(row, acting.at.date()) is MessageState.REGISTERED
    if not is_open or CheckingState.OURS in looked_at(row.pk):
        raise UnknownMessageError("no message is to be looked at under this number")
    record_reading(acting, question="contact.?scan", records=(row.pk,))
    rows = [one for one in rows_where(MessageScan, message_id=row.pk, order="recorded_index") if one.digest is not None]
    return tuple(
        ScanView(scan_id=one.pk, content=b64decode(said.act.picture.content))  # type: ignore[attr-defined]
        for one, said in zip(rows, acts_at([one.recorded_index for one in rows]), strict=True)
    )
