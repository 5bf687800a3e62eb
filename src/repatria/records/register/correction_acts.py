"""The acts of a correction, and of a document's machine-readable zone, transcribed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.register.acts import ParticularFrame, Values
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWords:
    """Why the other one is wrong, and the paper or person that shows it."""

    reason: str = ""
    proof: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularCorrected(Act):
    """A particular was taken down wrongly; the wrong one stays, struck through, and this one counts in its place."""

    KIND: ClassVar[str] = "register.particular_corrected"

    person_id: str
    corrects: str
    particular: ParticularFrame
    stands_at: int  # the act whose place it takes in the order of what is known of him
    words: CorrectionWords | None = part(Purpose.IDENTITY, of="person_id")
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTranscribed(Act):
    """What the machine-readable zone of his document says, beside what stands; the document is never kept."""

    KIND: ClassVar[str] = "register.document_transcribed"

    person_id: str
    shape: str  # TD1, TD2, TD3
    failed: tuple[str, ...]  # fields whose check digit does not hold
    particulars: tuple[ParticularFrame, ...]
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")
