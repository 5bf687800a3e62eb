"""The picture of a sheet that came back is kept beside its words, until somebody looks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from repatria.core.law.messages import RULE, CheckingState, MessageOrderError, MessageState, MessageWay
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.pictures import PICTURE_WORDS, refuse_picture
from repatria.records.access.acting import Acting, require
from repatria.records.contact.errors import UnknownMessageError
from repatria.records.contact.models import Message, MessageScan
from repatria.records.contact.reading import looked_at, message_row, standing_state
from repatria.records.contact.scan_acts import ScanKept, ScanPicture
from repatria.records.enquiries.acts import Paper
from repatria.records.enquiries.drawing import paper_drawn
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_within
from repatria.records.register.selectors import custody_of

KEEP_SCAN, MOST_SCANS = "contact.keep_scan", 4


def scannable(acting: Acting, message_id: str) -> Message:
    """A message of his whose sheet this account may lay beside it: a camp those of its own men alone.

    Raises:   UnknownMessageError; MessageOrderError once our State has looked, or where so many are kept already.
    """
    row = message_row(message_id)
    if row.way != MessageWay.FROM_HIM.value or not is_within(acting, custody_of(row.person_id).holder):
        raise UnknownMessageError("no such message")
    is_open = standing_state(row, acting.at.date()) is MessageState.REGISTERED
    if not is_open or CheckingState.OURS in looked_at(row.pk):
        raise MessageOrderError("it was looked at already", provision=RULE)
    if len(rows_where(MessageScan, message_id=row.pk)) >= MOST_SCANS:
        raise MessageOrderError(f"{MOST_SCANS} pictures of it are kept", provision=RULE)
    return row


def _drawn(acting: Acting, *, picture: bytes, **_: Any) -> Mapping[str, bytes]:
    """The picture drawn anew before the log's lock is taken: a JPEG without anything but its pixels."""
    require(acting, KEEP_SCAN)
    if not picture:
        raise refuse_picture("empty_file")
    paper = paper_drawn(Paper(media_type="", content=picture))
    if not paper.content:
        raise refuse_picture(paper.word if paper.word in PICTURE_WORDS else "broken_picture")
    return {"picture": paper.content}


@service(before=_drawn)
def keep_scan(acting: Acting, *, message_id: str, picture: bytes) -> str:
    """Keeps the picture of a sheet of his beside the words that were typed off it, for whoever looks at them.

    Source:   GC III art. 71, 76; issue 18, part 1.
    Given:    `picture` as the scanner gave it, a picture or a PDF: its pixels alone are kept, drawn anew, smaller.
    Returns:  the number of the scan.
    Raises:   UnknownMessageError; MessageOrderError once our State has looked; PictureRefusedError; RoleForbidsError.
    Leaf:     contact.scan_kept
    """
    require(acting, KEEP_SCAN)
    row = scannable(acting, message_id)
    given = ScanKept(
        scan_id=record_number("CZ", acting.randomness(7)), message_id=row.pk, writer_id=row.writer_id,
        picture=ScanPicture(content=b64encode(picture).decode(), digest=sha256(picture).hexdigest()),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.scan_id
