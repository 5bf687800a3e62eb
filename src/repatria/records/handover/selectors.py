"""What doors may ask of hand-overs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.handover import (
    HandoverEvent,
    HandoverState,
    OpenGuard,
    event_guards_open,
    guards_open,
    next_step,
    stoppable,
)
from repatria.core.law.handover_asking import AskedPerson
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.services import only_link
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.handover.agreements import agreement_says_article_117
from repatria.records.handover.errors import OpenHandoverError, UnknownHandoverError
from repatria.records.handover.facts import (
    ENDED_STATES,
    Ground,
    along_the_way,
    basis_of,
    facts_now,
    ground_of,
    is_carried_by_him,
    latest_asking,
    was_checked_face_to_face,
)
from repatria.records.handover.models import Handover, HandoverStep, HandoverSwitch
from repatria.records.handover.services import AUTHORISE
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.register.grounds import agreed_line_of
from repatria.records.register.joined import numbers_of
from repatria.records.register.releases import is_fit, releases_lacking
from repatria.records.register.selectors import PersonLine, fitness_of, lines_for_room, person_for_room
from repatria.records.register.selectors.effects import PacketView, packets_for_room
from repatria.records.register.selectors.papers import PaperLine, papers_of
from repatria.records.register.unable import unable_persons
from repatria.records.vault.opening import open_rows

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchView:
    """A legal basis under which hand-overs are possible, or were."""

    switch_id: str
    basis: str
    legal_basis: str
    points: tuple[str, ...]
    transit_consents: tuple[str, ...]
    conditions: str
    is_invented: bool
    is_on: bool
    approved_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step that was taken."""

    event: str
    happened_at: str
    state: str
    by: tuple[str, ...]
    attested: tuple[str, ...]
    signed_by: tuple[str, ...]
    authority: str
    reason: str
    provision: str
    reference: str
    met_at: str
    text: str | None
    paper_code: str | None
    paper_word: str | None
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingLine:
    """The latest asking of him or of her at the point: what the record says of it, and never the words."""

    answer: str
    asked_at: str
    asked_by: str
    room: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverView:
    """A hand-over's page: where it stands, what comes next, and what is still missing for it."""

    handover_id: str
    enquiry_id: str
    person_id: str
    link_index: int
    basis: str
    point: str
    opened_by: str
    opened_at: str
    state: str
    recipient_name: str
    recipient_paper: str
    contact: str
    switch: SwitchView
    steps: tuple[StepView, ...]
    next_event: str
    missing: tuple[OpenGuard, ...]
    may_be_stopped: bool
    approvers: tuple[str, ...]
    his_asking: AskingLine | None
    her_asking: AskingLine | None
    is_planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """One line of a list of hand-overs: numbers and where they stand."""

    handover_id: str
    enquiry_id: str
    person_id: str
    point: str
    state: str
    next_event: str
    recorded_index: int


def _switch(row: HandoverSwitch) -> SwitchView:
    return SwitchView(
        switch_id=row.pk, basis=row.basis, legal_basis=row.legal_basis, points=tuple(row.points.splitlines()),
        transit_consents=tuple(row.transit_consents.splitlines()), conditions=row.conditions,
        is_invented=row.is_invented, is_on=row.is_on, approved_by=tuple(row.approved_by.split()),
    )  # fmt: skip


@question("handover.switch_on")
def switches(*, in_force_only: bool = True) -> tuple[SwitchView, ...]:
    """The switches, latest first. They name no person."""
    rows = HandoverSwitch.objects.order_by("-recorded_index")
    return tuple(_switch(row) for row in rows if row.is_on or not in_force_only)


def _steps(handover_id: str) -> tuple[StepView, ...]:
    rows = list(HandoverStep.objects.filter(handover_id=handover_id).order_by("recorded_index"))
    return tuple(
        StepView(
            event=row.event, happened_at=row.happened_at, state=row.state, by=tuple(row.by.split()),
            attested=tuple(row.attested.split()), signed_by=tuple(row.signatories.split()), authority=row.authority,
            reason=row.reason, provision=row.provision, reference=row.reference, met_at=row.met_at, text=cells["text"],
            paper_code=cells["paper_code"], paper_word=cells["paper_word"],
            act_index=row.recorded_index,
        )
        for row, cells in zip(rows, open_rows(rows, ("text", "paper_code", "paper_word")), strict=True)
    )  # fmt: skip


