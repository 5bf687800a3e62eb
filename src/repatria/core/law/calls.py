"""A call between him and his family: what stands against it, whose turn it is, when it goes first, what it shows her.

A call is no reward, no penalty and no price: who goes first is told by how long he had none, and by an emergency. The
words for going out of turn, and for another policy, know no other reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from repatria.core.law.call_steps import ROOM_RULE, RULE
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need
from repatria.core.law.messages import HELD
from repatria.core.vocabulary.calls import LONGEST_CALL, READY_FROM, CallState, StoppedBecause

NEWS = "GC III 71"
LEAST_A_MONTH, MINUTES = 1, 15
"""What each may have in a month at least, and how long, where no policy says more: floors, and nowhere a limit."""
VERIFIED_FOR = timedelta(days=30)
"""For how long a number holds that she was rung back on."""


class CallSide(StrEnum):
    """Whose word it is."""

    HERS = "hers"
    HIS = "his"


class CallWay(StrEnum):
    """By what they speak."""

    VIDEO = "video"
    SOUND = "sound"  # the same, without a picture: where he prefers it
    TELEPHONE = "telephone"  # an ordinary call, which a clerk dials


class CallUrgency(StrEnum):
    """Why a call goes before the others, where somebody says so. That news is wanting is read, and said by nobody."""

    ILLNESS = "illness"
    DEATH = "death"  # in the family


class TurnReason(StrEnum):
    """Why a call stands where it stands in the list."""

    ILLNESS = "illness"
    DEATH = "death"
    NO_NEWS = "no_news"
    LONGEST = "longest"


class OutOfTurn(StrEnum):
    """Why one is booked before another whose turn it is: hours and lines, and no merit of anybody."""

    HER_HOURS = "her_hours"  # whose turn it is cannot come at this hour
    HIS_ABSENCE = "his_absence"  # before a court, in hospital, with another service
    NO_SUCH_LINE = "no_such_line"


class PolicyReason(StrEnum):
    """Why the policy on calls is another: nothing that anybody did or said."""

    LINES = "lines"
    STAFF = "staff"
    HEALTH = "health"
    DANGER = "danger"
    RECIPROCITY = "reciprocity"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingFacts:
    """What stands before these two may speak, all of it read."""

    is_linked: bool = False
    his_yes: bool = False  # to her, by the answer of his that holds
    was_she_told: bool = False  # by a letter, and she may be told now
    is_withheld_from_her: bool = False
    embargo: EmbargoGround | None = None
    custody_state: CustodyState | None = None
    place: str = ""
    booked_at: str = ""  # of a call that has its hour: the place of its room
    are_calls_let: bool = True  # by the policy that holds


def speaking_guards(facts: SpeakingFacts) -> Iterator[OpenGuard]:
    """What stands against these two speaking at all.

    Source:   practice rules 4, 6, 8; GC III art. 71; law-and-practice sections 4.3, 6.8.
    Given:    who was moved is not held at the place of a call that was booked elsewhere.
    """
    yield from need(facts.is_linked, "message_link", "practice rule 6")
    yield from need(facts.his_yes, "his_decision", "practice rule 8")
    yield from need(not facts.is_withheld_from_her, "not_withheld", "practice rule 6")
    yield from need(facts.embargo is None, "no_embargo", "practice rule 4")
    yield from need(facts.was_she_told, "letter_out", "practice rule 4")
    is_there = bool(facts.place) and facts.booked_at in ("", facts.place)
    yield from need(facts.custody_state in HELD and is_there, "held_at_place", NEWS)
    yield from need(facts.are_calls_let, "calls_are_let", RULE)


def asking_guards(urgency: CallUrgency | None, why: str) -> Iterator[OpenGuard]:
    """An emergency is said in words: it goes before everybody who waits.

    Source:   law-and-practice section 6.8.
    """
    yield from need(urgency is None or bool(why.strip()), "why_urgent", RULE, UnstatedReasonError)


_SHOWS_LEAST = (CallWay.VIDEO, CallWay.SOUND, CallWay.TELEPHONE)


def way_of_both(one: CallWay, other: CallWay) -> CallWay:
    """By what they speak where each said another way: by the one that shows less of both.

    Source:   law-and-practice section 6.8: sound only where he prefers it; practice rule 29: telephone first.
    """
    return max(one, other, key=_SHOWS_LEAST.index)


def is_raised(before: CallUrgency | None, now: CallUrgency | None) -> bool:
    """Whether what is said now lets a call go before where it stood: a death goes before an illness."""
    if now is None or now is before:
        return False
    return before is None or now is CallUrgency.DEATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A call that both agreed to and that has no hour yet.

    Given:    `has_no_news` that these two had no news of each other for 60 days, or ever; `last_call_at` when he last
              had a call with anybody.
    """

    call_id: str
    asked_at: datetime
    urgency: CallUrgency | None = None
    has_no_news: bool = False
    last_call_at: datetime | None = None

    @property
    def because(self) -> TurnReason:
        """Why it stands where it does."""
        if self.urgency is not None:
            return TurnReason(self.urgency.value)
        return TurnReason.NO_NEWS if self.has_no_news else TurnReason.LONGEST


