"""What lists owe: names to be found, steps that nothing hinders, who is to be asked, and what waits for a second."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.clocks import clock_items
from repatria.doors.desk.frame.owed import OwedItem, owed, shared
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import proposals
from repatria.records.exchanges.selectors.lists import lines_owed
from repatria.records.exchanges.selectors.waiting import UNASKED_LINES, holds_without_ground, unasked_lines
from repatria.records.exchanges.services.holding import HOLD_BACK, REVIEW
from repatria.records.exchanges.services.lines import RECORD
from repatria.records.exchanges.services.lists import RESOLVE
from repatria.records.exchanges.services.outward import RELEASE

_RULE = "house rule 6.7"
_STEPS = ("verified", "released")


def _lists() -> str:
    return reverse("desk:exchanges")


def _lines(now: datetime) -> tuple[tuple[str, str, str, datetime], ...]:
    return shared(("lines of lists", now), lines_owed)


@owed(RESOLVE, what="owed.lines_to_resolve", at=_lists)
def to_resolve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lines that name nobody of the register yet."""
    for what, line_id, _, since in _lines(now):
        if what == "resolve":
            yield OwedItem(
                what="owed.lines_to_resolve", link=reverse("desk:resolve_line", args=[line_id]), about=line_id,
                since=since, waits="waits.held_person", provision="GC III 122(7)",
            )  # fmt: skip


@owed(RECORD, what="owed.lines_to_step", at=_lists)
def to_step(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lines whose next step nothing hinders any more."""
    for what, line_id, _, since in _lines(now):
        if what in _STEPS:
            yield OwedItem(
                what="owed.lines_to_step", link=reverse("desk:line_step", args=[line_id]), about=line_id, since=since,
                waits="waits.held_person", provision=_RULE,
            )  # fmt: skip


@owed(RECORD, what="owed.list_differences", at=lambda: reverse("desk:list_differences"))
def differing(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Differences that nobody settled."""
    yield from clock_items(acting, now, (ClockRule.LIST_DIFFERENCE,), what="owed.list_differences")


@owed(RELEASE, what="owed.list_answers", at=_lists)
def to_answer(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lists of the other Party that nobody answered."""
    yield from clock_items(acting, now, (ClockRule.LIST_ANSWER,), what="owed.list_answers")


@owed(REVIEW, what="owed.holds_to_review", at=lambda: reverse("desk:held_back"))
def to_review(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men who are kept back and whom it is time to look at anew."""
    yield from clock_items(acting, now, (ClockRule.HOLD_REVIEW,), what="owed.holds_to_review")


@owed(REVIEW, what="owed.holds_to_end", at=lambda: reverse("desk:held_back"))
def to_end(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men who are kept back on what is on record no longer."""
    for hold_id, provision in holds_without_ground(now):
        yield OwedItem(
            what="owed.holds_to_end", link=reverse("desk:review_hold", args=[hold_id]), about=hold_id,
            waits="waits.held_person", provision=provision,
        )  # fmt: skip


@owed(approves=HOLD_BACK, what="owed.holds_to_approve", at=lambda: reverse("desk:held_back"))
def to_keep_back(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men whom another wants to keep back."""
    for one in proposals(HOLD_BACK):
        if one.proposed_by != acting.account_id and acting.account_id not in approvers_of(
            HOLD_BACK, one.reference, at=acting.at
        ):
            yield OwedItem(
                what="owed.holds_to_approve", link=reverse("desk:held_back"), since=read_instant(one.proposed_at),
                is_for_second=True, waits="waits.colleague", provision="GC III 115",
            )  # fmt: skip


@owed(approves=RELEASE, what="owed.lists_to_approve", at=lambda: reverse("desk:released_lists"))
def to_let_out(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lists that lack this account's approval before they go out."""
    for one in proposals_to_approve(acting, RELEASE):
        yield OwedItem(
            what="owed.lists_to_approve", link=reverse("desk:outgoing_list", args=[one.reference]),
            since=read_instant(one.proposed_at), is_for_second=True, waits="waits.colleague", provision=_RULE,
        )  # fmt: skip


@owed(UNASKED_LINES, what="owed.unasked_lines", at=lambda: reverse("desk:unasked_lines"))
def unasked(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Agreed lines of those who cannot be asked, on which this account has not decided."""
    for one in unasked_lines(acting):
        if acting.account_id not in one.approvers and any(g.what == "doctor_and_head" for g in one.missing):
            yield OwedItem(
                what="owed.unasked_lines", link=reverse("desk:unasked_lines"), about=one.line_id, is_for_second=True,
                waits="waits.held_person", provision="practice rule 10",
            )  # fmt: skip


@owed("register.record_contact_decision", what="owed.listed_to_ask", at=lambda: reverse("desk:interviews"))
def to_ask(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men on whom the Parties agreed and who were not asked whether they want to leave."""
    for what, _, person_id, since in _lines(now):
        if what == "ask":
            yield OwedItem(
                what="owed.listed_to_ask", link=reverse("desk:release_interview", args=[person_id]), about=person_id,
                since=since, waits="waits.held_person", provision="GC III 109",
            )  # fmt: skip
