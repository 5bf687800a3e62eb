"""Moving in: which migrations were approved, how far each is used, and whether one stands at this moment.

A migration lets one account bring in what another system held, by files of calls, until a day and up to a number of
lines. All of it is folded from the log, as standings and approvals are: whoever writes the store cannot lengthen it.
What was done under it is counted by the cause that every act of a line carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from django.db import connection

from repatria.records.access.acts import MigrationClosed, MigrationOpened
from repatria.records.access.errors import (
    LinesUsedError,
    MigrationOverError,
    NoMigrationError,
    NotForMigrationError,
)
from repatria.records.access.files_of_calls import APPLIED, DIGEST_IN_CAUSE
from repatria.records.access.role_table import MOVED_IN, Role
from repatria.records.access.standing import standing_of
from repatria.records.ledger.following import BEFORE_ALL, Head, acts_between, head_of_log, still_stands
from repatria.records.ledger.reading import Recorded

_PROVISION = "decision 0028"
_KINDS = (MigrationOpened.KIND, MigrationClosed.KIND)
_FILES = (
    'SELECT SUBSTR(cause, %s, %s), COUNT(*) FROM ledger_entry WHERE "index" > %s AND "index" <= %s AND actor = %s'
    " AND SUBSTR(cause, 1, %s) = %s GROUP BY 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One migration as its acts say.

    Given:    `closed_index` is that of the act that withdrew it, or of the next migration; None while neither was.
    Units:    `until` is the last day, in UTC.
    """

    migration_id: str
    account_id: str
    until: date
    most_lines: int
    origin: str
    opened_by: str
    approved_by: tuple[str, ...]
    opened_at: str
    opened_index: int
    closed_by: str = ""
    closed_at: str = ""
    closed_index: int | None = None


@dataclass(frozen=True, slots=True)
class _Fold:
    head: Head
    migrations: Mapping[str, Migration]


@dataclass(frozen=True, slots=True)
class _Counted:
    head: Head
    by_file: Mapping[str, int] = field(default_factory=dict)


_EMPTY = _Fold(BEFORE_ALL, {})
_latest: list[_Fold] = [_EMPTY]
_counted: dict[str, _Counted] = {}


def known_migrations() -> tuple[Migration, ...]:
    """Every migration that was opened, oldest first."""
    fold, head = _latest[0], head_of_log()
    if fold.head != head:
        fold = _continued(fold if still_stands(fold.head) else _EMPTY, head)
        _latest[0] = fold
    return tuple(fold.migrations.values())


def _continued(fold: _Fold, head: Head) -> _Fold:
    found = dict(fold.migrations)
    for one in acts_between(fold.head, head, _KINDS):
        if isinstance(one.act, MigrationClosed):
            _close(found, found[one.act.migration_id], one, by=one.actor)
            continue
        for earlier in [earlier for earlier in found.values() if earlier.closed_index is None]:
            _close(found, earlier, one, by="")
        opened = _opened(one)
        found[opened.migration_id] = opened
    return _Fold(head, found)


def _close(found: dict[str, Migration], which: Migration, one: Recorded, *, by: str) -> None:
    found[which.migration_id] = replace(which, closed_by=by, closed_at=one.at, closed_index=one.index)


def _opened(one: Recorded) -> Migration:
    given = one.act
    assert isinstance(given, MigrationOpened)
    return Migration(
        migration_id=given.migration_id, account_id=given.account_id, until=date.fromisoformat(given.until),
        most_lines=given.most_lines, origin=given.origin, opened_by=one.actor, approved_by=given.approved_by,
        opened_at=one.at, opened_index=one.index,
    )  # fmt: skip


def files_of(migration: Migration) -> Mapping[str, int]:
    """How many acts each file recorded under a migration, by the digest that their causes carry."""
    head = head_of_log()
    before = _counted.get(migration.migration_id)
    if before is None or not still_stands(before.head):
        before = _Counted(Head(index=migration.opened_index, leaf=b""))
    last = head.index if migration.closed_index is None else min(head.index, migration.closed_index)
    if before.head.index >= last:
        return before.by_file
    by_file = dict(before.by_file)
    with connection.cursor() as cursor:
        cursor.execute(
            _FILES,
            [len(APPLIED) + 1, DIGEST_IN_CAUSE, before.head.index, last, migration.account_id, len(APPLIED), APPLIED],
        )
        for digest, count in cursor.fetchall():
            by_file[digest] = by_file.get(digest, 0) + count
    _counted[migration.migration_id] = _Counted(head, by_file)
    return by_file


def lines_used(migration: Migration) -> int:
    """How many lines were done under a migration: one that was refused recorded nothing, and uses none."""
    return sum(files_of(migration).values())


class MigrationState(StrEnum):
    """How a migration stands."""

    STANDS = "stands"
    USED = "used"  # as many lines were done as it names
    ENDED = "ended"  # its last day has passed
    WITHDRAWN = "withdrawn"


def state_of(migration: Migration, *, at: datetime) -> MigrationState:
    """How a migration stands at this moment; the next one is opened only when this one is over."""
    if migration.closed_by:
        return MigrationState.WITHDRAWN
    if lines_used(migration) >= migration.most_lines:
        return MigrationState.USED
    is_ended = migration.closed_index is not None or at.date() > migration.until
    return MigrationState.ENDED if is_ended else MigrationState.STANDS


def is_migration_account(account_id: str) -> bool:
    """Whether an account is open with the role of a migration and no other: what it brings in is nobody's own work."""
    return standing_of(account_id).roles == {Role.MIGRATION}


def standing_migration(account_id: str, *, at: datetime) -> Migration:
    """The migration under which this account may have a line done now.

    Raises:   NoMigrationError; MigrationOverError after its last day; LinesUsedError.
    """
    found = next((one for one in reversed(known_migrations()) if one.account_id == account_id), None)
    if found is None or found.closed_index is not None or not is_migration_account(account_id):
        raise NoMigrationError("no migration of this account stands", provision=_PROVISION)
    if at.date() > found.until:
        raise MigrationOverError(f"{found.migration_id} ended with {found.until}", provision=_PROVISION)
    if lines_used(found) >= found.most_lines:
        raise LinesUsedError(f"{found.migration_id} names {found.most_lines} lines", provision=_PROVISION)
    return found


def check_may_move(account_id: str, action: str, *, at: datetime) -> None:
    """Asks whether an action may be done under the migration of this account at this moment.

    Raises:   NotForMigrationError; as `standing_migration`.
    """
    if action not in MOVED_IN:
        raise NotForMigrationError(f"{action} brings nothing in", provision=_PROVISION)
    standing_migration(account_id, at=at)
