"""Opening accounts, granting roles by two persons, approvals, reading acts, the two-person destruction of a key."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.apps import apps
from django.db import models

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.acts import (
    AccountClosed,
    AccountOpened,
    ApprovalRecorded,
    CredentialRecorded,
    CredentialsGiven,
    ReadingRecorded,
    RolesGranted,
)
from repatria.records.access.approvals import Used, approvers_of, require_approvals, uses_approvals
from repatria.records.access.branches import branch_of
from repatria.records.access.errors import (
    ApprovalsMissingError,
    ApprovedAlreadyError,
    GivenAloneError,
    RoleForbidsError,
    RolesApartError,
    SamePersonError,
    TakenNameError,
    UnknownAccountError,
)
from repatria.records.access.models import Account
from repatria.records.access.questions import question
from repatria.records.access.role_table import HOUSE_ROLES, SECOND_PERSONS, Role, are_apart, may_approve
from repatria.records.access.standing import PASSWORD, TOTP, standing_of
from repatria.records.ledger.errors import NotErasableError
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.rows import is_there
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import ERASABLE, Purpose
from repatria.records.vault.models import BlindField, SealedField

FOUNDING = "founding"
"""The actor of the first two administrators: `repatria init` opens them, since nobody stands above them yet."""

ANY_QUESTION = "any question"
"""What `record_reading` asks the role table for: the question that it names."""

GRANT, DESTROY = "access.grant_roles", "access.destroy_key"
RESET = "access.reset_credentials"


@service
def open_account(acting: Acting, *, sign_in_name: str, branch: str = "", language: str = "en") -> str:
    """Opens an account without roles.

    Source:   spec: C01
    Given:    `branch` of whoever works in one place: an open one, kept by its code however it was written.
    Returns:  the account's number.
    Raises:   TakenNameError; the refusal of a branch that is no open place, at the field `branch`.
    Leaf:     access.account_opened
    """
    if acting.account_id != FOUNDING or Account.objects.count() >= 2:
        require(acting, "access.open_account")
    branch = branch_of(branch)
    if is_there(Account, sign_in_name=sign_in_name):
        raise TakenNameError("that sign-in name is taken")
    account_id = record_number("A", acting.randomness(7))
    given = AccountOpened(account_id=account_id, sign_in_name=sign_in_name, branch=branch, language=language)
    record(given, actor=acting.account_id, at=acting.at)
    return account_id


def _used_by_grant(given: RolesGranted) -> Used:
    # Every proposal for this account that was approved before was made of the roles it then had.
    return Used(action=GRANT, beginning=f"{given.account_id}:")


@question("access.record_approval", of_numbers=True)
def grant_reference(account_id: str, roles: Collection[Role]) -> str:
    """What an approver of a role grant approves: this account with exactly these roles."""
    return f"{account_id}:{'+'.join(sorted(roles))}"


@service
def grant_roles(acting: Acting, *, account_id: str, roles: Collection[Role]) -> None:
    """Gives an account exactly these roles.

    Source:   spec: C01, C03
    Given:    one other person, and not whoever gets them, approved `grant_reference(account_id, roles)`; the founding
              grants need none.
    Raises:   UnknownAccountError; SamePersonError for one's own account; RolesApartError; ApprovalsMissingError.
    Leaf:     access.roles_granted
    """
    wanted = frozenset(roles)
    is_founding = acting.account_id == FOUNDING and not Account.objects.exclude(roles="").count() >= 2
    if not is_founding:
        require(acting, "access.grant_roles")
    if wanted & HOUSE_ROLES or not standing_of(account_id).is_open:
        raise UnknownAccountError("no such account, or a role that belongs to a service of the house")
    if not are_apart(wanted):
        raise RolesApartError("one account does not hold these roles together", provision="GC III 76")
    approvers: tuple[str, ...] = ()
    if not is_founding:
        if account_id == acting.account_id:
            raise SamePersonError("nobody grants roles to himself", provision="two-person rule")
        reference = grant_reference(account_id, wanted)
        approvers = require_approvals(GRANT, reference, acting.account_id, account_id, at=acting.at)
    given = RolesGranted(account_id=account_id, roles=tuple(sorted(wanted)), approved_by=approvers)
    record(given, actor=acting.account_id, at=acting.at)


@service
def close_account(acting: Acting, *, account_id: str, reason: str) -> None:
    """Closes an account at once.

    Source:   spec: C02
    Raises:   UnknownAccountError.
    Leaf:     access.account_closed
    """
    require(acting, "access.close_account")
    if not standing_of(account_id).is_open:
        raise UnknownAccountError("no such open account")
    record(AccountClosed(account_id=account_id, reason=reason), actor=acting.account_id, at=acting.at)


@service
def record_credential(
    acting: Acting, *, account_id: str, credential_kind: str, reference: str, digest: str, is_valid: bool = True
) -> None:
    """Records the digest of a credential that was set, or that one is no longer valid.

    Source:   spec: C08
    Given:    the owner sets his own; an administrator may recall a lost one.
    Raises:   GivenAloneError when somebody else would set one: `give_credentials` alone does that.
    Leaf:     access.credential_recorded
    """
    if acting.account_id != account_id:
        require(acting, "access.record_credential")
        if is_valid:
            raise GivenAloneError("another's credential is not set one by one", provision="two-person rule")
    if not standing_of(account_id).is_open:
        raise UnknownAccountError("no such open account")
    given = CredentialRecorded(
        account_id=account_id, credential_kind=credential_kind, reference=reference, digest=digest, is_valid=is_valid
    )
    record(given, actor=acting.account_id, at=acting.at)


@question("access.record_approval", of_numbers=True)
def reset_reference(account_id: str) -> str:
    """What an approver of a reset approves: this account as its last act about a credential left it, and once only."""
    return f"{account_id}:{standing_of(account_id).credential_index}"


def reset_approvers(account_id: str, *excluded: str, at: datetime) -> tuple[str, ...]:
    """Who approved the next reset of this account.  Not: the account itself."""
    found = approvers_of(RESET, reset_reference(account_id), at=at)
    return tuple(one for one in found if one not in (account_id, *excluded))


def _used_by_giving(given: CredentialsGiven) -> Used:
    return Used(action=RESET, beginning=f"{given.account_id}:")


@service(actions="access.record_credential")
def give_credentials(acting: Acting, *, account_id: str, password_digest: str, totp_digest: str) -> None:
    """Gives an account a password and a second factor that another made, and recalls every other credential of it.

    Given:    alone for an account without roles that never had a credential; for any other, somebody else approved
              `reset_reference(account_id)`, and this act uses that approval up. What is given opens one's own page
              only, until the account has made credentials of its own.
    Raises:   UnknownAccountError; SamePersonError for one's own account; GivenAloneError without that approval.
    Source:   spec: C03, C08
    Leaf:     access.credentials_given
    """
    if acting.account_id != FOUNDING:
        require(acting, "access.record_credential")
    standing = standing_of(account_id)
    if not standing.is_open:
        raise UnknownAccountError("no such open account")
    if account_id == acting.account_id:
        raise SamePersonError("nobody gives himself credentials", provision="two-person rule")
    approvers: tuple[str, ...] = ()
    is_first = not standing.granted and standing.credential_index < 0
    if acting.account_id != FOUNDING and not is_first:
        approvers = reset_approvers(account_id, acting.account_id, at=acting.at)
        if len(approvers) < SECOND_PERSONS[RESET]:
            raise GivenAloneError("a reset needs the approval of another", provision="two-person rule")
    stored = {(PASSWORD, PASSWORD), (TOTP, TOTP)}
    recalled = tuple(sorted(key for key, one in standing.credentials.items() if one.is_valid and key not in stored))
    given = CredentialsGiven(
        account_id=account_id, password_digest=password_digest, totp_digest=totp_digest, recalled=recalled,
        approved_by=approvers,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


@service
def record_approval(acting: Acting, *, action: str, object_reference: str) -> str:
    """Records that this person approves this action on this object as it stands.

    Source:   spec: C03
    Returns:  the approval's number.
    Raises:   RoleForbidsError, also for who may approve something else; ApprovedAlreadyError for a second approval by
              the same person while his first one stands.
    Leaf:     access.approval_recorded
    """
    require(acting, "access.record_approval")
    if action not in SECOND_PERSONS:
        raise ApprovalsMissingError(f"{action} asks for no second person")
    if not may_approve(standing_of(acting.account_id).roles, action):
        raise RoleForbidsError(f"no role of {acting.account_id} approves {action}", provision="role table")
    if acting.account_id in approvers_of(action, object_reference, at=acting.at):
        raise ApprovedAlreadyError("you have approved this already; another person is needed")
    approval_id = record_number("V", acting.randomness(7))
    given = ApprovalRecorded(
        approval_id=approval_id, action=action, object_reference=object_reference, account_id=acting.account_id
    )
    record(given, actor=acting.account_id, at=acting.at)
    return approval_id


@service(actions=ANY_QUESTION)
def record_reading(acting: Acting, *, question: str, records: Collection[str], reason: str = "") -> None:
    """Leaves a leaf for a page of sealed fields that is about to be shown.

    Source:   spec: C24
    Raises:   RoleForbidsError; then nothing is shown.
    Leaf:     access.reading_recorded
    """
    require(acting, question)
    given = ReadingRecorded(question=question, records=tuple(records), reason=reason)
    record(given, actor=acting.account_id, at=acting.at)


@question("access.record_approval", of_numbers=True)
def destroy_reference(purpose: Purpose, subject: str) -> str:
    """What the two approve when a key is destroyed."""
    return f"{purpose.value}:{subject}"


def _used_by_destruction(given: KeyDestroyed) -> Used:
    return Used(action=DESTROY, reference=destroy_reference(given.purpose, given.subject))


@service
def destroy_key(acting: Acting, *, purpose: Purpose, subject: str, reason: str) -> None:
    """Destroys one subject's key for one purpose: what it sealed can never be read again, no fold breaks.

    Source:   practice rule 26
    Given:    two persons approved `destroy_reference(purpose, subject)`.
    Raises:   NotErasableError for statutory particulars; ApprovalsMissingError.
    Leaf:     ledger.key_destroyed
    """
    require(acting, "access.destroy_key")
    if purpose not in ERASABLE:
        raise NotErasableError("statutory particulars have no destroy path", provision="practice rule 26")
    approvers = require_approvals(DESTROY, destroy_reference(purpose, subject), at=acting.at)
    sealed, blind = _cells_of(purpose, subject)
    given = KeyDestroyed(
        purpose=purpose, subject=subject, reason=reason, approved_by=approvers, cells=sealed, blind_cells=blind
    )
    record(given, actor=acting.account_id, at=acting.at)


def _cells_of(purpose: Purpose, subject: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Finds the cells of a subject: every projected table names its subject's column in `subject_column`."""
    sealed: list[Cell] = []
    blind: list[Cell] = []
    for model in apps.get_models():
        column = getattr(model, "subject_column", "")
        if not column:
            continue
        fields = model._meta.local_concrete_fields
        mine = [f for f in fields if isinstance(f, SealedField) and f.purpose is purpose]
        if not mine:
            continue
        # A blind index beside sealed cells of this purpose was made from them and goes with them.
        beside = [f for f in fields if isinstance(f, BlindField) and getattr(model, "blind_purpose", None) == purpose]
        rows: models.QuerySet[models.Model] = model._default_manager.filter(**{column: subject}).order_by("pk")
        for row in rows:
            table, key = model._meta.db_table, str(row.pk)
            sealed += [Cell(table, key, f.column or "") for f in mine if getattr(row, f.attname) is not None]
            blind += [Cell(table, key, f.column or "") for f in beside if getattr(row, f.attname) is not None]
    return tuple(sealed), tuple(blind)


def register() -> None:
    """Says what the acts of this room use up."""
    uses_approvals(RolesGranted, _used_by_grant)
    uses_approvals(CredentialsGiven, _used_by_giving)
    uses_approvals(KeyDestroyed, _used_by_destruction)
