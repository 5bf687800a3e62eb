"""The registrar's pages: capture form, the register, a person's page, what happened to him, further particulars."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.custody import CustodyEvent, possible_events
from repatria.core.law.custody_facts import CustodyFacts, CustodyState, ReleaseOutcome
from repatria.core.law.particulars_required import required_items
from repatria.core.law.release import BasisFacts, ReleaseBasis
from repatria.core.names.writing import flags_of
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category, Given, Grade, Particular, ParticularKind, Source
from repatria.doors.desk.entered import Entered, Field
from repatria.doors.desk.pages import (
    Asked,
    Row,
    after_of,
    ask,
    choices,
    language_of,
    may,
    page,
    pdf_file,
    table_page,
    word_text,
)
from repatria.doors.desk.papers import capture_card
from repatria.doors.desk.ports import current
from repatria.records.access.acting import Acting
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role
from repatria.records.register.selectors import PAGE, CustodyFactsOf, PersonLine, PersonView, custody_of, persons
from repatria.records.register.selectors import person as person_view
from repatria.records.register.services import (
    annul_custody,
    is_bound_to_branch,
    record_capture,
    record_custody,
    record_particular,
)

MUST = required_items(Category.PRISONER_OF_WAR)
VOLUNTARY = tuple(
    kind for kind in ParticularKind if kind not in MUST and kind not in (ParticularKind.EVENT, ParticularKind.NOTE)
)
SOURCES = ("capture_form", "camp_list", "own_word", "document", "delegate", "agency", "witness")
BY_HAND = frozenset(CustodyEvent) - {CustodyEvent.CAPTURE_REPORTED, CustodyEvent.ANNULLED, CustodyEvent.DISPROVED}
"""What happened to him, as a registrar enters it; a capture has its form, and what needs two persons its own act."""

_NAMES = (ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.PATRONYMIC, ParticularKind.OTHER_NAME)


def _particular_fields(language: str, kind: ParticularKind, legend: str = "") -> tuple[Field, Field]:
    label = f"particular.{kind.value}"
    is_date = kind is ParticularKind.BIRTH_DATE
    value = Field(name=kind.value, label=label, hint="hint.date" if is_date else "", longest=10_000, legend=legend)
    states = choices(language, "given", [Given.GIVEN, Given.DECLINED, Given.NOT_ASKED, Given.UNKNOWN], empty=True)
    return value, Field(name=f"{kind.value}_given", kind="choice", label="field.given", options=states)


def _source_fields(language: str) -> tuple[Field, ...]:
    return (
        Field(name="source_kind", kind="choice", options=choices(language, "source", SOURCES), is_required=True,
              value="capture_form", legend="legend.source"),
        Field(name="source_reference", hint="hint.source_reference"),
        Field(name="grade", kind="choice", options=choices(language, "grade", Grade), is_required=True, value="A"),
    )  # fmt: skip


def capture_fields(language: str, acting: Acting) -> tuple[Field, ...]:
    """The capture form: category, the five of art. 17(1), what he was free to give, source, place and time."""
    own_unit = acting.branch if acting.roles == frozenset({Role.CAMP_OFFICER}) else ""
    five = [f for n, kind in enumerate(MUST) for f in _particular_fields(language, kind, "" if n else "legend.must")]
    more = [
        f for n, kind in enumerate(VOLUNTARY)
        for f in _particular_fields(language, kind, "" if n else "legend.voluntary")
    ]  # fmt: skip
    return (
        Field(name="category", kind="choice", options=choices(language, "category", Category), is_required=True,
              value=Category.NOT_YET_DETERMINED.value, hint="hint.category", legend="legend.capture"),
        Field(name="power", is_required=True, hint="hint.power", longest=16),
        Field(name="card_number", hint="hint.card_number", longest=24),
        Field(name="holder", hint="hint.holder", value=own_unit, longest=40),
        Field(name="captured_on", kind="date", hint="hint.date"),
        Field(name="captured_at", hint="hint.captured_at"),
        *five, *_source_fields(language), *more,
    )  # fmt: skip


def read_particulars(entered: Entered, kinds: tuple[ParticularKind, ...], source: Source) -> list[Particular]:
    """The particulars as entered.

    Returns:  one for each question with a value or a word on it; a value that looks odd is kept and flagged.
    Raises:   InputError naming every question whose value and word contradict each other.
    """
    found, faults = [], []
    for kind in kinds:
        value, word = entered[kind.value], entered[f"{kind.value}_given"]
        if not value and not word:
            continue
        given = Given(word) if word else Given.GIVEN
        if bool(value) != (given is Given.GIVEN):
            faults.append((kind.value, "contradicts" if value else "missing"))
            continue
        flags = _flags(kind, value, has_null=kind.value in entered.cleaned)
        found.append(Particular(kind=kind, value=value or None, given=given, source=source, flags=flags))
    if faults:
        raise InputError("value and word on the question contradict each other", tuple(faults))
    return found


def _flags(kind: ParticularKind, value: str, *, has_null: bool = False) -> tuple[str, ...]:
    if not value:
        return ()
    if kind in _NAMES:
        # The null itself cannot be kept; that the name held one can.
        return tuple(sorted({*flags_of(value), *(["control_character"] if has_null else [])}))
    if kind is not ParticularKind.BIRTH_DATE:
        return ()
    try:
        return () if PartialDate.parse(value).is_possible else ("impossible_date",)
    except InputError:
        return ("unread_date",)


def _missing_of_the_five(entered: Entered, category: Category) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind.value, "unstated") for kind in required_items(category)
        if not entered[kind.value] and not entered[f"{kind.value}_given"]
    )  # fmt: skip


@page("register.record_capture")
def capture(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Registers a person from a capture form."""
    language = language_of(request)

    def act(entered: Entered) -> str:
        category = Category(entered["category"])
        source = Source(kind=entered["source_kind"], reference=entered["source_reference"],
                        grade=Grade(entered["grade"]))  # fmt: skip
        faults = _missing_of_the_five(entered, category)
        try:
            particulars = read_particulars(entered, (*MUST, *VOLUNTARY), source)
        except InputError as error:
            raise InputError(error.message, (*faults, *error.faults)) from error
        if faults:
            raise InputError("some of the five items have neither a value nor a word", faults)
        person_id = record_capture(
            acting, category=category, power=entered["power"], card_number=entered["card_number"],
            captured_on=entered.partial_date("captured_on"), captured_at=entered["captured_at"],
            holder=entered["holder"], particulars=particulars,
        )  # fmt: skip
        return reverse("desk:person", args=[person_id]) if may(acting, "register.?person") else reverse("desk:roll")

    asked = Asked(
        title="page.capture", fields=capture_fields(language, acting), back=reverse("desk:owed"),
        intro="intro.capture", template="desk/capture.html",
    )  # fmt: skip
    return ask(request, asked, act)


