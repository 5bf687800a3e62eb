"""Agreements, lists and their lines. A page of lines leaves a reading act; numbers and states leave none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.agreed_line import AgreedLine
from repatria.core.law.contact import ContactAnswer, is_permitting
from repatria.core.law.exchange_list import (
    LIVE,
    STANDS_AGREED,
    LineEvent,
    LineState,
    ListDirection,
    line_guards,
)
from repatria.core.law.guards import OpenGuard
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import Lines
from repatria.records.access.questions import question
from repatria.records.access.selectors import accounts_with
from repatria.records.access.services import record_reading
from repatria.records.exchanges.annulling import CrossingAnnulled
from repatria.records.exchanges.comparing import known_words, words_outside
from repatria.records.exchanges.errors import UnknownCrossingError
from repatria.records.exchanges.facts import facts_of_line, is_held_back
from repatria.records.exchanges.models import (
    Agreement,
    Crossing,
    ExchangeList,
    LineStep,
    ListDifference,
    ListLine,
    ListVersion,
)
from repatria.records.exchanges.reading import (
    agreement_row,
    is_in_force,
    line_row,
    lines_of_list,
    list_row,
)
from repatria.records.ledger.reading import Recorded, acts_at, instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.selectors.held import gone_among, release_answers

LISTS, LIST = "exchanges.?lists", "exchanges.?list"
PAGE = 25
_NEXT = {
    LineState.PROPOSED: LineEvent.AGREED, LineState.AGREED: LineEvent.VERIFIED, LineState.VERIFIED: LineEvent.RELEASED,
}  # fmt: skip
ATTESTED = frozenset({"line_agreed_on", "agreed_by_both", "asked_there"})
"""Guards that whoever records the step meets by what he attests with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """One agreement as its copy says."""

    agreement_id: str
    parties: tuple[str, ...]
    agreed_on: str
    place: str
    basis: str
    legal_basis: str
    terms: str
    signed_by: tuple[str, ...]
    copy_digest: str
    reference: str
    says_article_117: bool
    ended_on: str
    ended_reason: str


def _agreement(row: Agreement) -> AgreementView:
    return AgreementView(
        agreement_id=row.pk, parties=tuple(row.parties.splitlines()), agreed_on=row.agreed_on, place=row.place,
        basis=row.basis, legal_basis=row.legal_basis, terms=row.terms, signed_by=tuple(row.signed_by.splitlines()),
        copy_digest=row.copy_digest, reference=row.reference, says_article_117=row.says_article_117,
        ended_on=row.ended_on, ended_reason=row.ended_reason,
    )  # fmt: skip


@question(LISTS, of_numbers=True)
def agreements(acting: Acting) -> tuple[AgreementView, ...]:
    """Every agreement on record, the newest first.  Raises: RoleForbidsError."""
    require(acting, LISTS)
    return tuple(map(_agreement, rows_where(Agreement, order="-recorded_index")))


