"""Signing in on the terminal: the desk's checks, and no word on which of them failed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from repatria.config import terminal
from repatria.config.settings.environment import SettingError
from repatria.config.terminal import SignInRefusedError, checked, sign_in
from repatria.records.access.credentials import current_code, new_totp_secret, provision_credentials
from repatria.records.access.models import RunPassword
from repatria.records.access.role_table import Role
from repatria.records.access.services import close_account
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db
WORD, SECRET = "an invented password", new_totp_secret(lambda n: bytes(range(n)))
AUTHENTICATION = {
    "AUTHENTICATION_BACKENDS": [
        "axes.backends.AxesStandaloneBackend", "repatria.doors.desk.sign_in.backend.RecordedPasswordBackend",
    ],
    "ACCOUNT_ADAPTER": "repatria.doors.desk.sign_in.adapters.AccountAdapter",
    "MFA_ADAPTER": "repatria.doors.desk.sign_in.adapters.SecondFactorAdapter",
}  # fmt: skip


@pytest.fixture(autouse=True)
def checks():
    with override_settings(**AUTHENTICATION):
        yield


@pytest.fixture
@built_once
def staff(clock, randomness):
    staff = Staff(clock, randomness).found()
    acting = staff.hire("registrar-1", Role.REGISTRAR)
    provision_credentials(acting, account_id=acting.account_id, password=WORD, totp_secret=SECRET)
    return staff


def code(seconds=0):
    return current_code(SECRET, datetime.now(UTC) + timedelta(seconds=seconds))


def refused(name="registrar-1", word=WORD, given=None):
    with pytest.raises(SignInRefusedError) as error:
        checked(name, word, code() if given is None else given, datetime.now(UTC))
    return str(error.value)


def test_refuses_every_wrong_word_in_the_same_words(staff):
    wrong = str((int(code()) + 1) % 1_000_000).zfill(6)

    said = {refused(name="nobody"), refused(word="another"), refused(given=wrong), refused(given="")}

    assert 1 == len(said)


def test_signs_in_with_password_and_code_and_each_code_once(staff):
    now = code()

    assert staff.numbers["registrar-1"] == checked("registrar-1", WORD, now, datetime.now(UTC))
    refused(given=now)


def test_five_wrong_codes_lock_the_account_as_wrong_passwords_do(staff):
    for _ in range(3):
        refused(given="000000" if code() != "000000" else "111111")
    for _ in range(2):
        refused(word="another")

    refused()


def test_a_password_that_no_act_holds_and_a_closed_account_open_nothing(staff):
    row = RunPassword.objects.get(account_id=staff.numbers["registrar-1"])
    before = row.password_hash
    RunPassword.objects.filter(pk=row.pk).update(password_hash=before.replace("$", "$0", 1))
    refused()
    RunPassword.objects.filter(pk=row.pk).update(password_hash=before)
    close_account(staff.acting("administrator-1"), account_id=staff.numbers["registrar-1"], reason="left")

    refused()


def test_asks_on_a_terminal_only(staff, monkeypatch):
    monkeypatch.setattr(terminal.sys, "stdin", io.StringIO())

    with pytest.raises(SettingError):
        sign_in("registrar-1")
