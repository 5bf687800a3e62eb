"""The registrar's pages: the register, a person's page, what happened to him, further particulars."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.custody import CustodyEvent, possible_events
from repatria.core.law.custody_facts import CustodyState
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind, Source
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import after_of, table_page
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import term_row
from repatria.doors.desk.frame.whom import subject_on
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.register.custody_lanes import custody_chart, held_first_by, standing
from repatria.doors.desk.register.forms import (
    AT_FIELDS,
    LONGEST_FACTS,
    custody_attested,
    custody_fields,
    flags_on,
    source_fields,
    typed_reason,
)
from repatria.doors.desk.register.known import known_of
from repatria.doors.desk.register.lines import (
    PERSON_COLUMNS,
    custody_tone,
    held_since,
    notice_rows,
    person_rows,
)
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.register.acts import CustodyWords
from repatria.records.register.scope import custody_in_scope
from repatria.records.register.selectors import ParticularView, PersonView, custody_of, persons
from repatria.records.register.selectors import person as person_view
from repatria.records.register.selectors.death_papers import PAPERS as DEATH_PAPERS
from repatria.records.register.selectors.joins import joins_of_person
from repatria.records.register.selectors.papers import papers_of
from repatria.records.register.services import (
    PLAIN_EVENTS,
    annul_custody,
    disprove_report,
    record_custody,
    record_particular,
)
from repatria.records.register.services.custody import DISPROVE, disproof_reference

RELEASABLE = (CustodyState.IN_CAMP.value, CustodyState.IN_HOSPITAL.value)
RELEASING, DEAD = CustodyState.RELEASE_PENDING.value, CustodyState.DIED.value


@page("register.?persons", path="persons", name="persons", menu="page.persons")
def person_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The register, a page at a time."""
    is_held = request.GET.get("held") == "1"
    lines = persons(acting, after_index=after_of(request), held_only=is_held)
    rows = person_rows(language_of(request), lines)
    following = ""
    if lines.has_more:
        following = f"?after={lines[-1].recorded_index}{'&held=1' if is_held else ''}"
    return table_page(
        request, title="page.persons", columns=PERSON_COLUMNS, rows=rows, following=following, empty="empty.persons"
    )


def _corrected(view: PersonView) -> list[tuple[ParticularView, ParticularView]]:
    """What was taken down wrongly, each with what counts in its place."""
    by_number = {one.particular_id: one for one in view.particulars}
    return [(one, by_number[one.corrected_by]) for one in view.particulars if one.corrected_by]


def _doable(acting: Acting, view: PersonView) -> list[tuple[str, bool, str]]:
    """Every event with whether it may follow now; the others are shown greyed with the provision."""
    state = CustodyState(view.custody_state) if view.custody_state else None
    possible = possible_events(state)
    return [
        (event.value, event in possible, reverse("desk:custody", args=[view.person_id, event.value]))
        for event in CustodyEvent if event in PLAIN_EVENTS
    ]  # fmt: skip


