"""What was recorded wrongly of an item is corrected by two; nothing is written over."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.law.remains import DiscFound, RemainsKind
from repatria.core.law.remains_path import ItemStep
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import CorrectionOrderError, UnknownCorrectionError
from repatria.records.remains.selectors.corrections import corrections, corrections_waiting
from repatria.records.remains.selectors.items import item
from repatria.records.remains.selectors.steps import path
from repatria.records.remains.services.correcting import (
    agree_correction,
    propose_item_correction,
    propose_step_back,
    refuse_correction,
)
from tests.records.remains.field import step, walk

pytestmark = pytest.mark.django_db


def lacks(refused):
    return [one for one, _ in refused.value.params["guards"]]


@pytest.fixture
def laid(kept):
    """An item that a mortuary has in a store, and that was said to have moved on by mistake."""
    walk(kept, ItemStep.RECOVERED, ItemStep.RECEIVED, ItemStep.STORED)
    kept.wrong = step(kept, ItemStep.MOVED)
    return kept


def test_the_last_step_is_taken_back_by_two_and_stays_to_be_seen(laid):
    stored = laid.item_code
    one = path(laid.by("head"), stored)
    assert ("stored", "") == (one.state, one.store_code)
    said = {"item_code": stored, "step_index": laid.wrong, "reason": "it never left"}
    with pytest.raises(RoleForbidsError):
        propose_step_back(laid.by("delegate"), **said)
    with pytest.raises(OpenGuardError) as refused:
        propose_step_back(laid.by("registrar"), **said | {"step_index": laid.wrong - 1})
    assert ["step_is_last"] == lacks(refused)
    with pytest.raises(UnstatedReasonError):
        propose_step_back(laid.by("registrar"), **said | {"reason": " "})
    number = propose_step_back(laid.by("registrar"), **said)
    with pytest.raises(CorrectionOrderError):
        propose_step_back(laid.by("head"), **said)
    with pytest.raises(SecondPersonError):
        agree_correction(laid.by("registrar"), correction_id=number)
    with pytest.raises(UnknownCorrectionError):
        agree_correction(laid.by("head"), correction_id="YR-NONE")
    assert ((number, stored),) == corrections_waiting(laid.by("head"))
    agree_correction(laid.by("head"), correction_id=number)
    one = path(laid.by("head"), stored)
    assert ("stored", "COLD-1") == (one.state, one.store_code)
    assert [False, False, False, True] == [line.is_taken_back for line in one.steps]
    with pytest.raises(CorrectionOrderError):
        agree_correction(laid.by("head"), correction_id=number)
    again = propose_step_back(laid.by("registrar"), **said | {"step_index": one.steps[2].act_index})
    refuse_correction(laid.by("head"), correction_id=again, reason="it lies there")
    assert ("stored", "COLD-1") == (path(laid.by("head"), stored).state, path(laid.by("head"), stored).store_code)
    assert verify(log_verifier()).is_equal


def test_what_stands_of_an_item_is_corrected_by_two_and_what_was_recorded_first_stays(laid):
    code = laid.item_code
    was = item(laid.by("head"), code)
    said = {
        "item_code": code, "kind": RemainsKind(was.kind), "found_where": was.found_where, "disc": DiscFound(was.disc),
        "description": was.description, "disc_says": was.disc_says, "is_disc_left": was.is_disc_left,
        "why_removed": was.why_removed, "reason": "two of us looked again",
    }  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        propose_item_correction(laid.by("registrar"), **said)
    assert ["correction_changes"] == lacks(refused)
    number = propose_item_correction(laid.by("registrar"), **said | {"kind": RemainsKind.PART, "description": "a foot"})
    assert was.kind == item(laid.by("head"), code).kind
    agree_correction(laid.by("head"), correction_id=number)
    now, told = item(laid.by("head"), code), corrections(laid.by("head"), code)
    assert ("part", "a foot", was.found_where) == (now.kind, now.description, now.found_where)
    assert (was.kind, was.description) == (told.first.kind, told.first.description)
    (one,) = told.corrections
    assert ("agreed", "part", "two of us looked again") == (one.state, one.said.kind, one.reason)
    assert verify(log_verifier()).is_equal
