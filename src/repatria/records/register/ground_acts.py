"""Acts on which releases rest: papers of the Parties, a medical decision about a man, his own promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.release_papers import DecidedBy, GroundPaper, MedicalWay, PromiseFacts
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPaperRecorded(Act):
    """A paper of the Parties on which releases may rest: a law on promises, an agreement, the end of hostilities."""

    KIND: ClassVar[str] = "register.ground_paper_recorded"

    paper_id: str
    paper: GroundPaper
    party: str
    reference: str
    signed_by: str
    supplied_by: str
    given_on: str
    allows_promise: bool  # of a law on promises: it may forbid them
    says_article_117: bool  # the paper's own text repeats the article


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPaperWithdrawn(Act):
    """That paper bears no further release."""

    KIND: ClassVar[str] = "register.ground_paper_withdrawn"

    paper_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalFinding:
    """What was found, in the words of article 110, under his health key."""

    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalDecisionRecorded(Act):
    """A commission of doctors, or the detaining doctors in a manifest case, decided where he goes (GC III 110, 112)."""

    KIND: ClassVar[str] = "register.medical_decision_recorded"

    person_id: str
    decided_by: DecidedBy
    members: tuple[str, ...]
    decided_at: str
    reference: str
    way: MedicalWay
    words: MedicalFinding | None = part(Purpose.HEALTH, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRecorded(Act):
    """He gave his promise under a law of his Power (GC III 21)."""

    KIND: ClassVar[str] = "register.promise_recorded"

    person_id: str
    given_at: str
    paper_id: str
    conditions: PromiseFacts  # as attested


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTakenBack(Act):
    """He took his promise back before he left on it; nobody asks him why."""

    KIND: ClassVar[str] = "register.promise_taken_back"

    person_id: str
    taken_back_at: str
    paper_id: str  # the law under which he had given it
    language: str
