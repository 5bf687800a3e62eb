"""What the telephone owes: who waits to be rung, what one began and another goes on with, reports that wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import day_instant, read_instant
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.doors.desk.hotline.fraud import reference_of_warning
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of, standing_approvals
from repatria.records.access.proposals import proposals
from repatria.records.access.role_table import SECOND_PERSONS
from repatria.records.hotline.selectors.calls import calls_waiting_since
from repatria.records.hotline.selectors.fraud import FRAUD, fraud_reports
from repatria.records.hotline.selectors.recovery import enquiry_of_recovery
from repatria.records.hotline.services.fraud import WARN
from repatria.records.hotline.services.recovery import CHANGE, CONFIRM_POST, EARLIER, GIVE


def _lost(enquiry_id: str) -> str:
    return reverse("desk:lost_words", args=[enquiry_id])


def _enquiries() -> str:
    return reverse("desk:enquiries")


@owed("hotline.record_call_back", what="owed.calls_back", at=lambda: reverse("desk:calls"))
def calls_back(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Who waits to be rung back, by number."""
    for number, asked_at in calls_waiting_since():
        yield OwedItem(
            what="owed.calls_back", link=reverse("desk:calls"), about=number, since=read_instant(asked_at),
            waits="waits.enquirer", provision="practice rule 5",
        )  # fmt: skip


@owed(approves=GIVE, what="owed.words_to_agree", at=_enquiries)
def words_to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lost words for which somebody asks a second person."""
    for one in proposals_to_approve(acting, GIVE):
        is_agreed = bool(approvers_of(GIVE, one.reference, at=acting.at))
        if one.proposed_by != acting.account_id and not is_agreed:
            yield _second("owed.words_to_agree", one.content["enquiry_id"], one.proposed_at, is_for_second=True)


@owed(GIVE, what="owed.words_to_give", at=_enquiries)
def words_to_give(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lost words and changed numbers to which one agreed: another rings her, or stands before her."""
    for action in (GIVE, CHANGE):
        for reference, approvers, at in standing_approvals(action, at=acting.at):
            if acting.account_id not in approvers:
                yield _second("owed.words_to_give", reference.partition(":")[0], at, is_approved=True)


@owed(EARLIER, what="owed.earlier_to_open", at=_enquiries)
def earlier_to_open(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Earlier letters, and paper by post again, to which one agreed after new words were made."""
    for action in (EARLIER, CONFIRM_POST):
        for reference, approvers, at in standing_approvals(action, at=acting.at):
            enquiry_id = enquiry_of_recovery(reference.partition(":")[0])
            if enquiry_id and acting.account_id not in approvers:
                yield _second("owed.earlier_to_open", enquiry_id, at, is_approved=True)


def _second(
    what: str, enquiry_id: str, since: str, *, is_for_second: bool = False, is_approved: bool = False
) -> OwedItem:  # fmt: skip
    return OwedItem(
        what=what, link=_lost(enquiry_id), about=enquiry_id, since=read_instant(since), waits="waits.enquirer",
        provision="two-person rule", is_for_second=is_for_second, is_approved=is_approved,
    )  # fmt: skip


@owed(approves=WARN, what="owed.warnings_to_agree", at=lambda: reverse("desk:warning"))
def warnings_to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Warnings for all letters that lack this account's word."""
    for one in proposals(WARN):
        agreed = _agreed(acting, reference_of_warning(one), one.proposed_by)
        if acting.account_id not in {one.proposed_by, *agreed} and len(agreed) < SECOND_PERSONS[WARN]:
            yield _warning("owed.warnings_to_agree", one.proposed_at, is_for_second=True)


@owed(WARN, what="owed.warnings_to_switch", at=lambda: reverse("desk:warning"))
def warnings_to_switch(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Warnings to which two agreed."""
    for one in proposals(WARN):
        agreed = _agreed(acting, reference_of_warning(one), one.proposed_by)
        if len(agreed - {acting.account_id}) >= SECOND_PERSONS[WARN]:
            yield _warning("owed.warnings_to_switch", one.proposed_at, is_approved=True)


def _agreed(acting: Acting, reference: str, proposed_by: str) -> set[str]:
    return set(approvers_of(WARN, reference, at=acting.at)) - {proposed_by}


def _warning(what: str, since: str, *, is_for_second: bool = False, is_approved: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:warning"), since=read_instant(since), waits="waits.colleague",
        provision="two-person rule", is_for_second=is_for_second, is_approved=is_approved,
    )  # fmt: skip


@owed("hotline.settle_fraud", what="owed.frauds", at=lambda: reverse("desk:frauds"))
def frauds(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Reports of fraud of which nobody said what they came to."""
    if not may(acting, FRAUD):
        return
    for one in fraud_reports(acting):
        if not one.end:
            yield OwedItem(
                what="owed.frauds", link=reverse("desk:fraud", args=[one.report_id]), about=one.report_id,
                since=day_instant(one.received_on), waits="waits.enquirer", provision="practice rule 27",
            )  # fmt: skip
