"""What an account may do and how it signs in is what its acts say: rows written by hand give nothing."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from repatria.records.access.acting import acting_for, require
from repatria.records.access.credentials import (
    credential_digest,
    is_password_recorded,
    provision_credentials,
    recorded_factors,
)
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.models import Account, CredentialDigest, RunPassword
from repatria.records.access.role_table import Role
from repatria.records.access.services import close_account, grant_reference, grant_roles, record_approval
from repatria.records.access.standing import standing_of
from repatria.records.ledger.errors import BrokenLogError
from repatria.records.ledger.models import Entry
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
@built_once
def staff(clock, randomness):
    made = Staff(clock, randomness).found()
    for name, role in (("auditor", Role.AUDITOR), ("head", Role.HEAD_OF_BUREAU)):
        made.hire(name, role)
        provision_credentials(made.acting(name), account_id=made.numbers[name], password=f"of {name}",
                              totp_secret=SECRET)  # fmt: skip
    return made


def written_by_hand(table: str, where: str, **values: str) -> None:
    with connection.cursor() as cursor:
        for column, value in values.items():
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, where])


@pytest.mark.parametrize("roles", ["head_of_bureau", "clerkwork", "auditor administrator"])
def test_roles_written_into_the_row_by_hand_give_nothing(staff, clock, randomness, roles):
    number = staff.numbers["auditor"]
    written_by_hand("access_account", number, roles=roles, branch="CAMP-1")
    acting = acting_for(Account.objects.get(pk=number), clock(), randomness)

    assert (frozenset({Role.AUDITOR}), "") == (acting.roles, acting.branch)
    for action in ("disclosure.decide_answer", "register.record_capture", "access.grant_roles"):
        with pytest.raises(RoleForbidsError):
            require(acting, action)


def test_an_account_opened_again_by_hand_stays_closed(staff):
    number = staff.numbers["auditor"]
    acting = staff.acting("auditor")
    close_account(staff.acting("administrator-1"), account_id=number, reason="left")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_account SET is_active = %s, roles = 'auditor' WHERE id = %s", [True, number])

    with pytest.raises(RoleForbidsError):
        require(acting, "access.?readings")
    assert not is_password_recorded(Account.objects.get(pk=number))


def test_credentials_copied_onto_another_account_open_nothing(staff):
    """The attack of the review: one's own rows on another's account, with digests of one's own making beside them."""
    mine, hers = staff.numbers["auditor"], staff.numbers["head"]
    RunPassword.objects.filter(account_id=hers).update(password_hash=RunPassword.objects.get(pk=mine).password_hash)
    Authenticator.objects.filter(user_id=hers).update(data=Authenticator.objects.get(user_id=mine).data)
    stored = RunPassword.objects.get(pk=hers).password_hash.encode()
    for kind, digest in (("password", credential_digest(hers, "password", stored)),
                         ("totp", credential_digest(hers, "totp", SECRET.encode()))):  # fmt: skip
        # Even with the digest that an act would hold: the row is not the act.
        CredentialDigest.objects.create(
            id=f"{hers}:{kind}:{kind}:999999", account_id=hers, credential_kind=kind, digest=digest, is_valid=True
        )
    account = Account.objects.get(pk=hers)

    assert account.check_password("of auditor")
    assert not is_password_recorded(account)
    assert () == recorded_factors(hers)


@pytest.mark.parametrize("column", ["frame", "actor", "at"])
def test_refuses_everybody_when_an_act_of_access_was_changed(staff, column):
    entry = Entry.objects.filter(kind="access.roles_granted.1").order_by("-index")[0]
    value = {"frame": bytes(entry.frame)[:-1] + b"\x00", "actor": "founding", "at": entry.at.replace("2", "3", 1)}
    Entry.objects.filter(pk=entry.pk).update(**{column: value[column]})
    forget()

    with pytest.raises(BrokenLogError):
        standing_of(staff.numbers["auditor"])


def test_refuses_everybody_when_an_act_was_taken_out_of_the_log(staff):
    entry = Entry.objects.filter(kind="access.roles_granted.1").order_by("-index")[0]
    entry.delete()
    forget()

    with pytest.raises(BrokenLogError):
        standing_of(staff.numbers["auditor"])


def forget() -> None:
    """As a process that has just begun."""
    from repatria.records.access import standing

    standing._latest[0] = standing._EMPTY


def test_a_grant_and_a_closing_hold_at_once(staff):
    number = staff.numbers["auditor"]
    assert frozenset({Role.AUDITOR}) == standing_of(number).roles
    reference = grant_reference(number, [Role.DELEGATE])
    record_approval(staff.acting("administrator-2"), action="access.grant_roles", object_reference=reference)
    grant_roles(staff.acting("administrator-1"), account_id=number, roles=[Role.DELEGATE])
    assert frozenset({Role.DELEGATE}) == standing_of(number).roles
    close_account(staff.acting("administrator-1"), account_id=number, reason="left")

    assert (False, frozenset()) == (standing_of(number).is_open, standing_of(number).roles)


def test_what_was_rolled_back_is_forgotten(staff):
    number = staff.numbers["auditor"]
    with pytest.raises(RuntimeError), transaction.atomic():
        close_account(staff.acting("administrator-1"), account_id=number, reason="left")
        assert not standing_of(number).is_open
        raise RuntimeError

    assert standing_of(number).is_open


def test_an_unknown_account_is_nobody(staff):
    assert (False, frozenset(), -1) == (
        standing_of("A-NONE").is_open, standing_of("A-NONE").roles, standing_of("A-NONE").credential_index
    )  # fmt: skip
