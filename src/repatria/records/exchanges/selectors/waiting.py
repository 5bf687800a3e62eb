"""Who stands on which list, who has long stood on none and what stands in the way, and who is kept back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from repatria.core.law.clocks import ClockRule, due
from repatria.core.law.contact import ContactAbout, ContactAnswer, is_unable
from repatria.core.law.exchange_holding import HoldGround, stands_on_record
from repatria.core.law.exchange_list import LIVE, LineEvent, LineState, ListDirection, line_guards
from repatria.core.law.guards import OpenGuard
from repatria.records.access.acting import Acting, require
from repatria.records.access.kept import Kept
from repatria.records.access.pages import Lines
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.exchanges.facts import facts_of_line, facts_of_man, hold_facts, unasked_reference
from repatria.records.exchanges.models import Hold, ListLine
from repatria.records.exchanges.reading import list_row
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.selectors import PersonLine, lines_for_room
from repatria.records.register.selectors.held import held_since
from repatria.records.register.selectors.joins import decision_that_holds

WAITING, HELD_BACK, UNASKED_LINES = "exchanges.?waiting", "exchanges.?held_back", "exchanges.?unasked"
PAGE, DAYS = 50, 90
"""After how many days on no list somebody is shown: a proposal, a quarter of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """Somebody who stands on no list, since when, on how many he stood before, and what stands in the way of one."""

    who: PersonLine
    since: datetime
    days: int
    lines_before: int
    missing: tuple[OpenGuard, ...]


def _on_no_list(at: datetime, days: int) -> list[tuple[str, datetime, int]]:
    stood: dict[str, list[ListLine]] = {}
    for row in rows_where(ListLine):
        if row.person_id:
            stood.setdefault(leader_of(row.person_id), []).append(row)
    ended = instants_at(sorted({row.state_index for rows in stood.values() for row in rows}))
    found = []
    for person_id, recorded in held_since():
        rows = stood.get(person_id, [])
        if any(LineState(row.state) in LIVE for row in rows):
            continue
        since = max([recorded, *(ended[row.state_index] for row in rows)])
        if at - since >= timedelta(days=days):
            found.append((person_id, since, len(rows)))
    return sorted(found, key=lambda one: one[1])


@question(WAITING, of_numbers=True)
def count_waiting(at: datetime, *, days: int = DAYS) -> int:
    """How many stand on no list for so many days."""
    return len(_on_no_list(at, days))


