"""The forms of the register: capture, what happened to him, one particular, and how they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.custody_facts import CustodyFacts, ReleaseOutcome
from repatria.core.law.particulars_required import required_items
from repatria.core.law.release import BasisFacts, ReleaseBasis
from repatria.core.names.writing import flags_of
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category, Given, Grade, Particular, ParticularKind, Source
from repatria.doors.desk.frame.dates import flags_of_date
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role

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
    value = Field(
        name=kind.value, kind="written" if is_date else "line", label=label, hint="hint.date" if is_date else "",
        longest=10_000, legend=legend,
    )  # fmt: skip
    states = choices(language, "given", [Given.GIVEN, Given.DECLINED, Given.NOT_ASKED, Given.UNKNOWN], empty=True)
    return value, Field(name=f"{kind.value}_given", kind="choice", label="field.given", options=states)


def source_fields(language: str) -> tuple[Field, ...]:
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
        *five, *source_fields(language), *more,
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
        flags = flags_on(kind, value, has_null=kind.value in entered.cleaned)
        found.append(Particular(kind=kind, value=value or None, given=given, source=source, flags=flags))
    if faults:
        raise InputError("value and word on the question contradict each other", tuple(faults))
    return found


def flags_on(kind: ParticularKind, value: str, *, has_null: bool = False) -> tuple[str, ...]:
    if not value:
        return ()
    if kind in _NAMES:
        # The null itself cannot be kept; that the name held one can.
        return tuple(sorted({*flags_of(value), *(["control_character"] if has_null else [])}))
    return tuple(sorted(flags_of_date(value))) if kind is ParticularKind.BIRTH_DATE else ()


def missing_of_the_five(entered: Entered, category: Category) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind.value, "unstated") for kind in required_items(category)
        if not entered[kind.value] and not entered[f"{kind.value}_given"]
    )  # fmt: skip


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


LONGEST_FACTS = {"holder": 40, "list_reference": 80, "order_by": 80}  # characters: as long as their columns


def _fact_field(language: str, name: str) -> Field:
    if name in _BOXES:
        return Field(name=name, kind="box")
    if name in ("counted", "listed"):
        return Field(name=name, kind="number")
    if name == "due_back_at":
        return Field(name=name, kind="instant", hint="hint.instant", may_be_ahead=True)
    if name == "basis":
        return Field(name=name, kind="choice", options=choices(language, "basis", ReleaseBasis, empty=True))
    if name == "outcome":
        return Field(name=name, kind="choice", options=choices(language, "outcome", ReleaseOutcome, empty=True))
    return Field(name=name, longest=LONGEST_FACTS.get(name, 400))


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
