"""The acts of comparisons: what a profile was compared with, and each finding, its numbers under a key of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.identification import ProfileFlag
from repatria.core.law.identification_board import FindingKind
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRecorded(Act):
    """A profile was compared with everything open, by which version and which table, and whom it equals."""

    KIND: ClassVar[str] = "identification.comparison_recorded"

    comparison_id: str
    sample_code: str
    rests_on_index: int
    bodies: int
    places: int
    compared: int
    least: str  # log10 of the ratio from which a pair is kept
    table_id: str
    version: str
    flags: tuple[ProfileFlag, ...]
    like: tuple[str, ...]  # other codes whose profile it equals
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """The numbers: log10 of the ratio, by locus as JSON, the loci that only a mutation explains."""

    log10_lr: str
    by_locus: str
    inconsistent: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecorded(Act):
    """One pair whose ratio was high enough to be looked at. It names nobody."""

    KIND: ClassVar[str] = "identification.finding_recorded"

    finding_id: str
    comparison_id: str
    kind: FindingKind
    sample_code: str  # of the dead
    item_code: str
    other_code: str  # of the other item's sample, or of his own
    enquiry_id: str
    references: tuple[str, ...]
    loci: int
    words: FindingWords | None = part(Purpose.DNA, of="finding_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartsLinkProposed(Act):
    """Two items are thought to be parts of one person."""

    KIND: ClassVar[str] = "identification.parts_link_proposed"

    parts_id: str
    first_code: str
    second_code: str
    finding_id: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartsLinkAgreed(Act):
    """Another person agreed that two items are parts of one person."""

    KIND: ClassVar[str] = "identification.parts_link_agreed"

    parts_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartsLinkUndone(Act):
    """Two items are no longer taken for parts of one person."""

    KIND: ClassVar[str] = "identification.parts_link_undone"

    parts_id: str
    reason: str