_FIRST = (TurnReason.DEATH, TurnReason.ILLNESS, TurnReason.NO_NEWS, TurnReason.LONGEST)


def in_turn(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The calls in the order in which they are booked: emergencies, then who has had none for longest.

    Source:   law-and-practice section 6.8; GC III art. 71(2).
    Given:    whoever never had one goes before all who had; of two alike the one that was asked for first.
    """

    def turn(one: Waiting) -> tuple[int, bool, datetime, datetime, str]:
        had = one.last_call_at is not None
        return _FIRST.index(one.because), had, one.last_call_at or one.asked_at, one.asked_at, one.call_id

    return tuple(sorted(waiting, key=turn))


def turn_guards(*, is_in_turn: bool, out_of_turn: OutOfTurn | None) -> Iterator[OpenGuard]:
    """Whoever is booked before another whose turn it is, is so for a reason of hours or lines, which is kept."""
    yield from need(is_in_turn or out_of_turn is not None, "his_turn", RULE, UnstatedReasonError)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparingFacts:
    """What is so before a call may begin.

    Given:    attested by the room: that the rules were read to him and whether somebody attends said to him, that no
              guard, interrogator or journalist is in room or picture, who supervises. Read: when she was rung back on
              her number, that whoever rang read her the rules, and that the letter with the hour lay in her box, which
              says whether somebody attends.
    """

    at: datetime
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    verified_at: datetime | None = None
    is_letter_laid: bool = False
    were_rules_read_to_her: bool = False
    are_rules_read: bool = False
    is_watching_told: bool = False
    is_room_clear: bool = False
    supervisor: str = ""
    verified_by: str = ""  # the account that rang her
    prepared_by: str = ""


def is_verified(verified_at: datetime | None, at: datetime) -> bool:
    """Whether the number on which she was rung back still holds.  Units: 30 days, the last instant included."""
    return verified_at is not None and timedelta() <= at - verified_at <= VERIFIED_FOR


def preparing_guards(facts: PreparingFacts) -> Iterator[OpenGuard]:
    """What is missing before a call may begin.

    Source:   law-and-practice section 6.8; practice rule 29; GC III art. 13.
    """
    is_near = facts.begins_at is not None and facts.begins_at - READY_FROM <= facts.at
    yield from need(is_near, "call_hour_near", ROOM_RULE)
    yield from need(facts.ends_at is not None and facts.at < facts.ends_at, "call_hour_ahead", RULE)
    yield from need(is_verified(facts.verified_at, facts.at), "number_verified", RULE)
    yield from need(facts.were_rules_read_to_her, "rules_read_to_her", ROOM_RULE)
    is_by_another = not facts.verified_by or facts.verified_by != facts.prepared_by
    yield from need(is_by_another, "number_by_another", RULE, SecondPersonError)
    yield from need(facts.is_letter_laid, "call_letter_laid", RULE)
    yield from need(facts.are_rules_read, "call_rules_read", ROOM_RULE)
    yield from need(facts.is_watching_told, "watching_told", RULE)
    yield from need(facts.is_room_clear, "room_clear", ROOM_RULE)
    yield from need(bool(facts.supervisor.strip()), "call_supervisor", RULE, UnstatedParticularsError)


_OF_THE_ROOM = frozenset({
    "call_hour_near", "call_hour_ahead", "call_rules_read", "watching_told", "room_clear", "call_supervisor",
})  # fmt: skip


def told_to_a_camp(guards: Iterable[OpenGuard]) -> tuple[OpenGuard, ...]:
    """The same guards as a camp reads them: what it attests itself, and for all else a line that is not ready.

    Source:   practice rules 4, 8: a camp learns nothing of her, nor what stands against a call.
    """
    found = tuple(guards)
    of_room = tuple(one for one in found if one.what in _OF_THE_ROOM)
    return (*of_room, *need(len(of_room) == len(found), "line_ready", RULE))


def may_be_logged(*, is_by_telephone: bool, begins_at: datetime | None, ends_at: datetime | None, at: datetime) -> bool:
    """Whether a hand may log a call: one that is dialled from its hour on; of all others the door speaks to their end.

    Source:   law-and-practice section 6.8.
    """
    since = begins_at if is_by_telephone else ends_at
    return since is not None and since <= at


def log_guards(said_by: str, agreed_by: str) -> Iterator[OpenGuard]:
    """How a call ended of which the door said nothing is attested by two: on one that was held a proof can rest.

    Source:   practice rule 19; two-person rule.
    """
    yield from need(said_by != agreed_by, "another_agrees", RULE, SecondPersonError)


def can_have_run(
    *, seconds: int, has_begun: bool, is_by_telephone: bool, begins_at: datetime | None, at: datetime
) -> bool:  # fmt: skip
    """Whether a call that a hand stops can have run so long: one that the door saw begin, or dialled at its hour.

    Source:   law-and-practice section 6.8; practice rule 19: on a call that was held a proof can rest.
    """
    if not seconds or has_begun:
        return True
    return is_by_telephone and begins_at is not None and begins_at + timedelta(seconds=seconds) <= at


BY_HERSELF, BY_HIMSELF = StoppedBecause.BY_HER, StoppedBecause.BY_HIM


def recognising_guards(
    *, was_held: bool, is_of_both: bool, said_by: str, other_said_by: str
) -> Iterator[OpenGuard]:  # fmt: skip
    """What is missing of a word on whether they knew each other: each says so apart, to another person of the bureau.

    Source:   practice rule 19; law-and-practice section 6.5.
    """
    yield from need(was_held, "call_was_held", "practice rule 19")
    yield from need(is_of_both, "call_of_both", "practice rule 19")
    yield from need(said_by != other_said_by, "said_apart", "practice rule 19", SecondPersonError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPolicy:
    """What is let: whether there are calls, how many each has in a month at least, how long one lasts."""

    are_let: bool = True
    least_a_month: int = LEAST_A_MONTH
    minutes: int = MINUTES


LONGEST_MINUTES = LONGEST_CALL // timedelta(minutes=1)


def policy_guards(
    policy: CallPolicy, reason: str, proposed_by: str = "", agreed_by: str = ""
) -> Iterator[OpenGuard]:  # fmt: skip
    """What is missing of a policy: a reason in words, lengths that a call has, and another who agrees.

    Source:   law-and-practice sections 3.4, 6.8: changes are logged, versioned and reasoned.
    Given:    fewer than the least, or shorter, is a policy that lets none, and says so.
    """
    yield from need(bool(reason.strip()), "policy_reason", RULE, UnstatedReasonError)
    is_least = not policy.are_let or policy.least_a_month >= LEAST_A_MONTH
    yield from need(is_least, "least_calls", RULE)
    yield from need(MINUTES <= policy.minutes <= LONGEST_MINUTES, "call_minutes", RULE)
    yield from need(not agreed_by or agreed_by != proposed_by, "another_agrees", RULE, SecondPersonError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMonth:
    """How many calls he had in a month, beside the least that he may have."""

    calls: int
    least: int

    @property
    def owed(self) -> int:
        return max(0, self.least - self.calls)


class ShownCall(StrEnum):
    """What she reads in her box of a call, in rounds alone."""

    RECEIVED = "received"
    ASKED_FOR = "asked_for"  # he asks her
    WAITS = "waits"
    BOOKED = "booked"
    PUT_OFF = "put_off"  # the same words whatever lies behind
    OVER = "over"


_S = CallState
_STANDS = frozenset({_S.BOOKED, _S.PREPARED, _S.HELD})


def call_to_show(
    state: CallState, shown: ShownCall, *, may_be_told: bool, is_hers_open: bool
) -> ShownCall:  # fmt: skip
    """Which step the next round shows of a call.

    Source:   practice rules 3, 4, 8: until a positive letter is out it reads "received", whatever happens.
    Given:    `is_hers_open` of one that he asks for: she has not answered. Of one whose hour she was told, that it is
              off is said always and in one form of words: an embargo and a broken line look alike.
    """
    if shown is ShownCall.BOOKED and state not in _STANDS:
        return ShownCall.OVER if state is _S.DONE else ShownCall.PUT_OFF
    if not may_be_told:
        return shown
    if state is _S.ASKED:
        return ShownCall.ASKED_FOR if is_hers_open else shown
    if state in _STANDS:
        return ShownCall.BOOKED
    if state is _S.AGREED and shown is not ShownCall.PUT_OFF:
        return ShownCall.WAITS
    return ShownCall.OVER if state is _S.DONE else shown
