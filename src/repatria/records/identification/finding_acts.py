"""The acts of comparisons: what a profile was compared with, and each finding, its numbers under a key of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.identification import ProfileFlag
from repatria.core.law.identification_board import FindingKind
from repatria.records.ledger.acts import Act, act, part, upcast
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
    """The numbers: log10 of the ratio, by locus as JSON, the loci that only a mutation explains; and whose they are.

    Given:    `of_other` his own sample, where that is what it was compared with; `rests_on` samples of relatives.
    """

    log10_lr: str
    by_locus: str
    inconsistent: str
    of_enquiry: str
    of_other: str
    rests_on: str
    of_loci: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecorded(Act):
    """One pair whose ratio was high enough to be looked at. It names nobody.

    Version 1 kept family, samples and loci in the open, where they outlived the numbers: they are read as sealed.
    """

    KIND: ClassVar[str] = "identification.finding_recorded"
    VERSION: ClassVar[int] = 2

    finding_id: str
    comparison_id: str
    kind: FindingKind
    sample_code: str  # of the dead
    item_code: str
    other_code: str  # of the other item's sample, where it is a part
    words: FindingWords | None = part(Purpose.DNA, of="finding_id")


@upcast("identification.finding_recorded.1", "identification.finding_recorded.2")
def _seal_the_family(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if name not in ("enquiry_id", "references", "loci")}
    is_part, words = fields["kind"] == FindingKind.PART.value, fields.get("words")
    kept["other_code"] = fields["other_code"] if is_part else ""
    if words is not None:
        kept["words"] = {
            **words, "of_enquiry": fields["enquiry_id"], "of_other": "" if is_part else fields["other_code"],
            "rests_on": " ".join(fields["references"]), "of_loci": str(fields["loci"]),
        }  # fmt: skip
    return kept


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
    """Another person agreed that two items are parts of one person.

    Given:    `resolved` what it was that seemed to say otherwise, bones that repeat or two sexes; "" where nothing did.
              Version 1 asked nothing of the bodies.
    """

    KIND: ClassVar[str] = "identification.parts_link_agreed"
    VERSION: ClassVar[int] = 2

    parts_id: str
    resolved: str


@upcast("identification.parts_link_agreed.1", "identification.parts_link_agreed.2")
def _resolved_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "resolved": ""}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartsLinkUndone(Act):
    """Two items are no longer taken for parts of one person."""

    KIND: ClassVar[str] = "identification.parts_link_undone"

    parts_id: str
    reason: str
