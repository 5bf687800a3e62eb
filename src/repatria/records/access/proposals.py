"""Proposals: what one person lays before others for approval, readable in full.

A proposal is a runtime note and no act: approvals bind the reference, which is made of the content itself, so a changed
note matches no approval. Whoever shows one computes the reference anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import UnknownOwnProposalError
from repatria.records.access.models import RunProposal
from repatria.records.ledger.rows import row_numbered, rows_where


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposal as it lies on the table."""

    action: str
    reference: str
    content: Mapping[str, str]
    proposed_by: str
    proposed_at: str


def propose(acting: Acting, *, action: str, reference: str, content: Mapping[str, str]) -> None:
    """Lays a proposal before the others.  Raises: RoleForbidsError when the proposer could not do it himself."""
    require(acting, action)
    RunProposal.objects.update_or_create(
        id=f"{action}:{reference}",
        defaults={
            "action": action, "reference": reference, "content": json.dumps(dict(content), ensure_ascii=False),
            "proposed_by": acting.account_id, "proposed_at": instant_text(acting.at),
        },
    )  # fmt: skip


def proposals(action: str) -> tuple[Proposal, ...]:
    """The proposals of one action, oldest first. They name no protected person."""
    return tuple(_view(row) for row in rows_where(RunProposal, action=action, order="proposed_at id"))


def marks_of_proposals() -> tuple[tuple[str, str], ...]:
    """Which proposals lie on the table and since when: another answer where one was laid there or taken away."""
    with connection.cursor() as cursor:  # plain SQL: every page of the desk asks this
        cursor.execute("SELECT id, proposed_at FROM access_runproposal ORDER BY id")
        return tuple(cursor.fetchall())


def proposal(action: str, reference: str) -> Proposal | None:
    """One proposal, or None when it was taken away."""
    row = row_numbered(RunProposal, f"{action}:{reference}")
    return _view(row) if row else None


def take_away(action: str, reference: str) -> None:
    """Takes a proposal off the table, once it was done or given up."""
    RunProposal.objects.filter(id=f"{action}:{reference}").delete()


def proposals_of(account_id: str) -> tuple[Proposal, ...]:
    """What an account laid before others and nobody settled yet, oldest first."""
    return tuple(map(_view, RunProposal.objects.filter(proposed_by=account_id).order_by("proposed_at", "id")))


def take_back(acting: Acting, *, action: str, reference: str) -> None:
    """Takes one's own proposal off the table.

    Raises:   UnknownOwnProposalError where this account laid none such there; nothing was taken away.
    Not:      the approvals that it has: they bind its content, and hold again for whoever lays the same before others.
    """
    found, _ = RunProposal.objects.filter(id=f"{action}:{reference}", proposed_by=acting.account_id).delete()
    if not found:
        raise UnknownOwnProposalError("no such proposal of this account")


def _view(row: RunProposal) -> Proposal:
    return Proposal(
        action=row.action, reference=row.reference, content=json.loads(row.content), proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
    )  # fmt: skip
