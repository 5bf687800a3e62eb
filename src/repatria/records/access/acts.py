"""The acts of access."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.access.role_table import Role
from repatria.records.ledger.acts import Act, act, upcast


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Act):
    """An account was opened, without any role. Version 1 knew no language: it is read as English."""

    KIND: ClassVar[str] = "access.account_opened"
    VERSION: ClassVar[int] = 2

    account_id: str
    sign_in_name: str
    branch: str
    language: str


@upcast("access.account_opened.1", "access.account_opened.2")
def _add_language(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "language": "en"}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RolesGranted(Act):
    """The roles of an account became these, by one administrator and one other who approved."""

    KIND: ClassVar[str] = "access.roles_granted"

    account_id: str
    roles: tuple[Role, ...]
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Act):
    """The account can no longer sign in or act."""

    KIND: ClassVar[str] = "access.account_closed"

    account_id: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRecorded(Act):
    """A credential's digest: sign-in refuses a credential that no act holds."""

    KIND: ClassVar[str] = "access.credential_recorded"

    account_id: str
    credential_kind: str  # password, totp, passkey
    reference: str
    digest: str
    is_valid: bool


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsGiven(Act):
    """An account was given a password and a second factor by another; every other credential of it was recalled."""

    KIND: ClassVar[str] = "access.credentials_given"

    account_id: str
    password_digest: str
    totp_digest: str
    recalled: tuple[tuple[str, str], ...]  # kind and reference
    approved_by: tuple[str, ...]  # empty for the first credentials of an account without roles


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRecorded(Act):
    """One person approved one action on one object as it stood."""

    KIND: ClassVar[str] = "access.approval_recorded"

    approval_id: str
    action: str
    object_reference: str
    account_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecorded(Act):
    """Sealed fields were read: who, which question, which records. One act a page."""

    KIND: ClassVar[str] = "access.reading_recorded"

    question: str
    records: tuple[str, ...]
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationOpened(Act):
    """One account may bring in what another system held, until a day and up to a number of lines; two approved it."""

    KIND: ClassVar[str] = "access.migration_opened"

    migration_id: str
    account_id: str
    until: str  # the last day, in UTC
    most_lines: int
    origin: str  # which system it comes from; it names nobody
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationClosed(Act):
    """A migration was withdrawn: no further line of a file is done under it."""

    KIND: ClassVar[str] = "access.migration_closed"

    migration_id: str
    reason: str
