"""What the store holds of a sign-in opens nothing, a desk left alone closes, and nobody shuts another out."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from repatria.doors.desk.sessions import IDLE, SHIFT
from repatria.doors.desk.sign_in.addresses import address_of
from repatria.records.vault import keyring as vault_keyring
from tests.doors.desk.bureau import BACKEND, Bureau, all_cells
from tests.doors.desk.conftest import forget_codes
from tests.doors.desk.test_signing_in import first_step, is_in, second_step

pytestmark = pytest.mark.django_db


def with_cookie(value: str) -> Client:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = value
    return browser


@pytest.fixture
def signed_in(bureau: Bureau) -> Client:
    """A registrar who came in by password and code, as everybody does."""
    bureau.let_in("registrar")
    browser = Client()
    first_step(browser, "registrar")
    second_step(browser)
    assert is_in(browser)
    return browser


def test_what_the_store_holds_of_a_session_opens_no_page(signed_in: Client) -> None:
    key = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    stored = list(Session.objects.values_list("session_key", flat=True))

    assert 1 == len(stored)
    assert not is_in(with_cookie(stored[0]))
    assert is_in(with_cookie(key))
    assert [] == [table for table, cells in all_cells().items() if key in cells]


def test_a_session_laid_under_anothers_key_says_nothing(signed_in: Client, bureau: Bureau) -> None:
    other = Client()
    other.force_login(bureau.let_in("head"), backend=BACKEND)
    assert is_in(other)
    rows = {row.get_decoded().get("_auth_user_id", ""): row for row in Session.objects.all()}
    assert {""} == set(rows)  # the library's own key does not read them either
    mine, heads = Session.objects.order_by("expire_date")
    Session.objects.filter(pk=mine.pk).update(session_data=heads.session_data)

    assert not is_in(signed_in)
    assert is_in(other)


def test_another_houses_keyring_reads_no_session(signed_in: Client, keyring: vault_keyring.Keyring) -> None:
    store = import_module("repatria.doors.desk.sessions").SessionStore
    key = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    assert store(key).load()
    other = vault_keyring.Keyring(
        masters={**keyring.masters, vault_keyring.STORE: bytes(32)}, log_signing_seed=keyring.log_signing_seed,
        bureau_identity=keyring.bureau_identity, log_name=keyring.log_name, is_demo=True,
    )  # fmt: skip
    vault_keyring.install(other)

    assert {} == store(key).load()


def test_leaving_takes_the_session_out_of_the_store(signed_in: Client) -> None:
    key = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    signed_in.post(reverse("account_logout"))

    assert not is_in(with_cookie(key))


def test_a_desk_that_was_left_alone_closes(signed_in: Client, clock: Any) -> None:
    for _ in range(3):
        clock.at += IDLE
        assert is_in(signed_in)
    clock.at += IDLE
    clock.forward(seconds=1)

    assert not is_in(signed_in)
    assert not is_in(signed_in)


def test_a_session_ends_with_the_shift_whatever_was_done(signed_in: Client, clock: Any) -> None:
    end = clock.at + SHIFT
    while clock.at + IDLE <= end:
        clock.at += IDLE
        assert is_in(signed_in)
    clock.forward(seconds=1)

    assert not is_in(signed_in)


def from_address(address: str, **headers: str) -> Client:
    return Client(REMOTE_ADDR=address, headers=headers)


def locked(client: Client, name: str) -> bool:
    return first_step(client, name).status_code != 302


@pytest.fixture
def registrar(bureau: Bureau) -> str:
    bureau.let_in("registrar")
    return "registrar"


def test_wrong_passwords_from_one_address_shut_nobody_out_at_another(registrar: str) -> None:
    for _ in range(9):
        first_step(from_address("203.0.113.9"), registrar, "wrong")

    assert locked(from_address("203.0.113.9"), registrar)
    assert not locked(from_address("203.0.113.10"), registrar)


def test_behind_a_proxy_the_address_is_the_one_it_saw(registrar: str) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for number in range(9):
            # What the visitor writes himself changes with every try; the proxy's own word does not.
            told = {"x-forwarded-for": f"198.51.100.{number}, 203.0.113.9"}
            first_step(from_address("127.0.0.1", **told), registrar, "wrong")
        forget_codes()

        assert locked(from_address("127.0.0.1", **{"x-forwarded-for": "198.51.100.77, 203.0.113.9"}), registrar)
        assert not locked(from_address("127.0.0.1", **{"x-forwarded-for": "203.0.113.10"}), registrar)


@pytest.mark.parametrize(("trusted", "told", "expected"), [
    (0, "203.0.113.9", "127.0.0.1"), (1, "203.0.113.9", "203.0.113.9"), (1, "9.9.9.9, 203.0.113.9", "203.0.113.9"),
    (2, "9.9.9.9, 203.0.113.9, 10.0.0.1", "203.0.113.9"), (2, "203.0.113.9", "127.0.0.1"), (1, "", "127.0.0.1"),
    (1, "nobody", "127.0.0.1"), (1, "2001:DB8::1", "2001:db8::1"), (1, "<script>", "127.0.0.1"),
])  # fmt: skip
def test_the_address_is_what_our_own_proxies_say(trusted: int, told: str, expected: str) -> None:
    request = RequestFactory().post("/sign-in", headers={"x-forwarded-for": told} if told else {})
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=trusted):
        assert expected == address_of(request)


def test_wrong_codes_are_counted_for_the_account_whatever_the_address(registrar: str) -> None:
    for number in range(5):
        guessing = from_address(f"203.0.113.{number}")
        first_step(guessing, registrar)
        guessing.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser = from_address("198.51.100.1")
    first_step(browser, registrar)
    second_step(browser)

    assert not is_in(browser)
