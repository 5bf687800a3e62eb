"""Acts about what he is and how he stands: his category, the facts about him, his rights read, his state of health."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.papers import CardHealth
from repatria.core.vocabulary.particulars import Category
from repatria.records.ledger.acts import Act, act, part
from repatria.records.register.acts import FitnessWords
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDecided(Act):
    """What he is held as was decided, by a competent tribunal where it takes protection from him (GC III art. 5)."""

    KIND: ClassVar[str] = "register.category_decided"

    person_id: str
    category: Category
    previous: Category
    decided_at: str
    tribunal: str
    members: str
    reference: str
    was_he_heard: bool


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRecorded(Act):
    """Woman, minor, citizen of a third country: facts whatever the category (practice rule 13)."""

    KIND: ClassVar[str] = "register.facts_recorded"

    person_id: str
    facts: tuple[Fact, ...]
    previous: tuple[str, ...]
    reference: str  # the paper, or how it is known


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRead(Act):
    """His rights were read aloud to him (GC III art. 41; practice rule 12)."""

    KIND: ClassVar[str] = "register.rights_read"

    person_id: str
    read_at: str
    language: str
    read_by: str
    interpreter: str
    was_understood: bool


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HealthGraded(Act):
    """A doctor's word for his state of health, as field 11 of the capture card has it; what it is, is sealed."""

    KIND: ClassVar[str] = "register.health_graded"

    person_id: str
    grade: CardHealth
    seen_at: str
    doctor: str  # the account
    words: FitnessWords | None = part(Purpose.HEALTH, of="person_id")
