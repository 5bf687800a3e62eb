"""Roles, new passwords and migrations that wait for a second person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals
from repatria.records.access.role_table import SECOND_PERSONS, may_approve
from repatria.records.access.selectors import AccountView, account_numbered
from repatria.records.access.services import GRANT, OPEN_MIGRATION, RESET, reset_reference


def resets_to_approve(acting: Acting) -> tuple[AccountView, ...]:
    """Accounts whose proposed reset this account may approve and has not; a proposal of earlier credentials is none."""
    if not may_approve(acting.roles, RESET):
        return ()
    numbers = [
        one.content["account_id"]
        for one in proposals(RESET)
        if one.reference == reset_reference(one.content["account_id"])
        and acting.account_id not in (one.content["account_id"], *approvers_of(RESET, one.reference, at=acting.at))
    ]
    return tuple(found for number in numbers if (found := account_numbered(number)))


@owed(approves=RESET, what="owed.resets", at=lambda: reverse("desk:approvals"))
def resets(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """New passwords that another proposed for a third; approved where all of them stand."""
    for one in resets_to_approve(acting):
        yield OwedItem(
            what="owed.resets", link=reverse("desk:approvals"), about=one.account_id, name=one.sign_in_name,
            is_for_second=True, waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip


@owed(GRANT, what="owed.roles", at=lambda: reverse("desk:approvals"))
def roles(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Roles that another administrator proposed."""
    for one in proposals_to_approve(acting, GRANT):
        account_id = one.content["account_id"]
        account = account_numbered(account_id)
        yield OwedItem(
            what="owed.roles", link=reverse("desk:account", args=[account_id]), about=account_id,
            name=account.sign_in_name if account else "", is_for_second=True,
            since=read_instant(one.proposed_at), waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip


@owed(approves=OPEN_MIGRATION, what="owed.migrations", at=lambda: reverse("desk:approvals"))
def migrations(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Migrations that were proposed and that this account has not approved."""
    for one in proposals_to_approve(acting, OPEN_MIGRATION):
        yield _migration(one, "owed.migrations", is_for_second=True)


@owed(OPEN_MIGRATION, what="owed.migrations_to_open", at=lambda: reverse("desk:migrations"))
def migrations_to_open(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Migrations that enough have approved."""
    for one in proposals(OPEN_MIGRATION):
        approvers = set(approvers_of(OPEN_MIGRATION, one.reference, at=acting.at)) - {acting.account_id}
        if len(approvers) >= SECOND_PERSONS[OPEN_MIGRATION]:
            yield _migration(one, "owed.migrations_to_open")


def _migration(one: Proposal, what: str, *, is_for_second: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:proposed_migration", args=[one.reference]), is_for_second=is_for_second,
        since=read_instant(one.proposed_at), waits="waits.colleague", provision="two-person rule",
    )  # fmt: skip
