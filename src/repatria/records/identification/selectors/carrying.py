"""Whom to sample next: of one family and of the whole case-load, and which round asks whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines, newest
from repatria.records.access.questions import question
from repatria.records.enquiries.figures import open_enquiries_before
from repatria.records.enquiries.going_on import open_among
from repatria.records.identification.acts import SamplesRoundOpened
from repatria.records.identification.carrying import bodies_open, carrying
from repatria.records.identification.errors import UnknownSamplesRoundError
from repatria.records.identification.measure import SUFFICIENT, Forecast, forecasts, needed_ratio
from repatria.records.identification.models import Reference, SamplesRound
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered

NEXT, ROUNDS = "identification.?whom_next", "identification.?samples"
OLDER_THAN = timedelta(days=180)
"""From which age of an enquiry on its family is asked: every one, candidate or not (practice rules, section 3, DNA)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyNext:
    """How far one family's samples carry, and whose would help most.

    Units:    `needed` log10 of the likelihood ratio from which a pair is spoken of; `bodies` open now.
    """

    enquiry_id: str
    needed: float
    bodies: int
    as_it_stands: Forecast
    further: tuple[Forecast, ...]
    is_enough: bool


@question(NEXT)
def whom_next(acting: Acting, enquiry_id: str) -> FamilyNext:
    """Whose sample of one family would help most. It asks nobody: families are asked in rounds, all by one measure.

    Source:   docs/methods/kinship.md; practice rule 3: nobody is asked for anything because of a candidate.
    Raises:   RoleForbidsError.
    """
    require(acting, NEXT)
    bodies = bodies_open()
    now, *further = forecasts(enquiry_id, acting.at, bodies=bodies, with_next=True)
    return FamilyNext(
        enquiry_id=enquiry_id, needed=needed_ratio(bodies), bodies=bodies, as_it_stands=now, further=tuple(further),
        is_enough=now.reaching >= SUFFICIENT,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryingLine:
    """The families of whom the same relatives gave, by how many they are.

    Units:    `reaching` per cent of draws.
    """

    kind: tuple[str, ...]
    families: int
    reaching: int
    is_too_little: bool
    first: str


@question(NEXT, of_numbers=True)
def caseload(acting: Acting) -> tuple[CarryingLine, ...]:
    """The whole case-load: which families carry too little, by who of them gave, those that carry least first."""
    require(acting, NEXT)
    return tuple(
        CarryingLine(
            kind=one.kind, families=len(one.families), reaching=round(100 * one.reaching),
            is_too_little=one.is_too_little, first=one.families[0],
        )
        for one in carrying(acting.at, asked_by_age(acting))
    )  # fmt: skip


def asked_by_age(acting: Acting) -> tuple[str, ...]:
    """The enquiries that go on and are old enough for their family to be asked."""
    return tuple(sorted(open_enquiries_before(received_before(acting))))


def received_before(acting: Acting) -> str:
    return (acting.at.date() - OLDER_THAN).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesRoundLine:
    """One round by numbers."""

    round_id: str
    received_before: str
    families: int
    recorded_index: int


@question(ROUNDS, of_numbers=True)
def samples_rounds(acting: Acting, before_index: int = -1) -> Lines[SamplesRoundLine]:
    """One page of the rounds, the newest first.

    Given:    the list goes on after the round recorded at `before_index`; -1 for its beginning.
    """
    require(acting, ROUNDS)
    rows, has_more = newest(SamplesRound.objects.all(), before_index, PAGE)
    return Lines(
        (
            SamplesRoundLine(
                round_id=row.pk, received_before=row.received_before, families=row.families,
                recorded_index=row.recorded_index,
            )
            for row in rows
        ),
        has_more=has_more,
    )  # fmt: skip


@question(ROUNDS, of_numbers=True)
def asked_in_round(acting: Acting, samples_round_id: str, skip: int = 0) -> Lines[str]:
    """One page of the families that a round asks and of whom nobody gave a sample since; those whose enquiry was
    closed are out.

    Given:    `skip` so many of them.
    Raises:   RoleForbidsError; UnknownSamplesRoundError.
    """
    require(acting, ROUNDS)
    row = row_numbered(SamplesRound, samples_round_id)
    if row is None:
        raise UnknownSamplesRoundError("no such round")
    (recorded,) = acts_at([row.recorded_index])
    assert isinstance(recorded.act, SamplesRoundOpened)
    since = Reference.objects.filter(recorded_index__gt=row.recorded_index).values_list("enquiry_id", flat=True)
    waiting = sorted(open_among(set(recorded.act.families) - set(since)))
    page = waiting[max(skip, 0) : max(skip, 0) + PAGE]
    return Lines(page, has_more=max(skip, 0) + PAGE < len(waiting))
