"""The act of a scan: the picture of a sheet that came back, beside the words that were typed off it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPicture:
    """The picture, as base64 of a JPEG that was drawn anew here, and the SHA-256 of its bytes."""

    content: str
    digest: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ScanKept(Act):
    """The picture of a sheet is kept, sealed under its writer's key as the words are, and destroyed with them."""

    KIND: ClassVar[str] = "contact.scan_kept"

    scan_id: str
    message_id: str
    writer_id: str
    picture: ScanPicture | None = part(Purpose.KIN, of="writer_id")
