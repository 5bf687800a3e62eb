"""What cannot be one person: two whole bodies of one profile, bones that repeat, sexes that are both sure."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.identification import ProfileFlag
from repatria.core.law.identification_board import HypothesisState, Method
from repatria.core.law.remains import RemainsKind
from repatria.core.vocabulary.body_record import AgeClass, BodyRecord, Bone, ElementSaid, SexEstimate, Side
from repatria.records.identification.errors import NotOneBodyError
from repatria.records.identification.finding_models import Finding, PartsLink
from repatria.records.identification.reading import flags_of, waits
from repatria.records.identification.selectors.findings import hypothesis, parts
from repatria.records.identification.services.hypotheses import agree_parts, propose_parts
from repatria.records.identification.services.results import settle_flag
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from tests.records.identification.laboratory import drawn
from tests.records.identification.test_board import OTHER, SON, bench, opened, reviewed, sign, what
from tests.records.remains.field import examine

__all__ = ["bench"]
pytestmark = pytest.mark.django_db


def flags(code):
    return {one.flag for one in flags_of(code)}


def test_two_whole_bodies_of_one_profile_both_wait_and_are_never_linked(bench):
    first, one = bench.dead(1)
    second, other = bench.dead(2)
    bench.read(one, SON, sex="M")
    bench.compared()
    number = opened(bench, first)
    reviewed(bench, number)
    bench.read(other, SON, sex="M")
    bench.compared()
    for code in (one, other):
        assert ProfileFlag.EQUALS_ANOTHER in flags(code) and waits(code)
    assert not Finding.objects.filter(kind="part").exists()
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert "primary_method" in what(refused), "a name rests on no sample that waits"
    assert () == hypothesis(bench.by("expert-1"), number).methods
    with pytest.raises(NotOneBodyError):
        propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="one profile")
    for code in (one, other):
        for name in ("laboratory", "expert-1"):
            settle_flag(bench.by(name), sample_code=code, flag=ProfileFlag.EQUALS_ANOTHER, is_free=True, reason="twins")
    bench.compared()
    assert not waits(one) and not waits(other)
    assert (Method.DNA,) == hypothesis(bench.by("expert-1"), number).methods
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert "alike" in what(refused), "two bodies as near to one family are two rivals"


def test_a_part_between_two_whole_bodies_makes_them_no_one_person(bench):
    (first, _), (second, _) = bench.dead(1), bench.dead(2)
    part, _ = bench.dead(3, RemainsKind.PART)
    by, other = bench.by("laboratory"), bench.by("expert-1")
    agree_parts(other, parts_id=propose_parts(by, first_code=first, second_code=part, reason="one joint"))
    with pytest.raises(NotOneBodyError):
        propose_parts(by, first_code=second, second_code=part, reason="one joint")
    assert 1 == PartsLink.objects.count()


def test_two_parts_of_one_profile_are_expected_and_nobody_waits(bench):
    _, one = bench.dead(1, RemainsKind.PART)
    whole, other = bench.dead(2)
    for code in (one, other):
        bench.read(code, SON, sex="M")
    bench.compared()
    assert not waits(one) and not waits(other) and Finding.objects.filter(kind="part").exists()
    number = opened(bench, whole)
    assert HypothesisState.OPEN is hypothesis(bench.by("expert-1"), number).state


def test_a_sex_that_a_sure_examination_denies_puts_the_profile_aside_whichever_came_first(bench):
    first, one = bench.dead(1)
    examine(bench, first, body=BodyRecord(sex=SexEstimate.MALE), cause=DeathCause.NATURAL)
    bench.read(one, SON, sex="F")
    assert ProfileFlag.SEX_DIFFERS in flags(one) and waits(one)
    second, other = bench.dead(2)
    bench.read(other, OTHER, sex="F")
    bench.compared()
    assert not waits(other)
    examine(bench, second, body=BodyRecord(sex=SexEstimate.PROBABLY_MALE), cause=DeathCause.NATURAL)
    bench.compared()
    assert not waits(other), "an estimate that leans denies nothing"
    examine(bench, second, body=BodyRecord(sex=SexEstimate.MALE), cause=DeathCause.NATURAL, reason="again")
    bench.compared()
    assert ProfileFlag.SEX_DIFFERS in flags(other) and waits(other) and not Finding.objects.exists()
    for name in ("laboratory", "expert-1"):
        settle_flag(
            bench.by(name), sample_code=other, flag=ProfileFlag.SEX_DIFFERS, is_free=True, reason="a known deletion"
        )  # fmt: skip
    examine(bench, second, body=BodyRecord(sex=SexEstimate.MALE), cause=DeathCause.NATURAL, reason="once more")
    bench.compared()
    assert not waits(other), "two have said what it is"
    assert verify(log_verifier()).is_equal


def test_a_sure_examination_that_agrees_or_of_no_sample_puts_nothing_aside(bench):
    item, code = bench.dead(1)
    bench.read(code, SON, sex="M")
    bare, _ = bench.dead(2)
    for one, sex in ((item, SexEstimate.MALE), (bare, SexEstimate.FEMALE)):
        examine(bench, one, body=BodyRecord(sex=sex), cause=DeathCause.NATURAL)
    bench.compared()
    assert not waits(code) and flags(code) == {ProfileFlag.ONE_READING}


FEMUR = (ElementSaid(bone=Bone.FEMUR, side=Side.LEFT, age=AgeClass.ADULT),)


@pytest.mark.parametrize(("bodies", "sexes"), [
    ((BodyRecord(elements=FEMUR), BodyRecord(elements=FEMUR)), ("U", "U")),
    ((BodyRecord(sex=SexEstimate.MALE), BodyRecord(sex=SexEstimate.FEMALE)), ("U", "U")),
    ((BodyRecord(), BodyRecord()), ("M", "F")),
])  # fmt: skip
def test_parts_of_two_persons_by_bones_or_sexes_are_linked_with_what_it_was_alone(bench, bodies, sexes):
    codes = []
    for count, (body, sex) in enumerate(zip(bodies, sexes, strict=True), 1):
        item, code = bench.dead(count, RemainsKind.PART)
        if body != BodyRecord():
            examine(bench, item, body=body, cause=DeathCause.NATURAL)
        if sex != "U":
            bench.read(code, drawn(count), sex=sex)
        codes.append(item)
    first, second = codes
    number = propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="they lay near")
    (line,) = parts(bench.by("laboratory"))
    assert line.not_one and line.persons == (2 if bodies[0].elements else 1)
    with pytest.raises(NotOneBodyError):
        agree_parts(bench.by("expert-1"), parts_id=number)
    with pytest.raises(NotOneBodyError):
        agree_parts(bench.by("expert-1"), parts_id=number, resolved="  ")
    agree_parts(bench.by("expert-1"), parts_id=number, resolved="the second was labelled wrongly")
    (line,) = parts(bench.by("laboratory"))
    assert ("agreed", "the second was labelled wrongly") == (line.state, line.resolved)
    assert verify(log_verifier()).is_equal
