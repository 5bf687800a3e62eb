"""Forms of a body: its groups, its teeth, a mark, bones; after death and, in the same fields, as a family tells it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.examination import HeldThen
from repatria.core.vocabulary.body_record import (
    FIELDS_OF,
    LOWER,
    MILK_LOWER,
    MILK_UPPER,
    UPPER,
    AgeClass,
    Aspect,
    BodyGroup,
    BodyMark,
    BodyRecord,
    Bone,
    BonePart,
    ElementSaid,
    FieldSaid,
    MarkKind,
    Region,
    Said,
    SexEstimate,
    Side,
    Span,
    ToothCode,
    ToothSaid,
    said_of,
)
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.remains.bodies import Of, changed, of_enquiry, of_item
from repatria.records.access.acting import Acting
from repatria.records.remains.services.examining import ASK_FAMILY, EXAMINE, record_antemortem, record_examination

_NOT_TOLD = "?"
_AT_FIELDS = {
    "item_by": "examined_by", "examined_by_two": "second", "item_cause": "cause", "examination_said": "body_sex",
    "examination_reason": "reason", "held_ground": "held_ground",
}  # fmt: skip


def _head(language: str, of: Of, *, is_whole: bool) -> tuple[Field, ...]:
    """When and by whom; of an item's first examination the cause of death, of a later one why it is made."""
    at = Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant")
    if not of.is_item:
        return (at, Field(name="body_interviewer", is_required=True, hint="hint.step_by"),
                Field(name="body_told_by", is_required=True, hint="hint.body_told_by"))  # fmt: skip
    head = [
        at, Field(name="examined_by", is_required=True, hint="hint.step_by"),
        Field(name="second", label="field.examined_second", is_required=True, hint="hint.step_by"),
    ]  # fmt: skip
    if is_whole or of.is_first:
        head += [
            Field(name="cause", kind="radio", is_required=of.is_first,
                  options=choices(language, "cause", DeathCause)),
            Field(name="held_then", kind="radio", is_required=of.is_first, hint="hint.held_then",
                  options=choices(language, "held_then", HeldThen)),
            Field(name="held_ground", hint="hint.held_ground"),
        ]  # fmt: skip
    if not of.is_first:
        head.append(Field(name="reason", label="field.examined_again_why", hint="hint.examined_again_why"))
    return tuple(head)


def _record(acting: Acting, of: Of, entered: Entered, said: BodyRecord) -> str:
    happened_at, values = entered.instant("happened_at"), entered.values.get
    assert happened_at is not None, "the form asks for it"
    if of.is_item:
        of.record(
            acting, item_code=of.subject, happened_at=happened_at, examined_by=entered["examined_by"],
            second=entered["second"], body=said, cause=DeathCause(cause) if (cause := values("cause", "")) else None,
            held=HeldThen(values("held_then", "") or HeldThen.UNKNOWN), held_ground=values("held_ground", ""),
            reason=values("reason", ""),
        )  # fmt: skip
    else:
        of.record(
            acting, enquiry_id=of.subject, happened_at=happened_at, interviewer=entered["body_interviewer"],
            told_by=entered["body_told_by"], body=said,
        )  # fmt: skip
    return of.back


def _span(entered: Entered, name: str) -> Span | None:
    low, high = entered.number(f"{name}_low"), entered.number(f"{name}_high")
    if low is None and high is None:
        return None
    if low is None or high is None:
        raise InputError("both ends are needed", ((f"{name}_high" if high is None else f"{name}_low", "missing"),))
    return Span(low=low, high=high)


def _answer(field: Any, text: str) -> FieldSaid:
    said = Said.UNKNOWN if text == _NOT_TOLD else Said.GIVEN if text else Said.NOT_EXAMINED
    return FieldSaid(field=field, said=said, text=text if said is Said.GIVEN else "")


def _shown_answer(one: FieldSaid) -> str:
    return _NOT_TOLD if one.said is Said.UNKNOWN else one.text


