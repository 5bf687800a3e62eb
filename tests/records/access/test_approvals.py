"""Approvals: whose count, for what, how long, and that each is rested on once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.release import ReleaseBasis, StatedBasis
from repatria.records.access.approvals import APPROVAL_LASTS, approvers_of
from repatria.records.access.errors import ApprovalsMissingError, ApprovedAlreadyError, RoleForbidsError
from repatria.records.access.models import Account, Approval
from repatria.records.access.role_table import APPROVERS, READ_BEFORE, ROLE_TABLE, SECOND_PERSONS, Role, may_approve
from repatria.records.access.services import (
    destroy_key,
    destroy_reference,
    grant_reference,
    grant_roles,
    record_approval,
)
from repatria.records.disclosure.services import DECIDE, decide_answer
from repatria.records.handover.services import AUTHORISE, SWITCH_ON, switch_off, switch_on, switch_reference
from repatria.records.register.models import CustodyEntry
from repatria.records.register.services import annul_custody, record_custody
from repatria.records.vault.keyring import Purpose
from tests.journeys.test_thread_in_the_records import Story, told
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db

GRANT = "access.grant_roles"
BASIS = StatedBasis(basis=ReleaseBasis.UNILATERAL)
GROUND = {
    "basis": BASIS, "legal_basis": "Order 7", "points": ["The bridge"], "transit_consents": ["State X: yes"],
    "conditions": "by day, unarmed",
}  # fmt: skip
REFERENCE = switch_reference(BASIS, "Order 7", ["The bridge"], ["State X: yes"], "by day, unarmed")


@pytest.fixture
@built_once
def staff(clock, randomness):
    made = Staff(clock, randomness).found()
    for name, role in (
        ("caseworker-1", Role.CASEWORKER), ("caseworker-2", Role.CASEWORKER), ("head", Role.HEAD_OF_BUREAU),
        ("head-2", Role.HEAD_OF_BUREAU), ("auditor", Role.AUDITOR), ("reviewer", Role.REVIEWER),
    ):  # fmt: skip
        made.hire(name, role)
    return made


def approve(staff, action, reference, *names):
    for name in names:
        record_approval(staff.acting(name), action=action, object_reference=reference)


def standing(staff, action, reference):
    found = approvers_of(action, reference, at=staff.clock())
    return {name for name, number in staff.numbers.items() if number in found}


@pytest.mark.parametrize("name", ["auditor", "administrator-1"])
@pytest.mark.parametrize("action", [SWITCH_ON, AUTHORISE, DECIDE])
def test_refuses_an_approval_by_a_role_that_does_not_know_the_ground(staff, name, action):
    with pytest.raises(RoleForbidsError):
        approve(staff, action, REFERENCE, name)

    assert not Approval.objects.filter(action=action).exists()


@pytest.mark.parametrize(("action", "name"), [
    (GRANT, "head"), (GRANT, "auditor"), (GRANT, "caseworker-1"), ("access.destroy_key", "caseworker-1"),
    ("access.destroy_key", "administrator-1"), (SWITCH_ON, "reviewer"),
])  # fmt: skip
def test_refuses_the_approval_of_another_roles_matter(staff, action, name):
    with pytest.raises(RoleForbidsError):
        approve(staff, action, "x", name)


def test_refuses_a_second_approval_by_the_same_person_while_the_first_stands(staff):
    approve(staff, SWITCH_ON, REFERENCE, "head")

    with pytest.raises(ApprovedAlreadyError):
        approve(staff, SWITCH_ON, REFERENCE, "head")


def test_refuses_to_switch_on_again_with_approvals_that_were_used(staff):
    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1", "head-2")
    switch_id = switch_on(staff.acting("head"), **GROUND)
    switch_off(staff.acting("head"), switch_id=switch_id, reason="danger")

    with pytest.raises(ApprovalsMissingError):
        switch_on(staff.acting("head"), **GROUND)

    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1")
    with pytest.raises(ApprovalsMissingError):
        switch_on(staff.acting("head"), **GROUND)
    approve(staff, SWITCH_ON, REFERENCE, "head-2")
    assert switch_id != switch_on(staff.acting("head"), **GROUND)


@pytest.mark.parametrize("exchanged", [
    {"conditions": ""}, {"conditions": "by night"}, {"legal_basis": "Order 8"}, {"points": ["The mill"]},
    {"transit_consents": ["State X: yes", "State Y: yes"]},
    {"basis": StatedBasis(basis=ReleaseBasis.UNILATERAL, hostilities_ended=True)},
])  # fmt: skip
def test_refuses_a_ground_that_was_exchanged_after_both_approved(staff, exchanged):
    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1", "head-2")

    with pytest.raises(ApprovalsMissingError):
        switch_on(staff.acting("head"), **GROUND | exchanged)


def test_refuses_to_rest_on_an_expired_approval(staff):
    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1")
    staff.clock.forward(days=1)
    approve(staff, SWITCH_ON, REFERENCE, "head-2")
    staff.clock.at += APPROVAL_LASTS - timedelta(days=1)
    assert {"caseworker-1", "head-2"} == standing(staff, SWITCH_ON, REFERENCE)
    staff.clock.forward(seconds=1)

    with pytest.raises(ApprovalsMissingError):
        switch_on(staff.acting("head"), **GROUND)

    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1")
    assert switch_on(staff.acting("head"), **GROUND)


def grant(staff, by, name, *roles):
    grant_roles(staff.acting(by), account_id=staff.numbers[name], roles=roles)


def propose(staff, by, name, *roles):
    approve(staff, GRANT, grant_reference(staff.numbers[name], roles), by)


def roles_of(staff, name):
    return set(Account.objects.get(pk=staff.numbers[name]).roles.split())


def test_refuses_a_grant_that_whoever_gets_it_approved_himself(staff):
    number, wanted = staff.numbers["administrator-2"], [Role.ADMINISTRATOR, Role.HEAD_OF_BUREAU]
    approve(staff, GRANT, grant_reference(number, wanted), "administrator-2")

    with pytest.raises(ApprovalsMissingError):
        grant_roles(staff.acting("administrator-1"), account_id=number, roles=wanted)


def test_refuses_to_restore_by_one_a_role_that_two_took_away(staff):
    propose(staff, "administrator-1", "reviewer", Role.DELEGATE)
    grant(staff, "administrator-2", "reviewer", Role.DELEGATE)

    for by in ("administrator-1", "administrator-2"):  # the approval of the first grant was the second's
        with pytest.raises(ApprovalsMissingError):
            grant(staff, by, "reviewer", Role.REVIEWER)
    assert {"delegate"} == roles_of(staff, "reviewer")


def test_refuses_a_grant_that_was_approved_before_the_roles_changed(staff):
    propose(staff, "administrator-1", "reviewer", Role.REVIEWER, Role.CASEWORKER)
    propose(staff, "administrator-1", "reviewer", Role.DELEGATE)
    grant(staff, "administrator-2", "reviewer", Role.DELEGATE)

    with pytest.raises(ApprovalsMissingError):
        grant(staff, "administrator-2", "reviewer", Role.REVIEWER, Role.CASEWORKER)


def test_an_approver_who_lost_his_role_or_his_account_counts_no_longer(staff):
    from repatria.records.access.services import close_account

    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1", "caseworker-2", "head-2")
    propose(staff, "administrator-1", "caseworker-1", Role.AUDITOR)
    grant(staff, "administrator-2", "caseworker-1", Role.AUDITOR)
    assert {"caseworker-2", "head-2"} == standing(staff, SWITCH_ON, REFERENCE)
    close_account(staff.acting("administrator-1"), account_id=staff.numbers["caseworker-2"], reason="left")

    assert {"head-2"} == standing(staff, SWITCH_ON, REFERENCE)
    with pytest.raises(ApprovalsMissingError):
        switch_on(staff.acting("head"), **GROUND)


def test_an_approval_that_was_written_into_the_store_by_hand_is_none(staff):
    approve(staff, SWITCH_ON, REFERENCE, "caseworker-1")
    Approval.objects.create(
        id="V-BY-HAND", action=SWITCH_ON, object_reference=REFERENCE, account_id=staff.numbers["head-2"],
        recorded_index=1,
    )  # fmt: skip

    with pytest.raises(ApprovalsMissingError):
        switch_on(staff.acting("head"), **GROUND)


def test_refuses_to_destroy_a_key_twice_on_the_same_approvals(staff):
    reference = destroy_reference(Purpose.KIN, "E-1")
    approve(staff, "access.destroy_key", reference, "head-2", "auditor")
    destroy_key(staff.acting("head"), purpose=Purpose.KIN, subject="E-1", reason="she asked")

    with pytest.raises(ApprovalsMissingError):
        destroy_key(staff.acting("head"), purpose=Purpose.KIN, subject="E-1", reason="again")


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness)


def decide(story):
    return decide_answer(story.by("caseworker-2"), enquiry_id=story.enquiry)[0]


def test_refuses_to_tell_again_what_was_frozen_with_the_approvals_of_before(story):
    told(story)
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == story.verdict
    record_custody(
        story.by("registrar"), person_id=story.person, event=CustodyEvent.DIED, happened_at=story.clock(),
    )  # fmt: skip
    assert DisclosureVerdict.FREEZE == decide(story)
    last = CustodyEntry.objects.order_by("-recorded_at_index").first()
    annul_custody(story.by("registrar"), person_id=story.person, custody_id=last.pk, reason="another man")

    assert DisclosureVerdict.NO_INFORMATION == decide(story)
    story.decide()
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == story.verdict


def test_a_telling_that_stands_is_decided_again_on_its_own_approvals_and_on_no_others(story):
    told(story)
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == decide(story)
    story.he_says(ContactAnswer.YES)

    assert DisclosureVerdict.NO_INFORMATION == decide(story)


def test_the_letter_that_all_get_uses_no_approval_up(story):
    from repatria.records.disclosure.selectors import answer

    story.capture().ask().link().he_says(ContactAnswer.YES)
    reference = answer(story.by("caseworker-1"), story.enquiry).approval_reference
    record_approval(story.by("caseworker-1"), action=DECIDE, object_reference=reference)
    assert DisclosureVerdict.NO_INFORMATION == decide(story)
    record_approval(story.by("head"), action=DECIDE, object_reference=reference)

    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == decide(story)


def test_the_authorisation_of_a_hand_over_uses_its_approvals_up(story):
    from repatria.core.law.contact import ContactAbout
    from repatria.records.handover.selectors import handover

    told(story).level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    story.up_to_the_point()

    assert () == approvers_of(AUTHORISE, story.handover, at=story.clock())
    named = {story.staff.numbers["head"], story.staff.numbers["caseworker-2"]}
    assert named == set(handover(story.by("officer"), story.handover).approvers)


def test_every_action_of_two_persons_says_who_approves_it_and_who_approves_may():
    assert set(SECOND_PERSONS) <= set(APPROVERS)
    assert [] == [
        (action, role)
        for action, roles in APPROVERS.items()
        for role in roles
        if "access.record_approval" not in ROLE_TABLE[role]
    ]


NOTHING_TO_READ = {"access.reset_credentials", "access.destroy_key"}


def test_nobody_approves_what_his_role_may_not_read():
    assert set(APPROVERS) == {*READ_BEFORE} | NOTHING_TO_READ
    assert [] == [
        (action, role)
        for action, question in READ_BEFORE.items()
        for role in APPROVERS[action]
        if question not in ROLE_TABLE[role]
    ]


def test_refuses_the_approval_of_a_disproof_by_a_legal_adviser_who_reads_no_person():
    assert not may_approve(frozenset({Role.LEGAL_ADVISER}), "register.disprove_report")
    assert may_approve(frozenset({Role.HEAD_OF_BUREAU}), "register.disprove_report")
