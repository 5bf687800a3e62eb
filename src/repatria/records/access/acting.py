"""Who acts, when, and with what randomness: the first argument of every service and of every reading selector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.models import Account
from repatria.records.access.moving import check_may_move, standing_migration
from repatria.records.access.role_table import HOUSE_ROLES, Role, is_allowed
from repatria.records.access.standing import standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """One actor at one moment.

    Given:    `account_id` is an account's number, or the name of a service of the house ("courier", "matcher", ...);
              `migration` the number of the migration under which a line of a file is done, empty for all else.
    """

    account_id: str
    roles: frozenset[Role]
    at: datetime
    randomness: Callable[[int], bytes]
    branch: str = ""
    migration: str = ""

    @property
    def is_house(self) -> bool:
        return bool(self.roles) and self.roles <= HOUSE_ROLES


def require(acting: Acting, action: str) -> None:
    """Asks whether the actor may do this now: the first line of every service.

    Given:    roles and activity are read again from the account's acts, so that a change holds at once (C02) and a row
              changed by hand gives nothing.
    Raises:   RoleForbidsError; of a migration NotForMigrationError, or that it stands no longer. Nothing was written.
    """
    if acting.migration:
        check_may_move(acting.account_id, action, at=acting.at)
        return
    roles = acting.roles
    if not acting.is_house:
        roles = standing_of(acting.account_id).roles
    if not is_allowed(roles, action):
        raise RoleForbidsError(f"no role of {acting.account_id} allows {action}", provision="role table")


def acting_for(account: Account, at: datetime, randomness: Callable[[int], bytes]) -> Acting:
    """The acting of a signed-in account: roles and branch as its acts say, whatever its row says."""
    return acting_numbered(account.pk, at, randomness)


def acting_numbered(account_id: str, at: datetime, randomness: Callable[[int], bytes]) -> Acting:
    """The same of an account that is known by its number."""
    standing = standing_of(account_id)
    return Acting(
        account_id=account_id, roles=standing.roles, at=at, randomness=randomness, branch=standing.branch
    )  # fmt: skip


def acting_in_migration(account_id: str, at: datetime, randomness: Callable[[int], bytes]) -> Acting:
    """The acting of the migration account, for one line of a file of calls.

    Raises:   NoMigrationError; MigrationOverError; LinesUsedError.
    """
    migration = standing_migration(account_id, at=at)
    return Acting(
        account_id=account_id, roles=frozenset({Role.MIGRATION}), at=at, randomness=randomness,
        migration=migration.migration_id,
    )  # fmt: skip
