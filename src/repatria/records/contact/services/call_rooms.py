"""Rooms and lines for calls, and the policy on calls: proposed by one, agreed by another, with its reason."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.call_hours import hours_guards
from repatria.core.law.call_steps import RULE, CallOrderError
from repatria.core.law.calls import CallPolicy, PolicyReason, log_guards, policy_guards
from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.contact.call_acts import (
    CallHaltSeen,
    CallLineOpened,
    CallMeansClosed,
    CallPolicyAgreed,
    CallPolicyProposed,
    CallPolicyTold,
    CallRoomOpened,
)
from repatria.records.contact.call_models import Call, CallHalt, CallPolicyRow
from repatria.records.contact.calling import STANDING, hours_of, line_row, room_row, was_policy_told, zone_named
from repatria.records.contact.errors import CallWordsError, MeansInUseError, UnknownCallError
from repatria.records.ledger.reading import act_at, was_recorded_by
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import place_of
from repatria.records.register.scope import is_within

SEE_HALT = "contact.see_call_halt"
TELL_POLICY = "contact.tell_call_policy"
MEANS, PROPOSE, AGREE_POLICY = "contact.open_call_means", "contact.propose_call_policy", "contact.agree_call_policy"
LONGEST_NAME, LONGEST_REASON, LONGEST_HOURS = 120, 1000, 200


def _name(name: str) -> str:
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        raise CallWordsError("a room or line has a name", (("name", "length" if name.strip() else "missing"),))
    return name.strip()


def _own_place(acting: Acting, written: str) -> str:
    place = place_of(written, "place")
    if not place:
        raise CallWordsError("say at which place", (("place", "missing"),))
    if not is_within(acting, place):
        raise OutOfScopeError("this is another camp", provision="role table")
    return place


@service(actions=MEANS)
def open_call_room(
    acting: Acting, *, place: str, name: str, zone: str, hours: list[str], seats: int = 1
) -> str:  # fmt: skip
    """Says that a place has a room for calls: on which clock, open when, for how many side by side.

    Source:   law-and-practice section 6.8; GC III art. 71.
    Given:    `zone` as IANA names it; `hours` "weekday opens closes" as the room's clock shows them, 0 for Monday; a
              camp opens rooms of its own alone. A room whose hours change is closed and opened anew.
    Returns:  the room's number.
    Raises:   CallWordsError; NoSuchHolderError; OutOfScopeError; the refusal of the first open guard.
    Leaf:     contact.call_room_opened
    """
    require(acting, MEANS)
    own, said = _own_place(acting, place), _name(name)
    zone_named(zone)
    written = ";".join(" ".join(one.split()) for one in hours)
    if len(written) > LONGEST_HOURS:
        raise CallWordsError("a week has seven days", (("hours", "length"),))
    refuse_open(hours_guards(hours_of(written), seats))
    room_id = record_number("CR", acting.randomness(7))
    given = CallRoomOpened(
        room_id=room_id, place=own, name=said, zone=zone, seats=seats, hours=tuple(written.split(";"))
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return room_id


@service(actions=MEANS)
def open_call_line(acting: Acting, *, place: str, name: str, is_telephone: bool) -> str:
    """Says that a place has a line for calls: a telephone, or one through the relay; one call at a time.

    Source:   law-and-practice section 6.8; practice rule 29: telephone first.
    Returns:  the line's number.
    Raises:   CallWordsError; NoSuchHolderError; OutOfScopeError.
    Leaf:     contact.call_line_opened
    """
    require(acting, MEANS)
    own, said = _own_place(acting, place), _name(name)
    call_line_id = record_number("CN", acting.randomness(7))
    given = CallLineOpened(line_id=call_line_id, place=own, name=said, is_telephone=is_telephone)
    record(given, actor=acting.account_id, at=acting.at)
    return call_line_id


@service(actions=MEANS)
def close_call_means(acting: Acting, *, means_id: str, reason: str) -> None:
    """Says that a room or a line takes no calls any more.

    Source:   law-and-practice section 6.8.
    Raises:   UnknownCallError; OutOfScopeError; MeansInUseError while a call is booked there; CallWordsError.
    Leaf:     contact.call_means_closed
    """
    require(acting, MEANS)
    is_room = means_id.startswith("CR-")
    row = room_row(means_id) if is_room else line_row(means_id)
    _own_place(acting, row.place)
    said = _reason(reason)
    if is_there(Call, **{"room_id" if is_room else "line_id": means_id}, state=list(STANDING)):
        raise MeansInUseError("a call is booked there: put it off first")
    given = CallMeansClosed(means_id=means_id, is_room=is_room, reason=said)
    record(given, actor=acting.account_id, at=acting.at)


@service
def see_call_halt(acting: Acting, *, halt_index: int) -> None:
    """Says that the head has seen that a room or line was closed, or a call put off with nothing against it.

    Source:   law-and-practice sections 3.4, 6.8: what a policy of two does nobody brings about alone and unseen.
    Given:    by another account than the one that did it.
    Raises:   UnknownCallError; CallOrderError for one that was seen; SecondPersonError.
    Leaf:     contact.call_halt_seen
    """
    require(acting, SEE_HALT)
    row = row_numbered(CallHalt, str(halt_index))
    if row is None:
        raise UnknownCallError("nothing of that number was stopped")
    if row.seen_index is not None:
        raise CallOrderError("it was seen already", provision=RULE)
    if was_recorded_by(halt_index, acting.account_id):
        refuse_open(log_guards(acting.account_id, acting.account_id))
    record(CallHaltSeen(halt_index=halt_index), actor=acting.account_id, at=acting.at)


def _reason(reason: str) -> str:
    refuse_statements({"reason": reason})
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        raise CallWordsError("say why", (("reason", "length" if reason.strip() else "missing"),))
    return reason.strip()


@service
def propose_call_policy(
    acting: Acting, *, are_let: bool, least_a_month: int, minutes: int, because: PolicyReason, reason: str
) -> str:  # fmt: skip
    """Lays another policy on calls before a second person: whether there are any, how many at least, how long.

    Source:   law-and-practice sections 3.4, 6.8: a change is logged, versioned and reasoned.
    Given:    no reason of what anybody did or said: there is no such word. Letters and cards no policy switches off.
    Returns:  the policy's number.
    Raises:   the refusal of the first open guard; CallWordsError; StatementError.
    Leaf:     contact.call_policy_proposed
    """
    require(acting, PROPOSE)
    refuse_open(policy_guards(CallPolicy(are_let=are_let, least_a_month=least_a_month, minutes=minutes), reason))
    call_policy_id = record_number("CP", acting.randomness(7))
    given = CallPolicyProposed(
        policy_id=call_policy_id, are_let=are_let, least_a_month=least_a_month, minutes=minutes, because=because,
        reason=_reason(reason),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return call_policy_id


@service
def agree_call_policy(acting: Acting, *, policy_id: str) -> None:
    """Agrees to what another proposed: it holds from now on.

    Source:   two-person rule; law-and-practice section 6.8.
    Raises:   UnknownCallError; CallOrderError for one that was agreed; SecondPersonError for its own proposer.
    Leaf:     contact.call_policy_agreed
    """
    require(acting, AGREE_POLICY)
    row = row_numbered(CallPolicyRow, policy_id)
    if row is None:
        raise UnknownCallError("no such policy")
    if row.agreed_index is not None:
        raise CallOrderError("it was agreed already", provision=RULE)
    proposed_by = acting.account_id if was_recorded_by(row.proposed_by_index, acting.account_id) else "another"
    policy = CallPolicy(are_let=row.are_let, least_a_month=row.least_a_month, minutes=row.minutes)
    refuse_open(policy_guards(policy, row.reason, proposed_by, acting.account_id))
    record(CallPolicyAgreed(policy_id=policy_id), actor=acting.account_id, at=acting.at)


@service
def tell_call_policy(
    acting: Acting, *, policy_id: str, recipient: NoticeRecipient, sent_at: datetime, reference: str
) -> None:  # fmt: skip
    """Records the notice by which the Powers were told of a policy on calls: through whom, when, its reference.

    Source:   GC III art. 69: the Powers on which they depend, through the Protecting Power, also of every change.
    Raises:   UnknownCallError; CallOrderError for one that does not hold yet or was told; NotYetError; CallWordsError.
    Leaf:     contact.call_policy_told
    """
    require(acting, TELL_POLICY)
    row = row_numbered(CallPolicyRow, policy_id)
    if row is None:
        raise UnknownCallError("no such policy")
    if row.agreed_index is None or was_policy_told(row):
        raise CallOrderError("it was told already, or does not hold yet", provision="GC III 69")
    check_happened(sent_at, acting.at, "sent_at")
    if sent_at < read_instant(act_at(row.agreed_index).at):
        raise CallWordsError("it did not hold yet", (("sent_at", "unknown"),))
    refuse_statements({"reference": reference})
    if not reference.strip() or len(reference.strip()) > LONGEST_NAME:
        raise CallWordsError("a notice has a reference", (("reference", "length" if reference.strip() else "missing"),))
    given = CallPolicyTold(
        policy_id=policy_id, recipient=recipient, sent_at=instant_text(sent_at), reference=reference.strip()
    )
    record(given, actor=acting.account_id, at=acting.at)
