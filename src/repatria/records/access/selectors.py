"""What doors may ask of access."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.models import Account
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role
from repatria.records.access.standing import standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as doors see it."""

    account_id: str
    sign_in_name: str
    branch: str
    language: str
    roles: frozenset[Role]
    is_active: bool


def _view(row: Account) -> AccountView:
    return AccountView(
        account_id=row.pk, sign_in_name=row.sign_in_name, branch=row.branch, language=row.language,
        roles=row.role_set, is_active=row.is_active,
    )  # fmt: skip


@question("access.?accounts")
def accounts(acting: Acting) -> tuple[AccountView, ...]:
    """All accounts, by sign-in name, for administrators."""
    require(acting, "access.?accounts")
    return tuple(map(_view, Account.objects.order_by("sign_in_name")))


def account_named(sign_in_name: str) -> AccountView | None:
    row = Account.objects.filter(sign_in_name=sign_in_name).first()
    return _view(row) if row else None


def account_numbered(account_id: str) -> AccountView | None:
    row = Account.objects.filter(pk=account_id).first()
    return _view(row) if row else None


def is_recorded_credential(account_id: str, credential_kind: str, reference: str, digest: str) -> bool:
    """Whether the latest act about this credential of this open account holds exactly this digest and lets it count.

    Raises:   BrokenLogError when an act of access does not open.
    """
    standing = standing_of(account_id)
    found = standing.credentials.get((credential_kind, reference))
    return standing.is_open and found is not None and found.is_valid and hmac.compare_digest(found.digest, digest)


def holds_given_credentials(account_id: str) -> bool:
    """Whether a credential that lets in was made by another: then no role takes effect, one's own page alone opens."""
    return standing_of(account_id).holds_given


def is_ready_for_first_credentials(account_id: str) -> bool:
    """Whether one administrator alone may give this account credentials: it has no roles and never had any."""
    standing = standing_of(account_id)
    return not standing.granted and standing.credential_index < 0
