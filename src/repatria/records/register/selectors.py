"""What doors and higher rooms may ask of the register. Each page of sealed fields leaves a reading act first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

import msgspec
from django.db import connection
from django.db.models import Count

from repatria.core.law.clocks import ClockRule, due
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, is_held
from repatria.core.law.custody_facts import CustodyEvent, CustodyState, ReleaseDone, ReleaseGround
from repatria.core.law.particulars_required import NOTICE_ITEMS
from repatria.core.law.particulars_required import notice_items as items_of_notice
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind, Source
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.register.acts import CustodyRead
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.models import (
    CaptureDetail,
    ContactDecision,
    CustodyEntry,
    EventAssertion,
    FitnessWord,
    ParticularRow,
    ProtectedPerson,
    source_key_hash,
)
from repatria.records.vault.opening import open_rows

PAGE = 50
_BEST_GRADE = "SELECT MIN(grade) FROM register_particularrow WHERE person_id = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularView:
    """One particular as it is shown: value or what became of the question, with source and grade."""

    kind: str
    value: str | None
    given: str
    source_kind: str
    source_reference: str
    grade: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What a source asserts to have happened."""

    kind: str
    certainty: str
    contradicts: str
    on: str
    place: str | None
    detail: str | None
    source_kind: str
    source_reference: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyView:
    """One line of the custody timeline."""

    custody_id: str
    event: str
    happened_at: str
    holder: str
    previous_holder: str
    state: str
    list_reference: str
    order_by: str
    due_back_at: str
    attested: CustodyAttested
    ground: ReleaseGround | None
    done: ReleaseDone | None
    read: CustodyRead
    authority: str
    reason: str
    provision: str
    is_annulled: bool
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's page: everything known, each with its source."""

    person_id: str
    category: str
    power: str
    card_number: str | None
    custody_state: str | None
    holder: str
    captured_on: str
    captured_at: str | None
    recorded_index: int
    particulars: tuple[ParticularView, ...]
    events: tuple[EventView, ...]
    timeline: tuple[CustodyView, ...]

    def first(self, kind: ParticularKind) -> str:
        """The value of a kind as first given, or an empty text."""
        return next((p.value for p in self.particulars if p.kind == kind and p.value), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One line of a list of persons."""

    person_id: str
    surname: str
    first_names: str
    patronymic: str
    birth_date: str
    card_number: str | None
    custody_state: str | None
    holder: str
    recorded_index: int
    due_back_at: str = ""  # of a man lent out of the camp that asks


def _particulars(person_ids: Sequence[str]) -> dict[str, list[ParticularView]]:
    rows = rows_where(ParticularRow, person_id=list(person_ids), order="recorded_index id")
    found: dict[str, list[ParticularView]] = {}
    for row, cells in zip(rows, open_rows(rows, ("statutory_value", "voluntary_value")), strict=True):
        value = cells["statutory_value"] if cells["statutory_value"] is not None else cells["voluntary_value"]
        view = ParticularView(
            kind=row.kind, value=value, given=row.given, source_kind=row.source_kind,
            source_reference=row.source_reference, grade=row.grade, flags=tuple(row.flags.split()),
        )  # fmt: skip
        found.setdefault(row.person_id, []).append(view)
    return found


@question("register.?person")
def person(acting: Acting, person_id: str, *, reason: str = "") -> PersonView:
    """A person's page.

    Raises:   UnknownPersonError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="register.?person", records=(person_id,), reason=reason)
    return person_for_room(person_id)


