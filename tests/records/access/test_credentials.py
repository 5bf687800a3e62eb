"""Credentials: what no act holds opens nothing, and secrets do not lie readable in the library's table."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator

from repatria.core.vocabulary.errors import TamperError
from repatria.records.access.credentials import (
    credential_digest,
    current_code,
    is_password_recorded,
    open_secret,
    provision_credentials,
    recorded_factors,
    seal_secret,
    set_password,
    set_totp,
)
from repatria.records.access.errors import RoleForbidsError, UnknownAccountError
from repatria.records.access.models import Account, RunPassword
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import entries_since
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
@built_once
def staff(clock, randomness):
    return Staff(clock, randomness).found()


@pytest.fixture
def account(staff):
    staff.hire("reviewer", Role.REVIEWER)
    provision_credentials(
        staff.acting("reviewer"), account_id=staff.numbers["reviewer"], password="a b c", totp_secret=SECRET
    )
    return Account.objects.get(sign_in_name="reviewer")


def test_refuses_credentials_for_an_account_that_is_not_there(staff):
    with pytest.raises(UnknownAccountError):
        provision_credentials(
            staff.acting("administrator-1"), account_id="A-NONE", password="x", totp_secret=SECRET
        )  # fmt: skip

    assert not Authenticator.objects.exists()


def test_refuses_that_a_colleague_sets_a_password(staff, account):
    staff.hire("other", Role.REVIEWER)
    before = account.password

    with pytest.raises(RoleForbidsError):
        set_password(staff.acting("other"), account_id=account.pk, password="mine now")

    assert before == Account.objects.get(pk=account.pk).password


def test_a_hash_written_into_the_store_by_hand_is_not_recorded(account):
    account.set_password("written by hand")

    assert not is_password_recorded(account)


def test_a_secret_written_into_the_store_by_hand_is_not_recorded(account):
    Authenticator.objects.filter(user_id=account.pk).update(data={"secret": seal_secret(account.pk, "A" * 32)})

    assert recorded_factors(account.pk) == ()


def test_a_secret_that_was_not_sealed_is_not_recorded(account):
    Authenticator.objects.filter(user_id=account.pk).update(data={"secret": SECRET})

    assert recorded_factors(account.pk) == ()


def test_a_changed_seal_does_not_open():
    sealed = seal_secret("A-ONE", SECRET)

    with pytest.raises(TamperError):
        open_secret("A-ONE", ("B" if sealed[0] == "A" else "A") + sealed[1:])


def test_a_seal_opens_for_its_own_account_only():
    with pytest.raises(TamperError):
        open_secret("A-TWO", seal_secret("A-ONE", SECRET))


def test_a_digest_is_another_for_another_account_and_kind_and_without_the_key():
    digests = {
        credential_digest("A-ONE", "password", b"stored"), credential_digest("A-TWO", "password", b"stored"),
        credential_digest("A-ONE", "totp", b"stored"), sha256(b"repatria credential password\0stored").hexdigest(),
    }  # fmt: skip

    assert 4 == len(digests)


def test_own_credentials_are_recorded_by_two_acts_and_sealed(account):
    (factor,) = recorded_factors(account.pk)
    acts = entries_since(0, kinds=["access.credential_recorded"])

    assert is_password_recorded(account)
    assert account.check_password("a b c")
    assert open_secret(account.pk, factor.data["secret"]) == SECRET
    assert SECRET not in str(factor.data)
    assert [entry.act.credential_kind for entry in acts] == ["password", "totp"]
    assert "a b c" not in RunPassword.objects.get(pk=account.pk).password_hash


def test_the_owner_replaces_his_own_second_factor_and_the_old_one_counts_no_longer(staff, account):
    set_totp(staff.acting("reviewer"), account_id=account.pk, totp_secret="B" * 32)
    (factor,) = recorded_factors(account.pk)

    assert open_secret(account.pk, factor.data["secret"]) == "B" * 32


@pytest.mark.parametrize(("second", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_the_code_is_that_of_rfc_6238(second, code):
    # RFC 6238 appendix B, SHA-1, its eight digits cut to the last six.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert code == current_code(secret, datetime.fromtimestamp(second, UTC))
