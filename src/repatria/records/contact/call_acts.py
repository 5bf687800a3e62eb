"""The acts of calls: rooms and lines, what is let, who asks and agrees, the hour, how it ended. Never what was said.

The codes of a booked call lie under a key of their own, which is destroyed with the call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.calls import (
    CallSide,
    CallUrgency,
    CallWay,
    OutOfTurn,
    PolicyReason,
    ShownCall,
)
from repatria.core.law.contact import InterviewFacts
from repatria.core.vocabulary.calls import CallState, FailedBecause
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallRoomOpened(Act):
    """A place has a room for calls: where, on which clock, open when, for how many calls side by side."""

    KIND: ClassVar[str] = "contact.call_room_opened"

    room_id: str
    place: str
    name: str
    zone: str  # as IANA names it
    seats: int
    hours: tuple[str, ...]  # "weekday opens closes", on the room's clock


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallLineOpened(Act):
    """A place has a line for calls: one at a time."""

    KIND: ClassVar[str] = "contact.call_line_opened"

    line_id: str
    place: str
    name: str
    is_telephone: bool


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallMeansClosed(Act):
    """A room or a line takes no calls any more."""

    KIND: ClassVar[str] = "contact.call_means_closed"

    means_id: str
    is_room: bool
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallPolicyProposed(Act):
    """Somebody lays another policy on calls before a second person."""

    KIND: ClassVar[str] = "contact.call_policy_proposed"

    policy_id: str
    are_let: bool
    least_a_month: int
    minutes: int
    because: PolicyReason
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallPolicyAgreed(Act):
    """A second person agreed: it holds from now on."""

    KIND: ClassVar[str] = "contact.call_policy_agreed"

    policy_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallPolicyTold(Act):
    """A notice of a policy that holds went to the Powers: through whom, when, under which reference."""

    KIND: ClassVar[str] = "contact.call_policy_told"

    policy_id: str
    recipient: NoticeRecipient
    sent_at: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWords:
    """Why it is urgent, and which hours suit."""

    why: str
    suits: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallAsked(Act):
    """One of the two asks for a call."""

    KIND: ClassVar[str] = "contact.call_asked"

    call_id: str
    side: CallSide
    writer_id: str  # the enquiry, or the person
    enquiry_id: str  # empty where a camp writes down that he asks: it knows no enquiry
    person_id: str  # empty of hers: who it is is read, when he is asked
    way: CallWay
    urgency: CallUrgency | None
    zone: str  # of her clock, where she says it
    channel: str
    inbox: str
    words_stood: bool
    facts: InterviewFacts | None  # of his, where it is his yes to this call too
    words: CallWords | None = part(Purpose.KIN, of="writer_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallWishedAnew(Act):
    """One of the two says anew what is wished of a call that stands: that it is urgent, by what, at which hours."""

    KIND: ClassVar[str] = "contact.call_wished_anew"

    call_id: str
    side: CallSide
    writer_id: str  # the enquiry, or the person
    way: CallWay  # by what it goes from now on
    urgency: CallUrgency | None
    is_raised: bool  # it goes before others from now on
    zone: str
    channel: str
    inbox: str
    state: CallState
    words: CallWords | None = part(Purpose.KIN, of="writer_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(Act):
    """He or she says yes or no to this very call."""

    KIND: ClassVar[str] = "contact.call_answered"

    call_id: str
    side: CallSide
    agrees: bool
    enquiry_id: str
    person_id: str
    is_sound_only: bool
    zone: str
    channel: str
    inbox: str
    facts: InterviewFacts | None
    urgency: CallUrgency | None
    previous: CallState
    state: CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCodes:
    """What opens the ends of one call once: hers, the camp's, and of whoever attends."""

    hers: str
    his: str
    watch: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallBooked(Act):
    """A call has its hour, its room and its line."""

    KIND: ClassVar[str] = "contact.call_booked"
    VERSION: ClassVar[int] = 2

    call_id: str
    codes_id: str  # the subject of the key under which its codes lie
    place: str
    room_id: str
    line_id: str
    begins_at: str
    ends_at: str
    ticket: str  # by which the door names it; no number of anybody
    out_of_turn: OutOfTurn | None
    is_watched: bool
    is_number_verified: bool  # she was rung back, and it holds at this hour
    previous: CallState
    state: CallState
    codes: CallCodes | None = part(Purpose.KIN, of="codes_id")


