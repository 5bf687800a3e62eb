"""Examinations beside what families told: who may read them, in which order, and what falls out of it."""

from __future__ import annotations

import pytest

from repatria.core.bodies.said_beside import BesideWord
from repatria.core.law.identification_board import Method, ReviewVerdict, Weighs
from repatria.core.vocabulary.body_record import (
    Aspect,
    BodyMark,
    BodyRecord,
    MarkKind,
    Region,
    SexEstimate,
    Side,
    Span,
    ToothCode,
    ToothSaid,
)
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.enquiries.acts import Asked
from repatria.records.identification.selectors.beside import (
    both_beside,
    examined_items,
    families_beside,
    items_beside,
)
from repatria.records.identification.services.board import sign_conclusion
from repatria.records.identification.services.hypotheses import lay_evidence, open_hypothesis, record_review
from repatria.records.remains.errors import UnknownItemError, WrongCodeError
from repatria.records.remains.selectors.examinations import antemortem_of
from repatria.records.remains.services.examining import record_antemortem
from repatria.records.vault.keyring import Purpose
from tests.records.remains.field import examine

pytestmark = pytest.mark.django_db
PLATE = BodyMark(
    kind=MarkKind.IMPLANT, region=Region.LOWER_LEG, side=Side.RIGHT, aspect=Aspect.FRONT, text="a plate",
    serial="LOT 4471-08",
)  # fmt: skip
SEEN = BodyRecord(
    sex=SexEstimate.MALE, age=Span(low=25, high=35), marks=(PLATE,),
    teeth=(ToothSaid(tooth=16, code=ToothCode.FILLED), ToothSaid(tooth=36, code=ToothCode.SOUND)),
)  # fmt: skip


def told(bench, enquiry, **said):
    return record_antemortem(
        bench.by("caseworker-1"), enquiry_id=enquiry, happened_at=bench.clock(), interviewer="Коваль",
        told_by="a mother", body=BodyRecord(**said),
    )  # fmt: skip


@pytest.fixture
def bench(laboratory):
    laboratory.first, _ = laboratory.dead()
    examine(laboratory, laboratory.first, body=SEEN)
    told(laboratory, laboratory.mother, sex=SexEstimate.MALE, marks=(PLATE,))
    told(laboratory, laboratory.stranger, sex=SexEstimate.MALE, age=Span(low=30, high=30))
    laboratory.third = laboratory._asked("third", Asked(sought_name="Гук Іван", enquirer_name="Гук", relation="wife"))
    told(
        laboratory, laboratory.third, sex=SexEstimate.MALE, teeth=(ToothSaid(tooth=36, code=ToothCode.FILLED),),
        marks=(PLATE,),
    )  # fmt: skip
    return laboratory


def test_refuses_whoever_is_no_expert_and_no_doctor_and_a_code_that_is_none(bench):
    for name in ("laboratory", "caseworker-1", "head", "registrar", "auditor", "reviewer-1"):
        for asked in (lambda by: families_beside(by, bench.first), lambda by: items_beside(by, bench.mother),
                      lambda by: both_beside(by, bench.first, bench.mother), examined_items):  # fmt: skip
            with pytest.raises(RoleForbidsError):
                asked(bench.by(name))
    for wrong, error in ((bench.first[:-1], WrongCodeError), (remains_code("KHR", "T2", 77), UnknownItemError)):
        with pytest.raises(error):
            families_beside(bench.by("expert-1"), wrong)
    assert antemortem_of(bench.by("expert-1"), bench.mother).whole.marks == (PLATE,), "the board reads what was told"


def test_the_likest_family_stands_first_and_what_cannot_be_stands_last_with_its_reason(bench):
    found = families_beside(bench.by("expert-1"), bench.first.lower())
    assert [one.enquiry_id for one in found] == [bench.mother, bench.stranger, bench.third]
    best, _, last = found
    assert BesideWord.SERIAL_AGREES in {one.word for one in best.reasons} and best.points > 20
    assert last.is_excluded and last.reasons[0].word is BesideWord.TOOTH_CANNOT
    assert last.points > 0, "however much else agrees"
    view = both_beside(bench.by("doctor"), bench.first, bench.mother)
    assert (view.examined, view.told.marks, view.line) == (SEEN, (PLATE,), best)


def test_a_later_telling_a_closed_enquiry_and_one_that_was_erased_are_read_at_once(bench):
    expert = bench.by("expert-1")
    told(bench, bench.stranger, marks=(PLATE,))
    assert families_beside(expert, bench.first)[0].enquiry_id == bench.stranger
    bench.staff.hire("head-2", Role.HEAD_OF_BUREAU)
    for purpose in (Purpose.PLACE, Purpose.KIN):
        assert families_beside(expert, bench.first)[0].enquiry_id == bench.stranger  # a key of other words took nothing
        reference = destroy_reference(purpose, bench.stranger)
        for name in ("auditor", "head"):
            record_approval(bench.by(name), action="access.destroy_key", object_reference=reference)
        destroy_key(bench.by("head-2"), purpose=purpose, subject=bench.stranger, reason="she asked for it")
    assert bench.stranger not in {one.enquiry_id for one in families_beside(expert, bench.first)}
    assert both_beside(expert, bench.first, bench.stranger).told == BodyRecord()


def test_of_a_family_the_items_without_a_name_are_ranked(bench):
    second, _ = bench.dead(2)
    examine(bench, second, body=BodyRecord(sex=SexEstimate.MALE))
    expert = bench.by("expert-1")
    assert [one.item_code for one in items_beside(expert, bench.mother)] == [bench.first, second]
    number = open_hypothesis(expert, items=(bench.first,), enquiry_id=bench.mother, said="a plate")
    lay_evidence(expert, hypothesis_id=number, method=Method.FINGERPRINTS, weighs=Weighs.SUPPORTS, reference="F-1",
                 said="ten points")  # fmt: skip
    for name in ("expert-2", "expert-3"):
        record_review(bench.by(name), hypothesis_id=number, verdict=ReviewVerdict.SUPPORTED, said="looked at")
    for name in ("expert-4", "expert-2"):
        sign_conclusion(bench.by(name), hypothesis_id=number, said="it is he")
    assert [one.item_code for one in items_beside(expert, bench.mother)] == [second]
    assert [(one.item_code, one.has_name) for one in examined_items(expert)] == [(second, False), (bench.first, True)]
