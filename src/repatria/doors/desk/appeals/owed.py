"""A text to the relatives that waits: for the delegate's copy, for an approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.proposals import proposals
from repatria.records.appeals.selectors import copied_references
from repatria.records.appeals.services import PUBLISH


def _list() -> str:
    return reverse("desk:appeal_list")


@owed("appeals.give_copy", what="owed.appeal_copies", at=_list)
def copies(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Texts of which the delegate has no copy."""
    given = copied_references(acting)
    for one in proposals(PUBLISH):
        if one.reference not in given:
            yield OwedItem(
                what="owed.appeal_copies", link=reverse("desk:proposed_appeal", args=[one.reference]),
                since=read_instant(one.proposed_at), waits="waits.colleague", provision="practice rule 18",
            )  # fmt: skip


@owed(approves=PUBLISH, what="owed.appeals", at=_list)
def to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Texts that lack this account's approval."""
    for one in proposals_to_approve(acting, PUBLISH):
        yield OwedItem(
            what="owed.appeals", link=reverse("desk:proposed_appeal", args=[one.reference]), is_for_second=True,
            since=read_instant(one.proposed_at), waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip
