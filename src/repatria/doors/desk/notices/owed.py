"""Notices to be sent, and those of which no receipt came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.clocks import clock_items
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import SECOND_PERSONS
from repatria.records.ledger.reading import act_at
from repatria.records.notices.letter_selectors import WaitingVersion, version_reference, versions_waiting
from repatria.records.notices.letter_services import ADOPT
from repatria.records.notices.paper_word_selectors import (
    WaitingPaperVersion,
    paper_version_reference,
    paper_versions_waiting,
)
from repatria.records.notices.paper_word_services import ADOPT_PAPER
from repatria.records.notices.selectors import notice_states

_UNSENT = frozenset({"issued", "bounced"})


def _list_of(state: str) -> str:
    return f"{reverse('desk:notices')}?state={state}"


@owed("notices.deliver_notice", what="owed.notices_to_send", at=lambda: _list_of("issued"))
def notices_to_send(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices that have not left the house, or came back to it."""
    yield from _in_state(_UNSENT, clock_items(acting, now, {ClockRule.CTA_NOTICE}, what="owed.notices_to_send"))


@owed(
    "notices.receipt_notice", "handover.switch_on", "access.?readings",
    what="owed.notices_unreceipted", at=lambda: _list_of("sent"),
)  # fmt: skip
def notices_unreceipted(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices of which nobody receipted that they arrived, and those that should have left already."""
    rules = {ClockRule.CTA_NOTICE, ClockRule.NOTICE_RECEIPT}
    yield from _in_state(_UNSENT | {"sent"}, clock_items(acting, now, rules, what="owed.notices_unreceipted"))


@owed(approves=ADOPT, what="owed.letters_to_approve", at=lambda: reverse("desk:letters"))
def letters_to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Words of letters that lack this account's approval, written by another."""
    for one, approvers in _waiting(acting):
        if acting.account_id not in (one.written_by, *approvers) and len(approvers) < SECOND_PERSONS[ADOPT]:
            yield _version("owed.letters_to_approve", one, is_for_second=True)


@owed(ADOPT, what="owed.letters_to_adopt", at=lambda: reverse("desk:letters"))
def letters_to_adopt(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Words of letters that two approved."""
    for one, approvers in _waiting(acting):
        if len(approvers) >= SECOND_PERSONS[ADOPT]:
            yield _version("owed.letters_to_adopt", one, is_approved=True)


@owed(approves=ADOPT_PAPER, what="owed.papers_to_approve", at=lambda: reverse("desk:paper_words"))
def papers_to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Words of papers that lack this account's approval, written by another."""
    for one, approvers in _waiting_papers(acting):
        if acting.account_id not in (one.written_by, *approvers) and len(approvers) < SECOND_PERSONS[ADOPT_PAPER]:
            yield _paper("owed.papers_to_approve", one, is_for_second=True)


@owed(ADOPT_PAPER, what="owed.papers_to_adopt", at=lambda: reverse("desk:paper_words"))
def papers_to_adopt(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Words of papers that two approved."""
    for one, approvers in _waiting_papers(acting):
        if len(approvers) >= SECOND_PERSONS[ADOPT_PAPER]:
            yield _paper("owed.papers_to_adopt", one, is_approved=True)


def _waiting_papers(acting: Acting) -> Iterator[tuple[WaitingPaperVersion, list[str]]]:
    for one in paper_versions_waiting():
        found = approvers_of(ADOPT_PAPER, paper_version_reference(one.words_id), at=acting.at)
        yield one, [name for name in found if name != one.written_by]


def _paper(
    what: str, one: WaitingPaperVersion, *, is_for_second: bool = False, is_approved: bool = False
) -> OwedItem:  # fmt: skip
    return OwedItem(
        what=what, link=reverse("desk:paper_version", args=[one.words_id]), about=one.words_id,
        since=read_instant(act_at(one.act_index).at), waits="waits.colleague", provision="two-person rule",
        is_for_second=is_for_second, is_approved=is_approved,
    )  # fmt: skip


def _waiting(acting: Acting) -> Iterator[tuple[WaitingVersion, list[str]]]:
    for one in versions_waiting():
        found = approvers_of(ADOPT, version_reference(one.version_id), at=acting.at)
        yield one, [name for name in found if name != one.written_by]


def _version(what: str, one: WaitingVersion, *, is_for_second: bool = False, is_approved: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:letter_version", args=[one.version_id]), about=one.version_id,
        since=read_instant(act_at(one.act_index).at), waits="waits.colleague", provision="two-person rule",
        is_for_second=is_for_second, is_approved=is_approved,
    )  # fmt: skip


def _in_state(states: Collection[str], items: Iterable[OwedItem]) -> Iterator[OwedItem]:
    """Those whose notice stands there still: its clock runs on until the jobs have seen what was done."""
    found = tuple(items)
    now = notice_states([one.about for one in found])
    return (one for one in found if now.get(one.about) in states)