@question(LISTS, of_numbers=True)
def agreement(acting: Acting, agreement_id: str) -> AgreementView:
    """One agreement.  Raises: RoleForbidsError; UnknownAgreementError."""
    require(acting, LISTS)
    return _agreement(agreement_row(agreement_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSummary:
    """One list by numbers: how many lines stand where, how many differences are open."""

    list_id: str
    agreement_id: str
    direction: str
    power: str
    title: str
    is_in_force: bool
    closed_on: str
    versions: int
    lines: int
    by_state: dict[str, int]
    open_differences: int
    nameless: int  # lines of ours that name nobody of the register yet


def _summary(row: ExchangeList) -> ListSummary:
    lines = lines_of_list(row.pk)
    states = Counter(one.state for one in lines)
    is_leaving = row.direction == ListDirection.LEAVING.value
    return ListSummary(
        list_id=row.pk, agreement_id=row.agreement_id, direction=row.direction, power=row.power, title=row.title,
        is_in_force=is_in_force(row), closed_on=row.closed_on, versions=len(rows_where(ListVersion, list_id=row.pk)),
        lines=len(lines), by_state={state.value: states[state.value] for state in LineState if states[state.value]},
        open_differences=len(rows_where(ListDifference, list_id=row.pk, end="")),
        nameless=sum(is_leaving and not one.person_id and LineState(one.state) in LIVE for one in lines),
    )  # fmt: skip


@question(LISTS, of_numbers=True)
def lists(acting: Acting) -> tuple[ListSummary, ...]:
    """Every list, those that are open first, then the newest.  Raises: RoleForbidsError."""
    require(acting, LISTS)
    rows = rows_where(ExchangeList, order="-recorded_index")
    return tuple(_summary(row) for row in sorted(rows, key=lambda row: bool(row.closed_on)))


@question(LISTS, name="list_summary", of_numbers=True)
def list_summary(acting: Acting, exchange_list: str) -> ListSummary:
    """One list by numbers.  Raises: RoleForbidsError; UnknownListError."""
    require(acting, LISTS)
    return _summary(list_row(exchange_list))


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version: whose, from whom, when it came."""

    version_id: str
    number: int
    side: str
    came_at: str
    supplied_by: str
    reference: str
    file_digest: str
    is_whole: bool
    is_at_border: bool
    rows: int


@question(LISTS, of_numbers=True)
def versions(acting: Acting, exchange_list: str) -> tuple[VersionView, ...]:
    """The versions of a list, oldest first.  Raises: RoleForbidsError; UnknownListError."""
    require(acting, LISTS)
    return tuple(
        VersionView(
            version_id=row.pk, number=row.number, side=row.side, came_at=row.came_at, supplied_by=row.supplied_by,
            reference=row.reference, file_digest=row.file_digest, is_whole=row.is_whole,
            is_at_border=row.is_at_border, rows=row.rows,
        )
        for row in rows_where(ListVersion, list_id=list_row(exchange_list).pk, order="number")
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of a list with the name that stands on it, how far it is, and what its next step lacks.

    Not:      his answer: only whether the law still misses his part.
    """

    line_id: str
    list_id: str
    direction: str
    person_id: str
    name: str
    birth_date: str
    service_number: str
    their_number: str
    state: str
    ground: str
    since: str
    is_on_newest: bool
    has_come: bool
    next_event: str
    missing: tuple[OpenGuard, ...]
    differences: tuple[str, ...]


def _views(
    of_list: ExchangeList, rows: Sequence[ListLine], at: datetime, *, is_outside: bool = False
) -> tuple[LineView, ...]:
    words = words_outside(rows) if is_outside else known_words(rows)
    since = instants_at(sorted({row.state_index for row in rows}))
    open_ones: dict[str, list[str]] = {}
    for one in rows_where(ListDifference, list_id=of_list.pk, end="", order="opened_index"):
        open_ones.setdefault(one.line_id, []).append(one.pk)
    views = []
    for row in rows:
        event = _NEXT.get(LineState(row.state))
        missing = line_guards(event, facts_of_line(row, of_list, at)[0]) if event is not None else ()
        said = words[row.pk]
        views.append(LineView(
            line_id=row.pk, list_id=row.list_id, direction=row.direction, person_id=row.person_id, name=said["name"],
            birth_date=said["birth_date"], service_number=said["service_number"], their_number=said["their_number"],
            state=row.state, ground=row.ground, since=since[row.state_index].date().isoformat(),
            is_on_newest=row.is_on_newest, has_come=bool(row.crossing_id), next_event=event.value if event else "",
            missing=tuple(one for one in missing if one.what not in ATTESTED),
            differences=tuple(open_ones.get(row.pk, ())),
        ))  # fmt: skip
    return tuple(views)


@question(LIST)
def lines(
    acting: Acting, exchange_list: str, *, skip: int = 0, at_most: int = PAGE, is_outside: bool = False
) -> Lines[LineView]:
    """One page of a list: each line with its name, its state and what its next step lacks; `at_most` 0 for all.

    Given:    `is_outside` for a file that is carried away: it says of whom a line names what the register says.
    Raises:   RoleForbidsError; UnknownListError.
    Leaf:     access.reading_recorded
    """
    of_list = list_row(exchange_list)
    rows = lines_of_list(exchange_list)
    page = rows[skip : skip + at_most] if at_most else rows[skip:]
    record_reading(
        acting, question="exchanges.?list", records=[exchange_list, *(row.person_id for row in page if row.person_id)]
    )
    views = _views(of_list, page, acting.at, is_outside=is_outside)
    return Lines(views, has_more=skip + len(page) < len(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of a line: what, when, by whom, and why."""

    event: str
    at: str
    by: str
    ground: str
    said: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWhole:
    """A line with every step that it took."""

    line: LineView
    steps: tuple[StepView, ...]


@question(LIST)
def line(acting: Acting, exchange_line: str) -> LineWhole:
    """One line with its steps.

    Raises:   RoleForbidsError; UnknownLineError.
    Leaf:     access.reading_recorded
    """
    row = line_row(exchange_line)
    record_reading(
        acting, question="exchanges.?list", records=[exchange_line, *([row.person_id] if row.person_id else [])]
    )
    steps = rows_where(LineStep, line_id=exchange_line, order="recorded_index")
    entries = {one.index: one for one in acts_at(sorted({one.recorded_index for one in steps}))}
    (view,) = _views(list_row(row.list_id), [row], acting.at)
    return LineWhole(
        line=view,
        steps=tuple(
            StepView(
                event=one.event, at=entries[one.recorded_index].at, by=entries[one.recorded_index].actor,
                ground=one.ground, said=one.said, reference=one.reference,
            )
            for one in steps
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """One difference by numbers: what differs, who sees to it, since when, how it ended."""

    difference_id: str
    list_id: str
    kind: str
    line_id: str
    crossing_id: str
    reference: str
    owner: str
    opened_at: str
    end: str
    reason: str


@question(LISTS, of_numbers=True)
def differences(acting: Acting, *, list_id: str = "", is_open: bool = True) -> tuple[DifferenceView, ...]:
    """Differences, of one list or of all, oldest first; without `is_open` those that were settled.

    Raises:   RoleForbidsError.
    """
    require(acting, LISTS)
    order = "opened_index"
    found = rows_where(ListDifference, list_id=list_id, order=order) if list_id else None
    rows = rows_where(ListDifference, order=order) if found is None else found
    rows = [row for row in rows if bool(row.end) is not is_open]
    opened = {one.index: one.at for one in acts_at(sorted({row.opened_index for row in rows}))}
    return tuple(
        DifferenceView(
            difference_id=row.pk, list_id=row.list_id, kind=row.kind, line_id=row.line_id, crossing_id=row.crossing_id,
            reference=row.reference, owner=row.owner, opened_at=opened[row.opened_index], end=row.end, reason=row.said,
        )
        for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingView:
    """One crossing by numbers: how many are named, and what either side counted."""

    crossing_id: str
    crossed_at: str
    point: str
    named: int
    counted: int | None
    counted_by: str
    their_count: int | None
    their_reference: str
    annulled_by: str  # empty while it stands
    annulled_at: str
    annulled_for: str


@question(LISTS, of_numbers=True)
def difference_owners() -> tuple[tuple[str, str], ...]:
    """The open accounts to which a difference may be handed on: number and sign-in name."""
    return accounts_with("exchanges.settle_difference")


@question(LISTS, of_numbers=True)
def crossings(acting: Acting, exchange_list: str) -> tuple[CrossingView, ...]:
    """The crossings of a list, oldest first.  Raises: RoleForbidsError; UnknownListError."""
    require(acting, LISTS)
    rows = rows_where(Crossing, list_id=list_row(exchange_list).pk, order="recorded_index")
    gone = {one.index: one for one in acts_at([row.annulled_index for row in rows if row.annulled_index])}
    return tuple(
        CrossingView(
            crossing_id=row.pk, crossed_at=row.crossed_at, point=row.point, named=row.named, counted=row.counted,
            counted_by=row.counted_by, their_count=row.their_count, their_reference=row.their_reference,
            annulled_by=row.annulled_by, annulled_at=gone[row.annulled_index].at if row.annulled_index else "",
            annulled_for=_why(gone, row.annulled_index),
        )
        for row in rows
    )  # fmt: skip


def _why(gone: Mapping[int, Recorded], index: int | None) -> str:
    given = gone[index].act if index else None
    return given.reason if isinstance(given, CrossingAnnulled) else ""


@question(LISTS, of_numbers=True)
def crossing_of(acting: Acting, crossing_id: str) -> tuple[str, CrossingView]:
    """One crossing, with the number of its list.  Raises: RoleForbidsError; UnknownCrossingError."""
    require(acting, LISTS)
    row = row_numbered(Crossing, crossing_id)
    if row is None:
        raise UnknownCrossingError("no such crossing")
    return row.list_id, next(one for one in crossings(acting, row.list_id) if one.crossing_id == crossing_id)


@question(LISTS, of_numbers=True)
def lines_owed() -> tuple[tuple[str, str, str, datetime], ...]:
    """What lines wait for: a registrar who finds whom they mean (`resolve`), an interviewer (`ask`), or a step, since
    he said yes or has gone: that word, the line, whom it names, since when.

    Given:    a menu counts them on every page, so that few questions are asked of the store, however long the lists;
              what else the law misses of a step stands on the page of the line.
    """
    closed = {row.pk for row in rows_where(ExchangeList) if row.closed_on}
    live = [state.value for state in sorted(LIVE)]
    rows = [
        row for row in rows_where(ListLine, state=live, order="state_index")
        if row.list_id not in closed and row.direction == ListDirection.LEAVING.value
    ]  # fmt: skip
    named = [row.person_id for row in rows if row.person_id]
    answers, gone = release_answers(named), gone_among(named)
    since = instants_at(sorted({row.state_index for row in rows}))
    found = ((_owed(row, answers, gone), row) for row in rows)
    return tuple((what, row.pk, row.person_id, since[row.state_index]) for what, row in found if what)


def _owed(row: ListLine, answers: Mapping[str, str], gone: Collection[str]) -> str:
    if not row.person_id:
        return "resolve"
    if row.state == LineState.AGREED.value:
        answer = answers.get(row.person_id, "")
        if answer in ("", ContactAnswer.NOT_ASKED.value):
            return "ask"  # what he answered he is not asked again
        return LineEvent.VERIFIED.value if is_permitting(ContactAnswer(answer)) else ""
    return LineEvent.RELEASED.value if row.state == LineState.VERIFIED.value and row.person_id in gone else ""


def agreed_line_row(numbers: Sequence[str]) -> ListLine | None:
    """The line of a man that stands agreed now, under any of his numbers, on a list of an exchange that is in force.

    Given:    who is kept back stands agreed on none, nor does he whom a newer version of his list names no more.
    """
    states = [one.value for one in sorted(STANDS_AGREED)]
    for row in rows_where(ListLine, person_id=list(numbers), state=states, order="-state_index"):
        if not row.is_on_newest or not row.agreed_on or row.direction != ListDirection.LEAVING.value:
            continue
        of_list = list_row(row.list_id)
        is_exchange = agreement_row(of_list.agreement_id).basis == ReleaseBasis.EXCHANGE.value
        if is_exchange and is_in_force(of_list):
            return None if is_held_back(row.person_id) else row
    return None


def agreed_line_of(numbers: Sequence[str]) -> AgreedLine | None:
    """The line on which a release of category exchange rests, for the register, which asks by all numbers of one man.

    Source:   GC III art. 109, 118; practice rule 18.
    """
    row = agreed_line_row(numbers)
    if row is None:
        return None
    of_agreement = agreement_row(list_row(row.list_id).agreement_id)
    return AgreedLine(
        list_id=row.list_id, line_id=row.pk, agreement_id=of_agreement.pk, act_index=row.state_index,
        basis=ReleaseBasis(of_agreement.basis), says_article_117=of_agreement.says_article_117,
    )  # fmt: skip
