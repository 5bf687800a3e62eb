"""What the acts of access do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.access.acts import (
    AccountClosed,
    AccountOpened,
    ApprovalRecorded,
    CredentialRecorded,
    CredentialsGiven,
    ReadingRecorded,
    RolesGranted,
)
from repatria.records.access.openings import opened_by
from repatria.records.access.work_acts import AbsenceRecorded, Lay, WorkGiven, WorkTaken
from repatria.records.ledger.operations import Insert, Operation, Set, projects

WORK, ABSENCE, OPENING = "access_heldwork", "access_absence", "access_opening"
ACCOUNT, CREDENTIAL, APPROVAL = "access_account", "access_credentialdigest", "access_approval"


def _open(given: AccountOpened, index: int) -> Iterator[Operation]:
    yield Insert(ACCOUNT, given.account_id, {
        "sign_in_name": given.sign_in_name, "branch": given.branch, "language": given.language,
    })  # fmt: skip


def _grant(given: RolesGranted, index: int) -> Iterator[Operation]:
    yield Set(ACCOUNT, given.account_id, {"roles": " ".join(sorted(given.roles))})


def _close(given: AccountClosed, index: int) -> Iterator[Operation]:
    yield Set(ACCOUNT, given.account_id, {"is_active": False, "roles": ""})


def _credential(given: CredentialRecorded, index: int) -> Iterator[Operation]:
    # Each recording is a row of its own, numbered by its act: the latest of a reference is the one that counts.
    row = f"{given.account_id}:{given.credential_kind}:{given.reference}:{index}"
    yield Insert(CREDENTIAL, row, {
        "account_id": given.account_id, "credential_kind": given.credential_kind,
        "digest": given.digest, "is_valid": given.is_valid,
    })  # fmt: skip


def _given(given: CredentialsGiven, index: int) -> Iterator[Operation]:
    stored = [("password", "password", given.password_digest, True), ("totp", "totp", given.totp_digest, True)]
    for kind, reference, digest, is_valid in [*((k, r, "", False) for k, r in given.recalled), *stored]:
        yield Insert(CREDENTIAL, f"{given.account_id}:{kind}:{reference}:{index}", {
            "account_id": given.account_id, "credential_kind": kind, "digest": digest, "is_valid": is_valid,
        })  # fmt: skip


def _approve(given: ApprovalRecorded, index: int) -> Iterator[Operation]:
    yield Insert(APPROVAL, given.approval_id, {
        "action": given.action, "object_reference": given.object_reference,
        "account_id": given.account_id, "recorded_index": index,
    })  # fmt: skip


def _lies(lay: Lay, to: str, index: int) -> Iterator[Operation]:
    if lay.since_index is not None:
        yield Set(WORK, f"{lay.about}:{lay.since_index}", {"ended_index": index})
    if to:
        yield Insert(WORK, f"{lay.about}:{index}", {"about": lay.about, "account_id": to, "since_index": index})


def _take(given: WorkTaken, index: int) -> Iterator[Operation]:
    yield from _lies(given.lay, given.account_id, index)


def _give(given: WorkGiven, index: int) -> Iterator[Operation]:
    for one in given.lay:
        yield from _lies(one, given.to, index)


def _away(given: AbsenceRecorded, index: int) -> Iterator[Operation]:
    if given.instead_of is not None:
        yield Set(ABSENCE, f"{given.account_id}:{given.instead_of}", {"ended_index": index})
    yield Insert(ABSENCE, f"{given.account_id}:{index}", {
        "account_id": given.account_id, "from_on": given.from_on, "until_on": given.until_on, "recorded_index": index,
    })  # fmt: skip


def _read(given: ReadingRecorded, index: int) -> Iterator[Operation]:
    for record in opened_by(given):
        yield Insert(OPENING, f"{record}:{index}", {"record": record, "opened_index": index})


def register() -> None:
    projects(AccountOpened)(_open)
    projects(RolesGranted)(_grant)
    projects(AccountClosed)(_close)
    projects(CredentialRecorded)(_credential)
    projects(CredentialsGiven)(_given)
    projects(ApprovalRecorded)(_approve)
    projects(WorkTaken)(_take)
    projects(WorkGiven)(_give)
    projects(AbsenceRecorded)(_away)
    projects(ReadingRecorded)(_read)
