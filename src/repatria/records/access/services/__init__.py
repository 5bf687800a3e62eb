"""What may be done in access: accounts with their roles and credentials, approvals, readings; and moving in."""

from repatria.records.access.services import accounts, moving
from repatria.records.access.services.accounts import (
    ANY_QUESTION,
    DESTROY,
    FOUNDING,
    GRANT,
    RESET,
    close_account,
    destroy_key,
    destroy_reference,
    give_credentials,
    grant_reference,
    grant_roles,
    open_account,
    record_approval,
    record_credential,
    record_reading,
    reset_approvers,
    reset_reference,
)
from repatria.records.access.services.moving import (
    CLOSE_MIGRATION,
    OPEN_MIGRATION,
    check_terms,
    close_migration,
    migration_reference,
    open_migration,
)

__all__ = [
    "ANY_QUESTION",
    "CLOSE_MIGRATION",
    "DESTROY",
    "FOUNDING",
    "GRANT",
    "OPEN_MIGRATION",
    "RESET",
    "check_terms",
    "close_account",
    "close_migration",
    "destroy_key",
    "destroy_reference",
    "give_credentials",
    "grant_reference",
    "grant_roles",
    "migration_reference",
    "open_account",
    "open_migration",
    "record_approval",
    "record_credential",
    "record_reading",
    "reset_approvers",
    "reset_reference",
]


def register() -> None:
    """Says what the acts of this room use up."""
    accounts.register()
    moving.register()
