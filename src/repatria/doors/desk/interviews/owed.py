"""Who is to be asked, for the first page and the list of interviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAnswer, is_fresh, is_permitting
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.clocks import clock_items
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.disclosure.selectors import questions_to_ask, tellings, unasked_enquirers
from repatria.records.disclosure.services import TELL_UNASKED
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.register.releases import release_questions
from repatria.records.register.selectors import latest_decision

MEETING_LEVEL = 3


def meetings_to_ask(now: datetime) -> tuple[tuple[str, int], ...]:
    """Links at level 3 that were told, whose man has not lately been asked about a meeting, as (person, link act);
    none that is doubted, and none of whom she is not to be told."""
    found = []
    for telling in tellings():
        for link in links_of_enquiry(telling.enquiry_id):
            if link.is_doubted or kinship_level_of(telling.enquiry_id) < MEETING_LEVEL:
                continue
            decision = latest_decision(link.person_id, "handover", link.link_index)
            is_asked = decision is not None and decision.answer != ContactAnswer.NOT_ASKED
            is_answered = is_asked and decision is not None and (
                not is_permitting(ContactAnswer(decision.answer)) or is_fresh(read_instant(decision.decided_at), now)
            )  # fmt: skip
            if not is_answered and not is_withheld_from(telling.enquiry_id, now):
                found.append((link.person_id, link.link_index))
    return tuple(found)


_PROVISION = "practice rule 8"


def _list() -> str:
    return reverse("desk:interviews")


@owed("register.?interview_list", what="owed.open_questions", at=_list)
def open_questions(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men who were not yet asked whom we may tell."""
    yield from clock_items(acting, now, {ClockRule.CONTACT_ASK}, what="owed.open_questions")


@owed("register.?interview_list", what="owed.questions_about_her", at=_list)
def questions_about_her(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men who are to be asked about somebody who seeks them."""
    for person_id, link_index in questions_to_ask(now):
        yield _about("owed.questions_about_her", person_id, link_index)


@owed("register.?interview_list", what="owed.questions_meeting", at=_list)
def questions_meeting(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men who are to be asked whether they will meet her."""
    for person_id, link_index in meetings_to_ask(now):
        yield _about("owed.questions_meeting", person_id, link_index)


@owed("register.?interview_list", what="owed.questions_release", at=_list)
def questions_release(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men whose release is open and who are to be asked about it, or told of it."""
    for person_id, due_at in release_questions(now):
        yield OwedItem(
            what="owed.questions_release", link=reverse("desk:release_interview", args=[person_id]), about=person_id,
            due_at=due_at, waits="waits.held_person", provision="practice rule 18",
        )  # fmt: skip


@owed(approves=TELL_UNASKED, at=lambda: reverse("desk:approvals"))
def to_tell_unasked(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Enquirers about whom he cannot be asked, and this account's own word on whether they be told."""
    for one in unasked_enquirers(now):
        if acting.account_id not in one.approvers:
            yield OwedItem(
                what="owed.to_tell_unasked", link=reverse("desk:vital_interest", args=[one.enquiry_id]),
                about=one.person_id, waits="waits.enquirer", is_for_second=True, provision="practice rule 10",
            )  # fmt: skip


def _about(what: str, person_id: str, link_index: int) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:interview", args=[person_id, link_index]), about=person_id,
        waits="waits.enquirer", provision=_PROVISION,
    )  # fmt: skip