def person_rows(language: str, lines: tuple[PersonLine, ...], *, linked: bool = True) -> list[Row]:
    """Lines of a list of persons."""
    return [
        Row(
            cells=(
                line.card_number or "—", f"{line.surname} {line.first_names} {line.patronymic}".strip() or "—",
                line.birth_date or "—", word_text(language, "custody_state", line.custody_state or "listed"),
                line.holder or "—", line.person_id,
            ),
            link=reverse("desk:person", args=[line.person_id]) if linked else "",
        )
        for line in lines
    ]  # fmt: skip


PERSON_COLUMNS = (
    "column.card", "column.name", "column.born", "column.custody", "column.holder", "column.number",
)  # fmt: skip


@page("register.?persons")
def person_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The register, a page at a time."""
    is_held = request.GET.get("held") == "1"
    lines = persons(acting, after_index=after_of(request), held_only=is_held)
    rows = person_rows(language_of(request), lines)
    following = ""
    if len(lines) == PAGE:
        following = f"?after={lines[-1].recorded_index}{'&held=1' if is_held else ''}"
    return table_page(request, title="page.persons", columns=PERSON_COLUMNS, rows=rows, following=following)


def _doable(acting: Acting, view: PersonView) -> list[tuple[str, bool, str]]:
    """Every event with whether it may follow now; the others are shown greyed with the provision."""
    state = CustodyState(view.custody_state) if view.custody_state else None
    possible = possible_events(state)
    return [
        (event.value, event in possible, reverse("desk:custody", args=[view.person_id, event.value]))
        for event in CustodyEvent if event in BY_HAND
    ]  # fmt: skip


@page("register.?person")
def person(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """A person's page."""
    view = person_view(acting, person_id)
    last = next((line for line in reversed(view.timeline) if not line.is_annulled and line.event != "annulled"), None)
    return render(request, "desk/person.html", {
        "person": view,
        "surname": view.first(ParticularKind.SURNAME), "first_names": view.first(ParticularKind.FIRST_NAMES),
        "patronymic": view.first(ParticularKind.PATRONYMIC), "birth_date": view.first(ParticularKind.BIRTH_DATE),
        "doable": _doable(acting, view) if may(acting, "register.record_custody") else [],
        "last_custody": last if may(acting, "register.annul_custody") else None,
        "may_add": may(acting, "register.record_particular"), "may_notices": may(acting, "notices.?notices"),
    })  # fmt: skip


