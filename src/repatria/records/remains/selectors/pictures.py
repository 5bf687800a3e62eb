"""One photograph of the dead, shown on a deliberate press."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.remains.errors import UnknownFacePictureError
from repatria.records.remains.models import RemainsPhotograph

SHOW = "remains.?picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A photograph as it is shown: bytes of a JPEG."""

    picture_id: str
    item_code: str
    taken_at: str
    content: bytes


@question(SHOW)
def picture(acting: Acting, picture_id: str) -> PictureView:
    """One photograph, opened on a deliberate press.

    Source:   protection.md T3: each reading is a leaf.
    Raises:   UnknownFacePictureError, also for one that was destroyed; RoleForbidsError.
    Leaf:     access.reading_recorded, with the numbers of photograph and item
    """
    require(acting, SHOW)
    row = row_numbered(RemainsPhotograph, picture_id)
    if row is None or row.digest is None:
        raise UnknownFacePictureError("no such photograph stands")
    record_reading(acting, question="remains.?picture", records=(row.pk, row.item_code))
    (recorded,) = acts_at([row.recorded_index])
    content = b64decode(recorded.act.picture.content)  # type: ignore[attr-defined]
    return PictureView(picture_id=row.pk, item_code=row.item_code, taken_at=row.taken_at, content=content)