def person_for_room(person_id: str) -> PersonView:
    """The same for a higher room that has recorded its own reading act.  Raises: UnknownPersonError."""
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    events = list(EventAssertion.objects.filter(person_id=person_id).order_by("recorded_index", "id"))
    detail = list(CaptureDetail.objects.filter(pk=person_id))
    return PersonView(
        person_id=row.pk, category=row.category, power=row.power, card_number=row.card_number,
        custody_state=row.custody_state, holder=row.holder, captured_on=row.captured_on,
        captured_at=open_rows(detail, ("captured_at",))[0]["captured_at"] if detail else None,
        recorded_index=row.recorded_index,
        particulars=tuple(_particulars([person_id]).get(person_id, ())),
        events=tuple(
            EventView(
                kind=e.kind, certainty=e.certainty, contradicts=e.contradicts, on=e.on, place=cells["place"],
                detail=cells["detail"], source_kind=e.source_kind, source_reference=e.source_reference, grade=e.grade,
            )
            for e, cells in zip(events, open_rows(events, ("place", "detail")), strict=True)
        ),
        timeline=_timeline(person_id),
    )  # fmt: skip


def person_recorded_from(source_key: str) -> str | None:
    """The number of the person that was recorded from this row of this source, or None."""
    return ProtectedPerson.objects.filter(source_key=source_key_hash(source_key)).values_list("pk", flat=True).first()


def raw_digests(source_keys: Sequence[str]) -> dict[str, str]:
    """Which of these rows of a source were recorded before, each with the SHA-256 of its row as it was then.

    Given:    for telling a row that came again from one that changed; no word of it leaves the room.
    """
    keys = {source_key_hash(key): key for key in source_keys}
    found = ProtectedPerson.objects.filter(source_key__in=list(keys)).values_list("recorded_index", "source_key")
    by_index = {index: keys[key] for index, key in found if key is not None}
    digests = {}
    for recorded in acts_at(by_index):
        identity = recorded.act.identity  # type: ignore[attr-defined]
        digests[by_index[recorded.index]] = sha256((identity.raw if identity else "").encode()).hexdigest()
    return digests


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItems:
    """The particulars of GC III art. 122(4) by kind: what was given, and why the others have no value.

    Given:    `mail_number` under which letters to him reach the bureau; empty where nobody can be named, and of a man
              whom nobody holds any more: no letter would reach him.
    """

    given: dict[str, str]
    without: dict[str, str]
    mail_number: str


def notice_items(person_id: str) -> NoticeItems:
    """The particulars of GC III art. 122(4) that were given, by kind, and what became of the others.

    Given:    for the notice that a service of the house lays into the outbox; the notice itself is the record of it.
    """
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    told = particulars_of(person_id)
    given = {
        kind.value: next(one.value for one in told if one.kind is kind and one.value)
        for kind in items_of_notice([one for one in told if one.value])
    }
    if row.power:
        given.setdefault(ParticularKind.POWER_OF_DEPENDENCE.value, row.power)
    without = {kind.value: Given.NOT_ASKED.value for kind in NOTICE_ITEMS if kind.value not in given}
    for one in told:  # the later answer stands
        if one.kind.value in without and one.given is not Given.NOT_ASKED:
            without[one.kind.value] = one.given.value
    reaches_him = given and is_held(CustodyState(row.custody_state) if row.custody_state else None)
    return NoticeItems(given=given, without=without, mail_number=_mail_number(row) if reaches_him else "")


T = TypeVar("T")


def _told(column: str, kind: type[T]) -> T | None:
    """The group of facts that a column holds; None where nothing was said."""
    return msgspec.json.decode(column.encode(), type=kind) if column else None


def _attested(row: CustodyEntry) -> CustodyAttested:
    told = _told(row.attested, CustodyAttested) or CustodyAttested()
    return replace(told, list_reference=row.list_reference, order_by=row.order_by, due_back_at=row.due_back_at)


def _timeline(person_id: str) -> tuple[CustodyView, ...]:
    return tuple(
        CustodyView(
            custody_id=c.pk, event=c.event, happened_at=c.happened_at, holder=c.holder,
            previous_holder=c.previous_holder, state=c.state, list_reference=c.list_reference, order_by=c.order_by,
            due_back_at=c.due_back_at, attested=_attested(c), ground=_told(c.ground, ReleaseGround),
            done=_told(c.done, ReleaseDone), read=_told(c.read, CustodyRead) or CustodyRead(), authority=c.authority,
            reason=c.reason, provision=c.provision, is_annulled=c.annulled_by is not None,
            act_index=c.recorded_at_index,
        )
        for c in CustodyEntry.objects.filter(person_id=person_id).order_by("recorded_at_index")
    )  # fmt: skip


