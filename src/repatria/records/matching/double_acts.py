"""The acts about records that may be one man: laid before reviewers, judged by two. No number is joined by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.records.ledger.acts import Act, act
from repatria.records.matching.acts import WeightLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedDouble:
    """Two records of the register with the weight of their likeness.

    Given:    `digest` a keyed digest of what both were compared by, so that a pair is asked about again only when that
              has changed; `is_again` where it was judged before on other particulars.
    """

    pair_id: str
    first_id: str
    second_id: str
    millibits: int
    probability_ppm: int
    digest: str
    is_again: bool
    lines: tuple[WeightLine, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DoublesProposed(Act):
    """The matcher lays records before the reviewers that may be about one man, since this one was recorded."""

    KIND: ClassVar[str] = "matching.doubles_proposed"

    person_id: str
    pairs: tuple[ProposedDouble, ...]
    weights_version: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleJudged(Act):
    """One reviewer judged whether two records are one man; the act holds what the judgements now give."""

    KIND: ClassVar[str] = "matching.double_judged"

    judgement_id: str
    pair_id: str
    first_id: str
    second_id: str
    reviewer: str
    judgement: JudgementKind
    conclusion: JudgementConclusion