@page("register.?person", path="persons/<str:person_id>")
def person(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """A person's page."""
    view, language, now = person_view(acting, person_id), language_of(request), current().now()
    stands = standing(view.timeline)
    known, sources = known_of(language, view.particulars)
    is_reported = view.custody_state == CustodyState.REPORTED.value
    last = next((line for line in reversed(view.timeline) if not line.is_annulled and line.event != "annulled"), None)
    owed_about = [item for item in owed_by(acting, now, may_read=False).items if item.about == person_id]
    return render(request, "person.html", {
        "person": view,
        "surname": view.first(ParticularKind.SURNAME), "first_names": view.first(ParticularKind.FIRST_NAMES),
        "patronymic": view.first(ParticularKind.PATRONYMIC), "birth_date": view.first(ParticularKind.BIRTH_DATE),
        "custody_tone": custody_tone(view.custody_state), "held_since": held_since(stands, view.holder),
        "first_holder": held_first_by(view),
        "chart": custody_chart(language, view, now), "known": known, "sources": sources,
        "contradictions": sum(row.differs for row in known),
        "notices": notice_rows(acting, person_id, now) if may(acting, "notices.?notices") else None,
        "owed_about": [term_row(language, item, now) for item in owed_about],
        "doable": _doable(acting, view) if may(acting, "register.record_custody") else [],
        "last_custody": last if may(acting, "register.annul_custody") else None,
        "may_open_release": may(acting, "register.open_release") and view.custody_state in RELEASABLE,
        "may_see_release": may(acting, "register.?release") and view.custody_state == RELEASING,
        "may_disprove": may(acting, "register.disprove_report") and is_reported,
        "may_approve_disproof": may_approve(acting.roles, DISPROVE) and is_reported
        and acting.account_id not in approvers_of(DISPROVE, disproof_reference(person_id), at=acting.at),
        "may_add": may(acting, "register.record_particular"),
        "may_transcribe": may(acting, "register.record_document"),
        "may_see_photographs": may(acting, "register.?photographs") and view.custody_state is not None,
        "may_correct": may(acting, "register.record_correction") and bool(known), "corrected": _corrected(view),
        "may_see_effects": may(acting, "register.?effects") and view.custody_state is not None,
        "may_decide": may(acting, "register.decide_category") and view.custody_state is not None,
        "may_say_facts": may(acting, "register.record_facts"),
        "may_read_rights": may(acting, "register.record_rights_read") and view.custody_state is not None,
        "papers": papers_of(view.person_id),
        "may_account": may(acting, "register.record_account") and view.custody_state is not None,
        "may_report": may(acting, "register.record_reported_alive") and not view.holder,
        "may_open_enquiry": may(acting, "register.open_death_enquiry") and view.custody_state == DEAD,
        "may_see_death_papers": may(acting, DEATH_PAPERS) and view.custody_state == DEAD,
        "joins": joins_of_person(acting, person_id) if may(acting, "register.?joins") else (),
        "may_read_by": may(acting, "access.see_all_readers"),
        "may_see_evidence": may(acting, "disclosure.?evidence"),
        "may_join": may(acting, "register.propose_join") and view.custody_state is not None,
    })  # fmt: skip


@page("register.record_custody", path="persons/<str:person_id>/custody/<str:event>")
def custody(request: HttpRequest, acting: Acting, person_id: str, event: str) -> HttpResponse:
    """Records what happened to a person's custody."""
    if event not in {one.value for one in PLAIN_EVENTS}:
        raise Http404
    what = CustodyEvent(event)
    custody_in_scope(acting, person_id, what)
    has_page = may(acting, "register.?person")
    back = reverse("desk:person", args=[person_id]) if has_page else reverse("desk:roll")

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        record_custody(
            acting, person_id=person_id, event=what, happened_at=happened_at,
            holder=entered.values.get("holder", ""), attested=custody_attested(entered),
            words=_of_death(entered) if what is CustodyEvent.DIED else None,
        )  # fmt: skip
        return back

    fields = custody_fields(language_of(request), acting, what, now_typed())
    asked = Asked(title=f"custody_event.{event}", fields=fields, back=back, at_fields=AT_FIELDS)
    return ask(request, asked, act, subject=subject_on(acting, person_id))


def _of_death(entered: Entered) -> CustodyWords | None:
    place, witnesses = entered["place"], entered["witnesses"]
    return CustodyWords(place=place, witnesses=witnesses) if place or witnesses else None


@page("register.disprove_report", path="persons/<str:person_id>/disprove")
def disprove(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that a reported capture was nobody's, after another approved it."""
    back = reverse("desk:person", args=[person_id])
    custody_of(person_id)
    fields = (
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="reason", is_required=True),
    )

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        disprove_report(acting, person_id=person_id, happened_at=happened_at, reason=entered["reason"])
        return back

    asked = Asked(title="custody_event.disproved", fields=fields, back=back, intro="intro.disprove")
    return ask(request, asked, act, subject=subject_on(acting, person_id))


@page("access.record_approval", path="persons/<str:person_id>/disprove/approve")
def approve_disproof(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Approves that a report be disproved; it is read first."""
    require(acting, "register.?person")

    def act() -> None:
        person_view(acting, person_id)
        record_approval(acting, action=DISPROVE, object_reference=disproof_reference(person_id))

    return act_once(request, act, reverse("desk:person", args=[person_id]))


@page("register.record_particular", path="persons/<str:person_id>/particular")
def particular(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Adds one particular with its source beside those that stand."""
    language, back = language_of(request), reverse("desk:person", args=[person_id])
    custody_of(person_id)  # no such person: no form
    kinds = [kind for kind in ParticularKind if kind is not ParticularKind.EVENT]
    fields = (
        Field(name="kind", kind="choice", options=choices(language, "particular", kinds), is_required=True),
        Field(name="value", longest=10_000, dated_where=("kind", ParticularKind.BIRTH_DATE.value)),
        Field(name="value_given", kind="radio", label="field.given", options=choices(language, "given", Given),
              value=Given.GIVEN.value, is_required=True),
        *source_fields(language),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        kind, given, value = ParticularKind(entered["kind"]), Given(entered["value_given"]), entered["value"]
        if (reason := typed_reason(value)) is not None:
            given, value = reason, ""
        if bool(value) != (given is Given.GIVEN):
            raise InputError(
                "value and word contradict each other", (("value", "contradicts" if value else "missing"),)
            )
        source = Source(kind=entered["source_kind"], reference=entered["source_reference"],
                        grade=Grade(entered["grade"]))  # fmt: skip
        flags = flags_on(kind, value, has_null="value" in entered.cleaned)
        record_particular(acting, person_id=person_id, particular=Particular(
            kind=kind, value=value or None, given=given, source=source, flags=flags,
        ))  # fmt: skip
        return back

    return ask(
        request, Asked(title="page.particular", fields=fields, back=back), act, subject=subject_on(acting, person_id)
    )


@page("register.annul_custody", path="persons/<str:person_id>/annul/<str:custody_id>")
def annul(request: HttpRequest, acting: Acting, person_id: str, custody_id: str) -> HttpResponse:
    """Annuls the last custody entry by a further one."""
    back = reverse("desk:person", args=[person_id])
    fields = (Field(name="reason", is_required=True, longest=LONGEST_FACTS["order_by"]),)
    custody_of(person_id)

    def act(entered: Entered) -> str:
        annul_custody(acting, person_id=person_id, custody_id=custody_id, reason=entered["reason"])
        return back

    asked = Asked(title="page.annul", fields=fields, back=back, button="button.annul", intro="intro.annul")
    return ask(request, asked, act, subject=subject_on(acting, person_id))