def _lines(rows: Sequence[ProtectedPerson]) -> tuple[PersonLine, ...]:
    found = _particulars([row.pk for row in rows])

    def first(person_id: str, kind: ParticularKind) -> str:
        return next((p.value for p in found.get(person_id, ()) if p.kind == kind and p.value), "")

    return tuple(
        PersonLine(
            person_id=row.pk, surname=first(row.pk, ParticularKind.SURNAME),
            first_names=first(row.pk, ParticularKind.FIRST_NAMES), patronymic=first(row.pk, ParticularKind.PATRONYMIC),
            birth_date=first(row.pk, ParticularKind.BIRTH_DATE), card_number=row.card_number,
            custody_state=row.custody_state, holder=row.holder, recorded_index=row.recorded_index,
        )
        for row in rows
    )  # fmt: skip


@question("register.?persons")
def persons(acting: Acting, *, after_index: int = -1, held_only: bool = False) -> tuple[PersonLine, ...]:
    """One page of the register, oldest first.

    Leaf:     access.reading_recorded
    """
    rows = ProtectedPerson.objects.filter(recorded_index__gt=after_index).order_by("recorded_index")
    if held_only:
        rows = rows.exclude(holder="")
    page = list(rows[:PAGE])
    record_reading(acting, question="register.?persons", records=[row.pk for row in page])
    return _lines(page)


