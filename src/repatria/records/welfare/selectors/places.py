"""What doors may ask of welfare: how a place stands, what it lacks, who speaks there. Numbers, counts and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.clocks import ClockRule, row_of
from repatria.core.law.clocks_of_welfare import WELFARE_CLOCKS
from repatria.core.law.welfare import is_whole
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.clocks.selectors import ClockView, clocks_of, late_by_rule
from repatria.records.ledger.rows import rows_where
from repatria.records.places.models import Place
from repatria.records.register.presence import answered_for, cards_of
from repatria.records.roll.scope import check_place, is_bound, known_place
from repatria.records.welfare.models import Care, DelegateLetter, Dissent, Representative, Visit
from repatria.records.welfare.reading import heads_at, places_of
from repatria.records.welfare.services.representatives import standing_term

PLACE = "welfare.?place"
SHOWN = 20
_OF_PLACES = frozenset(row.rule for row in WELFARE_CLOCKS)
_OF_MEN = (ClockRule.MEDICAL, ClockRule.HEALTH_WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareView:
    """One entry: to how many of how many, and what was lacking."""

    care_id: str
    care: str
    given_at: str
    given_to: int
    held: int
    missing: str
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """One visit by those who watch from outside."""

    visit_id: str
    visited_at: str
    body: str
    by: str
    is_alone: bool
    hindered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateMan:
    """A man of whom a doctor's word is late, and since when it has been waited for."""

    person_id: str
    card_number: str
    rule: ClockRule
    provision: str
    since: datetime
    days: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """Who speaks for the prisoners of a place, or did."""

    term_id: str
    person_id: str
    card_number: str
    how: str
    chosen_at: str
    until: str
    is_approved: bool
    reason: str
    ended_at: str
    ended_reason: str
    is_standing: bool
    is_over: bool  # six months have passed


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A representative's letter to those who watch: that it was, and when it went."""

    letter_id: str
    to: str
    handed_in_at: str
    sent_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWelfare:
    """How those at a place live: what is lacking first, then what was entered."""

    place: str
    held: int
    clocks: tuple[ClockView, ...]
    men_late: tuple[LateMan, ...]
    cares: tuple[CareView, ...]
    visits: tuple[VisitView, ...]
    terms: tuple[TermView, ...]
    letters: tuple[LetterView, ...]

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.clocks) + len(self.men_late)


@question(PLACE, of_numbers=True)
def place_welfare(acting: Acting, place: str) -> PlaceWelfare:
    """How those at a place live: what is late there, of whom a doctor's word is late, and what was entered.

    Source:   GC III art. 20, 26, 27, 31, 79-81, 122(6), 126.
    Raises:   RoleForbidsError; NoSuchHolderError; OutOfScopeError for a camp officer of another place.
    Not:      complaints: no camp reads of them.
    """
    require(acting, PLACE)
    place = known_place(place)
    check_place(acting, PLACE, place)
    running = clocks_of(acting, [place]).get(place, ())
    return PlaceWelfare(
        place=place, held=heads_at(place, acting.at), clocks=tuple(one for one in running if one.rule in _OF_PLACES),
        men_late=men_late(acting, place=place), cares=_cares(place), visits=_visits(place),
        terms=_terms(place, acting.at), letters=_letters(place),
    )  # fmt: skip


@question(PLACE, of_numbers=True)
def men_late(acting: Acting, *, place: str = "") -> tuple[LateMan, ...]:
    """Men whom no doctor inspected for a month, and seriously ill men without this week's word; longest first.

    Source:   GC III art. 31, 122(6).
    Given:    each stands with the place that answers for him now; a camp officer reads his own.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, PLACE)
    only = acting.branch if is_bound(acting, PLACE) else place
    if place:
        check_place(acting, PLACE, place)
    mine = answered_for(only) if only else None  # a place's own men first: most who are late are elsewhere
    late = {rule: late_by_rule(rule, acting.at, subjects=mine) for rule in _OF_MEN}
    numbers = list(dict.fromkeys(number for men in late.values() for number in men))
    where = places_of(numbers) if mine is None else dict.fromkeys(numbers, only)
    cards = cards_of(numbers)
    found = [
        LateMan(
            person_id=number, card_number=cards[number].card_number if number in cards else "", rule=rule,
            provision=row_of(rule).provision, since=since, days=(acting.at - since).days, place=where[number],
        )
        for rule, men in late.items() for number, since in men.items()
        if number in where and (only == where[number] or not (only or is_bound(acting, PLACE)))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.since, one.person_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place: how many are there, and how much is late."""

    place: str
    held: int
    late: int
    first_late: ClockRule | None
    since: datetime | None


