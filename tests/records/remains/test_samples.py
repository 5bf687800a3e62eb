"""Samples and containers: a code of its own, no hand without a seal, the last one never destroyed; packed by two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.remains_containers import ContainerKind, ContainerOrderError, ContainerStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleKind, SampleOrderError, SampleStep
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import SIGNS, fold_sample_code, remains_code, sample_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import (
    PackedItemError,
    TakenContainerError,
    UnknownContainerError,
    UnknownItemError,
    UnknownSampleError,
    WrongCodeError,
)
from repatria.records.remains.selectors.samples import container, containers, contents, sample, samples, samples_of
from repatria.records.remains.selectors.steps import path
from repatria.records.remains.services.containers import record_container, record_container_step
from repatria.records.remains.services.samples import record_sample_step, take_sample
from tests.records.remains.field import HAND, step

pytestmark = pytest.mark.django_db
HANDS = HAND | {"by": "the laboratory"}


def take(field, code=None, name="doctor", **changed):
    given = {
        "kind": SampleKind.TOOTH, "site": "tooth 48", "happened_at": field.clock(), "taken_by": "Dr Sych",
        "seal_number": "S-20", "kept_where": "freezer 1",
    } | changed  # fmt: skip
    return take_sample(field.by(name), item_code=code or field.item_code, **given)


def go(field, code, what, name="doctor", **changed):
    given = {"happened_at": field.clock(), "by": "Dr Sych"} | changed
    return record_sample_step(field.by(name), sample_code=code, step=what, **given)


@pytest.fixture
def received(kept):
    for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
        step(kept, one)
    return kept


def test_refuses_a_sample_of_what_no_mortuary_has_by_who_is_no_doctor_and_without_site_seal_and_place(kept):
    with pytest.raises(SampleOrderError):
        take(kept)
    for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
        step(kept, one)
    for name in ("registrar", "mortuary", "laboratory", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            take(kept, name=name)
    with pytest.raises(UnstatedParticularsError) as refused:
        take(kept, site=" ", taken_by="", seal_number="", kept_where="")
    assert [one for one, _ in refused.value.params["guards"]] == [
        "sample_site", "sample_by", "item_seal", "sample_kept_where"
    ]  # fmt: skip
    for changed in ({"kept_where": "x" * 61}, {"happened_at": kept.clock() - timedelta(hours=1)}):
        with pytest.raises(InputError):
            take(kept, **changed)
    with pytest.raises(UnknownItemError):
        take(kept, remains_code("KHR", "T2", 9))


def test_refuses_to_destroy_the_last_kept_sample_and_to_hand_on_without_a_seal(received):
    first = take(received)
    with pytest.raises(OpenGuardError) as refused:
        go(received, first, SampleStep.DESTROYED, second="another", reason="spoiled")
    assert refused.value.params["guards"] == (("sample_another_kept", "house rule 6.3"),)
    with pytest.raises(UnstatedParticularsError) as refused:
        go(received, first, SampleStep.SENT, by="")
    assert len(refused.value.params["guards"]) == 4
    with pytest.raises(UnstatedParticularsError):
        go(received, first, SampleStep.USED_UP)
    second = take(received, kind=SampleKind.BONE, site="left femur")
    with pytest.raises(SecondPersonError):
        go(received, second, SampleStep.DESTROYED, second="Dr Sych", reason="spoiled")
    for name in ("laboratory", "registrar", "mortuary"):
        with pytest.raises(RoleForbidsError):
            go(received, second, SampleStep.DESTROYED, name=name, second="another", reason="spoiled")
    go(received, second, SampleStep.DESTROYED, second="another", reason="spoiled")
    for wrong in SampleStep:
        with pytest.raises(SampleOrderError):
            go(received, second, wrong)


def test_burial_reads_the_sample_that_is_kept_and_not_one_that_is_away(received):
    code = take(received)
    step(received, ItemStep.EXAMINED, cause=DeathCause.UNKNOWN)
    go(received, code, SampleStep.SENT, **HANDS)
    with pytest.raises(OpenGuardError) as refused:
        step(received, ItemStep.BURIED, name="registrar")
    assert [one for one, _ in refused.value.params["guards"]] == ["item_sample_kept"]
    go(received, code, SampleStep.RETURNED, kept_where="freezer 2", **HANDS)
    step(received, ItemStep.BURIED, name="registrar")


def test_a_sample_is_known_by_its_code_and_its_chain_is_told_as_it_was_walked(received):
    step(received, ItemStep.EXAMINED)
    code = take(received)
    assert code == sample_code(received.item_code, 1)
    assert take(received) == sample_code(received.item_code, 2)
    go(received, code.lower().replace("-", " "), SampleStep.SENT, name="mortuary", **HANDS)
    go(received, code, SampleStep.USED_UP, name="laboratory", reference="report 5")
    told = sample(received.by("laboratory"), code)
    assert (told.site, told.line.state, told.line.kept_where) == ("tooth 48", "used_up", "")
    assert [(one.step, one.from_whom, one.reference) for one in told.steps] == [
        ("sent", "the team", ""), ("used_up", "", "report 5")
    ]  # fmt: skip
    assert [one.state for one in samples_of(received.by("auditor"), received.item_code)] == ["used_up", "kept"]
    assert [one.number for one in samples(received.by("laboratory"), "kept")] == [2]
    walked = path(received.by("doctor"), received.item_code)
    assert (walked.state, walked.steps[-1].reference, walked.steps[-1].by) == (
        "sampled", sample_code(received.item_code, 2), "Dr Sych"
    )  # fmt: skip
    with pytest.raises(RoleForbidsError):
        path(received.by("laboratory"), received.item_code)
    with pytest.raises(RoleForbidsError):
        sample(received.by("caseworker-1"), code)
    assert verify(log_verifier()).is_equal


def test_every_wrong_sign_of_a_samples_code_shows(received):
    code = take(received)
    plain = code.replace("-", "")
    for place, sign in enumerate(plain):
        for other in SIGNS:
            if other != sign:
                assert not fold_sample_code(plain[:place] + other + plain[place + 1 :])
    assert fold_sample_code(plain) == code
    for wrong in (received.item_code, plain[:-1], sample_code(received.item_code, 1)[:-1] + "-"):
        with pytest.raises(WrongCodeError):
            sample(received.by("doctor"), wrong)
    with pytest.raises(UnknownSampleError):
        sample(received.by("doctor"), sample_code(received.item_code, 2))


def close(field, number, what=ContainerStep.PACKED, name="mortuary", **changed):
    given = {"happened_at": field.clock(), "by": "one", "second": "another", "seal_number": "C-1"} | changed
    return record_container_step(field.by(name), container_id=number, step=what, **given)


def test_refuses_a_container_that_one_packed_or_that_holds_nothing_an_item_twice_or_of_another(received):
    by = received.by("mortuary")
    bag = record_container(by, kind=ContainerKind.BAG, written="m 1")
    with pytest.raises(TakenContainerError):
        record_container(by, kind=ContainerKind.BOX, written="M  1")
    with pytest.raises(UnknownContainerError):
        close(received, "RG-NONE")
    code = received.item_code
    with pytest.raises(SecondPersonError):
        close(received, bag, item_codes=[code], second="one")
    with pytest.raises(UnstatedParticularsError) as refused:
        close(received, bag, item_codes=[" "], seal_number="")
    assert [one for one, _ in refused.value.params["guards"]] == ["item_seal", "packed_items"]
    with pytest.raises(InputError):
        close(received, bag, item_codes=[code, code.lower()])
    with pytest.raises(WrongCodeError):
        close(received, bag, item_codes=[code[:-1]])
    with pytest.raises(ContainerOrderError):  # it was found, and nobody has it
        close(received, bag, item_codes=[code, remains_code("KHR", "T2", 1)])
    with pytest.raises(ContainerOrderError):
        close(received, bag, ContainerStep.OPENED, reason="a count")
    with pytest.raises(RoleForbidsError):
        close(received, bag, item_codes=[code], name="caseworker-1")
    close(received, bag, item_codes=[code])
    other = record_container(by, kind=ContainerKind.COFFIN, written="K-2")
    with pytest.raises(PackedItemError):
        close(received, other, item_codes=[code])
    with pytest.raises(PackedItemError):
        step(received, ItemStep.EXAMINED)
    with pytest.raises(PackedItemError):
        take(received)


def test_a_container_is_opened_by_two_with_the_seal_that_was_read_and_every_code_is_named_again(received):
    one, two = (remains_code("KHR", "T2", count) for count in (1, 2))
    for code in (one, two):
        for what in (ItemStep.RECOVERED, ItemStep.RECEIVED):
            step(received, what, code)
    bag = record_container(received.by("mortuary"), kind=ContainerKind.BAG, written="M-1")
    close(received, bag, item_codes=[two, one])
    assert contents(received.by("auditor"), bag) == (one, two)
    with pytest.raises(UnstatedParticularsError):
        close(received, bag, ContainerStep.OPENED)
    close(received, bag, ContainerStep.OPENED, seal_number="C-9", reason="a count")
    close(received, bag, ContainerStep.RESEALED, seal_number="C-2", item_codes=[two, received.item_code])
    told = container(received.by("head"), bag)
    assert [(step.step, step.is_seal_right, len(step.items)) for step in told.steps] == [
        ("packed", True, 2), ("opened", False, 2), ("resealed", True, 2)
    ]  # fmt: skip
    assert (told.line.state, told.line.seal_number, told.items) == ("sealed", "C-2", (two, received.item_code))
    close(received, bag, ContainerStep.OPENED, seal_number="C-2", reason="examined")
    close(received, bag, ContainerStep.EMPTIED, reason="examined")
    (line,) = containers(received.by("delegate"))
    assert (line.state, line.items, line.seal_number) == ("empty", 0, "")
    assert verify(log_verifier()).is_equal
