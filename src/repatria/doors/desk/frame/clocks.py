"""Running clocks as things that are owed: record numbers, terms and roles, with the place where each is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse

from repatria.core.law.clocks import ClockRule, Subject
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.owed import OwedItem, shared
from repatria.doors.desk.frame.pages import page_of
from repatria.records.access.acting import Acting
from repatria.records.clocks.selectors import ClockView, owed_clocks
from repatria.records.register.selectors import latest_decision

SHOWN = 500
"""How many clocks a first page asks for, the first due first."""
_WAITS: Mapping[Subject, str] = MappingProxyType({
    Subject.PERSON: "waits.held_person", Subject.NOTICE: "waits.agency", Subject.ENQUIRY: "waits.enquirer",
    Subject.PLACE: "waits.bureau",
})  # fmt: skip


def clock_items(
    acting: Acting, now: datetime, rules: Collection[ClockRule], *, what: str = ""
) -> Iterator[OwedItem]:  # fmt: skip
    """The clocks of these rules that this account owes, or that reached it late.

    Given:    `what` is the text of an item; without it the rule's own.
    Not:      anybody's name.
    """
    for view in _owed(acting, now):
        if view.rule in rules:
            yield OwedItem(
                what=what or f"clock.{view.rule.value}", link=_place(acting, view), about=view.subject,
                since=view.since, due_at=view.due_at, waits=_WAITS.get(view.subject_kind, ""),
                provision=view.provision, lies_with=_lies_with(view),
                owed_by=f"role.{view.owed_by.value}" if view.is_escalated else "",
            )  # fmt: skip


def clock_count(acting: Acting, now: datetime, rules: Collection[ClockRule]) -> int:
    """How many of these items there are: a menu asks on every page, and needs no address of any."""
    return sum(view.rule in rules for view in _owed(acting, now))


def _owed(acting: Acting, now: datetime) -> tuple[ClockView, ...]:
    asking = replace(acting, at=now)
    return shared(("clocks", acting.account_id, now), lambda: owed_clocks(asking, at_most=SHOWN))


def _lies_with(view: ClockView) -> str:
    is_recipient = view.lies_with in tuple(NoticeRecipient)
    return f"recipient.{view.lies_with}" if is_recipient else view.lies_with


def _place(acting: Acting, view: ClockView) -> str:
    """Where this account can do it, or see it; the first page itself where its role opens no such record."""
    if view.subject_kind is Subject.NOTICE and may(acting, "notices.?notices"):
        return reverse("desk:notice", args=[view.subject])
    if view.subject_kind is Subject.ENQUIRY and may(acting, "enquiries.?enquiry"):
        return reverse("desk:enquiry", args=[view.subject])
    if view.subject_kind is Subject.PERSON:
        return _place_of_person(acting, view)
    return _declared(acting, view)


_ASKED = frozenset({
    ClockRule.CONTACT_ASK, ClockRule.CONTACT_ASK_AGAIN, ClockRule.CONTACT_REASK, ClockRule.CONTACT_ASK_ABLE,
})  # fmt: skip


_OF_THE_ROLL = frozenset({ClockRule.STRONG_SIGHTING, ClockRule.NOT_SEEN, ClockRule.DRAW_RESULT})


def _place_of_person(acting: Acting, view: ClockView) -> str:
    if view.rule in _OF_THE_ROLL:  # whoever may open his record enters a sighting all the same
        return _declared(acting, view)
    if view.rule is ClockRule.MEDICAL and view.lies_with and may(acting, "welfare.?place"):
        return reverse("desk:place_welfare", args=[view.lies_with])
    if view.rule is ClockRule.HEALTH_WEEK and may(acting, "welfare.record_health"):
        return reverse("desk:health", args=[view.subject])
    about, _, link_index = view.matter.partition(":")
    if view.rule is ClockRule.CONTACT_REASK and may(acting, "register.record_asked_again"):
        unable = latest_decision(view.subject, about, int(link_index) if link_index.isdecimal() else None)
        if unable is not None:
            return reverse("desk:asked_again", args=[unable.act_index])
    if view.rule in _ASKED and may(acting, "register.?interview_list"):
        if link_index.isdecimal() and about:
            return reverse("desk:interview", args=[view.subject, int(link_index)])
        return reverse("desk:open_interview", args=[view.subject])
    if may(acting, "register.?person"):
        return reverse("desk:person", args=[view.subject])
    return _declared(acting, view)


def _declared(acting: Acting, view: ClockView) -> str:
    """The page that says of itself that this clock is satisfied there."""
    one = page_of(view.rule)
    if one is None or not may(acting, one.action):
        return reverse("desk:owed")
    # Of a place several things may be owed at once: the address names which.
    about = (view.matter or view.subject) if view.subject_kind is Subject.PLACE else view.subject
    if "<" in one.path:
        return reverse(f"desk:{one.name}", args=[about])
    # A page for many men is opened at the one about whom the line is.
    whom = f"?{urlencode({'person': about})}" if view.subject_kind is Subject.PERSON else ""
    return reverse(f"desk:{one.name}") + whom
