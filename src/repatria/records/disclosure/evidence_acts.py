"""The act by which a document or call about a man was checked by another than who recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True)
class HowChecked:
    """How it was checked, under his key: the words may say what the document says."""

    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChecked(Act):
    """One document or call of grade C was checked: it holds, or it does not. The latest word about each counts."""

    KIND: ClassVar[str] = "disclosure.evidence_checked"

    check_id: str
    person_id: str
    document_index: int  # the act of the register that recorded it
    holds: bool
    recorded_by: str
    checked_by: str
    how: HowChecked | None = part(Purpose.IDENTITY, of="person_id")
