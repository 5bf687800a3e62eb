"""The path of an item: no step out of its order, no hand without a seal, no full store, no grave before its time."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.remains_path import OWN_ACTS, ItemOrderError, ItemState, ItemStep, state_after, steps_from
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import UnknownStoreError
from repatria.records.remains.selectors.steps import path, stores
from repatria.records.remains.services.steps import open_store, record_step
from tests.records.remains.field import step, walk

pytestmark = pytest.mark.django_db
S = ItemStep


def test_refuses_burial_without_an_examination_and_a_kept_sample(kept):
    walk(kept, S.RECOVERED, S.RECEIVED)
    with pytest.raises(OpenGuardError) as refused:
        step(kept, S.BURIED)
    assert [one for one, _ in refused.value.params["guards"]] == ["item_examined", "item_sample_kept"]
    assert refused.value.provision == "GC I 17"
    step(kept, S.EXAMINED)
    with pytest.raises(OpenGuardError) as refused:
        step(kept, S.BURIED)
    assert [one for one, _ in refused.value.params["guards"]] == ["item_sample_kept"]
    walk(kept, S.SAMPLED, S.BURIED, S.EXHUMED, S.STORED)


def test_refuses_examination_and_sample_of_who_is_no_doctor_and_burial_by_who_examined(kept):
    for one in (S.RECOVERED, S.RECEIVED):
        step(kept, one, name="registrar")
    with pytest.raises(RoleForbidsError):
        step(kept, S.EXAMINED, name="registrar")
    step(kept, S.EXAMINED)
    with pytest.raises(RoleForbidsError):
        step(kept, S.SAMPLED, name="registrar")
    step(kept, S.SAMPLED)
    with pytest.raises(SecondPersonError) as refused:
        step(kept, S.BURIED, name="doctor")
    assert refused.value.params["guards"] == (("item_buried_by_another", "GC I 17"),)
    step(kept, S.BURIED, name="registrar")


def test_refuses_what_has_no_photograph_no_seal_no_store_no_cause_and_no_number(dug, kept):
    bare = dug.item(4)
    with pytest.raises(OpenGuardError) as refused:
        step(dug, S.RECOVERED, bare)
    assert [one for one, _ in refused.value.params["guards"]] == ["item_photograph"]
    step(kept, S.RECOVERED)
    with pytest.raises(UnstatedParticularsError) as refused:
        step(kept, S.RECEIVED, by="", from_whom="", seal_number=" ", purpose="")
    assert len(refused.value.params["guards"]) == 4
    step(kept, S.RECEIVED)
    for what, changed in ((S.STORED, {"store_code": ""}), (S.MOVED, {"purpose": ""})):
        with pytest.raises(UnstatedParticularsError):
            step(kept, what, **changed)
    with pytest.raises(InputError):
        step(kept, S.EXAMINED, happened_at=kept.clock() - timedelta(hours=1))
    with pytest.raises(RoleForbidsError):
        step(kept, S.EXAMINED, name="caseworker-1")


def test_refuses_a_store_that_is_full_and_one_that_nobody_opened(kept):
    codes = [remains_code("KHR", "T2", count) for count in (1, 2, 3)]
    for code in codes:
        walk(kept, S.RECOVERED, S.RECEIVED, code=code)
    with pytest.raises(UnknownStoreError):
        step(kept, S.STORED, codes[0], store_code="COLD-9")
    walk(kept, S.STORED, code=codes[0])
    walk(kept, S.STORED, code=codes[1])
    with pytest.raises(OpenGuardError) as refused:
        step(kept, S.STORED, codes[2])
    assert refused.value.provision == "practice rule 25"
    step(kept, S.MOVED, codes[0])  # to hands, out of the store
    step(kept, S.STORED, codes[2])
    (line,) = stores(kept.by("auditor"))
    assert (line.capacity, line.items) == (2, 2)
    open_store(kept.by("registrar"), store_code="COLD-1", capacity=3, kept_at="4 degrees")
    assert [one.capacity for one in stores(kept.by("auditor"))] == [3]
    with pytest.raises(InputError) as below:
        open_store(kept.by("registrar"), store_code="COLD-1", capacity=1, kept_at="4 degrees")
    assert below.value.faults == (("capacity", "store_below_content"),)
    for wrong in ({"store_code": " "}, {"capacity": 0}, {"kept_at": ""}):
        with pytest.raises(InputError):
            open_store(kept.by("registrar"), **{"store_code": "X", "capacity": 1, "kept_at": "cold"} | wrong)


def test_only_the_edges_of_the_path_are_walked_and_it_is_told_as_it_was_walked(kept):
    walk(kept, S.RECOVERED, S.RECEIVED, S.STORED, S.MOVED, S.EXAMINED, S.SAMPLED)
    told = path(kept.by("head"), kept.item_code)
    assert [one.step for one in told.steps] == ["recovered", "received", "stored", "moved", "examined", "sampled"]
    assert (told.state, told.steps[1].seal_number, told.steps[4].cause) == ("sampled", "S-9", "violent")
    for wrong in set(S) - set(steps_from(ItemState.SAMPLED)) - {S.EXAMINED, S.SAMPLED}:
        with pytest.raises(ItemOrderError):
            step(kept, wrong)
    for one in OWN_ACTS:
        with pytest.raises(ItemOrderError):
            record_step(kept.by("doctor"), item_code=kept.item_code, step=one, happened_at=kept.clock(), by="a")
    for state, one in product(ItemState, S):
        if one not in steps_from(state):
            with pytest.raises(ItemOrderError):
                state_after(state, one)
    assert verify(log_verifier()).is_equal
