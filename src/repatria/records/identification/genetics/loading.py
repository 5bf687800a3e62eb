"""All that is open, opened: profiles of the dead and of relatives, families as pedigrees, loci of the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from repatria.core.kinship.errors import PedigreeError
from repatria.core.kinship.incident import Body, Family
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import profile_of
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.relations import MISSING, family_from
from repatria.core.law.identification_board import FindingKind
from repatria.records.identification.finding_models import SaidOfProfile
from repatria.records.identification.finding_rows import findings_where
from repatria.records.identification.models import FrequencyTable, ProfileReading, Reference
from repatria.records.identification.profiles import UNSEEN, SealedProfile, joined, read_profile
from repatria.records.identification.reading import REFERENCE_MARK, is_over, marked, waits
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.vault.opening import open_rows

USUAL_MUTATION = {"model": "stepwise", "rate": {"female": 0.001, "male": 0.002}, "rate2": 1e-5, "range": 0.1}
"""As the commands on plain files take it where nobody names a model (docs/methods/kinship.md)."""
_ONE_ONLY = frozenset({
    "father", "mother", "spouse", "paternal_grandfather", "paternal_grandmother", "maternal_grandfather",
    "maternal_grandmother",
})  # fmt: skip
"""Words that one person of a family bears: of two samples the later stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of whoever gave a sample, beside his profile."""

    reference_id: str
    enquiry_id: str
    given_by: str
    relation: str
    until: str


@dataclass(slots=True)
class Opened:
    """What is open, by code; whatever waits in quarantine is held beside it, so that nothing equals it unseen."""

    at: datetime
    table_id: str = ""
    table: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    least: float = 0.001
    profiles: dict[str, SealedProfile] = field(default_factory=dict)
    given: dict[str, Given] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def bodies(self) -> list[str]:
        return [code for code in self.profiles if code not in self.given and code not in self.waiting]

    def by_family(self) -> dict[str, list[Given]]:
        """Who gave a sample, by enquiry."""
        found: dict[str, list[Given]] = {}
        for one in self.given.values():
            found.setdefault(one.enquiry_id, []).append(one)
        return found

    def of_family(self, given: Iterable[Given]) -> list[Given]:
        """Those of a family whose profiles may be compared, the later of two in one place."""
        found = [
            one for one in given
            if one.given_by == "relative" and one.reference_id in self.profiles and one.reference_id not in self.waiting
        ]  # fmt: skip
        last = {one.relation: one for one in found if one.relation in _ONE_ONLY}
        return [one for one in found if one.relation not in _ONE_ONLY or last[one.relation] is one]

    def loci(self) -> tuple[Locus, ...]:
        """The loci of the table in force, with each allele that somebody shows."""
        shown: dict[str, set[str]] = {}
        for one in self.profiles.values():
            for marker, seen in one.alleles.items():
                shown[marker] = shown.get(marker, set()) | set(seen)
        mutation, made = Mutation.of(USUAL_MUTATION), []
        for marker, frequencies in self.table.items():
            if marker in shown:
                total = sum(frequencies.values())
                scaled = {allele: share / total for allele, share in frequencies.items()}
                locus = Locus(name=marker, frequencies=scaled, mutation=mutation)
                made.append(locus.with_alleles(sorted(shown[marker] - {UNSEEN}), self.least))
        return tuple(made)

    def body(self, code: str, loci: Iterable[Locus]) -> Body:
        profile = self.profiles[code]
        known = {one.name for one in loci}
        told = {marker: seen for marker, seen in profile.alleles.items() if seen and marker in known}
        return Body(id=code, profile=profile_of(told), sex=Sex(profile.sex))

    def family(self, enquiry_id: str, loci: Iterable[Locus], given: Iterable[Given] | None = None) -> Family | None:
        """The pedigree of a family around the one who is missing; None where nobody of it was typed.

        Given:    `given` who gave samples for it, where that is known; else all are asked.
        """
        if given is None:
            given = [one for one in self.given.values() if one.enquiry_id == enquiry_id]
        relatives = self.of_family(given)
        if not relatives:
            return None
        try:
            pedigree = family_from([(one.relation, one.reference_id) for one in relatives])
        except PedigreeError:
            return None
        known = list(loci)
        typed = {one.reference_id: self.body(one.reference_id, known).profile for one in relatives}
        return Family(
            name=enquiry_id, pedigree=pedigree, typed=typed, missing=(MISSING,), unsexed=frozenset({MISSING})
        )  # fmt: skip


def opened_at(at: datetime, *, of_family: str = "") -> Opened | None:
    """Opens everything once, or what one family gave; None where no table of frequencies is in force."""
    tables = rows_where(FrequencyTable, agreed_index=SOMETHING, order="-agreed_index", at_most=1)
    if not tables:
        return None
    (recorded,) = acts_at([tables[0].recorded_index])
    found = Opened(at=at, table_id=tables[0].pk, table=recorded.act.by_marker, least=float(tables[0].least))  # type: ignore[attr-defined]
    asked: dict[str, Any] = {"enquiry_id": of_family} if of_family else {}
    _take_references(found, rows_where(Reference, order="recorded_index", **asked))
    codes: dict[str, Any] = {"sample_code": list(found.given)} if of_family else {}
    _take_profiles(found, rows_where(ProfileReading, profile=SOMETHING, order="recorded_index", **codes))
    return found


def _take_references(found: Opened, rows: list[Reference]) -> None:
    standing = [row for row in rows if not is_over(row, found.at)]
    for row, cells in zip(standing, open_rows(standing, ("relation",)), strict=True):
        found.given[row.pk] = Given(
            reference_id=row.pk, enquiry_id=row.enquiry_id, given_by=row.given_by, relation=cells["relation"] or "",
            until=row.until,
        )  # fmt: skip


def _take_profiles(found: Opened, rows: list[ProfileReading]) -> None:
    read: dict[str, list[SealedProfile]] = {}
    asked = set(marked(rows))
    for row, cells in zip(rows, open_rows(rows, ("profile",)), strict=True):
        if (profile := read_profile(cells["profile"])) is not None:
            read.setdefault(row.sample_code, []).append(profile)
    asked |= set(SaidOfProfile.objects.values_list("sample_code", flat=True))
    for code, readings in read.items():
        if code.startswith(REFERENCE_MARK) and code not in found.given:
            continue  # its consent is over
        found.profiles[code] = joined(readings)
        if code in asked and waits(code):
            found.waiting.add(code)


def take_again(found: Opened, code: str) -> None:
    """Reads one sample anew: its consent, its readings, whether it waits."""
    found.profiles.pop(code, None)
    found.given.pop(code, None)
    found.waiting.discard(code)
    _take_references(found, rows_where(Reference, pk=code))
    _take_profiles(found, rows_where(ProfileReading, sample_code=code, profile=SOMETHING, order="recorded_index"))


def best_ratios() -> tuple[dict[str, float], dict[str, float]]:
    """The highest standing ratio of each sample of the dead, and of each family."""
    of_body: dict[str, float] = {}
    of_family: dict[str, float] = {}
    for row in findings_where(log10_lr=SOMETHING, kind=FindingKind.KIN.value):
        ratio = float(row.log10_lr or "-inf")
        of_body[row.sample_code] = max(of_body.get(row.sample_code, ratio), ratio)
        of_family[row.enquiry_id] = max(of_family.get(row.enquiry_id, ratio), ratio)
    return of_body, of_family