_TEXT_OF_EVENT: dict[CustodyEvent, tuple[str, ...]] = {
    CustodyEvent.EVACUATED: ("holder", "list_reference", "counted", "listed"),
    CustodyEvent.ARRIVED: ("holder", "received_by", "list_reference", "has_strong_sighting"),
    CustodyEvent.TRANSFER_ORDERED: (
        "holder", "list_reference", "counted", "listed", "told_new_address", "effects_go_with_him"),
    CustodyEvent.HOSPITALISED: ("holder", "is_seriously_ill"),
    CustodyEvent.DISCHARGED: ("holder",),
    CustodyEvent.SIGNED_OUT: ("holder", "order_by", "due_back_at"),
    CustodyEvent.RETURNED: ("holder",),
    CustodyEvent.RECAPTURED: ("holder",),
    CustodyEvent.RELEASE_OPENED: (
        "basis", "agreement_reference", "is_identity_established", "has_judicial_hold", "has_judicial_consent"),
    CustodyEvent.RELEASE_COMPLETED: (
        "outcome", "has_valid_decision", "is_fit_to_travel", "is_property_settled", "is_recipient_verified",
        "is_signed"),
    CustodyEvent.DIED: ("is_death_confirmed_by_doctor", "is_cause_natural_and_known"),
    CustodyEvent.TRANSFERRED_TO_POWER: ("receiving_power", "is_receiving_power_able"),
}  # fmt: skip
"""Which facts each event is asked for; core.law says which of them it needs."""

_BOXES = frozenset({
    "told_new_address", "effects_go_with_him", "has_strong_sighting", "is_seriously_ill", "is_identity_established",
    "has_judicial_hold", "has_judicial_consent", "has_valid_decision", "is_fit_to_travel", "is_property_settled",
    "is_recipient_verified", "is_signed", "is_death_confirmed_by_doctor", "is_cause_natural_and_known",
    "is_receiving_power_able",
})  # fmt: skip


_LONGEST_FACTS = {"holder": 40, "list_reference": 80, "order_by": 80}  # characters: as long as their columns


def _fact_field(language: str, name: str) -> Field:
    if name in _BOXES:
        return Field(name=name, kind="box")
    if name in ("counted", "listed"):
        return Field(name=name, kind="number")
    if name == "due_back_at":
        return Field(name=name, kind="instant", hint="hint.instant")
    if name == "basis":
        return Field(name=name, kind="choice", options=choices(language, "basis", ReleaseBasis, empty=True))
    if name == "outcome":
        return Field(name=name, kind="choice", options=choices(language, "outcome", ReleaseOutcome, empty=True))
    return Field(name=name, longest=_LONGEST_FACTS.get(name, 400))


def custody_fields(language: str, event: CustodyEvent, now: str) -> tuple[Field, ...]:
    """The form of one event: when it happened, and the facts it is asked for."""
    first = Field(name="happened_at", kind="instant", is_required=True, value=now, hint="hint.instant")
    return (first, *(_fact_field(language, name) for name in _TEXT_OF_EVENT.get(event, ())))


def custody_facts(entered: Entered) -> CustodyFacts:
    """The facts as entered; what was not asked keeps its default, which grants nothing."""
    given = entered.values
    facts = CustodyFacts(
        holder=given.get("holder", ""), list_reference=given.get("list_reference", ""),
        counted=entered.number("counted"), listed=entered.number("listed"),
        received_by=given.get("received_by", ""), order_by=given.get("order_by", ""),
        has_due_back=bool(given.get("due_back_at")), receiving_power=given.get("receiving_power", ""),
        outcome=ReleaseOutcome(given["outcome"]) if given.get("outcome") else None,
        basis=BasisFacts(
            basis=ReleaseBasis(given["basis"]) if given.get("basis") else None,
            agreement_reference=given.get("agreement_reference", ""),
        ),
    )  # fmt: skip
    ticked: dict[str, Any] = {name: True for name in _BOXES if given.get(name)}
    return replace(facts, **ticked)


