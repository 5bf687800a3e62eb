"""Moving in at the desk: laid before two, opened by an administrator, withdrawn by one, seen by the auditor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.doors.desk.frame.texts import say
from repatria.records.access.acting import acting_in_migration
from repatria.records.access.models import RunProposal
from repatria.records.access.selectors import migrations
from repatria.records.ledger.services import bulk_acts, caused_by
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of
from tests.house import capture_one

pytestmark = pytest.mark.django_db
ORIGIN = "register of branch 4"


def terms(bureau: Bureau, **other: str) -> dict[str, str]:
    until = bureau.clock() + timedelta(days=7)
    return {
        "account_id": bureau.number("migration"), "until": f"{until:%d.%m.%Y}", "most_lines": "1200",
        "origin": ORIGIN, **other,
    }  # fmt: skip


def propose(bureau: Bureau) -> str:
    bureau.let_in("migration")
    page = enter(bureau.at("administrator-1"), "/moving-in/new", **terms(bureau))
    assert page.status_code == 302, faults_on(page)
    return page.headers["Location"]


def opened(bureau: Bureau) -> str:
    path = propose(bureau)
    for name in ("head", "auditor"):
        assert bureau.at(name).post(f"{path}/approve").status_code == 302
    assert bureau.at("administrator-1").post(f"{path}/open").status_code == 302
    (one,) = migrations(bureau.by("auditor"))
    return one.migration_id


@pytest.mark.parametrize(("other", "field"), [
    ({"account_id": "A-NONE"}, "account_id"), ({"until": "2026"}, "until"), ({"until": "05.2026"}, "until"),
    ({"until": "01.01.2026"}, "until"), ({"until": "01.01.2027"}, "until"), ({"until": "whenever"}, "until"),
    ({"most_lines": "0"}, "most_lines"), ({"most_lines": "many"}, "most_lines"), ({"origin": ""}, "origin"),
])  # fmt: skip
def test_refuses_terms_that_cannot_be_kept_each_at_its_field(bureau: Bureau, other: dict[str, str], field: str) -> None:
    bureau.let_in("migration")
    page = enter(bureau.at("administrator-1"), "/moving-in/new", **terms(bureau, **other))

    assert (400, {field}) == (page.status_code, set(faults_on(page)))
    assert not RunProposal.objects.exists()


def test_offers_no_account_that_has_another_role(bureau: Bureau) -> None:
    bureau.number("migration"), bureau.number("registrar")
    page = text_of(bureau.at("administrator-1").get("/moving-in/new"))

    assert (True, False) == (bureau.number("migration") in page, bureau.number("registrar") in page)


@pytest.mark.parametrize("approvers", [(), ("head",), ("auditor", "auditor"), ("caseworker-1", "adviser", "head")])
def test_refuses_to_open_without_two_approvals(bureau: Bureau, approvers: tuple[str, ...]) -> None:
    path = propose(bureau)
    for name in approvers:
        bureau.at(name).post(f"{path}/approve")
    page = bureau.at("administrator-1").post(f"{path}/open")

    assert 409 == page.status_code
    assert say("en", "refusal.access.E003") in refusal_on(page)
    assert () == migrations(bureau.by("auditor"))
    assert " disabled>" in text_of(bureau.at("administrator-1").get(path))


def test_refuses_a_proposal_that_was_changed_after_it_was_laid_on_the_table(bureau: Bureau) -> None:
    path = propose(bureau)
    for name in ("head", "auditor"):
        bureau.at(name).post(f"{path}/approve")
    RunProposal.objects.update(content=RunProposal.objects.get().content.replace("1200", "9999"))

    assert 404 == bureau.at("administrator-1").post(f"{path}/open").status_code
    assert () == migrations(bureau.by("auditor"))


def test_two_approve_and_an_administrator_opens_and_each_is_told_what_waits(bureau: Bureau) -> None:
    path = propose(bureau)
    waits, opens = say("en", "asked.migrations"), say("en", "asked.migrations_to_open")
    page = text_of(bureau.at("head").get("/"))
    assert (True, True) == (path in page, waits in page)
    assert path in text_of(bureau.at("auditor").get("/approvals"))
    assert opens not in text_of(bureau.at("administrator-2").get("/"))
    assert ORIGIN in text_of(bureau.at("auditor").get(path))
    for name in ("head", "auditor"):
        bureau.at(name).post(f"{path}/approve")
    assert opens in text_of(bureau.at("administrator-2").get("/"))

    assert 302 == bureau.at("administrator-2").post(f"{path}/open").status_code
    (one,) = migrations(bureau.by("auditor"))
    assert ({bureau.number("head"), bureau.number("auditor")}, bureau.number("administrator-2"), 1200) == (
        set(one.approved_by), one.opened_by, one.most_lines)  # fmt: skip
    assert 404 == bureau.at("administrator-2").get(path).status_code


def test_the_auditors_page_lists_approval_days_lines_and_files(bureau: Bureau) -> None:
    opened(bureau)
    account_id = bureau.number("migration")
    moving = acting_in_migration(account_id, bureau.clock(), bureau.staff.randomness)
    for line in (1, 2):
        with bulk_acts(), caused_by(f"apply:{'a1' * 16}:{line}"):
            capture_one(moving, line)

    for path, name in (("/watch", "auditor"), ("/moving-in", "auditor"), ("/moving-in", "head")):
        page = text_of(bureau.at(name).get(path))
        for told in (ORIGIN, "migration</dd>", "head, auditor", "administrator-1</dd>", "10 May 2026", "2 / 1200",
                     "a1" * 16, say("en", "page.acts_of_file", number=2)):  # fmt: skip
            assert told in page, told


@pytest.mark.parametrize("name", ["auditor", "head", "administrator-2"])
def test_one_alone_withdraws_with_a_reason(bureau: Bureau, name: str) -> None:
    path = f"/moving-in/{opened(bureau)}/withdraw"
    assert {"reason"} == set(faults_on(enter(bureau.at(name), path)))
    assert 302 == enter(bureau.at(name), path, reason="the file was wrong").status_code

    page = text_of(bureau.at("auditor").get("/watch"))
    assert (True, True) == (f"· {name}</dd>" in page, say("en", "migration_state.withdrawn") in page)
    assert 404 == bureau.at(name).get(path).status_code


def test_the_desk_opens_nothing_of_the_register_to_the_account(bureau: Bureau) -> None:
    opened(bureau)
    browser = bureau.at("migration")

    assert 200 == browser.get("/").status_code
    for path in ("/capture", "/persons", "/accounts", "/moving-in", "/watch"):
        assert 403 == browser.get(path).status_code, path
