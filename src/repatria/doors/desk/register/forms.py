"""The forms of the register: capture, what happened to him, one particular, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import Condition, DeathCause
from repatria.core.law.particulars_required import required_items
from repatria.core.names.writing import flags_of
from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category, Given, Grade, Particular, ParticularKind, Source
from repatria.doors.desk.frame.dates import flags_of_date
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.places import place_options
from repatria.doors.desk.frame.typed import NOT_KNOWN
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role

MUST = required_items(Category.PRISONER_OF_WAR)


VOLUNTARY = tuple(
    kind for kind in ParticularKind if kind not in MUST and kind not in (ParticularKind.EVENT, ParticularKind.NOTE)
)


SOURCES = ("capture_form", "camp_list", "own_word", "document", "delegate", "agency", "witness")


_NAMES = (ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.PATRONYMIC, ParticularKind.OTHER_NAME)


_STATES = (Given.GIVEN, Given.DECLINED, Given.NOT_ASKED, Given.UNKNOWN)
_TYPED = {
    **dict.fromkeys(("-", "–", "—", "−"), Given.DECLINED), **dict.fromkeys(NOT_KNOWN, Given.UNKNOWN)
}  # fmt: skip
"""What is typed for a reason, where no value is: a dash, a question mark."""


def _particular_fields(language: str, kind: ParticularKind) -> tuple[Field, Field]:
    is_date = kind is ParticularKind.BIRTH_DATE
    value = Field(
        name=kind.value, kind="written" if is_date else "line", label=f"particular.{kind.value}", longest=10_000
    )
    reason = Field(
        name=f"{kind.value}_given", kind="radio", label="field.given", options=choices(language, "given", _STATES),
        value=_begin(kind).value,
    )  # fmt: skip
    return value, reason


def _begin(kind: ParticularKind) -> Given:
    """Where the reason beside a value stands before anything is typed."""
    return Given.GIVEN if kind in MUST else Given.NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """One question of the capture form: the field of the value, and that of the reason beside it."""

    value: Field
    reason: Field


def in_rows(fields: Sequence[Field]) -> dict[str, Any]:
    """The capture form as it is laid out: custody, source, and the rows of the five and of the rest."""
    by_name = {one.name: one for one in fields}

    def rows(kinds: Sequence[ParticularKind]) -> list[AskedRow]:
        return [AskedRow(value=by_name[kind.value], reason=by_name[f"{kind.value}_given"]) for kind in kinds]

    return {
        "custody": [by_name[name] for name in _CUSTODY], "source": [by_name[name] for name in _SOURCE],
        "other_source": [by_name[name] for name in _OTHER], "other_items": by_name["other_items"],
        "is_source_odd": any(by_name[name].fault for name in (*_SOURCE, *_OTHER, "other_items")),
        "source_said": _said_of_source([by_name[name] for name in _SOURCE]),
        "facts": by_name["facts"],
        "must": rows(MUST), "voluntary": rows(VOLUNTARY), "number": by_name["form_number"], "seen": by_name["seen"],
    }  # fmt: skip


_CUSTODY = ("card_number", "category", "power", "holder", "captured_on", "captured_at")
_SOURCE = ("source_kind", "source_reference", "grade")
_OTHER = ("other_source_kind", "other_source_reference", "other_grade")
STAYS = ("power", "holder", "captured_on", "captured_at", "source_kind", "grade")
"""What one man's form has in common with the next one's, as they come in together."""


def source_fields(language: str) -> tuple[Field, ...]:
    return (
        Field(name="source_kind", kind="choice", options=choices(language, "source", SOURCES), is_required=True,
              value="capture_form"),
        Field(name="source_reference", hint="hint.source_reference"),
        Field(name="grade", kind="choice", options=choices(language, "grade", Grade), is_required=True, value="A"),
    )  # fmt: skip


def _said_of_source(fields: Sequence[Field]) -> str:
    """The source in one line, as it stands while its fold is closed."""
    shown = [next((words for value, words in one.options if value == one.value), one.value) for one in fields]
    return ", ".join(filter(None, shown))


def _other_source(language: str) -> tuple[Field, ...]:
    """Which items are known otherwise than the rest of the form, and from where."""
    items = choices(language, "particular", (*MUST, *VOLUNTARY))
    return (
        Field(name="other_items", kind="boxes", options=items),
        Field(name="other_source_kind", kind="choice", label="field.source_kind",
              options=choices(language, "source", SOURCES, empty=True)),
        Field(name="other_source_reference", label="field.source_reference"),
        Field(name="other_grade", kind="choice", label="field.grade", options=choices(language, "grade", Grade),
              value=Grade.DOCUMENT_OR_CALL.value),
    )  # fmt: skip


def sources_of(entered: Entered) -> Mapping[ParticularKind, Source]:
    """The source of each item: the form's one, but for those that are said to be known otherwise.

    Raises:   InputError where items are named without another source, or another source without items.
    """
    items, kind = entered.many("other_items"), entered.values.get("other_source_kind", "")
    if bool(items) != bool(kind):
        raise InputError("another source has items", (("other_source_kind" if items else "other_items", "missing"),))
    one = Source(kind=entered["source_kind"], reference=entered["source_reference"], grade=Grade(entered["grade"]))
    found = dict.fromkeys((*MUST, *VOLUNTARY), one)
    if items:
        reference, grade = entered["other_source_reference"], Grade(entered["other_grade"])
        found |= dict.fromkeys(map(ParticularKind, items), Source(kind=kind, reference=reference, grade=grade))
    return found


def capture_fields(language: str, acting: Acting) -> tuple[Field, ...]:
    """The capture form: category, the five of art. 17(1), what he was free to give, source, place and time."""
    own_unit = acting.branch if acting.roles == frozenset({Role.CAMP_OFFICER}) else ""
    five = [field for kind in MUST for field in _particular_fields(language, kind)]
    more = [field for kind in VOLUNTARY for field in _particular_fields(language, kind)]
    return (
        Field(name="category", kind="choice", options=choices(language, "category", Category), is_required=True,
              value=Category.NOT_YET_DETERMINED.value),
        Field(name="power", is_required=True, longest=16),
        Field(name="card_number", longest=24),
        Field(name="holder", kind="choice", value=own_unit,
              options=place_options(language, acting, own=own_unit)),
        Field(name="captured_on", kind="date", hint="hint.date_or_unknown", may_be_unknown=True),
        Field(name="captured_at", hint="hint.captured_at"),
        Field(name="facts", kind="boxes", options=choices(language, "arrival_fact", Fact)),
        *five, *source_fields(language), *_other_source(language), *more,
    )  # fmt: skip


def read_particulars(
    entered: Entered, category: Category, sources: Mapping[ParticularKind, Source]
) -> list[Particular]:
    """The particulars as entered: a value typed is given though "not asked" stands beside it; "-" typed is declined.

    Returns:  one for each question with a value or a reason; a value that looks odd is kept and flagged. Of a question
              that was left as it stood, and that this category need not answer, nothing is recorded.
    Raises:   InputError naming every question that says "given" without a value, and every one with a value that
              somebody called declined or unknown: one of the two is a slip, and a refusal is no slip to be lost.
    """
    found, faults, required = [], [], required_items(category)
    for kind in (*MUST, *VOLUNTARY):
        value, word = entered[kind.value], entered[f"{kind.value}_given"]
        typed = _TYPED.get(value)
        if typed is not None:
            value, word = "", typed.value
        if not value and (not word or (word == _begin(kind) and kind not in required and typed is None)):
            continue
        if value and word in (Given.DECLINED, Given.UNKNOWN):
            faults.append((kind.value, "contradicts"))
            continue
        given = Given.GIVEN if value else Given(word)
        if given is Given.GIVEN and not value:
            faults.append((kind.value, "unstated"))
            continue
        flags = flags_on(kind, value, has_null=kind.value in entered.cleaned)
        found.append(Particular(kind=kind, value=value or None, given=given, source=sources[kind], flags=flags))
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


def typed_reason(value: str) -> Given | None:
    """The reason that was typed in place of a value, or None for a value."""
    return _TYPED.get(value)


def missing_of_the_five(entered: Entered, category: Category) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind.value, "unstated") for kind in required_items(category)
        if not entered[kind.value] and not entered[f"{kind.value}_given"]
    )  # fmt: skip


_ASKED_OF_EVENT: dict[CustodyEvent, tuple[str, ...]] = {
    CustodyEvent.EVACUATED: ("holder", "list_reference", "counted", "listed"),
    CustodyEvent.ARRIVED: ("holder", "received_by", "list_reference", "counted", "sighted_by"),
    CustodyEvent.TRANSFER_ORDERED: (
        "holder", "list_reference", "counted", "listed", "told_new_address", "effects_go_with_him"),
    CustodyEvent.TRANSFER_CALLED_OFF: ("order_by",),
    CustodyEvent.DEPARTED: ("holder", "counted"),
    CustodyEvent.HOSPITALISED: ("holder", "is_seriously_ill"),
    CustodyEvent.DISCHARGED: ("holder",),
    CustodyEvent.SIGNED_OUT: ("holder", "order_by", "due_back_at"),
    CustodyEvent.RETURNED: ("holder", "condition"),
    CustodyEvent.RECAPTURED: ("holder",),
    CustodyEvent.DIED: ("place", "doctor", "cause", "witnesses"),
    CustodyEvent.TRANSFERRED_TO_POWER: ("receiving_power", "power_assurance"),
}  # fmt: skip
"""What is attested of each event; core.law says what of it it needs, and what the house knows nobody is asked."""


_IN_OTHER_WORDS: dict[CustodyEvent, dict[str, str]] = {
    CustodyEvent.TRANSFER_ORDERED: {"holder": "field.destination"},
    CustodyEvent.DEPARTED: {"holder": "field.escorted_by", "counted": "field.counted_at_departure"},
    CustodyEvent.ARRIVED: {"counted": "field.counted_at_arrival"},
}
"""What a field is called where the event gives it a narrower meaning."""


AT_FIELDS = {
    "destination": "holder", "holder": "holder", "taken_by": "holder", "list_before_departure": "list_reference",
    "list_of_evacuees": "list_reference", "count_equals_list": "counted", "counted_at_departure": "counted",
    "told_new_address": "told_new_address", "effects_go_with_him": "effects_go_with_him", "order_by": "order_by",
    "due_back": "due_back_at", "due_back_within_a_month": "due_back_at", "received_by": "received_by",
    "receiving_power": "receiving_power", "receiving_power_able": "power_assurance", "not_before_order": "happened_at",
    "not_before_capture": "happened_at", "condition_on_return": "condition",
}  # fmt: skip
"""Which field an open guard of the law speaks of."""


_OF_DEATH = {"place": "field.died_at", "witnesses": "field.witnesses"}


_BOXES = frozenset({"told_new_address", "effects_go_with_him", "is_seriously_ill"})


LONGEST_FACTS = {"list_reference": 80, "order_by": 80}  # characters: as long as their columns


def _attested_field(language: str, acting: Acting, name: str) -> Field:
    if name == "holder":
        return Field(name=name, kind="choice", options=place_options(language, acting))
    if name in _BOXES:
        return Field(name=name, kind="box")
    if name in ("counted", "listed"):
        return Field(name=name, kind="number")
    if name == "due_back_at":
        return Field(name=name, kind="instant", hint="hint.instant", may_be_ahead=True)
    if name == "condition":
        return Field(
            name=name, kind="choice", options=choices(language, "condition", Condition, empty=True),
            hint="hint.condition",
        )  # fmt: skip
    if name == "cause":
        return Field(name=name, kind="choice", options=choices(language, "cause", DeathCause, empty=True))
    if name in ("place", "witnesses"):
        return Field(name=name, label=_OF_DEATH[name], longest=400)
    hint = "hint.sighted_by" if name == "sighted_by" else ""
    return Field(name=name, hint=hint, longest=LONGEST_FACTS.get(name, 400))


def custody_fields(language: str, acting: Acting, event: CustodyEvent, now: str) -> tuple[Field, ...]:
    """The form of one event: when it happened, and what is attested of it."""
    first = Field(name="happened_at", kind="instant", is_required=True, value=now, hint="hint.instant")
    fields = (_attested_field(language, acting, name) for name in _ASKED_OF_EVENT.get(event, ()))
    words = _IN_OTHER_WORDS.get(event, {})
    return (first, *(replace(one, label=words.get(one.name, one.label)) for one in fields))


def custody_attested(entered: Entered) -> CustodyAttested:
    """What was attested; what was not asked says nothing."""
    given = entered.values
    due_back_at = entered.instant("due_back_at")
    texts = ("list_reference", "received_by", "order_by", "sighted_by", "doctor", "receiving_power", "power_assurance")
    attested = CustodyAttested(
        counted=entered.number("counted"), listed=entered.number("listed"),
        due_back_at=instant_text(due_back_at) if due_back_at else "",
        cause=DeathCause(given["cause"]) if given.get("cause") else None,
        condition=Condition(given["condition"]) if given.get("condition") else None,
    )  # fmt: skip
    told: dict[str, Any] = {name: given[name] for name in texts if given.get(name)}
    told |= {name: True for name in _BOXES if given.get(name)}
    return replace(attested, **told)
