"""Accounts: roles by two administrators, credentials by two where there were some, closing."""

from __future__ import annotations

import re

import pytest

from repatria.doors.desk.frame.texts import say
from repatria.records.access.models import Account, RunProposal
from repatria.records.access.role_table import HOUSE_ROLES, Role
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db


def account_path(bureau: Bureau, name: str) -> str:
    return f"/accounts/{bureau.number(name)}"


def roles_of(bureau: Bureau, name: str) -> set[str]:
    return set(Account.objects.get(pk=bureau.number(name)).roles.split())


def test_refuses_a_grant_by_the_administrator_who_proposed_it(bureau: Bureau) -> None:
    path = account_path(bureau, "auditor")
    one = bureau.at("administrator-1")
    assert enter(one, f"{path}/roles", account_roles=["reviewer"]).status_code == 302
    page = one.post(f"{path}/grant", {"roles": "reviewer"})

    assert page.status_code == 409
    assert say("en", "refusal.access.E003") in refusal_on(page)
    assert {"auditor"} == roles_of(bureau, "auditor")
    assert say("en", "page.you_proposed") in text_of(one.get(path))


def test_another_administrator_grants_exactly_what_was_proposed(bureau: Bureau) -> None:
    path = account_path(bureau, "auditor")
    enter(bureau.at("administrator-1"), f"{path}/roles", account_roles=["reviewer", "delegate"])
    two = bureau.at("administrator-2")
    assert "auditor" in text_of(two.get("/approvals")), "who is meant is said by name, not by number"
    for roles in ("administrator", "reviewer delegate administrator", "reviewer", ""):
        assert two.post(f"{path}/grant", {"roles": roles}).status_code == 409, roles
    assert {"auditor"} == roles_of(bureau, "auditor")

    assert two.post(f"{path}/grant", {"roles": "delegate reviewer"}).status_code == 302
    assert {"reviewer", "delegate"} == roles_of(bureau, "auditor")
    assert not RunProposal.objects.exists()


@pytest.mark.parametrize("role", sorted(HOUSE_ROLES))
def test_refuses_a_role_that_belongs_to_a_service_of_the_house(bureau: Bureau, role: Role) -> None:
    path = account_path(bureau, "auditor")
    page = enter(bureau.at("administrator-1"), f"{path}/roles", account_roles=[role.value])

    assert {"account_roles"} == set(faults_on(page))
    assert bureau.at("administrator-2").post(f"{path}/grant", {"roles": role.value}).status_code == 409
    assert {"auditor"} == roles_of(bureau, "auditor")


def test_nobody_grants_himself(bureau: Bureau) -> None:
    path = account_path(bureau, "administrator-1")
    one = bureau.at("administrator-1")
    assert one.get(f"{path}/roles").status_code == 409
    proposed = one.post(f"{path}/roles", {"account_roles": ["administrator", "reviewer"]})
    assert (409, True) == (proposed.status_code, say("en", "refusal.access.E002") in refusal_on(proposed))

    enter(bureau.at("administrator-2"), f"{path}/roles", account_roles=["administrator", "reviewer"])
    page = one.post(f"{path}/grant", {"roles": "administrator reviewer"})

    assert page.status_code == 409
    assert say("en", "refusal.access.E002") in refusal_on(page)
    assert "two-person rule" in refusal_on(page)
    assert {"administrator"} == roles_of(bureau, "administrator-1")
    assert say("en", "page.not_yourself") in text_of(one.get(path))


def test_an_administrator_does_not_make_his_own_first_password(bureau: Bureau) -> None:
    one, size = bureau.at("administrator-1"), tree_size()
    page = one.post(f"{account_path(bureau, 'administrator-1')}/credentials")

    assert page.status_code == 409
    assert "access.credential_recorded" not in kinds_since(size)
    assert "/credentials" not in text_of(one.get(account_path(bureau, "administrator-1")))


def test_first_credentials_are_made_by_one_administrator_once_and_shown_once(bureau: Bureau) -> None:
    path = new_account(bureau)
    one = bureau.at("administrator-1")
    assert say("en", "button.first_credentials") in text_of(one.get(path))
    size = tree_size()
    shown = text_of(one.post(f"{path}/credentials"))
    again = one.post(f"{path}/credentials")

    assert 2 == len(re.findall("<strong>(.*?)</strong>", shown))
    assert (409, True) == (again.status_code, say("en", "refusal.access.E010") in refusal_on(again))
    assert "<strong>" not in text_of(again)
    assert ["access.credentials_given"] == kinds_since(size)
    assert one.get(f"{path}/credentials").status_code == 302


def new_account(bureau: Bureau, name: str = "new-1") -> str:
    """An account that was just opened.  Returns: its page."""
    page = enter(bureau.at("administrator-1"), "/accounts/new", sign_in_name=name, account_language="en")
    bureau.staff.numbers[name] = page.headers["Location"].rpartition("/")[2]
    return str(page.headers["Location"])


