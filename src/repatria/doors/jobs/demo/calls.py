"""The demonstration's calls: rooms and lines of two camps, one that waits, one that is booked by telephone, one now.

Her wish came by the portal, he said yes alone. Nothing of a call that is held now is left out: what the law asks to lie
a day apart was done the day before, as all of the demonstration's past was; her letter comes with a round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from repatria.core.law.call_hours import LETTER_LIES_AFTER, opening
from repatria.core.law.calls import MINUTES, CallSide, CallWay, OutOfTurn, PolicyReason
from repatria.core.law.contact import InterviewFacts
from repatria.core.vocabulary.calls import OVER, PUT_AT_THE_DOOR, CallState
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.receipts import Receipt, locator_of
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.demo.answering import Stage
from repatria.doors.jobs.demo.sign_ins import SIGN_INS, Staff
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.contact.calling import hours_of, speaking_of
from repatria.records.contact.selectors.call_lists import (
    RoomView,
    call_list,
    call_means,
    call_policies,
    free_call_hours,
)
from repatria.records.contact.selectors.call_whole import CallOfEnquiry, calls_of, room_codes
from repatria.records.contact.services.call_booking import book_call, prepare_call, put_call_off, verify_number
from repatria.records.contact.services.call_rooms import (
    agree_call_policy,
    open_call_line,
    open_call_room,
    propose_call_policy,
)
from repatria.records.contact.services.call_wishes import answer_call
from repatria.records.enquiries.selectors import enquiry, enquiry_at
from repatria.records.intake.keys import PortalKeys
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_paper
from repatria.records.register.selectors import custody_of

_ZONE = "Europe/Kyiv"
_HOURS = [f"{day} 00:00 23:59" for day in range(7)]
_SHORTEST = 5  # minutes: of a room that shuts sooner the first hour of its next day is taken
_ALONE = InterviewFacts(
    language="uk", is_interviewer_outside_camp=True, is_guard_present=False, is_interviewer_interrogator=False
)
_SUPERVISOR = "О. Лісна, черговий кімнати"


class NoCallHereError(Exception):
    """Of this store no call can be made ready: it was filled without one, or what was there ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyCall:
    """A call that can be entered now."""

    his: str
    watch: str
    begins_at: datetime
    ends_at: datetime


def officer_of(place: str) -> str:
    """The sign-in of a camp's officer; "" of a place for which nobody signs in to a demonstration."""
    return next((one.name for one in SIGN_INS if one.role is Role.CAMP_OFFICER and one.branch == place), "")


