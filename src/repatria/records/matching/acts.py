"""The acts of matching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.linkage.prior import ShareSource
from repatria.records.ledger.acts import Act, act, upcast


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightLine:
    """One bar of the waterfall: the field, the level of agreement and its bits. Never the values themselves.

    Given:    `words_read` says which words of the name that was asked for, counted from 0, were read as this field.
    """

    field: str
    level: str
    millibits: int
    words_read: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPair:
    """One enquiry beside one person, with the weight of their likeness."""

    pair_id: str
    person_id: str
    millibits: int
    probability_ppm: int
    equally_good: int
    lines: tuple[WeightLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlaidPair:
    """One enquiry beside one person who was found, but too unlikely to be laid before reviewers."""

    pair_id: str
    person_id: str
    probability_ppm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredShare:
    """The share of enquiries about somebody registered that probabilities rest on, and where it was taken from.

    Units:    `ppm` parts per million; `among` enquiries that it was judged from.
    """

    ppm: int
    source: ShareSource
    among: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesProposed(Act):
    """The matcher proposed pairs for one enquiry. Nobody is told and nobody is asked because of it.

    Version 1 named no version of the weights: it is read as the shipped ones, 0. Version 2 named no share of enquiries
    about somebody registered: four in five were assumed then. Version 3 named nobody who was found and not laid before
    reviewers: whoever weighed enough was laid, however unlikely.

    Given:    `unlaid` those found whose probability lies below `least_ppm`, parts per million.
    """

    KIND: ClassVar[str] = "matching.candidates_proposed"
    VERSION: ClassVar[int] = 4

    enquiry_id: str
    pairs: tuple[ProposedPair, ...]
    weights_version: int
    share: RegisteredShare
    unlaid: tuple[UnlaidPair, ...]
    least_ppm: int


@upcast("matching.candidates_proposed.1", "matching.candidates_proposed.2")
def _add_weights_version(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "weights_version": 0}


@upcast("matching.candidates_proposed.2", "matching.candidates_proposed.3")
def _add_share(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "share": {"ppm": 800_000, "source": ShareSource.ASSUMED.value, "among": 0}}


@upcast("matching.candidates_proposed.3", "matching.candidates_proposed.4")
def _add_unlaid(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "unlaid": [], "least_ppm": 0}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWeight:
    """The m of one comparison level, and how often that level was seen among the pairs that were judged.

    Units:    `m_ppm` parts per million. Pairs refused are told for comparison; nothing is computed from them.
    """

    level: str
    m_ppm: int
    among_links: int
    among_refused: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsAdopted(Act):
    """From now on enquiries are weighed with these m: learned from the bureau's links, or an earlier version again."""

    KIND: ClassVar[str] = "matching.weights_adopted"

    version: int
    based_on: int  # the version that was in force
    again_of: int | None  # the earlier version whose m these are; 0 for the shipped ones
    evidence_index: int  # conclusions up to and with this act were counted
    links: int
    refused: int
    shipped: str  # SHA-256 of the shipped m from which these were learned
    levels: tuple[LevelWeight, ...]
    reason: str
    adopted_by: str
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsWithdrawn(Act):
    """The weights in force were taken back; those that were in force before them are again."""

    KIND: ClassVar[str] = "matching.weights_withdrawn"

    version: int
    falls_back_to: int
    reason: str
    withdrawn_by: str