@question("handover.?handover")
def handover(acting: Acting, handover_id: str) -> HandoverView:
    """A hand-over's page.

    Raises:   UnknownHandoverError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    record_reading(acting, question="handover.?handover", records=(handover_id, row.enquiry_id, row.person_id))
    return handover_for_room(acting, row.pk)


def handover_for_room(acting: Acting, handover_id: str) -> HandoverView:
    """The same for a caller that has recorded its own reading."""
    row = Handover.objects.get(pk=handover_id)
    cells = open_rows([row], ("recipient_name", "recipient_paper", "contact"))[0]
    state, steps = HandoverState(row.state), _steps(row.pk)
    authorised = next((step.by for step in steps if step.event == HandoverEvent.AUTHORISED.value), ())
    way = along_the_way(row)
    is_planned = way.is_planned_on(acting.at.date())
    approvers = authorised or approvers_of(AUTHORISE, row.pk, at=acting.at)
    facts = replace(
        facts_now(acting, ground_of(row), row.switch_id, was_checked=was_checked_face_to_face(row.pk)),
        opened_by=row.opened_by, authorised_by=approvers, recorded_by=acting.account_id, last_at=way.last_at,
        identity_by=way.identity_by, his_asking=way.his_asking, her_asking=way.her_asking, is_planned=is_planned,
        is_free_of_court=way.is_free_of_court, has_incident=way.has_incident,
    )  # fmt: skip
    event = next_step(state)
    return HandoverView(
        handover_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, link_index=row.link_index,
        basis=row.basis, point=row.point, opened_by=row.opened_by,
        opened_at=act_at(row.recorded_index).at, state=row.state, recipient_name=cells["recipient_name"] or "",
        recipient_paper=cells["recipient_paper"] or "",
        contact=cells["contact"] or "", switch=_switch(HandoverSwitch.objects.get(pk=row.switch_id)),
        steps=steps, next_event=event.value if event else "", missing=guards_open(state, facts),
        may_be_stopped=stoppable(state), approvers=approvers,
        his_asking=_asking(row.pk, AskedPerson.HE), her_asking=_asking(row.pk, AskedPerson.SHE),
        is_planned=is_planned,
    )  # fmt: skip


def _asking(handover_id: str, who: AskedPerson) -> AskingLine | None:
    row = latest_asking(handover_id, who)
    return None if row is None else AskingLine(
        answer=row.answer, asked_at=row.asked_at, asked_by=row.asked_by, room=row.room, language=row.language
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """What the record of a hand-over is printed from: the hand-over, how he is named, and her relation and language."""

    handover: HandoverView
    held_surname: str
    held_first_names: str
    held_birth_date: str
    relation: str
    language: str
    effects: tuple[PacketView, ...]
    medical_papers: tuple[PaperLine, ...]
    agreement_says_article_117: bool  # as the act of the agreement holds


@question("handover.?handover", name="record")
def record_of(acting: Acting, handover_id: str) -> RecordView:
    """The record of a hand-over, for the sheet that all sign.

    Raises:   UnknownHandoverError; RoleForbidsError.
    Leaf:     access.reading_recorded, naming the hand-over, her enquiry and him: no more is read
    """
    view = handover(acting, handover_id)
    held, her = person_for_room(view.person_id), enquiry_for_room(view.enquiry_id)
    return RecordView(
        handover=view, held_surname=held.first(ParticularKind.SURNAME),
        held_first_names=held.first(ParticularKind.FIRST_NAMES), held_birth_date=held.first(ParticularKind.BIRTH_DATE),
        relation=her.said["relation"], language=her.language, effects=packets_for_room(view.person_id),
        medical_papers=tuple(one for one in papers_of(view.person_id) if one.paper == HisPaper.TREATMENT.value),
        agreement_says_article_117=_says_article_117(view),
    )  # fmt: skip


def _says_article_117(view: HandoverView) -> bool:
    """Whether the agreement of the switch, or of the list on which he stands, repeats article 117 in its own text."""
    line = agreed_line_of(view.person_id) if view.basis == ReleaseBasis.EXCHANGE.value else None
    named = basis_of(HandoverSwitch.objects.get(pk=view.switch.switch_id)).agreement_reference
    return agreement_says_article_117(named) or (line is not None and line.says_article_117)


@question("handover.?handover")
def handovers(acting: Acting, *, open_only: bool = True, before_index: int = -1) -> Lines[HandoverLine]:
    """One page of the hand-overs, latest first.

    Given:    the list goes on after the hand-over recorded at `before_index`; -1 for its beginning.
    Leaf:     access.reading_recorded
    """
    rows = Handover.objects.order_by("-recorded_index")
    if before_index >= 0:
        rows = rows.filter(recorded_index__lt=before_index)
    if open_only:
        rows = rows.exclude(state__in=[s for s in ENDED_STATES if s != HandoverState.COMPLETED.value])
    page, has_more = cut(rows, PAGE)
    record_reading(acting, question="handover.?handover", records=[row.pk for row in page])
    lines = (
        HandoverLine(
            handover_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, point=row.point, state=row.state,
            next_event=(next_step(HandoverState(row.state)) or ""), recorded_index=row.recorded_index,
        )
        for row in page
    )  # fmt: skip
    return Lines(lines, has_more=has_more)


@question("register.record_fitness", of_numbers=True)
def persons_to_examine(at: datetime) -> tuple[str, ...]:
    """Persons of hand-overs that are not yet signed, whom no doctor found fit to travel lately."""
    before = [state.value for state in HandoverState if stoppable(state)]
    persons = Handover.objects.filter(state__in=before).order_by("recorded_index").values_list("person_id", flat=True)
    return tuple(one for one in dict.fromkeys(persons) if not is_fit(fitness_of(one), at))


@question("register.?medical_list")
def persons_to_see(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Those of the given persons whom a doctor must see, as lines: who they are, and where to find them.

    Source:   practice rule 10; GC III 109
    Given:    whoever is to leave or may, and whoever cannot be asked; of anybody else a doctor is told nothing.
    Leaf:     access.reading_recorded
    """
    seen = {*persons_to_examine(acting.at), *releases_lacking(acting.at), *unable_persons()}
    found = [one for one in dict.fromkeys(person_ids) if one in seen][:PAGE]
    require(acting, "register.?medical_list")
    if found:
        record_reading(acting, question="register.?medical_list", records=found)
    return lines_for_room(found)