@question("register.?persons")
def persons_numbered(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Given persons as lines, at most a page of them.  Leaf: access.reading_recorded"""
    wanted = list(dict.fromkeys(person_ids))[:PAGE]
    rows = list(ProtectedPerson.objects.filter(pk__in=wanted).order_by("recorded_index"))
    record_reading(acting, question="register.?persons", records=[row.pk for row in rows])
    return _lines(rows)


def lines_for_room(person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Given persons as lines, for a room that leaves its own reading act."""
    return _lines(list(ProtectedPerson.objects.filter(pk__in=person_ids).order_by("recorded_index")))


@question("register.?camp_roll", name="roll")
def camp_roll(acting: Acting) -> tuple[PersonLine, ...]:
    """Everybody whom the actor's own camp or unit holds, then whom it lent to another service and is to get back.

    Source:   practice rule 14.
    Leaf:     access.reading_recorded
    """
    people = ProtectedPerson.objects.order_by("card_number", "id")
    out = _signed_out_from(acting.branch) if acting.branch else {}
    held = list(people.filter(holder=acting.branch).exclude(holder=""))
    lent = list(people.filter(pk__in=out).exclude(holder=acting.branch))
    rows = held + lent
    record_reading(acting, question="register.?camp_roll", records=[row.pk for row in rows])
    return tuple(replace(line, due_back_at=out.get(line.person_id, "")) for line in _lines(rows))


@question("register.?camp_roll")
def roll_numbered(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Those of the given persons whom the actor's own camp holds or lent out, as lines of its roll.

    Leaf:     access.reading_recorded
    """
    wanted = list(dict.fromkeys(person_ids))[:PAGE]
    rows = [
        row for row in ProtectedPerson.objects.filter(pk__in=wanted).order_by("card_number", "id")
        if acting.branch and acting.branch in (row.holder, lent_by(row.pk))
    ]  # fmt: skip
    record_reading(acting, question="register.?camp_roll", records=[row.pk for row in rows])
    return _lines(rows)


_OUT = (CustodyState.OTHER_SERVICE.value, CustodyState.UNACCOUNTED.value)
_STILL_OUT = (CustodyEvent.UNACCOUNTED.value, CustodyEvent.ANNULLED.value)


def _last_sign_out(person_id: str) -> CustodyEntry | None:
    """The line of the sign-out book that nothing closed yet: he is unaccounted for at the most."""
    if not is_there(ProtectedPerson, pk=person_id, custody_state=list(_OUT)):
        return None
    lines = CustodyEntry.objects.filter(person_id=person_id, annulled_by=None).exclude(event__in=_STILL_OUT)
    last = lines.order_by("-recorded_at_index").first()
    return last if last is not None and last.event == CustodyEvent.SIGNED_OUT.value else None


def _signed_out_from(place: str) -> dict[str, str]:
    """Who was signed out of a place and is not back, each with the hour at which he is due."""
    lines = CustodyEntry.objects.filter(event=CustodyEvent.SIGNED_OUT.value, previous_holder=place, annulled_by=None)
    gone = ProtectedPerson.objects.filter(pk__in=lines.values("person_id"), custody_state__in=_OUT)
    last = (_last_sign_out(person_id) for person_id in gone.values_list("pk", flat=True))
    return {line.person_id: line.due_back_at for line in last if line is not None and line.previous_holder == place}


@question("register.?interview_list")
def persons_to_ask(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Who is to be interviewed, and where he is, for the interviewer.  Leaf: access.reading_recorded"""
    wanted = list(person_ids)[:PAGE]
    record_reading(acting, question="register.?interview_list", records=wanted)
    rows = {row.pk: row for row in ProtectedPerson.objects.filter(pk__in=wanted)}
    return _lines([rows[p] for p in wanted if p in rows])


@question("register.?persons", of_numbers=True)
def head_counts() -> dict[str, int]:
    """How many persons each holder holds now. Numbers of record only, nobody is named."""
    holders = ProtectedPerson.objects.exclude(holder="").order_by().values_list("holder")
    return dict(holders.annotate(Count("pk")))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """His latest answer about one thing, without the words he said."""

    decision_id: str
    person_id: str
    about: str
    link_index: int | None
    answer: str
    is_her: bool | None
    decided_at: str
    interviewer: str
    act_index: int


def latest_decision(
    person_id: str, about: str, link_index: int | None, *, before_index: int | None = None
) -> DecisionView | None:
    """His latest answer about an enquiry (by the act that confirmed its link), a call, a hand-over, or a release.

    Given:    `before_index` asks what he had last said when that act was recorded.
    """
    rows = rows_where(
        ContactDecision, person_id=person_id, about=about, link_index=link_index, order="-recorded_index"
    )  # fmt: skip
    row = next((one for one in rows if before_index is None or one.recorded_index < before_index), None)
    return None if row is None else decision_view(row)


def decision_view(row: ContactDecision) -> DecisionView:
    """An answer of his as rooms and pages read it."""
    return DecisionView(
        decision_id=row.pk, person_id=row.person_id, about=row.about, link_index=row.link_index, answer=row.answer,
        is_her=row.is_her, decided_at=row.decided_at, interviewer=row.interviewer, act_index=row.recorded_index,
    )  # fmt: skip


def decisions_about(link_index: int) -> tuple[int, ...]:
    """The acts of his answers about one enquirer, by the act that confirmed the link; numbers only."""
    rows = ContactDecision.objects.filter(about=ContactAbout.ENQUIRY.value, link_index=link_index)
    return tuple(rows.order_by("recorded_index").values_list("recorded_index", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessView:
    """A doctor's latest word on whether he may travel, without what the doctor noted."""

    is_fit: bool
    examined_at: str
    doctor: str
    act_index: int


def fitness_of(person_id: str, *, before_index: int | None = None) -> FitnessView | None:
    """A doctor's latest word on him; `before_index` asks which it was when that act was recorded."""
    rows = FitnessWord.objects.filter(person_id=person_id)
    if before_index is not None:
        rows = rows.filter(recorded_index__lt=before_index)
    row = rows.order_by("-recorded_index").first()
    if row is None:
        return None
    return FitnessView(
        is_fit=row.is_fit, examined_at=row.examined_at, doctor=row.doctor, act_index=row.recorded_index
    )  # fmt: skip


def particulars_of(person_id: str) -> tuple[Particular, ...]:
    """Every particular of a person with its source, for a service that asks the law; nobody is shown them."""
    return tuple(
        Particular(
            kind=ParticularKind(one.kind), value=one.value,
            # A value whose key was destroyed is no longer there to be compared.
            given=Given(one.given) if one.value is not None or one.given != Given.GIVEN else Given.UNKNOWN,
            source=Source(kind=one.source_kind, reference=one.source_reference, grade=Grade(one.grade)),
        )
        for one in _particulars([person_id]).get(person_id, ())
    )  # fmt: skip


def private_question(person_id: str) -> tuple[str, str]:
    """The question only she can answer and the answer he expects, for a room that has recorded its own reading."""
    rows = list(
        ContactDecision.objects.filter(person_id=person_id, private_question__isnull=False).order_by("-recorded_index")
    )[:1]
    if not rows:
        return "", ""
    cells = open_rows(rows, ("private_question", "private_answer"))[0]
    return cells["private_question"] or "", cells["private_answer"] or ""


def mail_number_of(person_id: str) -> str:
    """The number under which letters to him reach the bureau: his card's, never the place where he is."""
    row = row_numbered(ProtectedPerson, person_id)
    return _mail_number(row) if row else ""


def _mail_number(row: ProtectedPerson) -> str:
    return str(row.card_number or row.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFactsOf:
    """What a higher room must know of a person's custody."""

    custody_state: str | None
    holder: str
    best_grade: str
    asserted_dead: bool
    lent_by: str = ""  # the place that signed him out to who holds him now, and is to get him back


def custody_of(person_id: str) -> CustodyFactsOf:
    """State, holder and best evidence grade of a person.  Raises: UnknownPersonError."""
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    # Plain SQL: this is asked of every candidate and before every telling.
    with connection.cursor() as cursor:
        cursor.execute(_BEST_GRADE, [person_id])
        (best_grade,) = cursor.fetchone()
    dead = is_there(EventAssertion, person_id=person_id, kind="dead", certainty="asserted")
    return CustodyFactsOf(
        custody_state=row.custody_state, holder=row.holder, best_grade=best_grade or "E",
        asserted_dead=dead or row.custody_state == "died",
        lent_by=lent_by(person_id) if row.custody_state in _OUT else "",
    )  # fmt: skip


def lent_by(person_id: str) -> str:
    """The place out of which he was signed and to which he is not back, or an empty text.  Source: practice rule 14."""
    line = _last_sign_out(person_id)
    return line.previous_holder if line is not None else ""


def _askable_again() -> list[str]:
    """Persons who could not be asked the open question, and of whom a doctor said since that they can: few."""
    named = ContactDecision.objects.filter(about="open", answer=ContactAnswer.NOT_ASKED.value).values("person_id")
    latest = ContactDecision.objects.filter(about="open", person_id__in=named).order_by("recorded_index")
    answers = dict(latest.values_list("person_id", "answer"))
    return [person_id for person_id, answer in answers.items() if answer == ContactAnswer.NOT_ASKED.value]


@question("register.?interview_list", of_numbers=True)
def unasked_persons(acting: Acting) -> tuple[tuple[str, str], ...]:
    """Held persons who were not yet asked the open question, with the day it is due (7 days from registration)."""
    asked = ContactDecision.objects.filter(about="open").exclude(person_id__in=_askable_again()).values("person_id")
    rows = ProtectedPerson.objects.exclude(holder="").exclude(pk__in=asked).order_by("recorded_index")[:PAGE]
    page = list(rows)
    record_reading(acting, question="register.?interview_list", records=[row.pk for row in page])
    recorded = {entry.index: entry.at for entry in acts_at([row.recorded_index for row in page])}
    return tuple(
        (row.pk, due(ClockRule.CONTACT_ASK, read_instant(recorded[row.recorded_index])).date().isoformat())
        for row in page
    )
