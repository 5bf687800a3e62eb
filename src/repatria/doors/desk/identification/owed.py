"""What identification owes: findings to follow, a name to a part of one who has his, a word on parted parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from repatria.core.law.identification import RULE_METHOD
from repatria.core.law.identification_board import FindingKind, FindingState, Shown
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.findings import findings, names_parted, parts_without_name
from repatria.records.identification.services.board import ANNUL
from repatria.records.identification.services.hypotheses import OPEN


@owed(OPEN, what="owed.findings_of_families", at=lambda: reverse("desk:findings"))
def to_follow(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """The strongest findings of families that no hypothesis follows; the list has the others."""
    for one in findings(acting, show=Shown.OPEN):
        if one.state is FindingState.NEW and one.kind != FindingKind.PART.value:
            yield OwedItem(
                what="owed.findings_of_families", link=reverse("desk:finding", args=[one.finding_id]),
                about=one.item_code, whom=one.enquiry_id, waits="waits.enquirer", provision=RULE_METHOD,
            )  # fmt: skip


@owed(OPEN, what="owed.parts_without_name", at=lambda: reverse("desk:hypotheses"))
def without_name(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Parts that two linked with one who has a name, and that bear none; each leads to its hypothesis."""
    for one in parts_without_name(acting):
        asked = urlencode({"item": one.item_code, "enquiry": one.enquiry_id, "person": one.person_id})
        yield OwedItem(
            what="owed.parts_without_name", link=f"{reverse('desk:open_hypothesis')}?{asked}", about=one.item_code,
            whom=one.enquiry_id, waits="waits.enquirer", provision="practice rule 25",
        )  # fmt: skip


@owed(ANNUL, what="owed.names_parted", at=lambda: reverse("desk:hypotheses"))
def parted(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Names on items that one parted since: nobody is told and nothing is given until two annul it, or link again."""
    for number in names_parted(acting):
        yield OwedItem(
            what="owed.names_parted", link=reverse("desk:hypothesis", args=[number]), about=number,
            waits="waits.enquirer", provision=RULE_METHOD,
        )  # fmt: skip
