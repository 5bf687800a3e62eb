"""Switching hand-overs on: a signed basis, points, consents, and two who approved exactly these (practice rule 18)."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.handover import ReleaseBasis, StatedBasis
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.exchanges.errors import UnknownAgreementError
from repatria.records.exchanges.services.agreements import end_agreement
from repatria.records.handover.selectors import switches
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import rebuild, verify
from tests.records.handover.meeting import SWITCH
from tests.records.register.laid import agreement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["caseworker-1", "officer", "registrar", "interviewer", "adviser", "doctor"])
def test_refuses_whoever_is_not_the_head(meeting, name):
    with pytest.raises(RoleForbidsError):
        meeting.switched(name=name)


@pytest.mark.parametrize("name", ["officer", "registrar", "adviser", "doctor"])
def test_refuses_the_approval_of_whoever_does_not_know_its_ground(meeting, name):
    with pytest.raises(RoleForbidsError):
        meeting.switched(approvers=("caseworker-1", name))


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("release_basis", {"basis": StatedBasis()}),
        ("legal_basis", {"legal_basis": " "}),
        ("points", {"points": ()}),
        ("points", {"points": ("Old Bridge", " ")}),
        ("transit_consents", {"transit_consents": ()}),
        ("transit_consents", {"transit_consents": ("",)}),
    ],
)
def test_refuses_a_ground_that_lacks_one_thing_whoever_approved(meeting, what, changed):
    with pytest.raises(UnstatedParticularsError) as refused:
        meeting.switched(**changed)

    assert ((what, "practice rule 18"),) == refused.value.params["guards"]
    assert () == switches()


@pytest.mark.parametrize("approvers", [(), ("head",), ("caseworker-1",)])
def test_refuses_fewer_than_two_approvals(meeting, approvers):
    with pytest.raises(ApprovalsMissingError):
        meeting.switched(approvers=approvers)

    assert () == switches()


@pytest.mark.parametrize(
    "changed",
    [
        {"conditions": "two at a time"},
        {"points": ("Elsewhere",)},
        {"legal_basis": "Order 8"},
        {"basis": StatedBasis(basis=ReleaseBasis.EXCHANGE, agreement_reference="treaty 2")},
    ],
)
def test_refuses_what_differs_from_what_two_approved_and_approvals_that_were_used(meeting, changed):
    meeting.switched()

    for ground in (changed, {}):
        with pytest.raises(ApprovalsMissingError):
            meeting.switched(approvers=(), **ground)


def test_refuses_an_agreement_that_is_not_on_record_or_was_ended(meeting):
    def on(number):
        return meeting.switched(basis=StatedBasis(basis=ReleaseBasis.EXCHANGE, agreement_reference=number))

    number = agreement(meeting)
    assert on(number).switch
    end_agreement(meeting.by("head"), agreement_id=number, ended_on=meeting.clock().date(), reason="replaced")
    for named in ("treaty 2", number):
        with pytest.raises(UnknownAgreementError):
            on(named)


def test_it_holds_what_was_approved_and_by_whom(meeting):
    meeting.switched()

    (one,) = switches()
    assert (SWITCH["points"], SWITCH["transit_consents"], "unilateral") == (one.points, one.transit_consents, one.basis)
    assert {meeting.staff.numbers["caseworker-1"], meeting.staff.numbers["caseworker-2"]} == set(one.approved_by)
    rebuild()
    assert verify(log_verifier()).is_equal
