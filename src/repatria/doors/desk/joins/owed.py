"""Joins and partings that wait for a second person, and what went out while two men were taken for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.disclosure.told import told_and_open
from repatria.records.matching.claims import claims
from repatria.records.matching.doubles import doubles_confirmed
from repatria.records.register.selectors.joins import joins


@owed("register.record_join", "register.record_parting", at=lambda: reverse("desk:joins"))
def waiting(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Joins and partings that another proposed."""
    for one in joins(acting):
        if one.waits_for_second and one.last_proposed_by != acting.account_id:
            yield OwedItem(
                what="owed.joins", link=reverse("desk:join", args=[one.join_id]), about=one.join_id,
                whom=one.first_id, since=read_instant(one.waiting_since), is_for_second=True, waits="waits.colleague",
                provision="two-person rule",
            )  # fmt: skip


@owed("register.?joins", at=lambda: reverse("desk:claims"))
def claimed(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men whom two holders claim: the registrar finds out where each is, delegate and auditor see for how long."""
    is_owner = may(acting, "register.record_custody")
    for one in claims(acting):
        yield OwedItem(
            what="owed.claims", link=reverse("desk:claims"), about=one.person_ids[0],
            since=read_instant(one.since), lies_with=" · ".join(one.places), provision="practice rule 14",
            owed_by="" if is_owner else f"role.{Role.REGISTRAR.value}",
        )  # fmt: skip


@owed("register.propose_join", at=lambda: reverse("desk:joins"))
def likely(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Records that two reviewers took for one man: whose stubs are to be looked at."""
    for line in doubles_confirmed(acting):
        yield OwedItem(
            what="owed.stubs", link=f"{reverse('desk:propose_join', args=[line.first_id])}?with={line.second_id}",
            about=line.first_id, since=read_instant(line.proposed_at), provision="practice rule 12",
        )  # fmt: skip


@owed("register.settle_told", at=lambda: reverse("desk:joins"))
def told(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices and letters that went out while two men were taken for one."""
    for one in told_and_open(acting):
        yield OwedItem(
            what="owed.told", link=reverse("desk:settle_told", args=[one.join_id, one.act_index]), about=one.number,
            whom=one.about, since=read_instant(one.parted_at), provision="GC III 122(5)",
        )  # fmt: skip