def _whole(request: HttpRequest, acting: Acting, of: Of, title: str) -> HttpResponse:
    language, before = language_of(request), of.before
    groups = [one for one in FIELDS_OF if of.is_item or one is not BodyGroup.CONDITION]

    def act(entered: Entered) -> str:
        fields = changed(
            (_answer(field, entered[f"body_{field.value}"]) for group in groups for field in FIELDS_OF[group]), before
        )  # fmt: skip
        sex, age, stature = SexEstimate(entered["body_sex"]), _span(entered, "age"), _span(entered, "stature")
        earliest, latest = entered["body_earliest"], entered["body_latest"]
        return _record(acting, of, entered, BodyRecord(
            sex=sex if sex is not before.sex else SexEstimate.NOT_EXAMINED, age=age if age != before.age else None,
            stature=stature if stature != before.stature else None, fields=fields,
            earliest=earliest if earliest != before.earliest else "",
            latest=latest if latest != before.latest else "",
        ))  # fmt: skip

    answers = tuple(
        Field(
            name=f"body_{field.value}", label=f"body_field.{field.value}", kind="line",
            value=_shown_answer(said_of(before, field)), legend=f"body_group.{group.value}" if place == 0 else "",
            hint="hint.body_answer" if place == 0 else "",
        )
        for group in groups for place, field in enumerate(FIELDS_OF[group])
    )  # fmt: skip
    fields = (
        *_head(language, of, is_whole=True),
        Field(name="body_sex", kind="choice", is_required=True, value=before.sex.value,
              options=choices(language, "body_sex", SexEstimate)),
        *(
            Field(name=name, kind="number", value=str(value) if span else "")
            for span, ends in ((before.age, ("age_low", "age_high")), (before.stature, ("stature_low", "stature_high")))
            for name, value in zip(ends, (span.low, span.high) if span else (0, 0), strict=True)
        ),
        Field(name="body_earliest", kind="date", value=before.earliest,
              label="field.body_earliest" if of.is_item else "field.body_seen"),
        *((Field(name="body_latest", kind="date", value=before.latest),) if of.is_item
          else (Field(name="body_latest", kind="hidden", value=before.latest),)),
        *answers,
    )  # fmt: skip
    asked = Asked(title=title, fields=fields, back=of.back, at_fields=_AT_FIELDS, intro="intro.examine")
    return ask(request, asked, act, subject=of.subject)


def _teeth(request: HttpRequest, acting: Acting, of: Of) -> HttpResponse:
    language, stands = language_of(request), {one.tooth: one for one in of.before.teeth}
    milk = (MILK_UPPER, MILK_LOWER) if "milk" in request.GET else ()
    rows = (("page.body_teeth_upper", UPPER), ("page.body_teeth_lower", LOWER), *zip(
        ("page.body_teeth_milk_upper", "page.body_teeth_milk_lower"), milk, strict=False
    ))  # fmt: skip
    options = choices(language, "tooth_code", ToothCode, empty=True)

    def act(entered: Entered) -> str:
        said = tuple(
            ToothSaid(tooth=tooth, code=ToothCode(code), note=entered["teeth_note"])
            for _, row in rows for tooth in row
            if (code := entered[f"tooth_{tooth}"]) and (tooth not in stands or stands[tooth].code != code)
        )  # fmt: skip
        return _record(acting, of, entered, BodyRecord(teeth=said))

    teeth = tuple(
        Field(name=f"tooth_{tooth}", kind="choice", label=f"tooth.{tooth}", options=options,
              value=stands[tooth].code.value if tooth in stands else "",
              legend=legend if place == 0 else "")
        for legend, row in rows for place, tooth in enumerate(row)
    )  # fmt: skip
    fields = (*_head(language, of, is_whole=False), *teeth, Field(name="teeth_note", hint="hint.teeth_note"))
    asked = Asked(title="page.body_teeth", fields=fields, back=of.back, at_fields=_AT_FIELDS, intro="intro.body_teeth")
    return ask(request, asked, act, subject=of.subject)


