"""The ground of hand-overs: proposed in full, approved by two, ended with a reason."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.texts import say
from repatria.records.access.models import RunProposal
from repatria.records.access.services import record_approval
from repatria.records.handover.selectors import switches
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of
from tests.journeys.test_thread_in_the_records import POINT

pytestmark = pytest.mark.django_db


GROUND = {"basis": "unilateral", "legal_basis": "Order 7", "points": POINT, "transit_consents": "Transit State: yes"}


def propose(bureau: Bureau) -> str:
    page = enter(bureau.at("head"), "/switches/new", **GROUND)
    assert page.status_code == 302, faults_on(page)
    return page.headers["Location"]


@pytest.mark.parametrize("approvers", [(), ("head",), ("caseworker-1",), ("caseworker-1", "caseworker-1")])
def test_refuses_to_switch_on_without_two_approvals(bureau: Bureau, approvers: tuple[str, ...]) -> None:
    path = propose(bureau)
    for name in approvers:
        bureau.at(name).post(f"{path}/approve")
    page = bureau.at("head").post(f"{path}/on")

    assert page.status_code == 409
    assert say("en", "refusal.access.E003") in refusal_on(page)
    assert "two-person rule" in refusal_on(page)
    assert () == switches()
    assert " disabled>" in text_of(bureau.at("head").get(path))


def test_two_approvals_switch_on_and_the_proposal_leaves_the_table(bureau: Bureau) -> None:
    path = propose(bureau)
    for name in ("caseworker-1", "head-2"):
        assert bureau.at(name).post(f"{path}/approve").status_code == 302
    assert bureau.at("head").post(f"{path}/on").status_code == 302

    (switch,) = switches()
    assert ({bureau.number("caseworker-1"), bureau.number("head-2")}, True) == (
        set(switch.approved_by), switch.is_invented)  # fmt: skip
    assert bureau.at("head").get(path).status_code == 404


def test_refuses_a_proposal_that_was_changed_after_it_was_laid_on_the_table(bureau: Bureau) -> None:
    path = propose(bureau)
    for name in ("caseworker-1", "head-2"):
        bureau.at(name).post(f"{path}/approve")
    row = RunProposal.objects.get()
    RunProposal.objects.update(content=row.content.replace("Order 7", "Order 8"))

    for word in ("on", "approve"):
        assert bureau.at("head").post(f"{path}/{word}").status_code == 404
    assert () == switches()


@pytest.mark.parametrize("missing", ["basis", "legal_basis", "points", "transit_consents"])
def test_refuses_a_ground_that_is_incomplete(bureau: Bureau, missing: str) -> None:
    page = enter(bureau.at("head"), "/switches/new", **GROUND | {missing: " \n " if missing != "basis" else "none"})

    assert page.status_code == 400
    assert {missing} == set(faults_on(page))
    assert not RunProposal.objects.exists()


def test_a_switch_ends_with_a_reason(bureau: Bureau) -> None:
    bureau.switched_on()
    assert {"reason"} == set(faults_on(enter(bureau.at("head"), f"/switches/{bureau.switch}/off")))
    enter(bureau.at("head"), f"/switches/{bureau.switch}/off", reason="the agreement ended")

    assert () == switches()


def test_an_approval_of_an_action_is_no_approval_of_another(bureau: Bureau) -> None:
    path = propose(bureau)
    reference = path.rpartition("/")[2]
    for name in ("caseworker-1", "caseworker-2"):
        record_approval(bureau.by(name), action="disclosure.decide_answer", object_reference=reference)

    assert bureau.at("head").post(f"{path}/on").status_code == 409