@question("handover.?handover", of_numbers=True)
def next_steps() -> tuple[tuple[str, str], ...]:
    """Every hand-over under way by its number, with the step that comes next; neither whom nor to whom."""
    over = [state for state in ENDED_STATES if state != HandoverState.COMPLETED.value]
    rows = Handover.objects.exclude(state__in=over).order_by("-recorded_index").values_list("pk", "state")
    return tuple((number, next_step(HandoverState(state)) or "") for number, state in rows[:PAGE])


@question("handover.?handover", of_numbers=True)
def without_his_yes() -> tuple[str, ...]:
    """Hand-overs not yet signed that his answer does not carry any more, by their numbers.

    Source:   practice rules 8, 12, 19.
    Not:      what he answered: he may have said no, have sent a slip, or be unable to be asked.
    """
    before = [state.value for state in HandoverState if stoppable(state)]
    rows = Handover.objects.filter(state__in=before).order_by("recorded_index")
    return tuple(row.pk for row in rows if not is_carried_by_him(ground_of(row)))


_CHOSEN_AT_OPENING = frozenset({"switched_on", "point_agreed", "release_basis", "opened_by"})


def opening_lacks(acting: Acting, enquiry_id: str) -> tuple[OpenGuard, ...]:
    """What opening a hand-over to this enquirer lacks now, besides what whoever opens it chooses with it.

    Raises:   NoConfirmedLinkError; OpenHandoverError while one of him is open.
    Not:      what he answered: only whether the law still misses his part.
    """
    link = only_link(enquiry_id)
    others = Handover.objects.filter(person_id__in=numbers_of(link.person_id)).exclude(state__in=ENDED_STATES)
    if others.exists():
        raise OpenHandoverError("a hand-over of this person is open already")
    ground = Ground(enquiry_id=enquiry_id, person_id=link.person_id, link_index=link.link_index, point="")
    lacking = event_guards_open(HandoverEvent.OPENED, facts_now(acting, ground, ""))
    return tuple(one for one in lacking if one.what not in _CHOSEN_AT_OPENING)


def meetings_to_tell() -> dict[str, int]:
    """Enquiries with an open hand-over that his answer carries, and the act that opened it: of these a meeting may be
    spoken."""
    rows = Handover.objects.exclude(state__in=ENDED_STATES).order_by("recorded_index")
    return {row.enquiry_id: row.recorded_index for row in rows if is_carried_by_him(ground_of(row))}


def published_records(acting: Acting) -> tuple[tuple[str, str, date], ...]:
    """Code, check word and day of every hand-over record that was printed.  Leaf: access.reading_recorded"""
    rows = list(HandoverStep.objects.filter(paper_code__isnull=False).order_by("recorded_index"))
    if rows:
        record_reading(acting, question="notices.?released_letter", records=[row.pk for row in rows])
    return tuple(
        (cells["paper_code"], cells["paper_word"] or "", read_instant(row.happened_at).date())
        for row, cells in zip(rows, open_rows(rows, ("paper_code", "paper_word")), strict=True)
        if cells["paper_code"]
    )