@question(WAITING)
def waiting(acting: Acting, *, days: int = DAYS, skip: int = 0) -> Lines[WaitingView]:
    """One page of those who are held and have stood on no list for so many days, the longest first.

    Source:   house rule 6.7; GC III art. 109, 118.
    Units:    `days` whole days since his registration, or since the last line that named him ended.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    Not:      his answer: only whether the law still misses his part.
    """
    found = _on_no_list(acting.at, days)
    page = found[skip : skip + PAGE]
    record_reading(acting, question="exchanges.?waiting", records=[one for one, _, _ in page])
    who = {one.person_id: one for one in lines_for_room([one for one, _, _ in page])}
    return Lines(
        (
            WaitingView(
                who=who[person_id], since=since, days=(acting.at - since).days, lines_before=count,
                missing=line_guards(LineEvent.VERIFIED, facts_of_man(person_id, acting.at)[0]),
            )
            for person_id, since, count in page
        ),
        has_more=skip + len(page) < len(found),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsOn:
    """A list on which somebody stands or stood, and how far his line came."""

    list_id: str
    line_id: str
    state: str
    since: datetime


@question(WAITING, of_numbers=True)
def lists_of_person(person_id: str) -> tuple[StandsOn, ...]:
    """On which lists one man stands or stood, under any of his numbers, the newest first."""
    rows = rows_where(ListLine, person_id=list(numbers_of(person_id)), order="-proposed_index")
    since = instants_at(sorted({row.state_index for row in rows}))
    return tuple(
        StandsOn(list_id=row.list_id, line_id=row.pk, state=row.state, since=since[row.state_index]) for row in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnaskedLine:
    """An agreed line of somebody who cannot be asked, by numbers, and who of doctor and head decided already."""

    line_id: str
    person_id: str
    approvers: tuple[str, ...]
    approval_reference: str
    missing: tuple[OpenGuard, ...]


@question(UNASKED_LINES, of_numbers=True)
def unasked_lines(acting: Acting) -> tuple[UnaskedLine, ...]:
    """Agreed lines of those who cannot be asked: a doctor and the head decide together, in their vital interest.

    Source:   practice rule 10.
    Raises:   RoleForbidsError.
    Not:      those who said no while they could be asked: nobody decides against that.
    """
    require(acting, UNASKED_LINES)
    rows = rows_where(ListLine, state=LineState.AGREED.value, order="state_index")
    leaving = [row for row in rows if row.person_id and row.direction == ListDirection.LEAVING.value]
    found = _unasked.of(
        ((row.pk, partial(_rests_on, row), partial(_unasked_of, row, acting.at)) for row in leaving), acting.at
    )  # fmt: skip
    return tuple(one for one in found if one is not None)


_unasked: Kept[UnaskedLine | None] = Kept()


def _rests_on(row: ListLine) -> frozenset[str]:
    """The line, its list and agreement, and the man under all of his numbers."""
    return frozenset({row.pk, row.list_id, list_row(row.list_id).agreement_id, *numbers_of(row.person_id)})


def _unasked_of(row: ListLine, at: datetime) -> UnaskedLine | None:
    facts, _ = facts_of_line(row, list_row(row.list_id), at)
    if not is_unable(facts.decision, ContactAbout.RELEASE) or facts.last_said is ContactAnswer.NO:
        return None
    his, _ = decision_that_holds(row.person_id, ContactAbout.RELEASE, (None,))
    return UnaskedLine(
        line_id=row.pk, person_id=row.person_id, approvers=facts.approvers.everybody,
        approval_reference=unasked_reference(row, his), missing=line_guards(LineEvent.VERIFIED, facts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """Somebody who is kept back: on what, by whose decision, until when that is looked at anew."""

    hold_id: str
    person_id: str
    who: PersonLine
    ground: str
    provision: str
    authority: str
    reference: str
    approved_by: tuple[str, ...]
    since: datetime
    review_due: datetime
    is_on_record: bool  # what keeps him back is still on record
    ended_reason: str


@question(HELD_BACK)
def held_back(acting: Acting) -> tuple[HoldView, ...]:
    """Everybody who is kept back from lists now, with the ground and its provision, the oldest first.

    Source:   GC III art. 115, 119.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    rows = rows_where(Hold, ended_index=None, order="recorded_index")
    record_reading(acting, question="exchanges.?held_back", records=[row.person_id for row in rows])
    return _views(rows)


@question(HELD_BACK, of_numbers=True)
def holds_without_ground(at: datetime) -> tuple[tuple[str, str], ...]:
    """Who is kept back though what kept him back is on record no longer: number of the hold, and its provision."""
    rows = rows_where(Hold, ended_index=None, order="recorded_index")
    stands = _grounds.of(
        ((row.pk, partial(_hold_rests_on, row), partial(_is_on_record, row)) for row in rows), at
    )  # fmt: skip
    return tuple((row.pk, row.provision) for row, is_so in zip(rows, stands, strict=True) if not is_so)


_grounds: Kept[bool] = Kept()


def _hold_rests_on(row: Hold) -> frozenset[str]:
    return frozenset({row.pk, *numbers_of(row.person_id)})


def _is_on_record(row: Hold) -> bool:
    return stands_on_record(HoldGround(row.ground), hold_facts(row.person_id))


@question(HELD_BACK)
def hold(acting: Acting, hold_id: str) -> HoldView | None:
    """One who is kept back, or None where nobody is under this number.  Leaf: access.reading_recorded"""
    rows = rows_where(Hold, pk=[hold_id], ended_index=None)
    record_reading(acting, question="exchanges.?held_back", records=[row.person_id for row in rows])
    return next(iter(_views(rows)), None)


def _views(rows: list[Hold]) -> tuple[HoldView, ...]:
    who = {one.person_id: one for one in lines_for_room([row.person_id for row in rows])}
    at = instants_at(sorted({
        index for row in rows for index in (row.recorded_index, row.reviewed_index) if index is not None
    }))  # fmt: skip
    return tuple(
        HoldView(
            hold_id=row.pk, person_id=row.person_id, who=who[row.person_id], ground=row.ground,
            provision=row.provision, authority=row.authority, reference=row.reference,
            approved_by=tuple(row.approved_by.split()), since=at[row.recorded_index],
            review_due=due(ClockRule.HOLD_REVIEW, at[row.reviewed_index or row.recorded_index]),
            is_on_record=_is_on_record(row),
            ended_reason=row.ended_reason,
        )
        for row in rows
    )  # fmt: skip
