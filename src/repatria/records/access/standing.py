"""What the log itself says of an account: its roles, whether it is open, which credentials count.

Permission and sign-in ask here and never the projected rows: whoever can write the store can write those, and set them
back before anybody looks. An act opens only under the house's key at the place where it was recorded, so what is folded
here was said by the house. The fold is kept in the process and goes on from the head it reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from repatria.records.access.acts import (
    AccountClosed,
    AccountOpened,
    CredentialRecorded,
    CredentialsGiven,
    RolesGranted,
)
from repatria.records.access.role_table import Role
from repatria.records.ledger.following import BEFORE_ALL, Head, acts_between, head_of_log, still_stands
from repatria.records.ledger.reading import Recorded

PASSWORD, TOTP, PASSKEY, RECOVERY = "password", "totp", "passkey", "recovery"
_KINDS = tuple(one.KIND for one in (AccountOpened, RolesGranted, AccountClosed, CredentialRecorded, CredentialsGiven))


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What the latest act about one credential says.

    Given:    `is_own` when the account recorded it itself; else it was given, and the giver knows it.
    """

    digest: str
    is_valid: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One account as its acts left it."""

    is_open: bool = False
    branch: str = ""
    granted: frozenset[Role] = frozenset()
    credentials: Mapping[tuple[str, str], Credential] = field(default_factory=dict)  # by kind and reference
    credential_index: int = -1  # of the last act about a credential of this account

    @property
    def holds_given(self) -> bool:
        """Whether a credential that counts was made by another, who therefore can sign in too."""
        return any(one.is_valid and not one.is_own for one in self.credentials.values())

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that take effect: none before all that lets in was made by the account itself."""
        return self.granted if self.is_open and not self.holds_given else frozenset()


@dataclass(frozen=True, slots=True)
class _Fold:
    head: Head
    accounts: Mapping[str, Standing]


_EMPTY = _Fold(BEFORE_ALL, {})
_latest: list[_Fold] = [_EMPTY]


def standing_of(account_id: str) -> Standing:
    """What the acts up to this moment say of an account; of an unknown one that it is not open.

    Raises:   BrokenLogError when the log has a gap or an act of access does not open.
    """
    fold, head = _latest[0], head_of_log()
    if fold.head != head:
        fold = _continued(fold if still_stands(fold.head) else _EMPTY, head)
        _latest[0] = fold
    return fold.accounts.get(account_id, Standing())


def _continued(fold: _Fold, head: Head) -> _Fold:
    accounts = dict(fold.accounts)
    for one in acts_between(fold.head, head, _KINDS):
        account_id: str = one.act.account_id  # type: ignore[attr-defined] # every kind asked for has it
        accounts[account_id] = _after(accounts.get(account_id, Standing()), one)
    return _Fold(head, accounts)


def _after(before: Standing, one: Recorded) -> Standing:
    given = one.act
    if isinstance(given, AccountOpened):
        return replace(before, is_open=True, branch=given.branch)
    if isinstance(given, RolesGranted):
        return replace(before, granted=frozenset(given.roles))
    if isinstance(given, AccountClosed):
        return replace(before, is_open=False, granted=frozenset())
    changed = dict(before.credentials)
    if isinstance(given, CredentialRecorded):
        is_own = one.actor == given.account_id
        credential = Credential(digest=given.digest, is_valid=given.is_valid, is_own=is_own)
        changed[given.credential_kind, given.reference] = credential
    elif isinstance(given, CredentialsGiven):
        for kind, reference in given.recalled:
            changed[kind, reference] = Credential(digest="", is_valid=False, is_own=False)
        changed[PASSWORD, PASSWORD] = Credential(digest=given.password_digest, is_valid=True, is_own=False)
        changed[TOTP, TOTP] = Credential(digest=given.totp_digest, is_valid=True, is_own=False)
    return replace(before, credentials=changed, credential_index=one.index)
