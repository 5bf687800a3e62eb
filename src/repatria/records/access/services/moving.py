"""Opening and withdrawing a migration: what another system held is brought in under an approval by two."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.acts import MigrationClosed, MigrationOpened
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.errors import MigrationStandsError, MigrationTermsError, UnknownMigrationError
from repatria.records.access.moving import Migration, MigrationState, is_migration_account, known_migrations, state_of
from repatria.records.access.questions import question
from repatria.records.ledger.acts import encode
from repatria.records.ledger.services import record, service

OPEN_MIGRATION, CLOSE_MIGRATION = "access.open_migration", "access.close_migration"
LONGEST_MIGRATION = timedelta(days=92)
"""How far ahead the last day may lie: a quarter, after which two look again."""
MOST_LINES = 1_000_000
LONGEST_ORIGIN = 200  # characters


@question("access.record_approval", of_numbers=True)
def migration_reference(account_id: str, until: date, most_lines: int, origin: str) -> str:
    """What the two approve when a migration is opened: a digest of account, last day, number of lines and origin."""
    return sha256(encode([account_id, until.isoformat(), most_lines, origin])).hexdigest()


def check_terms(account_id: str, until: date, most_lines: int, origin: str, *, at: datetime) -> None:
    """Asks whether a migration could be opened on these terms.

    Raises:   MigrationTermsError with every fault.
    """
    faults = []
    if not is_migration_account(account_id):
        faults.append(("account_id", "unknown"))
    if not at.date() <= until <= (at + LONGEST_MIGRATION).date():
        faults.append(("until", "term"))
    if not 1 <= most_lines <= MOST_LINES:
        faults.append(("most_lines", "number"))
    if not origin or len(origin) > LONGEST_ORIGIN:
        faults.append(("origin", "length" if origin else "missing"))
    if faults:
        raise MigrationTermsError("no migration could be opened on these terms", tuple(faults))


def _stands(migration: Migration, at: datetime) -> bool:
    return state_of(migration, at=at) is MigrationState.STANDS


@service
def open_migration(acting: Acting, *, account_id: str, until: date, most_lines: int, origin: str) -> str:
    """Lets one account bring in what another system held, until the end of a day and up to a number of lines.

    Source:   decision 0028; the two-person rule
    Given:    an account whose only role is that of a migration; two others approved
              `migration_reference(account_id, until, most_lines, origin)`.
    Units:    `until` is the last day, in UTC.
    Returns:  the migration's number.
    Raises:   MigrationTermsError; MigrationStandsError while one stands; ApprovalsMissingError.
    Leaf:     access.migration_opened
    """
    require(acting, OPEN_MIGRATION)
    check_terms(account_id, until, most_lines, origin, at=acting.at)
    if any(_stands(one, acting.at) for one in known_migrations()):
        raise MigrationStandsError("a migration stands already")
    reference = migration_reference(account_id, until, most_lines, origin)
    approvers = require_approvals(OPEN_MIGRATION, reference, acting.account_id, account_id, at=acting.at)
    migration_id = record_number("M", acting.randomness(7))
    given = MigrationOpened(
        migration_id=migration_id, account_id=account_id, until=until.isoformat(), most_lines=most_lines,
        origin=origin, approved_by=approvers,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return migration_id


@service
def close_migration(acting: Acting, *, migration_id: str, reason: str) -> None:
    """Withdraws a migration, alone and at once; what was brought in stands.

    Source:   decision 0028
    Raises:   UnknownMigrationError, also for one that is over.
    Leaf:     access.migration_closed
    """
    require(acting, CLOSE_MIGRATION)
    found = next((one for one in known_migrations() if one.migration_id == migration_id), None)
    if found is None or not _stands(found, acting.at):
        raise UnknownMigrationError("no such migration stands")
    given = MigrationClosed(migration_id=migration_id, reason=reason)
    record(given, actor=acting.account_id, at=acting.at)


def _used_by_opening(given: MigrationOpened) -> Used:
    reference = migration_reference(
        given.account_id, date.fromisoformat(given.until), given.most_lines, given.origin
    )  # fmt: skip
    return Used(action=OPEN_MIGRATION, reference=reference)


def register() -> None:
    """Says what opening a migration uses up."""
    uses_approvals(MigrationOpened, _used_by_opening)
