"""Which of his answers holds where he has two numbers, and what became of the joins that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.joins import JoinState, narrowest
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.errors import UnknownJoinError
from repatria.records.register.joined import changed_at, joins_of, leader_of, numbers_of
from repatria.records.register.models import ContactDecision, Join, ToldWhileJoined
from repatria.records.register.selectors.decisions import DecisionView, decision_view, latest_decision


def is_answered_since(person_id: str, decision: DecisionView | None) -> bool:
    """Whether he gave this answer after his records were last joined or parted; true where they never were."""
    index, _ = changed_at(person_id)
    return index < 0 or (decision is not None and decision.act_index > index)


def decision_that_holds(
    person_id: str, about: ContactAbout, links: Iterable[int | None]
) -> tuple[DecisionView | None, bool]:
    """Which of his answers holds, where he may have given one under each of his numbers.

    Source:   practice rule 6: a join never adds up what he allowed.
    Given:    `links` are the acts that confirmed a link between this enquirer and any of his numbers; None alone where
              the question names nobody.
    Returns:  his latest answer since his records were last joined or parted, and True; else the narrowest of those
              before, and False: what he answered to the open question under another number narrows too.
    """
    numbers, asked = numbers_of(person_id), list(links)
    since, _ = changed_at(person_id)
    found = [latest_decision(number, about.value, link) for number in numbers for link in asked]
    answers = sorted((one for one in found if one is not None), key=lambda one: one.act_index)
    if since < 0 or (answers and answers[-1].act_index > since):
        return (answers[-1] if answers else None), True
    if not answers:
        return None, False
    named = {one.person_id for one in answers}
    open_answers = [_open_answer(number) for number in numbers if number not in named]
    heard = [*answers, *(one for one in open_answers if one is not None)]
    return heard[narrowest(ContactAnswer(one.answer) for one in heard)], False


def _open_answer(number: str) -> DecisionView | None:
    """What he answered under this number to the open question; one that was not put says nothing."""
    rows = rows_where(ContactDecision, person_id=number, about=ContactAbout.OPEN.value, order="-recorded_index")
    asked = next((row for row in rows if row.answer != ContactAnswer.NOT_ASKED.value), None)
    return decision_view(asked) if asked is not None else None


def to_be_asked_anew() -> frozenset[str]:
    """The leading numbers of men whose records were joined or parted since they were last asked openly."""
    touched = Join.objects.exclude(recorded_index=None)
    leaders = {leader_of(number) for row in touched for number in (row.first_id, row.second_id)}
    return frozenset(one for one in leaders if not is_answered_since(one, _open_answer(one)))


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinView:
    """One join by numbers: who saw both stubs, where and when, who says so, and what became of it. No name is in it."""

    join_id: str
    first_id: str
    second_id: str
    leader_id: str
    state: str
    seen_by: str
    seen_as: str
    seen_at: str
    seen_place: str
    first_stub: str
    second_stub: str
    reason: str
    proposed_by: str
    proposed_at: str
    recorded_by: str
    recorded_at: str
    recorded_index: int | None
    declined_reason: str
    parting_reason: str
    parting_proposed_by: str
    parting_proposed_at: str
    parted_by: str
    parted_at: str
    parted_index: int | None

    @property
    def waits_for_second(self) -> bool:
        """Whether another person is to agree to a join or to a parting."""
        return self.state in (JoinState.PROPOSED.value, JoinState.PARTING_PROPOSED.value)

    @property
    def waiting_since(self) -> str:
        return self.parting_proposed_at if self.state == JoinState.PARTING_PROPOSED.value else self.proposed_at

    @property
    def last_proposed_by(self) -> str:
        """Who proposed what waits: another than he must agree."""
        return self.parting_proposed_by if self.state == JoinState.PARTING_PROPOSED.value else self.proposed_by


def _views(rows: Iterable[Join]) -> tuple[JoinView, ...]:
    found = list(rows)
    places = ("proposed_index", "recorded_index", "parting_proposed_index", "parted_index")
    indices = {getattr(row, name) for row in found for name in places} - {None}
    at: dict[int | None, str] = {one.index: one.at for one in acts_at(sorted(indices))}
    return tuple(
        JoinView(
            join_id=row.pk, first_id=row.first_id, second_id=row.second_id, leader_id=row.leader_id, state=row.state,
            seen_by=row.seen_by, seen_as=row.seen_as, seen_at=row.seen_at, seen_place=row.seen_place,
            first_stub=row.first_stub, second_stub=row.second_stub, reason=row.reason, proposed_by=row.proposed_by,
            proposed_at=at[row.proposed_index], recorded_by=row.recorded_by, recorded_at=at.get(row.recorded_index, ""),
            recorded_index=row.recorded_index, declined_reason=row.declined_reason, parting_reason=row.parting_reason,
            parting_proposed_by=row.parting_proposed_by, parting_proposed_at=at.get(row.parting_proposed_index, ""),
            parted_by=row.parted_by, parted_at=at.get(row.parted_index, ""), parted_index=row.parted_index,
        )
        for row in found
    )  # fmt: skip


@question("register.?joins", of_numbers=True)
def joins(acting: Acting) -> tuple[JoinView, ...]:
    """Every join that was ever proposed, newest first, by numbers.

    Source:   practice rule 15: they go to auditor and delegate.
    Raises:   RoleForbidsError.
    Not:      a reading: nobody is named in it.
    """
    require(acting, "register.?joins")
    return _views(Join.objects.order_by("-proposed_index"))


@question("register.?joins", name="join", of_numbers=True)
def join_numbered(acting: Acting, join_id: str) -> JoinView:
    """One join by its number.  Raises: UnknownJoinError; RoleForbidsError."""
    require(acting, "register.?joins")
    row = row_numbered(Join, join_id)
    if row is None:
        raise UnknownJoinError("no such join")
    return _views([row])[0]


@question("register.?joins", of_numbers=True)
def joins_of_person(acting: Acting, person_id: str) -> tuple[JoinView, ...]:
    """The joins of one man, under whichever of his numbers, oldest first.  Raises: RoleForbidsError."""
    require(acting, "register.?joins")
    return _views(joins_of(numbers_of(person_id)))


def joined_numbers(*, since_index: int = -1) -> tuple[str, ...]:
    """Every number that a join or a parting touched after an act, for a draw that is to see such men first.

    Source:   practice rule 15: the auditor draws numbers and enters whom he saw.
    """
    rows = Join.objects.exclude(recorded_index=None).order_by("proposed_index")
    touched = [row for row in rows if max(row.recorded_index or 0, row.parted_index or 0) > since_index]
    return tuple(dict.fromkeys(number for row in touched for number in (row.first_id, row.second_id)))


def settled_told(join_id: str) -> frozenset[int]:
    """The acts of notices and letters that went out meanwhile and of which somebody said how they were put right."""
    return frozenset(row.told_index for row in rows_where(ToldWhileJoined, join_id=join_id))
