"""Samples by their codes, whose they are with a leaf, what is said of profiles, and files of laboratories."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import msgspec

from repatria.core.law.identification import ConsentUse, GivenBy, is_quarantined
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines, newest
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.identification.errors import ConsentOverError, UnknownResultsError
from repatria.records.identification.models import (
    FrequencyTable,
    LaboratoryResults,
    ProfileReading,
    Reference,
    SaidOfProfile,
)
from repatria.records.identification.noted import codes_of_note
from repatria.records.identification.profiles import ODD, differing_in, joined, read_profile
from repatria.records.identification.reading import (
    REFERENCE_MARK,
    FlagState,
    checked_sample,
    flags_of,
    flags_of_each,
    is_over,
    own_power,
    reference_row,
)
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.opening import open_rows

SEES, READS, OPENS = "identification.?samples", "identification.?sample", "identification.?profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One sample that somebody gave, by numbers."""

    reference_id: str
    enquiry_id: str
    given_by: GivenBy
    given_on: str
    until: str
    is_over: bool
    is_destroyed: bool  # it was read, and its profile is gone
    readings: int
    recorded_index: int


@question(SEES, of_numbers=True)
def samples(acting: Acting, enquiry_id: str = "", before_index: int = -1) -> Lines[SampleLine]:
    """One page of the samples that were given, the newest first: of one family, or of all.

    Given:    the list goes on after the sample recorded at `before_index`; -1 for its beginning.
    """
    require(acting, SEES)
    asked = Reference.objects.filter(enquiry_id=enquiry_id) if enquiry_id else Reference.objects.all()
    rows, has_more = newest(asked, before_index, PAGE)
    read = rows_where(ProfileReading, sample_code=[row.pk for row in rows])
    readings = Counter(one.sample_code for one in read)
    standing = {one.sample_code for one in read if one.profile is not None}
    return Lines(
        (
            SampleLine(
                reference_id=row.pk, enquiry_id=row.enquiry_id, given_by=GivenBy(row.given_by), given_on=row.given_on,
                until=row.until, is_over=is_over(row, acting.at), readings=readings[row.pk],
                is_destroyed=bool(readings[row.pk]) and row.pk not in standing, recorded_index=row.recorded_index,
            )
            for row in rows
        ),
        has_more=has_more,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """One sample: who gave it, what he is to the one who is missing, for what, before whom."""

    reference_id: str
    enquiry_id: str
    given_by: GivenBy
    uses: tuple[ConsentUse, ...]
    given_on: str
    until: str
    withdrawn_on: str
    is_over: bool
    power: str
    sex: str
    donor: str
    relation: str
    witness: str
    taken_by: str
    language: str
    readings: int
    is_destroyed: bool


@question(READS)
def sample(acting: Acting, reference_id: str) -> SampleView:
    """One sample whole, but for its profile.

    Raises:   RoleForbidsError; UnknownReferenceError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = reference_row(reference_id)
    record_reading(acting, question="identification.?sample", records=(row.pk,))
    (cells,) = open_rows([row], ("donor", "relation", "witness", "taken_by", "language"))
    read = rows_where(ProfileReading, sample_code=row.pk)
    return SampleView(
        reference_id=row.pk, enquiry_id=row.enquiry_id, given_by=GivenBy(row.given_by),
        uses=tuple(map(ConsentUse, row.uses.split())), given_on=row.given_on, until=row.until,
        withdrawn_on=row.withdrawn_on, is_over=is_over(row, acting.at), power=row.power, sex=row.sex,
        readings=len(read), is_destroyed=bool(read) and all(one.profile is None for one in read),
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """What was read of one sample, to whoever may see a profile.

    Given:    `alleles` of all readings together; `differing` the loci at which they contradict each other.
    """

    sample_code: str
    readings: int
    alleles: tuple[tuple[str, str], ...]
    differing: tuple[str, ...]
    sex: str
    flags: tuple[FlagState, ...]
    odd: tuple[str, ...]  # lines of its file that were left out or read another way


@question(OPENS)
def profile(acting: Acting, sample_code: str) -> ProfileView:
    """One profile, opened.

    Raises:   RoleForbidsError; UnknownSampleError, UnknownReferenceError; ConsentOverError, also where nothing stands.
    Leaf:     access.reading_recorded
    Not:      whether a stated kinship holds: no page says that.
    """
    require(acting, OPENS)
    code, _ = checked_sample(sample_code, acting.at)
    record_reading(acting, question="identification.?profile", records=(code,))
    rows = rows_where(ProfileReading, sample_code=code, order="recorded_index")
    cells = open_rows(rows, ("profile", "raw"))
    read = [found for one in cells if (found := read_profile(one["profile"]))]
    if not read:
        raise ConsentOverError("no profile of this sample stands", provision="practice rule 26")
    whole = joined(read)
    return ProfileView(
        sample_code=code, readings=len(read), sex=whole.sex, flags=flags_of(code), differing=differing_in(read),
        odd=tuple(
            line.removeprefix(ODD) for one in cells for line in (one["raw"] or "").splitlines() if line.startswith(ODD)
        ),
        alleles=tuple((name, "/".join(seen)) for name, seen in sorted(whole.alleles.items()) if seen),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsLine:
    """One file of a laboratory, by numbers."""

    results_id: str
    laboratory: str
    kit: str
    typed_on: str
    samples: int
    refused: int
    recorded_index: int


@question(SEES, of_numbers=True)
def results(acting: Acting, before_index: int = -1) -> Lines[ResultsLine]:
    """One page of the files of laboratories that were read, the newest first.

    Given:    the list goes on after the file recorded at `before_index`; -1 for its beginning.
    """
    require(acting, SEES)
    rows, has_more = newest(LaboratoryResults.objects.all(), before_index, PAGE)
    return Lines(
        (
            ResultsLine(
                results_id=row.pk, laboratory=row.laboratory, kit=row.kit, typed_on=row.typed_on, samples=row.samples,
                refused=row.refused, recorded_index=row.recorded_index,
            )
            for row in rows
        ),
        has_more=has_more,
    )  # fmt: skip


@question(OPENS)
def refused_lines(acting: Acting, results_id: str) -> tuple[str, ...]:
    """The lines of a file that were not taken, each with its reason.

    Raises:   RoleForbidsError; UnknownResultsError.
    Leaf:     access.reading_recorded
    """
    require(acting, OPENS)
    row = row_numbered(LaboratoryResults, results_id)
    if row is None:
        raise UnknownResultsError("no such file of a laboratory")
    record_reading(acting, question="identification.?profile", records=(row.pk,))
    (cells,) = open_rows([row], ("lines",))
    return tuple(msgspec.json.decode(cells["lines"] or "[]", type=list[str]))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingProfile:
    """A profile of which something is said that nobody, or one alone, has looked at."""

    sample_code: str
    is_reference: bool
    flags: tuple[FlagState, ...]
    is_quarantined: bool


@question(OPENS, of_numbers=True)
def waiting_profiles(acting: Acting, skip: int = 0) -> Lines[WaitingProfile]:
    """One page of the profiles of which something is said that is not settled; those in quarantine first.

    Given:    to whoever sees profiles alone: nobody who speaks with a family learns what is said of hers. `skip` so
              many of them.
    """
    require(acting, OPENS)
    codes = codes_of_note()
    for code in SaidOfProfile.objects.order_by("-recorded_index").values_list("sample_code", flat=True):
        codes.setdefault(code, code.startswith(REFERENCE_MARK))
    found = []
    for code, flags in flags_of_each(list(codes)).items():
        if said := tuple(one for one in flags if not one.is_free):
            found.append(WaitingProfile(
                sample_code=code, is_reference=codes[code], flags=said,
                is_quarantined=is_quarantined([one.flag for one in said]),
            ))  # fmt: skip
    found.sort(key=lambda one: not one.is_quarantined)
    page = found[max(skip, 0) : max(skip, 0) + PAGE]
    return Lines(page, has_more=max(skip, 0) + PAGE < len(found))


@question(OPENS, of_numbers=True)
def held_apart(acting: Acting) -> int:
    """How many profiles a comparison put in quarantine: each equals another, and two have not freed it.

    Given:    for a menu: what a reading says of itself lies sealed, and is opened by whoever opens the list.
    """
    require(acting, OPENS)
    codes = list(SaidOfProfile.objects.order_by("sample_code").values_list("sample_code", flat=True).distinct())
    return sum(
        is_quarantined([one.flag for one in flags if not one.is_free]) for flags in flags_of_each(codes).values()
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One table of allele frequencies, and whether another person agreed."""

    table_id: str
    population: str
    source: str
    loci: int
    digest: str
    is_agreed: bool


@question(SEES, of_numbers=True)
def frequency_tables(acting: Acting) -> tuple[TableLine, ...]:
    """The tables of allele frequencies, the one agreed last first."""
    require(acting, SEES)
    rows = sorted(rows_where(FrequencyTable), key=lambda row: (row.agreed_index or -1, row.recorded_index))
    return tuple(
        TableLine(
            table_id=row.pk, population=row.population, source=row.source, loci=row.loci, digest=row.digest,
            is_agreed=row.agreed_index is not None,
        )
        for row in reversed(rows)
    )  # fmt: skip


@question(SEES, of_numbers=True)
def whose_bureau(acting: Acting) -> str:
    """The Power whose bureau this is, as the head said it last; "" before."""
    require(acting, SEES)
    return own_power()
