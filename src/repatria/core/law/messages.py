"""A letter, a card or a few words between him and his family: its way, who looks at it, what stands against a step.

Two letters and four cards a month are the least that he is let, and no cap. Each State looks at a message once; it
keeps one back only for a reason, by name, for a time, and says so to whoever wrote it. There is no list of forbidden
words: a person reads and says which passages, or lets it go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.errors import UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need
from repatria.core.vocabulary.errors import WrongStateError

RULE, CHECK, LEAST, LEGAL = "house rule 6.9", "GC III 76", "GC III 71", "GC III 77"
LETTERS_A_MONTH, CARDS_A_MONTH = 2, 4
"""What each is let write in a month at least (GC III 71): a floor, and nowhere a limit."""
NO_NEWS = timedelta(days=60)
"""After how long without news of each other theirs goes first (GC III 71; law-and-practice section 6.8)."""
LONGEST_WITHHELD = timedelta(days=28)
"""For how long a message is kept back at most; then it is kept back no longer (a house term)."""


NOT_GIVEN_SHOWN_AFTER = timedelta(days=28)
"""How long a message that could not be handed over reads as before: that he died may come on record days later."""


class MessageOrderError(WrongStateError):
    """The step does not follow from where the message is, or this State looked at it already."""

    code = "law.E090"


class MessageWay(StrEnum):
    """From whom to whom."""

    TO_HIM = "to_him"
    FROM_HIM = "from_him"


class MessageKind(StrEnum):
    """What it is."""

    LETTER = "letter"
    CARD = "card"
    SHORT = "short"  # a few words of family news, open: a Red Cross Message, or what she left at first
    LEGAL = "legal"  # a power of attorney, a will: it counts for no quota and is authenticated


class CheckingState(StrEnum):
    """Whose the look is: each of the two has one."""

    OURS = "ours"
    THEIRS = "theirs"


class CheckVerdict(StrEnum):
    """What a look ends with."""

    CLEARED = "cleared"
    RETURNED = "returned"  # to whoever wrote it, with the passages that are in the way
    WITHHELD = "withheld"


class WithheldBecause(StrEnum):
    """Why a message is kept back, of which it has no more than this list: none is a penalty, for him or for her.

    Source:   GC III art. 76(1), (3); art. 71(1): never delayed or retained for disciplinary reasons.
    """

    PLACE_OR_TROOPS = "place_or_troops"  # it names where something of the forces is, or what they do
    CIPHER = "cipher"  # it seems to say something else than it reads
    ANOTHERS_SAFETY = "anothers_safety"  # somebody whom it names would be in danger
    UNREADABLE = "unreadable"  # in a hand or a language that nobody here reads yet: a reader is sought meanwhile
    PROHIBITED = "prohibited"  # by a prohibition for military or political reasons, temporary and short


class MessageState(StrEnum):
    """Where a message is."""

    REGISTERED = "registered"
    CLEARED = "cleared"
    RETURNED = "returned"
    WITHHELD = "withheld"
    DISPATCHED = "dispatched"  # his paper lies in the camp; hers lies in her box, or left by post
    WITH_PARTNER = "with_partner"  # the Agency or a National Society carries it
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    ANSWERED = "answered"
    CLOSED = "closed"


class MessageEvent(StrEnum):
    """What happens to a message after somebody looked at it."""

    RELEASED = "released"  # kept back no longer
    DISPATCHED = "dispatched"
    HANDED_ON = "handed_on"
    DELIVERED = "delivered"
    FAILED = "failed"
    SENT_AGAIN = "sent_again"
    ANSWERED = "answered"
    CLOSED = "closed"


class NotDelivered(StrEnum):
    """Why a message did not reach whom it is for. That somebody died is told by no message: there is no such word."""

    MOVED = "moved"
    RELEASED = "released"
    NOT_FOUND = "not_found"
    REFUSED = "refused"  # whom it is for does not want it
    LOST = "lost"


_S, _E = MessageState, MessageEvent
_CHECKABLE = frozenset({_S.REGISTERED, _S.CLEARED, _S.WITH_PARTNER})
_NEXT = MappingProxyType({
    (_S.CLEARED, _E.DISPATCHED): _S.DISPATCHED,
    (_S.CLEARED, _E.HANDED_ON): _S.WITH_PARTNER, (_S.DISPATCHED, _E.HANDED_ON): _S.WITH_PARTNER,
    (_S.DISPATCHED, _E.DELIVERED): _S.DELIVERED, (_S.WITH_PARTNER, _E.DELIVERED): _S.DELIVERED,
    (_S.CLEARED, _E.FAILED): _S.UNDELIVERABLE,
    (_S.DISPATCHED, _E.FAILED): _S.UNDELIVERABLE, (_S.WITH_PARTNER, _E.FAILED): _S.UNDELIVERABLE,
    (_S.UNDELIVERABLE, _E.SENT_AGAIN): _S.CLEARED,
    (_S.DISPATCHED, _E.ANSWERED): _S.ANSWERED, (_S.WITH_PARTNER, _E.ANSWERED): _S.ANSWERED,
    (_S.DELIVERED, _E.ANSWERED): _S.ANSWERED,
    (_S.DELIVERED, _E.CLOSED): _S.CLOSED, (_S.ANSWERED, _E.CLOSED): _S.CLOSED, (_S.RETURNED, _E.CLOSED): _S.CLOSED,
    (_S.UNDELIVERABLE, _E.CLOSED): _S.CLOSED,
})  # fmt: skip


def state_after_check(
    state: MessageState, by: CheckingState, verdict: CheckVerdict, looked: Iterable[CheckingState]
) -> MessageState:  # fmt: skip
    """Where a message is after a State looked at it.

    Source:   GC III art. 76: by the sending and the receiving State only, and once by each.
    Given:    `looked` the States that did so already. That theirs let it go moves nothing: ours looks all the same.
    Raises:   MessageOrderError.
    """
    if by in set(looked):
        raise MessageOrderError("this State has looked at it already", provision=CHECK)
    if state not in _CHECKABLE or (by is CheckingState.OURS and state is not _S.REGISTERED):
        raise MessageOrderError(f"nobody looks at a message that is {state}", provision=CHECK)
    if verdict is CheckVerdict.CLEARED:
        return _S.CLEARED if by is CheckingState.OURS else state
    return _S.RETURNED if verdict is CheckVerdict.RETURNED else _S.WITHHELD


def state_after_step(state: MessageState, event: MessageEvent, *, is_ours_done: bool = True) -> MessageState:
    """Where a message is after a step.

    Source:   law-and-practice section 6.9.
    Given:    `is_ours_done` of one that is released: whether our own State looked at it before theirs kept it back.
    Raises:   MessageOrderError.
    """
    if event is _E.RELEASED and state is _S.WITHHELD:
        return _S.CLEARED if is_ours_done else _S.REGISTERED
    found = _NEXT.get((state, event))
    if found is None:
        raise MessageOrderError(f"{event} does not follow {state}", provision=RULE)
    return found


def steps_from(state: MessageState) -> tuple[MessageEvent, ...]:
    """What may follow now."""
    released = (_E.RELEASED,) if state is _S.WITHHELD else ()
    return (*released, *(event for event in _E if (state, event) in _NEXT))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """What is attested of a look.

    Given:    `checked_by` who looked, by name; of a message that is kept back `until` when, at most 28 days ahead; of
              one that goes back the `passages`.
    """

    verdict: CheckVerdict
    on: date
    checked_by: str = ""
    reason: str = ""
    passages: str = ""
    until: date | None = None
    because: WithheldBecause | None = None


def check_guards(facts: CheckFacts) -> Iterator[OpenGuard]:
    """What is missing of a look: nothing is kept back in silence, by nobody, or for ever.

    Source:   GC III art. 76(1), (3): as quickly as possible; a prohibition is temporary and as short as possible;
              art. 71(1): not for disciplinary reasons, so that the reason is one of a closed list.
    """
    yield from need(bool(facts.checked_by.strip()), "checked_by", CHECK, UnstatedParticularsError)
    if facts.verdict is CheckVerdict.RETURNED:
        yield from need(bool(facts.passages.strip()), "check_passages", CHECK, UnstatedReasonError)
    if facts.verdict is CheckVerdict.WITHHELD:
        yield from need(facts.because is not None, "withheld_because", LEAST, UnstatedReasonError)
        yield from need(bool(facts.reason.strip()), "check_reason", CHECK, UnstatedReasonError)
        is_short = facts.until is not None and facts.on < facts.until <= facts.on + LONGEST_WITHHELD
        yield from need(is_short, "kept_until", CHECK, UnstatedReasonError)


def is_kept_back(state: MessageState, until: date | None, on: date) -> bool:
    """Whether a message is kept back on this day: when the time has passed it goes on without anybody's word.

    Source:   GC III art. 76(3).
    """
    return state is _S.WITHHELD and (until is None or on <= until)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingFacts:
    """What stands before a message goes further, all of it read.

    Given:    `is_linked` one link that nobody doubts, of an enquiry that is open; `his_yes` that he said yes to her
              when he was last asked; `her_yes` that she said she wants his letters; `place` who holds him. Of a
              message of his to somebody who asks nothing here there is no enquiry: it goes by post or a partner, and
              `embargo` and `is_withheld_from_her` are read of all who ask for him.
    """

    way: MessageWay
    kind: MessageKind
    has_enquiry: bool = True
    is_linked: bool = False
    his_yes: bool = False
    her_yes: bool = False
    was_she_told: bool = False
    is_withheld_from_her: bool = False
    embargo: EmbargoGround | None = None
    custody_state: CustodyState | None = None
    place: str = ""
    is_authenticated: bool = False


HELD = frozenset({CustodyState.IN_UNIT, CustodyState.IN_CAMP, CustodyState.IN_HOSPITAL, CustodyState.RELEASE_PENDING})
"""Where a letter finds him: somebody has him, and he is not on the way."""


def sending_guards(facts: SendingFacts) -> Iterator[OpenGuard]:
    """What stands against a message going on to whom it is for.

    Source:   practice rules 4, 6, 8, 12; GC III art. 71, 77; law-and-practice sections 4.3 (both, each time), 4.5.
    """
    if facts.has_enquiry:
        yield from need(facts.is_linked, "message_link", "practice rule 6")
        yield from need(facts.his_yes, "his_decision", "practice rule 8")
    yield from need(not facts.is_withheld_from_her, "not_withheld", "practice rule 6")
    yield from need(facts.embargo is None, "no_embargo", "practice rule 4")
    if facts.way is MessageWay.TO_HIM:
        yield from need(facts.custody_state in HELD and bool(facts.place), "held_at_place", LEAST)
    elif facts.has_enquiry:
        yield from need(facts.was_she_told, "letter_out", "practice rule 4")
        yield from need(facts.her_yes, "her_agreement", "practice rule 7")
    if facts.kind is MessageKind.LEGAL:
        yield from need(facts.is_authenticated, "authenticated", LEGAL, UnstatedParticularsError)


def is_copied(kind: MessageKind | str) -> bool:
    """Whether the words of a message may be printed or laid in a box.

    Source:   GC III art. 77: papers that have legal effect, powers of attorney and wills before others, are transmitted
              as they were signed, through the Protecting Power or the Agency: a copy of their words authorises nobody.
    """
    return kind != MessageKind.LEGAL


_LEFT_US = frozenset({
    CustodyState.ESCAPED, CustodyState.RELEASED, CustodyState.REPATRIATED, CustodyState.TRANSFERRED_POWER,
    CustodyState.NEUTRAL_COUNTRY,
})  # fmt: skip
"""Where no letter of this house reaches him; not whoever is on the way, in another service, or of whom nobody knows."""
_GONE = frozenset({NotDelivered.MOVED, NotDelivered.RELEASED, NotDelivered.NOT_FOUND})


def gone_guards(facts: SendingFacts, why_not: NotDelivered | None) -> Iterator[OpenGuard]:
    """What stands against saying of a message that lies here that it cannot reach him: nobody has him any more.

    Source:   law-and-practice section 6.9; practice rule 4: under an embargo nothing is returned and nothing is said.
    Given:    one of hers, of a man who was released, escaped, or is with another Power; not one that waits for his yes.
    """
    yield from need(facts.way is MessageWay.TO_HIM, "message_to_him", RULE)
    yield from need(facts.embargo is None, "no_embargo", "practice rule 4")
    yield from need(facts.custody_state in _LEFT_US, "not_held_any_more", LEAST)
    yield from need(why_not in _GONE, "why_gone", RULE, UnstatedReasonError)


def step_guards(
    event: MessageEvent, *, given_to: str, is_by_hand: bool, carrier: str, why_not: NotDelivered | None
) -> Iterator[OpenGuard]:  # fmt: skip
    """What is attested of a step: handed over by hand and to whom, who carries it, or why it was not handed over.

    Source:   law-and-practice section 6.9: delivered by hand, to whom.
    """
    if event is MessageEvent.DELIVERED:
        yield from need(bool(given_to.strip()), "message_given_to", RULE, UnstatedParticularsError)
        yield from need(is_by_hand, "message_by_hand", RULE)
    if event is MessageEvent.HANDED_ON:
        yield from need(bool(carrier.strip()), "message_carrier", RULE, UnstatedReasonError)
    if event is MessageEvent.FAILED:
        yield from need(why_not is not None, "why_not_delivered", RULE, UnstatedReasonError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What he wrote in a month, beside the least that he is let."""

    letters: int
    cards: int

    @property
    def letters_owed(self) -> int:
        return max(0, LETTERS_A_MONTH - self.letters)

    @property
    def cards_owed(self) -> int:
        return max(0, CARDS_A_MONTH - self.cards)