def is_own_man(acting: Acting, custody: CustodyFactsOf) -> bool:
    """Whether an account may see where a man is: a camp officer whom his own camp holds, anybody else everybody."""
    return not is_bound_to_branch(acting) or (bool(acting.branch) and custody.holder == acting.branch)


def check_own_man(acting: Acting, person_id: str, event: CustodyEvent | None = None) -> CustodyFactsOf:
    """His custody, for those who may see it; a camp receives whoever is on the way, and learns no more of him.

    Raises:   OutOfScopeError; UnknownPersonError.
    """
    custody = custody_of(person_id)
    is_coming = custody.custody_state == CustodyState.IN_TRANSIT.value and event in (None, CustodyEvent.ARRIVED)
    if not is_own_man(acting, custody) and not is_coming:
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    return custody


@page("register.record_custody")
def custody(request: HttpRequest, acting: Acting, person_id: str, event: str) -> HttpResponse:
    """Records what happened to a person's custody."""
    if event not in {one.value for one in BY_HAND}:
        raise Http404
    what = CustodyEvent(event)
    check_own_man(acting, person_id, what)
    has_page = may(acting, "register.?person")
    back = reverse("desk:person", args=[person_id]) if has_page else reverse("desk:roll")

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        record_custody(
            acting, person_id=person_id, event=what, happened_at=happened_at, facts=custody_facts(entered),
            list_reference=entered.values.get("list_reference", ""), order_by=entered.values.get("order_by", ""),
            due_back_at=entered.instant("due_back_at"),
        )  # fmt: skip
        return back

    now = current().now().strftime("%Y-%m-%d %H:%M")
    asked = Asked(title=f"custody_event.{event}", fields=custody_fields(language_of(request), what, now), back=back)
    return ask(request, asked, act, subject=person_id)


@page("register.record_particular")
def particular(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Adds one particular with its source beside those that stand."""
    language, back = language_of(request), reverse("desk:person", args=[person_id])
    custody_of(person_id)  # no such person: no form
    kinds = [kind for kind in ParticularKind if kind is not ParticularKind.EVENT]
    fields = (
        Field(name="kind", kind="choice", options=choices(language, "particular", kinds), is_required=True),
        Field(name="value", longest=10_000),
        Field(name="value_given", kind="choice", label="field.given", options=choices(language, "given", Given),
              value=Given.GIVEN.value, is_required=True),
        *_source_fields(language),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        kind, given, value = ParticularKind(entered["kind"]), Given(entered["value_given"]), entered["value"]
        if bool(value) != (given is Given.GIVEN):
            raise InputError(
                "value and word contradict each other", (("value", "contradicts" if value else "missing"),)
            )
        source = Source(kind=entered["source_kind"], reference=entered["source_reference"],
                        grade=Grade(entered["grade"]))  # fmt: skip
        flags = _flags(kind, value, has_null="value" in entered.cleaned)
        record_particular(acting, person_id=person_id, particular=Particular(
            kind=kind, value=value or None, given=given, source=source, flags=flags,
        ))  # fmt: skip
        return back

    return ask(request, Asked(title="page.particular", fields=fields, back=back), act, subject=person_id)


@page("register.annul_custody")
def annul(request: HttpRequest, acting: Acting, person_id: str, custody_id: str) -> HttpResponse:
    """Annuls the last custody entry by a further one."""
    back = reverse("desk:person", args=[person_id])
    fields = (Field(name="reason", is_required=True, longest=_LONGEST_FACTS["order_by"]),)
    custody_of(person_id)

    def act(entered: Entered) -> str:
        annul_custody(acting, person_id=person_id, custody_id=custody_id, reason=entered["reason"])
        return back

    asked = Asked(title="page.annul", fields=fields, back=back, button="button.annul", intro="intro.annul")
    return ask(request, asked, act, subject=person_id)


@page("register.?person")
def card(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """His own capture card to the Agency, as a sheet: what he gave is filled in, the rest he writes or leaves."""
    view = person_view(acting, person_id)
    return pdf_file(f"card-{person_id}", current().printer.print_paper(capture_card(view)))
