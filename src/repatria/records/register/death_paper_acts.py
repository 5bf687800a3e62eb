"""The act of a paper that goes on after a death in custody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.death_papers import DeathPaper, DeathPaperStep, PaperGoesTo
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathPaperWords:
    """Where a testament was found or looked for; what an enquiry found, in short."""

    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathPaperMoved(Act):
    """His testament, or the report of the enquiry into his death, came, went on, or was receipted (GC III 120, 121)."""

    KIND: ClassVar[str] = "register.death_paper_moved"

    person_id: str
    paper: DeathPaper
    step: DeathPaperStep
    at: str
    cause: DeathCause | None
    to: PaperGoesTo | None
    office: str
    reference: str
    copy_reference: str
    words: DeathPaperWords | None = part(Purpose.IDENTITY, of="person_id")