def is_first(last_news: datetime | None, at: datetime) -> bool:
    """Whether this family goes first: nobody heard anything of the other for 60 days, or ever.

    Source:   GC III art. 71(2): whoever has been without news for long.
    """
    return last_news is None or at - last_news >= NO_NEWS


class ShownStep(StrEnum):
    """What she reads in her box of a message, in rounds alone."""

    RECEIVED = "received"
    SENT = "sent"
    GIVEN = "given"
    ANSWERED = "answered"
    RETURNED = "returned"
    WITHHELD = "withheld"
    NOT_GIVEN = "not_given"


_SHOWN = MappingProxyType({
    _S.RETURNED: ShownStep.RETURNED, _S.WITHHELD: ShownStep.WITHHELD, _S.DISPATCHED: ShownStep.SENT,
    _S.WITH_PARTNER: ShownStep.SENT, _S.DELIVERED: ShownStep.GIVEN, _S.ANSWERED: ShownStep.ANSWERED,
    _S.UNDELIVERABLE: ShownStep.NOT_GIVEN, _S.CLOSED: ShownStep.GIVEN,
})  # fmt: skip


def step_to_show(state: MessageState, shown: ShownStep, *, may_be_told: bool) -> ShownStep:
    """Which step the next round shows of a message of hers.

    Source:   practice rules 3, 4, 8: until a positive letter is out all read "received", and nothing more; under an
              embargo, and once he took his yes back, the last step stands.
    Given:    `may_be_told` that a letter told her of him and she may be told now. One that is closed keeps its end.
    """
    if not may_be_told or state is _S.CLOSED:
        return shown
    if shown is ShownStep.WITHHELD and state in (_S.REGISTERED, _S.CLEARED):
        return ShownStep.RECEIVED  # kept back no longer, and not sent on yet
    return _SHOWN.get(state, shown)
