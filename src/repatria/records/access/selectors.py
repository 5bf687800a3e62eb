"""What doors may ask of access."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.models import Account, CredentialDigest
from repatria.records.access.role_table import Role


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
    """Whether the latest act about this credential holds exactly this digest and says that it is valid."""
    prefix = f"{account_id}:{credential_kind}:{reference}:"
    rows = [r for r in CredentialDigest.objects.filter(account_id=account_id) if r.pk.startswith(prefix)]
    latest = max(rows, key=lambda r: int(r.pk.rpartition(":")[2]), default=None)
    return latest is not None and latest.is_valid and latest.digest == digest