@upcast("contact.call_booked.1", "contact.call_booked.2")
def _rung_back(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"is_number_verified": True}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallPutOff(Act):
    """A booked call has its hour no longer; what both agreed stands."""

    KIND: ClassVar[str] = "contact.call_put_off"
    VERSION: ClassVar[int] = 2

    call_id: str
    codes_id: str
    shown_as: FailedBecause  # the words that all read
    guards: tuple[str, ...]  # what stood against it, for whoever may know; empty of a technical fault
    is_urgent: bool
    previous: CallState
    state: CallState


def _not_urgent(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"is_urgent": False}


upcast("contact.call_put_off.1", "contact.call_put_off.2")(_not_urgent)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """On which number she was rung back."""

    telephone: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NumberVerified(Act):
    """She was rung back on the number that she left, and it was she; whether the rules of a call were read to her."""

    KIND: ClassVar[str] = "contact.call_number_verified"
    VERSION: ClassVar[int] = 2

    enquiry_id: str
    rung_at: str
    are_rules_read: bool
    calls: tuple[str, ...]  # hers that have an hour at which the number holds
    words: NumberWords | None = part(Purpose.KIN, of="enquiry_id")


@upcast("contact.call_number_verified.1", "contact.call_number_verified.2")
def _by_the_camp(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"are_rules_read": True, "calls": ()}  # the camp said for both ends that the rules were read


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallPrepared(Act):
    """A call may begin: what was attested of it."""

    KIND: ClassVar[str] = "contact.call_prepared"

    call_id: str
    are_rules_read: bool
    is_watching_told: bool
    is_room_clear: bool
    supervisor: str
    verified_index: int  # the act by which her number holds
    previous: CallState
    state: CallState


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallBegun(Act):
    """The door says that a call runs."""

    KIND: ClassVar[str] = "contact.call_begun"

    call_id: str
    previous: CallState
    state: CallState


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded(Act):
    """How a call ended: day, length, who supervised. One that failed waits again: nobody agreed to no call."""

    KIND: ClassVar[str] = "contact.call_ended"
    VERSION: ClassVar[int] = 2

    call_id: str
    codes_id: str
    place: str
    person_id: str
    enquiry_id: str
    outcome: CallState
    because: str  # a word of why it failed or was stopped; empty for done
    on: str
    seconds: int
    supervisor: str
    by_door: bool
    is_urgent: bool
    previous: CallState
    state: CallState


upcast("contact.call_ended.1", "contact.call_ended.2")(_not_urgent)


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallReportSettled(Act):
    """What the door said of a booking after a hand had put it off, stopped or logged it; that word stands beside."""

    KIND: ClassVar[str] = "contact.call_report_settled"

    call_id: str
    booked_index: int
    attempt_id: str  # what a hand said of that booking; empty of one that was put off
    place: str
    person_id: str
    enquiry_id: str
    outcome: CallState
    because: str
    on: str
    seconds: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogSaid(Act):
    """One account says how a call ended of which the door said nothing; it counts once another agrees."""

    KIND: ClassVar[str] = "contact.call_log_said"

    call_id: str
    outcome: CallState
    because: str
    seconds: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogStruck(Act):
    """What one account said of a call's end does not count: another says otherwise, or it takes its word back."""

    KIND: ClassVar[str] = "contact.call_log_struck"

    call_id: str
    said_index: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallHaltSeen(Act):
    """The head has seen that a room or line was closed, or a call put off against which nothing stood."""

    KIND: ClassVar[str] = "contact.call_halt_seen"

    halt_index: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecognised(Act):
    """One of the two said whether it was the other."""

    KIND: ClassVar[str] = "contact.call_recognised"

    attempt_id: str
    call_id: str
    enquiry_id: str
    person_id: str
    side: CallSide
    is_other: bool
    both: bool | None  # what both said, once the second has


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CallsShown(Act):
    """What a round shows from now on of one enquirer's calls; of one that is booked its letter lies there."""

    KIND: ClassVar[str] = "contact.calls_shown"

    enquiry_id: str
    calls: tuple[str, ...]
    steps: tuple[ShownCall, ...]
