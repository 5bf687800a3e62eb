"""A grave's place, a step and a burial that were written wrongly are put right by two; what stood stays to be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.remains_path import ItemStep
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import (
    CorrectionOrderError,
    TakenGraveError,
    UnknownCorrectionError,
    UnknownStoreError,
)
from repatria.records.remains.grave_models import Grave
from repatria.records.remains.selectors.entries import entries_put_right, entries_waiting
from repatria.records.remains.selectors.graves import grave as grave_of
from repatria.records.remains.selectors.graves import rest_of
from repatria.records.remains.selectors.steps import path
from repatria.records.remains.services.entries import (
    agree_entry_right,
    propose_burial_right,
    propose_grave_right,
    propose_step_right,
    refuse_entry_right,
)
from repatria.records.remains.services.steps import open_store
from tests.records.remains.field import step, walk
from tests.records.remains.test_graves import buried, exhumed, grave, ready

pytestmark = pytest.mark.django_db


def lacks(refused):
    return [one for one, _ in refused.value.params["guards"]]


def place(field, grave_id, name="registrar", **changed):
    given = {
        "cemetery_code": "KH", "grave_row": "2", "position": "17", "cemetery": "behind the mill",
        "laid_out_by": "a digger", "reason": "read off another plan",
    } | changed  # fmt: skip
    return propose_grave_right(field.by(name), grave_id=grave_id, **given)


def test_a_graves_place_is_put_right_by_two_and_what_stood_is_seen(dug):
    number, other = grave(dug), grave(dug, position="18")
    stood = Grave.objects.get(pk=number)
    for wrong, refusal in (
        ({"reason": " "}, UnstatedReasonError), ({"cemetery": " "}, UnstatedParticularsError),
        ({"cemetery_code": stood.cemetery_code, "grave_row": stood.grave_row, "position": "18"}, TakenGraveError),
        ({"position": "x" * 25}, InputError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            place(dug, number, **wrong)
    for name in ("delegate", "adviser"):
        with pytest.raises(RoleForbidsError):
            place(dug, number, name)
    said = place(dug, number, cemetery_code="km", position="4")
    assert [(said, number)] == [one[:2] for one in entries_waiting(dug.by("head"))]
    with pytest.raises(CorrectionOrderError):
        place(dug, number, position="5")
    with pytest.raises(SecondPersonError):
        agree_entry_right(dug.by("registrar"), correction_id=said)
    with pytest.raises(UnknownCorrectionError):
        agree_entry_right(dug.by("head"), correction_id="YR-NONE")
    assert Grave.objects.get(pk=number).position == stood.position
    agree_entry_right(dug.by("head"), correction_id=said)
    now = grave_of(dug.by("head"), number)
    assert ("KM", "4", "behind the mill") == (now.line.cemetery_code, now.line.position, now.cemetery)
    (view,) = entries_put_right(dug.by("head"), number)
    assert ("position", stood.position, "4") in view.said and "agreed" == view.state
    assert "marker" not in {name for name, _, _ in view.said} and now.marker == "2/17"
    with pytest.raises(CorrectionOrderError):
        refuse_entry_right(dug.by("head"), correction_id=said, reason="late")
    moved = place(dug, other, cemetery_code="KM", grave_row="2", position="5")
    refuse_entry_right(dug.by("registrar"), correction_id=moved, reason="my own slip")
    again = place(dug, other, cemetery_code="KM", grave_row="9", position="9")
    grave(dug, cemetery_code="KM", grave_row="9", position="9")
    with pytest.raises(TakenGraveError):  # another was recorded there meanwhile
        agree_entry_right(dug.by("head"), correction_id=again)
    assert verify(log_verifier()).is_equal


def stored(field, index, name="registrar", **changed):
    given = {
        "item_code": field.item_code, "step_index": index, "happened_at": field.clock(), "by": "a keeper",
        "store_code": "COLD-2", "reason": "another store",
    } | changed  # fmt: skip
    return propose_step_right(field.by(name), **given)


def test_a_step_of_the_chain_is_put_right_by_two_wherever_it_stands(kept):
    walk(kept, ItemStep.RECOVERED, ItemStep.RECEIVED, ItemStep.STORED)
    recovered, received, last = (one.act_index for one in path(kept.by("head"), kept.item_code).steps)
    with pytest.raises(UnknownStoreError):
        stored(kept, last)
    open_store(kept.by("registrar"), store_code="COLD-2", capacity=1, kept_at="cold")
    with pytest.raises(UnstatedParticularsError) as refused:
        stored(kept, received, seal_number="", from_whom="", purpose="")
    assert ["item_from", "item_seal", "item_purpose"] == lacks(refused)
    with pytest.raises(InputError):
        stored(kept, recovered, happened_at=kept.clock() + timedelta(days=1))
    with pytest.raises(UnknownCorrectionError):
        stored(kept, last + 1000)
    said = stored(kept, last)
    with pytest.raises(SecondPersonError):
        agree_entry_right(kept.by("registrar"), correction_id=said)
    agree_entry_right(kept.by("head"), correction_id=said)
    now = path(kept.by("head"), kept.item_code)
    assert ("COLD-2", "COLD-2", "a keeper") == (now.store_code, now.steps[-1].store_code, now.steps[-1].by)
    said = stored(kept, received, store_code="", seal_number="S-77", from_whom="a driver", purpose="to the mortuary")
    step(kept, ItemStep.MOVED)
    agree_entry_right(kept.by("head"), correction_id=said)
    now = path(kept.by("head"), kept.item_code)
    assert ("", "S-77") == (now.store_code, now.steps[1].seal_number), "where it lies is its last step's"
    with pytest.raises(OpenGuardError):  # nothing changes
        stored(kept, received, store_code="", seal_number="S-77", from_whom="a driver", purpose="to the mortuary")
    assert 2 == len(entries_put_right(kept.by("head"), kept.item_code))
    assert verify(log_verifier()).is_equal


def test_who_buried_is_put_right_by_two_also_after_the_grave_was_opened(dug):
    code = ready(dug, 1)
    buried(dug, code)
    index = path(dug.by("head"), code).steps[-1].act_index
    exhumed(dug, code)
    given = {
        "item_code": code, "step_index": index, "happened_at": dug.clock(), "by": "a priest", "second": "a digger",
        "rite": "as his kin wished", "reason": "two names were mixed up",
    }  # fmt: skip
    with pytest.raises(SecondPersonError):
        propose_burial_right(dug.by("registrar"), **given | {"second": "a  priest"})
    with pytest.raises(UnknownCorrectionError):  # an exhumation is no burial
        propose_burial_right(dug.by("registrar"), **given | {"step_index": index + 1})
    said = propose_burial_right(dug.by("registrar"), **given)
    agree_entry_right(dug.by("mortuary"), correction_id=said)
    (now,) = rest_of(dug.by("head"), code).burials
    assert ("a priest", "a digger", "as his kin wished") == (now.by, now.second, now.rite)
    assert now.exhumed_at
    assert verify(log_verifier()).is_equal
