"""Credentials made by another: alone only the first, else with a second person; good until one's own are set."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from repatria.records.access.acting import require
from repatria.records.access.credentials import (
    credential_of,
    is_password_recorded,
    lay_down_given_totp,
    provision_credentials,
    record_factor,
    recorded_factors,
    set_password,
    set_totp,
)
from repatria.records.access.errors import (
    GivenAloneError,
    RoleForbidsError,
    SamePersonError,
    UnknownAccountError,
)
from repatria.records.access.models import Account, RunPassword
from repatria.records.access.role_table import Role
from repatria.records.access.selectors import holds_given_credentials, is_ready_for_first_credentials
from repatria.records.access.services import (
    RESET,
    close_account,
    give_credentials,
    grant_reference,
    grant_roles,
    open_account,
    record_approval,
    record_credential,
    reset_reference,
)
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import rebuild
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db
SECRET, OTHER = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "B" * 32


@pytest.fixture
@built_once
def staff(clock, randomness):
    made = Staff(clock, randomness).found()
    for name, role in (("head", Role.HEAD_OF_BUREAU), ("auditor", Role.AUDITOR), ("caseworker", Role.CASEWORKER)):
        made.hire(name, role)
    own(made, "head")
    return made


def own(staff, name):
    number = staff.numbers[name]
    provision_credentials(staff.acting(name), account_id=number, password=f"of {name}", totp_secret=SECRET)


def give(staff, by, to, secret=OTHER):
    provision_credentials(staff.acting(by), account_id=staff.numbers[to], password="given", totp_secret=secret)


def approve(staff, by, to):
    record_approval(staff.acting(by), action=RESET, object_reference=reset_reference(staff.numbers[to]))


def opened(staff, name="new"):
    staff.numbers[name] = open_account(staff.acting("administrator-1"), sign_in_name=name)
    staff.roles[name] = ()
    return staff.numbers[name]


def kept(staff, name):
    account = Account.objects.get(pk=staff.numbers[name])
    return account.check_password(f"of {name}") and is_password_recorded(account) and len(recorded_factors(account.pk))


@pytest.mark.parametrize("to", ["head", "administrator-2", "auditor"])
def test_refuses_that_one_administrator_alone_resets_an_account_with_roles(staff, to):
    size = tree_size()

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", to)

    assert size == tree_size()
    assert kept(staff, "head")
    assert not RunPassword.objects.filter(account_id=staff.numbers["administrator-2"]).exists()


def test_refuses_a_second_first_credential_of_an_account_without_roles(staff):
    opened(staff)
    give(staff, "administrator-1", "new")

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", "new", SECRET)


def test_refuses_a_reset_that_the_same_administrator_approved(staff):
    approve(staff, "administrator-1", "head")

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", "head")


def test_refuses_a_reset_that_the_account_itself_approved(staff):
    approve(staff, "head", "head")

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", "head")


def test_refuses_a_reset_that_only_a_caseworker_approved(staff):
    try:
        approve(staff, "caseworker", "head")
    except RoleForbidsError:
        return

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", "head")


def test_refuses_a_reset_whose_approver_was_closed(staff):
    approve(staff, "auditor", "head")
    close_account(staff.acting("administrator-2"), account_id=staff.numbers["auditor"], reason="left")

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", "head")


def test_refuses_a_reset_by_a_role_that_makes_no_credentials(staff):
    approve(staff, "administrator-1", "head")

    with pytest.raises(RoleForbidsError):
        give(staff, "auditor", "head")


def test_refuses_to_give_oneself_credentials(staff):
    one = staff.numbers["administrator-1"]

    with pytest.raises(SamePersonError):
        give_credentials(staff.acting("administrator-1"), account_id=one, password_digest="x", totp_digest="y")


def test_refuses_a_closed_account(staff):
    number = opened(staff)
    close_account(staff.acting("administrator-2"), account_id=number, reason="left")

    with pytest.raises(UnknownAccountError):
        give(staff, "administrator-1", "new")


def test_refuses_that_an_administrator_records_a_credential_of_another_one_by_one(staff):
    one, head = staff.acting("administrator-1"), staff.numbers["head"]

    with pytest.raises(GivenAloneError):
        set_password(one, account_id=head, password="mine")
    with pytest.raises(GivenAloneError):
        set_totp(one, account_id=head, totp_secret=OTHER)
    with pytest.raises(GivenAloneError):
        record_credential(one, account_id=opened(staff), credential_kind="passkey", reference="x", digest="y")
    assert kept(staff, "head")


@pytest.mark.parametrize(("first", "second"), [
    ("administrator-2", "administrator-1"), ("head", "administrator-1"), ("auditor", "administrator-2"),
])  # fmt: skip
def test_two_persons_reset_an_account_and_the_approval_is_used_up(staff, first, second):
    own(staff, "caseworker")
    size = tree_size()
    approve(staff, first, "caseworker")
    give(staff, second, "caseworker")
    act = entries_since(size)[-1].act

    assert (staff.numbers[first],) == act.approved_by
    assert not kept(staff, "caseworker")
    assert is_password_recorded(Account.objects.get(pk=staff.numbers["caseworker"]))
    with pytest.raises(GivenAloneError):
        give(staff, second, "caseworker", SECRET)


def test_an_approval_lapses_when_the_account_changes_a_credential_itself(staff):
    approve(staff, "auditor", "head")
    set_password(staff.acting("head"), account_id=staff.numbers["head"], password="another")

    with pytest.raises(GivenAloneError):
        give(staff, "administrator-1", "head")


def test_an_account_is_opened_given_first_credentials_and_granted_roles(staff):
    number = opened(staff)
    assert is_ready_for_first_credentials(number)
    give(staff, "administrator-1", "new")
    reference = grant_reference(number, [Role.REVIEWER])
    record_approval(staff.acting("administrator-1"), action="access.grant_roles", object_reference=reference)
    grant_roles(staff.acting("administrator-2"), account_id=number, roles=[Role.REVIEWER])
    himself = staff.acting("new")

    # Who gave the credentials knows them: no role takes effect while one of them counts.
    with pytest.raises(RoleForbidsError):
        require(himself, "matching.?pairs")
    set_password(himself, account_id=number, password="of his own")
    with pytest.raises(RoleForbidsError):
        require(himself, "matching.?pairs")
    set_totp(himself, account_id=number, totp_secret=SECRET)

    require(himself, "matching.?pairs")
    assert not holds_given_credentials(number)


def passkey(staff, name, key="key-1"):
    made = Authenticator.objects.create(
        user_id=staff.numbers[name], type="webauthn",
        data={"name": "his", "credential": {"id": key, "response": {"attestationObject": "AAAA"}}},
    )  # fmt: skip
    record_factor(staff.acting(name), account_id=staff.numbers[name], factor=made)
    return made


def test_a_passkey_of_his_own_takes_the_given_program_away(staff):
    number = opened(staff)
    give(staff, "administrator-1", "new")
    himself = staff.acting("new")
    set_password(himself, account_id=number, password="of his own")
    passkey(staff, "new")
    lay_down_given_totp(himself)

    assert not holds_given_credentials(number)
    assert ["webauthn"] == [one.type for one in recorded_factors(number)]


def test_a_program_of_ones_own_is_not_taken_away(staff):
    size = tree_size()
    lay_down_given_totp(staff.acting("head"))

    assert size == tree_size()
    assert kept(staff, "head")


def test_a_reset_throws_out_every_factor_that_an_intruder_added(staff):
    number = staff.numbers["head"]
    added = passkey(staff, "head")
    digest = credential_of(number, added)[2]
    approve(staff, "auditor", "head")
    give(staff, "administrator-1", "head")

    assert ["totp"] == [one.type for one in Authenticator.objects.filter(user_id=number)]
    # Put back by hand it stays recalled.
    again = Authenticator.objects.create(user_id=number, type="webauthn", data=added.data)
    assert digest == credential_of(number, again)[2]
    assert ["totp"] == [one.type for one in recorded_factors(number)]


def test_what_was_given_is_folded_the_same_again(staff):
    opened(staff)
    give(staff, "administrator-1", "new")
    rebuild()

    assert is_password_recorded(Account.objects.get(pk=staff.numbers["new"]))
