"""Opening accounts, granting roles by two persons, approvals, reading acts, the two-person destruction of a key."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.acts import (
    AccountClosed,
    AccountOpened,
    ApprovalRecorded,
    CredentialRecorded,
    ReadingRecorded,
    RolesGranted,
)
from repatria.records.access.errors import (
    ApprovalsMissingError,
    ApprovedAlreadyError,
    SamePersonError,
    TakenNameError,
    UnknownAccountError,
)
from repatria.records.access.models import Account, Approval
from repatria.records.access.role_table import HOUSE_ROLES, SECOND_PERSONS, Role
from repatria.records.ledger.errors import NotErasableError
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import ERASABLE, Purpose
from repatria.records.vault.models import BlindField, SealedField

FOUNDING = "founding"
"""The actor of the first two administrators: `repatria init` opens them, since nobody stands above them yet."""


@service
def open_account(acting: Acting, *, sign_in_name: str, branch: str = "", language: str = "en") -> str:
    """Opens an account without roles.

    Returns:  the account's number.
    Raises:   TakenNameError.
    Leaf:     access.account_opened
    """
    if acting.account_id != FOUNDING or Account.objects.count() >= 2:
        require(acting, "access.open_account")
    if Account.objects.filter(sign_in_name=sign_in_name).exists():
        raise TakenNameError("that sign-in name is taken")
    account_id = record_number("A", acting.randomness(7))
    given = AccountOpened(account_id=account_id, sign_in_name=sign_in_name, branch=branch, language=language)
    record(given, actor=acting.account_id, at=acting.at)
    return account_id


def grant_reference(account_id: str, roles: Iterable[Role]) -> str:
    """What an approver of a role grant approves: this account with exactly these roles."""
    return f"{account_id}:{'+'.join(sorted(roles))}"


@service
def grant_roles(acting: Acting, *, account_id: str, roles: Iterable[Role]) -> None:
    """Gives an account exactly these roles.

    Given:    one other person approved `grant_reference(account_id, roles)`; the founding grants need none.
    Raises:   UnknownAccountError; SamePersonError for one's own account; ApprovalsMissingError.
    Leaf:     access.roles_granted
    """
    wanted = frozenset(roles)
    is_founding = acting.account_id == FOUNDING and not Account.objects.exclude(roles="").count() >= 2
    if not is_founding:
        require(acting, "access.grant_roles")
    if wanted & HOUSE_ROLES or not Account.objects.filter(pk=account_id, is_active=True).exists():
        raise UnknownAccountError("no such account, or a role that belongs to a service of the house")
    approvers: tuple[str, ...] = ()
    if not is_founding:
        if account_id == acting.account_id:
            raise SamePersonError("nobody grants roles to himself", provision="two-person rule")
        approvers = require_approvals("access.grant_roles", grant_reference(account_id, wanted), acting.account_id)
    given = RolesGranted(account_id=account_id, roles=tuple(sorted(wanted)), approved_by=approvers)
    record(given, actor=acting.account_id, at=acting.at)


@service
def close_account(acting: Acting, *, account_id: str, reason: str) -> None:
    """Closes an account at once.  Raises: UnknownAccountError.  Leaf: access.account_closed"""
    require(acting, "access.close_account")
    if not Account.objects.filter(pk=account_id, is_active=True).exists():
        raise UnknownAccountError("no such open account")
    record(AccountClosed(account_id=account_id, reason=reason), actor=acting.account_id, at=acting.at)


@service
def record_credential(
    acting: Acting, *, account_id: str, credential_kind: str, reference: str, digest: str, is_valid: bool = True
) -> None:
    """Records the digest of a credential that was set, or that one is no longer valid.

    Given:    the owner sets his own; an administrator sets a first password or recalls a lost credential.
    Leaf:     access.credential_recorded
    """
    if acting.account_id not in (account_id, FOUNDING):
        require(acting, "access.record_credential")
    if not Account.objects.filter(pk=account_id, is_active=True).exists():
        raise UnknownAccountError("no such open account")
    given = CredentialRecorded(
        account_id=account_id, credential_kind=credential_kind, reference=reference, digest=digest, is_valid=is_valid
    )
    record(given, actor=acting.account_id, at=acting.at)


@service
def record_approval(acting: Acting, *, action: str, object_reference: str) -> str:
    """Records that this person approves this action on this object as it stands.

    Raises:   RoleForbidsError; ApprovedAlreadyError for a second approval by the same person.
    Leaf:     access.approval_recorded
    """
    require(acting, "access.record_approval")
    if action not in SECOND_PERSONS:
        raise ApprovalsMissingError(f"{action} asks for no second person")
    mine = Approval.objects.filter(action=action, object_reference=object_reference, account_id=acting.account_id)
    if mine.exists():
        raise ApprovedAlreadyError("you have approved this already; another person is needed")
    approval_id = record_number("V", acting.randomness(7))
    given = ApprovalRecorded(
        approval_id=approval_id, action=action, object_reference=object_reference, account_id=acting.account_id
    )
    record(given, actor=acting.account_id, at=acting.at)
    return approval_id


def approvers_of(action: str, object_reference: str) -> tuple[str, ...]:
    """The different open accounts that approved, oldest first."""
    rows = Approval.objects.filter(action=action, object_reference=object_reference).order_by("recorded_index")
    named = dict.fromkeys(rows.values_list("account_id", flat=True))
    active = set(Account.objects.filter(pk__in=list(named), is_active=True).values_list("pk", flat=True))
    return tuple(account_id for account_id in named if account_id in active)


def require_approvals(action: str, object_reference: str, *excluded: str) -> tuple[str, ...]:
    """Asks for the approvals that the two-person rule wants, not counting the excluded accounts.

    Raises:   ApprovalsMissingError.
    """
    needed = SECOND_PERSONS[action]
    found = tuple(a for a in approvers_of(action, object_reference) if a not in excluded)
    if len(found) < needed:
        raise ApprovalsMissingError(
            f"{action} needs {needed} approving persons, {len(found)} approved", provision="two-person rule"
        )
    return found


@service
def record_reading(acting: Acting, *, question: str, records: Iterable[str], reason: str = "") -> None:
    """Leaves a leaf for a page of sealed fields that is about to be shown.

    Raises:   RoleForbidsError; then nothing is shown.
    Leaf:     access.reading_recorded
    """
    require(acting, question)
    given = ReadingRecorded(question=question, records=tuple(records), reason=reason)
    record(given, actor=acting.account_id, at=acting.at)


def destroy_reference(purpose: Purpose, subject: str) -> str:
    return f"{purpose.value}:{subject}"


@service
def destroy_key(acting: Acting, *, purpose: Purpose, subject: str, reason: str) -> None:
    """Destroys one subject's key for one purpose: what it sealed can never be read again, no fold breaks.

    Given:    two persons approved `destroy_reference(purpose, subject)`.
    Raises:   NotErasableError for statutory particulars; ApprovalsMissingError.
    Leaf:     ledger.key_destroyed
    """
    require(acting, "access.destroy_key")
    if purpose not in ERASABLE:
        raise NotErasableError("statutory particulars have no destroy path", provision="practice rule 26")
    approvers = require_approvals("access.destroy_key", destroy_reference(purpose, subject))
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
