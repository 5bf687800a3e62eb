"""Credentials made by another open one's own page alone; rows written into the store by hand open nothing at all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.access.credentials import current_code, recorded_factors
from repatria.records.access.models import RunPassword
from repatria.records.access.role_table import Role
from repatria.records.access.services import grant_reference, grant_roles, record_approval
from repatria.records.ledger.reading import act_at
from tests.doors.desk.bureau import PASSWORD, SECRET, Bureau, enter, kinds_since, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db
CLOSED = ("/", "/pairs", "/persons", "/accounts", "/approvals", "/hand-overs")
WANTED = "лелека над порогом, і вишня"


def given(bureau: Bureau) -> tuple[str, str, str]:
    """An account that one administrator opened and gave credentials, and that was granted its role.

    Returns:  its number, password and secret.
    """
    one = bureau.at("administrator-1")
    page = enter(one, "/accounts/new", sign_in_name="new-1", account_language="en")
    number = page.headers["Location"].rpartition("/")[2]
    shown = text_of(one.post(f"/accounts/{number}/credentials"))
    password, secret = re.findall("<strong>(.*?)</strong>", shown)
    reference = grant_reference(number, [Role.REVIEWER])
    record_approval(bureau.by("administrator-1"), action="access.grant_roles", object_reference=reference)
    grant_roles(bureau.by("administrator-2"), account_id=number, roles=[Role.REVIEWER])
    return number, password, secret


def signed_in(name: str, password: str, secret: str, at: datetime | None = None) -> Client:
    browser = Client()
    browser.cookies["desk_language"] = "en"
    browser.post(reverse("account_login"), {"login": name, "password": password})
    browser.post(reverse("mfa_authenticate"), {"code": current_code(secret, at or datetime.now(UTC))})
    browser.post(reverse("account_reauthenticate"), {"password": password, "next": "/own"})
    return browser


def is_held_back(page: HttpResponse) -> bool:
    return (page.status_code, page.headers.get("Location")) == (302, reverse("desk:own"))


def new_program(browser: Client) -> HttpResponse:
    secret = re.findall(r"<strong>([A-Z2-7]{32})</strong>", text_of(browser.get("/own/authenticator")))[0]
    return browser.post("/own/authenticator", {"code": current_code(secret, datetime.now(UTC))})


def test_whoever_signs_in_with_given_credentials_sees_his_own_page_only(bureau: Bureau) -> None:
    _, password, secret = given(bureau)
    browser = signed_in("new-1", password, secret)

    assert all(is_held_back(browser.get(path)) for path in CLOSED)
    assert all(is_held_back(browser.post(path)) for path in CLOSED)
    assert say("en", "intro.given_credentials") in text_of(browser.get("/own"))
    assert enter(browser, "/own/password", password=WANTED, password_again=WANTED).status_code == 302
    assert is_held_back(browser.get("/pairs"))  # who gave the second factor still has it
    assert new_program(browser).status_code == 302

    assert browser.get("/pairs").status_code == 200
    assert say("en", "intro.given_credentials") not in text_of(browser.get("/own"))


def test_a_program_of_his_own_beside_a_given_password_is_not_enough(bureau: Bureau) -> None:
    _, password, secret = given(bureau)
    browser = signed_in("new-1", password, secret)
    assert new_program(browser).status_code == 302

    assert all(is_held_back(browser.get(path)) for path in CLOSED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_holds_him_back_is_said_in_his_language(bureau: Bureau, language: str) -> None:
    _, password, secret = given(bureau)
    browser = signed_in("new-1", password, secret)
    browser.cookies["desk_language"] = language

    assert say(language, "intro.given_credentials") in text_of(browser.get("/own"))


def test_the_administrator_who_gave_credentials_reaches_nothing_with_them_afterwards(bureau: Bureau) -> None:
    _, password, secret = given(bureau)
    browser = signed_in("new-1", password, secret)
    enter(browser, "/own/password", password=WANTED, password_again=WANTED)
    new_program(browser)

    for tried in (password, WANTED):
        thief = signed_in("new-1", tried, secret, datetime.now(UTC) + timedelta(seconds=30))
        assert thief.get("/pairs").headers["Location"].startswith("/sign-in")


def test_a_reset_throws_an_intruders_passkey_and_recovery_codes_out(bureau: Bureau) -> None:
    intruder, number = bureau.at("registrar"), bureau.number("registrar")
    intruder.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/own"})
    codes = re.findall(r'<li class="number">([^<]+)</li>', text_of(intruder.post("/own/recovery-codes")))
    assert ["totp", "recovery_codes"] == [one.type for one in recorded_factors(number)]
    kept = dict(Authenticator.objects.get(type="recovery_codes").data)
    bureau.at("administrator-1").post(f"/accounts/{number}/reset")
    shown = text_of(bureau.at("administrator-2").post(f"/accounts/{number}/credentials"))
    password, _ = re.findall("<strong>(.*?)</strong>", shown)

    assert ["totp"] == [one.type for one in Authenticator.objects.filter(user_id=number)]
    assert intruder.get("/").headers["Location"].startswith("/sign-in")
    Authenticator.objects.create(user_id=number, type="recovery_codes", data=kept)  # put back by hand
    browser = Client()
    browser.post(reverse("account_login"), {"login": "registrar", "password": password})
    browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert browser.get("/own").headers["Location"].startswith("/sign-in")


def test_the_digest_rows_and_copied_credentials_of_the_review_sign_nobody_in(bureau: Bureau) -> None:
    """One's own password and program copied onto the head of bureau, with digest rows inserted beside them."""
    bureau.let_in("auditor")
    mine, hers = bureau.number("auditor"), bureau.number("head")
    bureau.let_in("head")
    bureau.let_in("auditor")
    password_hash = RunPassword.objects.get(pk=mine).password_hash
    data = Authenticator.objects.get(user_id=mine, type="totp").data
    RunPassword.objects.filter(pk=hers).update(password_hash=password_hash)
    Authenticator.objects.filter(user_id=hers).update(data=data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT credential_kind, digest FROM access_credentialdigest WHERE account_id = %s", [mine])
        for kind, digest in cursor.fetchall():
            cursor.execute(
                "INSERT INTO access_credentialdigest (id, account_id, credential_kind, digest, is_valid)"
                " VALUES (%s, %s, %s, %s, %s)"
                " ON CONFLICT (id) DO UPDATE SET digest = excluded.digest",
                [f"{hers}:{kind}:{kind}:999999", hers, kind, digest, True],
            )
    browser = signed_in("head", PASSWORD, SECRET)

    assert browser.get("/").headers["Location"].startswith("/sign-in")


def test_roles_written_into_the_row_open_no_page_to_a_signed_in_account(bureau: Bureau) -> None:
    browser, size = bureau.at("auditor"), tree_size()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_account SET roles = 'head_of_bureau clerkwork registrar' WHERE id = %s",
            [bureau.number("auditor")],
        )
    pages = [browser.get(path) for path in ("/persons", "/hand-overs", "/switches", "/capture")]

    assert [403] * 4 == [page.status_code for page in pages]
    assert say("en", "refusal.family.forbidden") in refusal_on(pages[0])
    assert size == tree_size()


def test_a_reset_tells_in_the_log_who_approved(bureau: Bureau) -> None:
    number = bureau.number("registrar")
    bureau.at("administrator-1").post(f"/accounts/{number}/reset")
    size = tree_size()
    bureau.at("administrator-2").post(f"/accounts/{number}/credentials")

    assert "access.credentials_given" == kinds_since(size)[-1]
    assert (bureau.number("administrator-1"),) == act_at(tree_size() - 1).act.approved_by  # type: ignore[attr-defined]