@question(PLACE, of_numbers=True)
def places_lacking(acting: Acting) -> tuple[PlaceLine, ...]:
    """Every open place that holds somebody, those that lack most first; a camp officer's own alone.

    Raises:   RoleForbidsError.
    """
    require(acting, PLACE)
    codes = [row.pk for row in rows_where(Place, closed_index=None, order="id")]
    if is_bound(acting, PLACE):
        codes = [one for one in codes if one == acting.branch]
    men: dict[str, list[LateMan]] = {}
    for man in men_late(acting):
        men.setdefault(man.place, []).append(man)
    running = clocks_of(acting, codes)
    lines = []
    for code in codes:
        late = [(one.due_at, one.rule) for one in running.get(code, ()) if one.rule in _OF_PLACES and one.is_late]
        late += [(row_of(one.rule).due(one.since), one.rule) for one in men.get(code, ())]
        held = heads_at(code, acting.at)
        if held or late:
            since, rule = min(late, default=(None, None))
            lines.append(PlaceLine(place=code, held=held, late=len(late), first_late=rule, since=since))
    return tuple(sorted(lines, key=lambda one: (-one.late, one.place)))


def _cares(place: str) -> tuple[CareView, ...]:
    return tuple(
        CareView(
            care_id=row.pk, care=row.care, given_at=row.given_at, given_to=row.given_to, held=row.held,
            missing=row.missing,
            is_whole=is_whole(is_enough=row.is_enough, given_to=row.given_to, held=row.held),
        )
        for row in rows_where(Care, place=place, order="-given_at -recorded_index", at_most=SHOWN)
    )  # fmt: skip


def _visits(place: str) -> tuple[VisitView, ...]:
    return tuple(
        VisitView(
            visit_id=row.pk, visited_at=row.visited_at, body=row.body, by=row.by, is_alone=row.is_alone,
            hindered=row.hindered,
        )
        for row in rows_where(Visit, place=place, order="-visited_at -recorded_index", at_most=SHOWN)
    )  # fmt: skip


def _terms(place: str, now: datetime) -> tuple[TermView, ...]:
    rows = rows_where(Representative, place=place, order="-chosen_at -recorded_index", at_most=SHOWN)
    cards, standing = cards_of(row.person_id for row in rows), standing_term(place)
    return tuple(
        TermView(
            term_id=row.pk, person_id=row.person_id, how=row.how, chosen_at=row.chosen_at, until=row.until,
            card_number=cards[row.person_id].card_number if row.person_id in cards else "",
            is_approved=row.is_approved, reason=row.reason, ended_at=row.ended_at, ended_reason=row.ended_reason,
            is_standing=standing is not None and standing.pk == row.pk, is_over=read_instant(row.until) < now,
        )
        for row in rows
    )  # fmt: skip


def _letters(place: str) -> tuple[LetterView, ...]:
    return tuple(
        LetterView(letter_id=row.pk, to=row.to, handed_in_at=row.handed_in_at, sent_at=row.sent_at)
        for row in rows_where(DelegateLetter, place=place, order="-handed_in_at -recorded_index", at_most=SHOWN)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentView:
    """What a representative holds against a roll."""

    dissent_id: str
    term_id: str
    roll_id: str
    counted: int | None
    said_at: str
    told: str


@question(PLACE, of_numbers=True)
def dissents_of(acting: Acting, roll_id: str) -> tuple[DissentView, ...]:
    """What representatives hold against a roll, oldest first.  Raises: RoleForbidsError; OutOfScopeError."""
    require(acting, PLACE)
    rows = rows_where(Dissent, roll_id=roll_id, order="recorded_index")
    for row in rows[:1]:
        check_place(acting, PLACE, row.place)
    return tuple(
        DissentView(
            dissent_id=row.pk, term_id=row.term_id, roll_id=row.roll_id, counted=row.counted, said_at=row.said_at,
            told=row.said,
        )
        for row in rows
    )  # fmt: skip
