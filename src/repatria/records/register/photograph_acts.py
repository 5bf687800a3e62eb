"""The act of a photograph of him, taken when he is registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture itself, as base64 of a JPEG that was drawn anew here, and the SHA-256 of its bytes."""

    content: str
    digest: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographKept(Act):
    """A photograph of him was taken and is kept, sealed under a key of its own, so that it can be destroyed alone."""

    KIND: ClassVar[str] = "register.photograph_kept"

    photograph_id: str
    person_id: str
    taken_at: str
    taken_by: str
    picture: Picture | None = part(Purpose.VOLUNTARY, of="photograph_id")
