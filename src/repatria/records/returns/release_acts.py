"""The act by which remains go to the family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseWords:
    """Who took them, who he is to the dead, by which paper, and who stood for it."""

    receiver: str
    relation: str
    document: str
    place: str
    by: str
    second: str
    named_by: str  # where somebody else took them: by which paper she named him
    as_wished: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleased(Act):
    """Remains were given to the family (house rule 6.3)."""

    KIND: ClassVar[str] = "returns.remains_released"

    given_id: str
    enquiry_id: str
    person_id: str
    items: tuple[str, ...]
    packets: tuple[str, ...]  # of what was found on them, sent on before
    at: str
    receipt: str
    words: RemainsReleaseWords | None = part(Purpose.IDENTITY, of="given_id")