@pytest.mark.parametrize("name", ["head", "administrator-2", "auditor"])
def test_one_administrator_alone_makes_no_new_credentials_for_an_account_with_roles(bureau: Bureau, name: str) -> None:
    path, one, theirs = account_path(bureau, name), bureau.at("administrator-1"), bureau.at(name)
    size = tree_size()
    page = one.post(f"{path}/credentials")

    assert (409, True) == (page.status_code, say("en", "refusal.access.E010") in refusal_on(page))
    assert "two-person rule" in refusal_on(page)
    assert size == tree_size()
    assert theirs.get("/").status_code == 200
    assert f"{path}/credentials" not in text_of(one.get(path))

    assert one.post(f"{path}/reset").status_code == 302
    assert one.post(f"{path}/credentials").status_code == 409
    assert one.post(f"{path}/reset").status_code == 409
    assert one.post(f"{path}/reset/approve").status_code == 409
    assert say("en", "page.reset_waits") in text_of(one.get(path))
    assert f"{path}/credentials" not in text_of(one.get(path))


@pytest.mark.parametrize("approver", ["administrator-2", "head", "auditor"])
def test_a_second_person_approves_new_credentials_which_end_the_sessions(bureau: Bureau, approver: str) -> None:
    path, one, theirs = account_path(bureau, "registrar"), bureau.at("administrator-1"), bureau.at("registrar")
    assert bureau.at(approver).post(f"{path}/reset/approve").status_code == 404  # nobody proposed it
    one.post(f"{path}/reset")
    assert f'action="{path}/reset/approve"' in text_of(bureau.at(approver).get("/approvals"))
    assert bureau.at(approver).post(f"{path}/reset/approve").status_code == 302
    assert f'action="{path}/reset/approve"' not in text_of(bureau.at(approver).get("/approvals"))
    assert say("en", "button.new_credentials") in text_of(one.get(path))
    assert theirs.get("/").status_code == 200
    page = one.post(f"{path}/credentials")

    assert 2 == len(re.findall("<strong>(.*?)</strong>", text_of(page)))
    assert theirs.get("/").headers["Location"].startswith("/sign-in")
    assert not RunProposal.objects.exists()
    assert one.post(f"{path}/credentials").status_code == 409  # the approval was used up


def test_the_administrator_who_did_not_propose_makes_new_credentials_himself(bureau: Bureau) -> None:
    path = account_path(bureau, "registrar")
    assert bureau.at("administrator-1").post(f"{path}/reset").status_code == 302
    page = bureau.at("administrator-2").post(f"{path}/credentials")

    assert 2 == len(re.findall("<strong>(.*?)</strong>", text_of(page)))


def test_nobody_proposes_or_approves_new_credentials_for_himself(bureau: Bureau) -> None:
    path = account_path(bureau, "administrator-2")
    assert bureau.at("administrator-2").post(f"{path}/reset").status_code == 409
    bureau.at("administrator-1").post(f"{path}/reset")

    assert bureau.at("administrator-2").post(f"{path}/reset/approve").status_code == 409
    assert f"{path}/reset/approve" not in text_of(bureau.at("administrator-2").get("/approvals"))
    assert bureau.at("administrator-1").post(f"{path}/credentials").status_code == 409


@pytest.mark.parametrize("name", ["caseworker-1", "registrar"])
def test_new_credentials_are_approved_by_nobody_else(bureau: Bureau, name: str) -> None:
    path = account_path(bureau, "head")
    bureau.at("administrator-1").post(f"{path}/reset")

    assert bureau.at(name).post(f"{path}/reset/approve").status_code == 403
    assert bureau.at("administrator-1").post(f"{path}/credentials").status_code == 409


def test_an_opened_account_has_no_roles_and_opens_nothing(bureau: Bureau) -> None:
    page = enter(bureau.at("administrator-1"), "/accounts/new", sign_in_name="new-1", account_language="en")
    number = page.headers["Location"].rpartition("/")[2]
    bureau.staff.numbers["new-1"] = number

    assert set() == roles_of(bureau, "new-1")
    browser = bureau.at("new-1")
    assert (200, 403, 403) == tuple(browser.get(path).status_code for path in ("/", "/persons", "/accounts"))


def test_refuses_a_sign_in_name_that_is_taken(bureau: Bureau) -> None:
    assert bureau.number("auditor")
    page = enter(bureau.at("administrator-1"), "/accounts/new", sign_in_name="auditor", account_language="en")

    assert page.status_code == 409
    assert say("en", "refusal.access.E005") in refusal_on(page)
    assert 'value="auditor"' in text_of(page)


def test_a_closed_account_neither_approves_nor_is_granted_anything(bureau: Bureau) -> None:
    path = account_path(bureau, "auditor")
    enter(bureau.at("administrator-1"), f"{path}/roles", account_roles=["reviewer"])
    enter(bureau.at("administrator-2"), f"{path}/close", reason="left")
    page = bureau.at("administrator-2").post(f"{path}/grant", {"roles": "reviewer"})

    assert page.status_code == 404
    assert say("en", "refusal.access.E004") in refusal_on(page)
