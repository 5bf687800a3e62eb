"""A photograph of him, taken when he is registered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.drawing import drawn_anew
from repatria.records.register.errors import NotHeldError
from repatria.records.register.photograph_acts import PhotographKept, Picture
from repatria.records.register.scope import custody_in_scope
from repatria.records.register.services.custody import custody_row

KEEP = "register.keep_photograph"


def _drawn(acting: Acting, *, picture: bytes, **_: Any) -> Mapping[str, bytes]:
    require(acting, KEEP)
    return {"picture": drawn_anew(picture)}


@service(before=_drawn)
def keep_photograph(acting: Acting, *, person_id: str, taken_at: datetime, taken_by: str, picture: bytes) -> str:
    """Keeps a photograph that was taken of him when he was registered.

    Source:   GC III art. 13 (never shown in public), 17; protection.md T3: a photograph stands on no public page.
    Given:    `picture` as it came from the camera, JPEG, PNG or WebP: it is decoded and drawn anew before anything is
              kept, smaller, without place, time or device.
    Returns:  the photograph's number.
    Raises:   PictureRefusedError; InputError for an hour to come or no photographer; NotHeldError; OutOfScopeError for
              another camp's man; UnknownPersonError; RoleForbidsError.
    Leaf:     register.photograph_kept
    Not:      a picture that somebody published (practice rule 17), or one that is compared with others.
    """
    require(acting, KEEP)
    custody = custody_in_scope(acting, person_id)
    row = custody_row(person_id)
    if not custody.holder:
        raise NotHeldError("nobody holds him here: no photograph of him is taken", provision="GC III 13")
    if taken_at > acting.at:
        raise InputError("that hour has not come", (("taken_at", "ahead"),))
    if not taken_by.strip():
        raise InputError("who took it is not said", (("taken_by", "missing"),))
    photograph_id = record_number("PH", acting.randomness(7))
    record(
        PhotographKept(
            photograph_id=photograph_id, person_id=row.pk, taken_at=instant_text(taken_at), taken_by=taken_by.strip(),
            picture=Picture(content=b64encode(picture).decode(), digest=sha256(picture).hexdigest()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return photograph_id
