"""What doors may ask of access."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from repatria.records.access.acting import Acting, require
from repatria.records.access.models import Account
from repatria.records.access.moving import MigrationState, files_of, known_migrations, state_of
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.access.standing import standing_of
from repatria.records.ledger.rows import row_numbered


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


def accounts_that_may(action: str) -> tuple[AccountView, ...]:
    """The accounts whose roles, as their acts give them, allow an action; by sign-in name."""
    rows = Account.objects.filter(is_active=True).order_by("sign_in_name")
    return tuple(_view(row) for row in rows if is_allowed(standing_of(row.pk).granted, action))


def account_named(sign_in_name: str) -> AccountView | None:
    row = Account.objects.filter(sign_in_name=sign_in_name).first()
    return _view(row) if row else None


def account_numbered(account_id: str) -> AccountView | None:
    row = row_numbered(Account, account_id)
    return _view(row) if row else None


def accounts_with(action: str) -> tuple[tuple[str, str], ...]:
    """The open accounts whose roles allow an action: number and sign-in name, for whoever hands something on."""
    rows = Account.objects.order_by("sign_in_name")
    return tuple(
        (row.pk, row.sign_in_name) for row in rows if row.is_active and is_allowed(standing_of(row.pk).roles, action)
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationView:
    """A migration as doors see it: what was approved by whom, how it stands, and what each file brought in.

    Given:    `files` are numbers of acts by the first letters of the files' SHA-256, as the causes of the acts have it.
    Units:    `until` is the last day, in UTC.
    """

    migration_id: str
    account_id: str
    origin: str
    until: date
    most_lines: int
    lines_used: int
    opened_at: str
    opened_by: str
    approved_by: tuple[str, ...]
    state: MigrationState
    withdrawn_by: str
    withdrawn_at: str
    files: Mapping[str, int]


@question("access.?migrations")
def migrations(acting: Acting) -> tuple[MigrationView, ...]:
    """Every migration, latest first: the approval, the last day, the lines used, and each file with its acts."""
    require(acting, "access.?migrations")
    return tuple(
        MigrationView(
            migration_id=one.migration_id, account_id=one.account_id, origin=one.origin, until=one.until,
            most_lines=one.most_lines, lines_used=sum(files.values()), opened_at=one.opened_at,
            opened_by=one.opened_by, approved_by=one.approved_by, state=(state := state_of(one, at=acting.at)),
            withdrawn_by=one.closed_by,
            withdrawn_at=one.closed_at if state is MigrationState.WITHDRAWN else "", files=files,
        )
        for one in reversed(known_migrations())
        for files in (dict(files_of(one)),)
    )  # fmt: skip
