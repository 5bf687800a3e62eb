"""Proposals that wait for this account."""

from __future__ import annotations

from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals
from repatria.records.access.role_table import may_approve


def proposals_to_approve(acting: Acting, action: str) -> tuple[Proposal, ...]:
    """The proposals of an action that this account may approve and has not."""
    if not may_approve(acting.roles, action):
        return ()
    return tuple(
        one for one in proposals(action)
        if acting.account_id not in approvers_of(action, one.reference, at=acting.at)
    )  # fmt: skip