def open_means(staff: Staff, at: datetime) -> None:
    """Opens a room and two lines in each camp that has an officer, and lets two agree to a policy; each once."""
    there = {one.place for one in call_means(staff.by("registrar-1", at))}
    for place in sorted({one.branch for one in SIGN_INS if one.role is Role.CAMP_OFFICER} - there):
        camp = staff.by(officer_of(place), at)
        open_call_room(camp, place=place, name="Кімната дзвінків", zone=_ZONE, hours=_HOURS, seats=2)
        open_call_line(camp, place=place, name="Лінія 1, відео", is_telephone=False)
        open_call_line(camp, place=place, name="Телефон чергового", is_telephone=True)
    policies = call_policies(staff.by("head-of-bureau-1", at))
    policy = next((one.policy_id for one in policies), "") or propose_call_policy(
        staff.by("head-of-bureau-1", at), are_let=True, least_a_month=1, minutes=MINUTES,
        because=PolicyReason.AGREEMENT, reason="угода сторін про дзвінки додому, вигадана",
    )  # fmt: skip
    if not any(one.is_agreed for one in policies):
        agree_call_policy(staff.by("legal-adviser-1", at), policy_id=policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Lays calls into a store, each step once."""

    outside: Outside
    staff: Staff
    portal: PortalKeys
    first_letter_day: int

    def lay(self, asked: Iterable[tuple[Receipt, str, str, Stage]]) -> tuple[Receipt, ...]:
        """Lets two whom a letter tells ask, one for a call by video, one by telephone, and him say yes.

        Given:    receipt, enquiry, person and the stage that her enquiry reached.
        Returns:  their receipts; with the first a call can be held (`ready_now`).
        """
        now = self.outside.now()
        told = [
            (receipt, enquiry_id) for receipt, enquiry_id, person_id, stage in asked
            if stage is Stage.TOLD and officer_of(custody_of(person_id).holder)
            and not speaking_of(enquiry_id, now).embargo
        ]  # fmt: skip
        if told:
            open_means(self.staff, now)
        for (receipt, enquiry_id), way in zip(told, (CallWay.VIDEO, CallWay.TELEPHONE), strict=False):
            if not self._calls(enquiry_id):
                self._agree(receipt, enquiry_id, way)
        return tuple(receipt for receipt, _ in told[:2])

    def book_tomorrow(self, receipts: Sequence[Receipt]) -> None:
        """Gives the call of the second, by telephone, its hour of tomorrow, once a letter told her."""
        now = self.outside.now()
        for enquiry_id in filter(None, (enquiry_at(locator_of(receipt)) for receipt in receipts[1:])):
            place = speaking_of(enquiry_id, now).place
            for one in self._calls(enquiry_id):
                if CallState(one.state) is CallState.AGREED:
                    room = self._room(place, now)
                    on = (now + timedelta(days=1)).astimezone(ZoneInfo(_ZONE)).date()
                    hours = free_call_hours(
                        self.staff.by("caseworker-1", now), room_id=room.means_id, on=on, by_telephone=True
                    )
                    begins_at = read_instant(hours[len(hours) // 2].begins_at)
                    self._book(now, one.call_id, place, room, begins_at, 0, is_telephone=True)

    def ready_now(self, receipt: Receipt, hold_round: Callable[[], None]) -> ReadyCall:
        """Makes a call between her and him that can be entered now: asked for and booked yesterday, where it was not.

        Given:    `hold_round` by which her letter comes with hour and code.
        Raises:   NoCallHereError; whatever the services refuse.
        """
        now, enquiry_id = self.outside.now(), enquiry_at(locator_of(receipt))
        place = speaking_of(enquiry_id, now).place if enquiry_id else ""
        if not enquiry_id or not officer_of(place):
            raise NoCallHereError
        open_means(self.staff, now)
        standing = [one for one in self._calls(enquiry_id) if one.state not in OVER]
        if not standing:
            self._agree(receipt, enquiry_id, CallWay.VIDEO)
            standing = list(self._calls(enquiry_id))
        call_id, state = standing[0].call_id, CallState(standing[0].state)
        if state is CallState.BOOKED or (state is CallState.PREPARED and not _is_now(standing[0], now)):
            put_call_off(self.staff.by(officer_of(place), now), call_id=call_id)
            state = CallState.AGREED
        if state is CallState.AGREED:
            self._book_now(call_id, place)
            hold_round()
            verify_number(
                self.staff.by("hotline-operator-1", now), enquiry_id=enquiry_id, rung_at=now,
                telephone=enquiry(self.staff.by("caseworker-1", now), enquiry_id).said["telephone"],
                are_rules_read=True,
            )  # fmt: skip
            prepare_call(
                self.staff.by(officer_of(place), self.outside.now()), call_id=call_id, are_rules_read=True,
                is_watching_told=True, is_room_clear=True, supervisor=_SUPERVISOR,
            )  # fmt: skip
        codes = room_codes(self.staff.by(officer_of(place), self.outside.now()), call_id)
        return ReadyCall(
            his=codes.his, watch=codes.watch, begins_at=read_instant(codes.begins_at),
            ends_at=read_instant(codes.ends_at),
        )  # fmt: skip

    def _calls(self, enquiry_id: str) -> tuple[CallOfEnquiry, ...]:
        return calls_of(self.staff.by("caseworker-1", self.outside.now()), enquiry_id)

    def _agree(self, receipt: Receipt, enquiry_id: str, way: CallWay) -> None:
        """She asked at the portal two days ago, and he said yes to an interviewer."""
        now = self.outside.now()
        then = replace(self.outside, now=lambda: now - 2 * LETTER_LIES_AFTER)
        while fetch_enquiries(self.outside, self.first_letter_day):
            pass  # what others sent is no older than it is
        header = {
            "item": "call", "locator": locator_of(receipt), "want": "yes", "way": way.value, "urgency": "", "why": "",
            "suits": "після 18", "zone": _ZONE,
        }  # fmt: skip
        receive_paper(
            locator=locator_of(receipt), content=f"call {way} {now}".encode(), on=then.now().date(),
            secret=self.portal.page_key, mac_key=self.portal.mac_key, is_word=True,
            ciphertext=seal_to_bureau(self.portal.bureau_recipient, header, b""),
        )  # fmt: skip
        while fetch_enquiries(then, self.first_letter_day):
            pass
        for one in self._calls(enquiry_id):
            if CallState(one.state) is CallState.ASKED:
                answer_call(
                    self.staff.by("interviewer-1", then.now()), call_id=one.call_id, side=CallSide.HIS, agrees=True,
                    facts=_ALONE,
                )  # fmt: skip

    def _book_now(self, call_id: str, place: str) -> None:
        """Books it with an act of yesterday for the hour that runs."""
        now = self.outside.now()
        room = self._room(place, now)
        begins_at, minutes = hour_now(now.replace(second=0, microsecond=0), room)
        self._book(min(now, begins_at) - LETTER_LIES_AFTER, call_id, place, room, begins_at, minutes)

    def _book(
        self, at: datetime, call_id: str, place: str, room: RoomView, begins_at: datetime, minutes: int, *,
        is_telephone: bool = False,
    ) -> None:  # fmt: skip
        caseworker = self.staff.by("caseworker-1", at)
        line = next(
            one for one in call_means(caseworker, place=place) if not one.is_room and one.is_telephone == is_telephone
        )
        waiting = [one.call_id for one in call_list(caseworker, place=place)]
        book_call(
            caseworker, call_id=call_id, room_id=room.means_id, line_id=line.means_id, begins_at=begins_at,
            minutes=minutes, is_watched=not is_telephone,
            out_of_turn=OutOfTurn.HER_HOURS if waiting and waiting[0] != call_id else None,
        )  # fmt: skip

    def _room(self, place: str, at: datetime) -> RoomView:
        return next(one for one in call_means(self.staff.by("registrar-1", at), place=place) if one.is_room)


def _is_now(one: CallOfEnquiry, now: datetime) -> bool:
    """Whether a prepared call may be entered, and goes on for some minutes."""
    begins_at = read_instant(one.begins_at)
    return begins_at - PUT_AT_THE_DOOR <= now < begins_at + timedelta(minutes=_SHORTEST)


def hour_now(now: datetime, room: RoomView) -> tuple[datetime, int]:
    """The hour of a room that runs, and for how many minutes; where it shuts soon its next opening, to be entered now.

    Given:    a room that is open each day nearly round the clock.
    """
    zone, hours = ZoneInfo(room.zone), hours_of(";".join(room.hours))
    today = now.astimezone(zone).date()
    for on in (today, today + timedelta(days=1)):
        span = opening(on, hours, zone)
        if span is None:
            continue
        begins_at = max(now, span[0])
        left = int((span[1] - begins_at).total_seconds() // 60)
        if left >= _SHORTEST:
            return begins_at, min(MINUTES, left)
    raise NoCallHereError


__all__ = ["Calls", "NoCallHereError", "ReadyCall", "hour_now", "officer_of", "open_means"]
