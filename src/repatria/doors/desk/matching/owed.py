"""Pairs to judge and weights to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals
from repatria.records.access.role_table import may_approve
from repatria.records.matching.doubles import doubles_to_judge
from repatria.records.matching.selectors import count_to_judge, pairs_waiting, version_in_force
from repatria.records.matching.services import ADOPT

_REASON_SHOWN = 80  # letters


def proposed_weights() -> tuple[Proposal, ...]:
    """The weights that were proposed in place of those in force; a proposal in place of others is none any more."""
    in_force = str(version_in_force())
    return tuple(one for one in proposals(ADOPT) if one.content["based_on"] == in_force)


def weights_to_approve(acting: Acting) -> tuple[Proposal, ...]:
    """Proposed weights that this account may approve and has not."""
    if not may_approve(acting.roles, ADOPT):
        return ()
    return tuple(
        one for one in proposed_weights() if acting.account_id not in approvers_of(ADOPT, one.reference, at=acting.at)
    )


@owed("matching.?pairs", what="owed.pairs", at=lambda: reverse("desk:pairs"), count=count_to_judge)
def pairs(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Pairs that this reviewer has not judged, heaviest first."""
    for pair_id, enquiry_id in pairs_waiting(acting):
        yield OwedItem(
            what="owed.pairs", link=reverse("desk:pair", args=[pair_id]), about=enquiry_id,
            is_for_second=True, is_apart=True, waits="waits.enquirer", provision="two-person rule",
        )  # fmt: skip


@owed("matching.?doubles", what="owed.doubles", at=lambda: reverse("desk:doubles"))
def doubles(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Records that may be one man and that this reviewer has not judged, likeliest first."""
    for line in doubles_to_judge(acting):
        yield OwedItem(
            what="owed.doubles", link=reverse("desk:double", args=[line.pair_id]), about=line.first_id,
            since=read_instant(line.proposed_at), is_for_second=True, is_apart=True, provision="two-person rule",
        )  # fmt: skip


@owed(approves=ADOPT, what="owed.weights", at=lambda: reverse("desk:approvals"))
def weights(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Weights that another proposed."""
    for one in weights_to_approve(acting):
        yield OwedItem(
            what="owed.weights", link=reverse("desk:proposed_weights", args=[one.reference]), is_for_second=True,
            name=one.content["reason"][:_REASON_SHOWN],
            since=read_instant(one.proposed_at), waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip
