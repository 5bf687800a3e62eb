"""Deciding that nothing is to be drawn: the head, on a ground, with the auditor's approval."""

from __future__ import annotations

import pytest

from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.consequences.errors import NoGroundError, SettledAlreadyError, UnknownMatterError
from repatria.records.consequences.selectors import open_count
from repatria.records.consequences.services import DECIDE, decide_consequence, decide_reference, record_drawn
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since
from repatria.records.ledger.verify import verify

pytestmark = pytest.mark.django_db
GROUND = "The notice went by hand on the form of 3 May; the Agency's receipt lies in the safe."


@pytest.fixture
def approved(staff, aside):
    record_approval(staff.acting("auditor"), action=DECIDE, object_reference=decide_reference(**aside, ground=GROUND))


@pytest.mark.parametrize("name", ["registrar", "caseworker", "auditor"])
def test_refuses_whoever_is_not_the_head(staff, aside, approved, name):
    with pytest.raises(RoleForbidsError):
        decide_consequence(staff.acting(name), **aside, ground=GROUND)

    assert 1 == open_count()


def test_refuses_the_head_alone(staff, aside):
    with pytest.raises(ApprovalsMissingError):
        decide_consequence(staff.acting("head"), **aside, ground=GROUND)


@pytest.mark.parametrize("name", ["head-2", "caseworker"])
def test_refuses_the_approval_of_anybody_but_the_auditor(staff, aside, name):
    with pytest.raises(RoleForbidsError):
        record_approval(staff.acting(name), action=DECIDE, object_reference=decide_reference(**aside, ground=GROUND))


def test_refuses_an_approval_of_another_matter(staff, aside, approved):
    other = {**aside, "consumer": "notices_power"}
    with pytest.raises(UnknownMatterError):
        decide_consequence(staff.acting("head"), **other, ground=GROUND)


def test_refuses_another_ground_than_the_one_that_was_approved(staff, aside, approved):
    with pytest.raises(ApprovalsMissingError):
        decide_consequence(staff.acting("head"), **aside, ground="It was done by telephone.")


@pytest.mark.parametrize("ground", ["", "  \n"])
def test_refuses_to_decide_without_a_ground(staff, aside, approved, ground):
    with pytest.raises(NoGroundError):
        decide_consequence(staff.acting("head"), **aside, ground=ground)


def test_refuses_what_was_drawn_meanwhile(staff, aside, approved, clerkwork):
    record_drawn(clerkwork, **aside, drawn_index=9)

    with pytest.raises(SettledAlreadyError):
        decide_consequence(staff.acting("head"), **aside, ground=GROUND)


def test_the_head_decides_with_the_auditors_approval_which_is_used_up(staff, aside, approved):
    decide_consequence(staff.acting("head"), **aside, ground=f" {GROUND} ")

    (recorded,) = entries_since(0, kinds=["consequences.consequence_decided"])
    assert (GROUND, (staff.numbers["auditor"],)) == (recorded.act.ground, recorded.act.approved_by)
    assert 0 == open_count()
    record_approval(staff.acting("auditor"), action=DECIDE, object_reference=decide_reference(**aside, ground=GROUND))
    assert verify(log_verifier()).is_equal