def _mark(request: HttpRequest, acting: Acting, of: Of) -> HttpResponse:
    language = language_of(request)
    numbered = tuple((str(place), f"{place}. {one.text}") for place, one in enumerate(of.before.marks, start=1))

    def act(entered: Entered) -> str:
        struck = entered.values.get("mark_struck", "")
        mark = BodyMark(
            kind=MarkKind(entered["mark_kind"]), region=Region(entered["mark_region"]), side=Side(entered["mark_side"]),
            aspect=Aspect(entered["mark_aspect"]), text=entered["mark_text"], serial=entered["serial"],
        )  # fmt: skip
        return _record(acting, of, entered, BodyRecord(
            marks=(mark,), struck=(of.before.marks[int(struck) - 1],) if struck else ()
        ))  # fmt: skip

    fields = (
        *_head(language, of, is_whole=False),
        Field(name="mark_kind", kind="choice", is_required=True, options=choices(language, "mark_kind", MarkKind)),
        Field(name="mark_region", kind="choice", is_required=True, options=choices(language, "body_region", Region)),
        Field(name="mark_side", kind="radio", is_required=True, options=choices(language, "body_side", Side),
              hint="hint.mark_side"),
        Field(name="mark_aspect", kind="radio", is_required=True, options=choices(language, "body_aspect", Aspect)),
        Field(name="mark_text", is_required=True), Field(name="serial", label="field.mark_serial", hint="hint.serial"),
        *((Field(name="mark_struck", kind="choice", options=(("", "—"), *numbered)),) if numbered else ()),
    )  # fmt: skip
    asked = Asked(title="page.body_mark", fields=fields, back=of.back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=of.subject)


@page(EXAMINE, path="remains/items/<str:item_code>/examination/new", name="examine_item")
def examine(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records an examination of an item, or what a later one adds and corrects."""
    return _whole(request, acting, of_item(acting, item_code, record_examination), "page.examine_item")


@page(EXAMINE, path="remains/items/<str:item_code>/examination/teeth", name="examine_teeth")
def examine_teeth(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records the teeth of an item."""
    return _teeth(request, acting, of_item(acting, item_code, record_examination))


@page(EXAMINE, path="remains/items/<str:item_code>/examination/mark", name="examine_mark")
def examine_mark(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records a mark of an item, and strikes one that does not hold."""
    return _mark(request, acting, of_item(acting, item_code, record_examination))


@page(EXAMINE, path="remains/items/<str:item_code>/examination/bones", name="examine_bones")
def examine_bones(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Counts bones of one kind, side and part of an item."""
    of, language = of_item(acting, item_code, record_examination), language_of(request)

    def act(entered: Entered) -> str:
        bone = ElementSaid(
            bone=Bone(entered["bone"]), side=Side(entered["bone_side"]), part=BonePart(entered["bone_part"]),
            age=AgeClass(entered["bone_age"]), count=entered.number("bone_count") or 0,
        )  # fmt: skip
        same = ("bone", "side", "part", "age")
        others = tuple(one for one in of.before.elements or ()
                       if any(getattr(one, name) != getattr(bone, name) for name in same))  # fmt: skip
        return _record(acting, of, entered, BodyRecord(elements=(*others, bone)))

    fields = (
        *_head(language, of, is_whole=False),
        Field(name="bone", kind="choice", is_required=True, options=choices(language, "bone", Bone)),
        Field(name="bone_side", label="field.mark_side", kind="radio", is_required=True,
              options=choices(language, "body_side", Side)),
        Field(name="bone_part", kind="radio", is_required=True, options=choices(language, "bone_part", BonePart)),
        Field(name="bone_age", kind="radio", is_required=True, options=choices(language, "bone_age", AgeClass)),
        Field(name="bone_count", kind="number", is_required=True, value="1"),
    )  # fmt: skip
    asked = Asked(
        title="page.examine_bones", fields=fields, back=of.back, at_fields=_AT_FIELDS, intro="intro.examine_bones"
    )  # fmt: skip
    return ask(request, asked, act, subject=of.subject)


@page(ASK_FAMILY, path="enquiries/<str:enquiry_id>/body/new", name="tell_body")
def tell(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Records what a family tells of one who is sought."""
    return _whole(request, acting, of_enquiry(acting, enquiry_id, record_antemortem), "page.tell_body")


@page(ASK_FAMILY, path="enquiries/<str:enquiry_id>/body/teeth", name="tell_teeth")
def tell_teeth(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Records what is told of his teeth."""
    return _teeth(request, acting, of_enquiry(acting, enquiry_id, record_antemortem))


@page(ASK_FAMILY, path="enquiries/<str:enquiry_id>/body/mark", name="tell_mark")
def tell_mark(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Records a mark that is told of him."""
    return _mark(request, acting, of_enquiry(acting, enquiry_id, record_antemortem))
