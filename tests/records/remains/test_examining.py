"""Examination: by a doctor and one more, in groups; later ones add and correct; bones count persons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.bodies.counting import minimum_number
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.remains import RemainsKind
from repatria.core.law.remains_path import ItemOrderError, ItemStep
from repatria.core.law.statements import StatementError
from repatria.core.vocabulary.body_record import (
    AgeClass,
    Aspect,
    BodyField,
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
    laid_over,
    said_of,
)
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.selectors.examinations import antemortem_of, body, persons_of_items, persons_of_recovery
from repatria.records.remains.services.examining import record_antemortem
from repatria.records.remains.services.steps import record_step
from tests.records.remains.field import examine, step

pytestmark = pytest.mark.django_db
TATTOO = BodyMark(kind=MarkKind.TATTOO, region=Region.FOREARM, side=Side.LEFT, aspect=Aspect.FRONT, text="an anchor")
SCAR = BodyMark(kind=MarkKind.SCAR, region=Region.FOREARM, side=Side.LEFT, aspect=Aspect.FRONT, text="a burn")


@pytest.fixture
def received(kept):
    for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
        step(kept, one)
    return kept


def test_refuses_an_examination_by_one_without_a_cause_that_says_nothing_or_of_what_nobody_has(kept):
    with pytest.raises(ItemOrderError):
        examine(kept, kept.item_code)
    for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
        step(kept, one)
    code = kept.item_code
    with pytest.raises(SecondPersonError):
        examine(kept, code, second="Dr Sych")
    with pytest.raises(UnstatedParticularsError) as refused:
        examine(kept, code, cause=None, body=BodyRecord())
    assert [one for one, _ in refused.value.params["guards"]] == ["item_cause", "examination_said"]
    for name in ("registrar", "mortuary", "laboratory", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            examine(kept, code, name)
    with pytest.raises(InputError):
        examine(kept, code, happened_at=kept.clock() - timedelta(hours=1))
    with pytest.raises(ItemOrderError):  # a step says no more that it was: the record does
        record_step(kept.by("doctor"), item_code=code, step=ItemStep.EXAMINED, happened_at=kept.clock(), by="x")


@pytest.mark.parametrize(("said", "fault"), [
    ({"age": Span(low=40, high=30)}, ("age_high", "span")),
    ({"stature": Span(low=1, high=170)}, ("stature_high", "span")),
    ({"earliest": "2026-03", "latest": "2026-02-11"}, ("body_latest", "before_earliest")),
    ({"teeth": (ToothSaid(tooth=19, code=ToothCode.SOUND),)}, ("teeth", "no_tooth")),
    ({"teeth": (ToothSaid(tooth=11, code=ToothCode.SOUND),) * 2}, ("teeth", "tooth_twice")),
    ({"fields": (FieldSaid(field=BodyField.HAIR, said=Said.GIVEN),)}, ("fields", "missing")),
    ({"fields": (FieldSaid(field=BodyField.HAIR, said=Said.UNKNOWN, text="red"),)}, ("fields", "missing")),
    ({"marks": (BodyMark(kind=MarkKind.IMPLANT, region=Region.KNEE, side=Side.LEFT, aspect=Aspect.FRONT, text="x"),)},
     ("serial", "missing")),
    ({"struck": (TATTOO,)}, ("mark_struck", "unknown")),
    ({"elements": (ElementSaid(bone=Bone.FEMUR, side=Side.LEFT, count=0),)}, ("bone_count", "range")),
])  # fmt: skip
def test_refuses_what_cannot_be_so(received, said, fault):
    with pytest.raises(InputError) as refused:
        examine(received, received.item_code, body=BodyRecord(**said))
    assert refused.value.faults == (fault,)


def test_a_later_one_adds_and_corrects_and_the_first_stands_as_it_was(received):
    code = received.item_code
    first = BodyRecord(
        sex=SexEstimate.MALE, age=Span(low=20, high=30), marks=(TATTOO,),
        teeth=(ToothSaid(tooth=48, code=ToothCode.SOUND),),
        fields=(FieldSaid(field=BodyField.HAIR, said=Said.GIVEN, text="red"),),
    )  # fmt: skip
    examine(received, code, body=first)
    with pytest.raises(UnstatedParticularsError) as refused:
        examine(received, code, body=BodyRecord(sex=SexEstimate.FEMALE))
    assert refused.value.params["guards"] == (("examination_reason", "house rule 6.3"),)
    examine(received, code, cause=None, reason="washed", body=BodyRecord(
        marks=(SCAR,), struck=(TATTOO,), teeth=(ToothSaid(tooth=48, code=ToothCode.FILLED, note="amalgam"),),
        fields=(FieldSaid(field=BodyField.HAIR, said=Said.UNKNOWN),),
    ))  # fmt: skip
    told = body(received.by("mortuary"), code)
    assert (told.whole.sex, told.whole.age, told.whole.marks) == (SexEstimate.MALE, Span(low=20, high=30), (SCAR,))
    assert [(one.code, one.note) for one in told.whole.teeth] == [(ToothCode.FILLED, "amalgam")]
    assert said_of(told.whole, BodyField.HAIR).said is Said.UNKNOWN
    assert said_of(told.whole, BodyField.EYES).said is Said.NOT_EXAMINED
    assert told.examinations[0].record == first
    assert [(one.number, one.cause, one.opens_enquiry) for one in told.examinations] == [
        (1, "violent", True),
        (2, "", False),
    ]
    with pytest.raises(RoleForbidsError):
        body(received.by("caseworker-1"), code)
    assert verify(log_verifier()).is_equal


def test_refuses_a_telling_without_a_teller_and_of_an_enquiry_that_is_none_and_keeps_it_in_the_same_groups(field):
    given = {
        "happened_at": field.clock(), "interviewer": "a caseworker", "told_by": "his mother",
        "body": BodyRecord(stature=Span(low=174, high=178), marks=(TATTOO,)),
    }  # fmt: skip
    by = field.by("caseworker-1")
    with pytest.raises(UnknownEnquiryError):
        record_antemortem(by, enquiry_id="E-NONE", **given)
    for wrong in ({"told_by": " "}, {"body": BodyRecord()}, {"body": BodyRecord(age=Span(low=2, high=1))}):
        with pytest.raises(InputError):
            record_antemortem(by, enquiry_id=field.mother, **given | wrong)
    with pytest.raises(RoleForbidsError):
        record_antemortem(field.by("registrar"), enquiry_id=field.mother, **given)
    record_antemortem(by, enquiry_id=field.mother, **given)
    record_antemortem(by, enquiry_id=field.mother, **given | {"body": BodyRecord(sex=SexEstimate.MALE)})
    told = antemortem_of(field.by("doctor"), field.mother)
    assert (told.whole.sex, told.whole.marks, len(told.tellings)) == (SexEstimate.MALE, (TATTOO,), 2)
    with pytest.raises(RoleForbidsError):
        antemortem_of(field.by("registrar"), field.mother)


def test_refuses_what_somebody_said_among_what_was_seen(received):
    said = FieldSaid(field=BodyField.PAPERS, said=Said.GIVEN, text="“take this to my mother now”")
    with pytest.raises(StatementError):
        examine(received, received.item_code, body=BodyRecord(fields=(said,)))


def of(bone, side=Side.LEFT, count=1, part=BonePart.WHOLE, age=AgeClass.UNKNOWN):
    return ElementSaid(bone=bone, side=side, count=count, part=part, age=age)


@pytest.mark.parametrize(("elements", "persons"), [
    ((), 0), ((of(Bone.FEMUR),), 1), ((of(Bone.FEMUR, count=3), of(Bone.FEMUR, Side.RIGHT, 2)), 3),
    ((of(Bone.FEMUR, part=BonePart.PROXIMAL), of(Bone.FEMUR, part=BonePart.DISTAL)), 1),  # perhaps halves of one
    ((of(Bone.FEMUR, part=BonePart.PROXIMAL), of(Bone.FEMUR)), 2),  # they overlap
    ((of(Bone.FEMUR, Side.UNKNOWN, 3),), 2), ((of(Bone.FEMUR, Side.UNKNOWN, 2), of(Bone.FEMUR, count=2)), 2),
    ((of(Bone.SKULL, Side.MIDDLE, 2), of(Bone.FEMUR)), 2), ((of(Bone.SKULL, Side.UNKNOWN, 2),), 2),
    ((of(Bone.FEMUR, age=AgeClass.ADULT), of(Bone.TIBIA, age=AgeClass.SUBADULT)), 2),  # no adult still grows
    ((of(Bone.FEMUR, age=AgeClass.ADULT), of(Bone.TIBIA)), 1),
])  # fmt: skip
def test_the_least_number_of_persons(elements, persons):
    assert minimum_number(elements).persons == persons
    assert minimum_number(elements, whole_bodies=2).persons == persons + 2


def test_a_recovery_says_how_many_persons_it_holds_at_least(kept):
    codes = [kept.item(count, kind=RemainsKind.PART) for count in (4, 5)]
    for code, count in zip(codes, (1, 2), strict=True):
        kept.pictured(code)
        for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
            step(kept, one, code)
        examine(kept, code, body=BodyRecord(elements=(of(Bone.FEMUR, count=count),)))
    told = persons_of_recovery(kept.by("head"), kept.recovery)
    assert (told.persons, told.whole_bodies) == (3 + 3, 3)
    assert {(one.bone, one.left) for one in told.deciding} == {(Bone.FEMUR, 3)}
    assert persons_of_items(kept.by("doctor"), [codes[0]]).persons == 1
    with pytest.raises(RoleForbidsError):
        persons_of_recovery(kept.by("caseworker-1"), kept.recovery)


def test_the_last_word_on_elements_is_all_of_them():
    first, second = BodyRecord(elements=(of(Bone.FEMUR),)), BodyRecord(elements=())
    assert laid_over((first, BodyRecord())).elements == (of(Bone.FEMUR),)
    assert laid_over((first, second)).elements == ()


def test_what_nobody_looked_at_before_needs_no_reason_and_another_look_does(received):
    code, later = received.item_code, {"cause": None, "reason": ""}
    examine(received, code)
    hair = BodyRecord(fields=(FieldSaid(field=BodyField.HAIR, said=Said.GIVEN, text="red"),))
    examine(received, code, body=hair, **later)
    for again in (hair, BodyRecord(sex=SexEstimate.PROBABLY_MALE)):
        with pytest.raises(UnstatedParticularsError) as refused:
            examine(received, code, body=again, **later)
        assert ["examination_reason"] == [what for what, _ in refused.value.params["guards"]]
