"""The acts of matching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.records.ledger.acts import Act, act


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightLine:
    """One bar of the waterfall: the field, the level of agreement and its bits. Never the values themselves."""

    field: str
    level: str
    millibits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPair:
    """One enquiry beside one person, with the weight of their likeness."""

    pair_id: str
    person_id: str
    millibits: int
    probability_ppm: int
    equally_good: int
    lines: tuple[WeightLine, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesProposed(Act):
    """The matcher proposed pairs for one enquiry. Nobody is told and nobody is asked because of it."""

    KIND: ClassVar[str] = "matching.candidates_proposed"

    enquiry_id: str
    pairs: tuple[ProposedPair, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRecorded(Act):
    """One reviewer judged one pair; the conclusion that the judgements now give is in the act."""

    KIND: ClassVar[str] = "matching.judgement_recorded"

    judgement_id: str
    pair_id: str
    enquiry_id: str
    person_id: str
    reviewer: str
    judgement: JudgementKind
    conclusion: JudgementConclusion
