"""What several services of calls read first: a call, its room and line, what stands against it, whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from repatria.core.law.call_hours import Booked, OpenHours
from repatria.core.law.call_steps import CallFacts
from repatria.core.law.calls import (
    CallPolicy,
    CallUrgency,
    SpeakingFacts,
    Waiting,
    in_turn,
    speaking_guards,
)
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.guards import OpenGuard
from repatria.core.law.messages import is_first
from repatria.core.vocabulary.calls import CallState
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting
from repatria.records.contact.call_models import (
    Call,
    CallAttempt,
    CallLine,
    CallNumber,
    CallPolicyRow,
    CallRoom,
)
from repatria.records.contact.errors import CallWordsError, UnknownCallError
from repatria.records.contact.models import Message
from repatria.records.contact.reading import embargo_about, last_news, link_of, said_yes
from repatria.records.disclosure.selectors import still_tells
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.receipts import ReceiptOf
from repatria.records.enquiries.selectors import is_open
from repatria.records.ledger.reading import act_at, acts_at, entries_since, instants_at
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.notices.selectors import was_told_by_letter
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.held import numbers_held_at, numbers_under, whereabouts

STANDING = (CallState.BOOKED.value, CallState.PREPARED.value, CallState.HELD.value)
"""In which states a call has its hour."""
_relay: list[Callable[[], bool]] = []
_changed: list[Callable[[str], str]] = []


def relay_is_named_by(reader: Callable[[], bool]) -> None:
    """Says who knows whether this house has a relay.  Given: called once, when a process is bound."""
    _relay[:] = [reader]


def is_relay_named() -> bool:
    """Whether a call by picture or sound can be held at all: never without a relay."""
    return any(reader() for reader in _relay)


def changed_number_is_read_by(reader: Callable[[str], str]) -> None:
    """Says who knows which number two put in the place of the one that she left.  Given: called once."""
    _changed[:] = [reader]


def changed_number(enquiry_id: str) -> str:
    """The number that two put in the place of the one that she left; "" where hers stands."""
    return next(filter(None, (reader(enquiry_id) for reader in _changed)), "")


def ringing_of(receipt: ReceiptOf) -> tuple[tuple[str, ...], bool]:
    """What she left by which she may be rung, and whether she chose never to be.

    Given:    at the portal she chooses either to come herself or a way to reach her; the number beside is for lost
              words. A clerk who writes no way down says nothing of the kind. A number that two put there is hers.
    """
    if changed := changed_number(receipt.enquiry_id):
        return (changed,), False
    left = (receipt.said["telephone"], receipt.said["reach_by"])
    return left, receipt.channel == "web" and not receipt.said["reach_by"].strip()


def call_row(call_id: str) -> Call:
    """Raises: UnknownCallError."""
    row = row_numbered(Call, call_id)
    if row is None:
        raise UnknownCallError("no such call")
    return row


def attempt_row(attempt_id: str) -> CallAttempt:
    """A call that was held, failed or was stopped.  Raises: UnknownCallError."""
    row = row_numbered(CallAttempt, attempt_id)
    if row is None:
        raise UnknownCallError("no such call was held")
    return row


def room_row(room_id: str) -> CallRoom:
    """A room that takes calls.  Raises: UnknownCallError."""
    row = row_numbered(CallRoom, room_id)
    if row is None or row.closed_index is not None:
        raise UnknownCallError("no such room")
    return row


def line_row(line_id: str) -> CallLine:
    """A line that takes calls.  Raises: UnknownCallError."""
    row = row_numbered(CallLine, line_id)
    if row is None or row.closed_index is not None:
        raise UnknownCallError("no such line")
    return row


def zone_named(name: str) -> ZoneInfo:
    """The rules of a zone.  Raises: CallWordsError for a name that IANA's table does not have."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CallWordsError("a zone is said as IANA names it", (("zone", "unknown"),)) from error


def hours_of(written: str) -> tuple[OpenHours, ...]:
    """The hours of a room as its row holds them.  Raises: CallWordsError."""
    found = []
    for one in filter(None, written.split(";")):
        parts = one.split()
        if len(parts) != 3 or not (parts[0].isascii() and parts[0].isdecimal()):
            raise CallWordsError("hours are weekday, opening and closing", (("hours", "form"),))
        found.append(OpenHours(weekday=int(parts[0]), opens=parts[1], closes=parts[2]))
    return tuple(found)


def policy_row() -> CallPolicyRow | None:
    """The policy that two stand for and that holds now; None where there is none yet."""
    rows = rows_where(CallPolicyRow, agreed_index=SOMETHING, order="-agreed_index", at_most=1)
    return rows[0] if rows else None


def was_policy_told(row: CallPolicyRow) -> bool:
    """Whether the Powers were told of a policy: read in the acts, of which there are few."""
    told = entries_since(row.agreed_index or 0, kinds=("contact.call_policy_told",)) if row.agreed_index else []
    return any(getattr(one.act, "policy_id", "") == row.pk for one in told)


def policy_now() -> CallPolicy:
    """What is let now."""
    row = policy_row()
    if row is None:
        return CallPolicy()
    return CallPolicy(are_let=row.are_let, least_a_month=row.least_a_month, minutes=row.minutes)


def speaking_of(enquiry_id: str, at: datetime, booked_at: str = "") -> SpeakingFacts:
    """Everything that the law asks before these two may speak, as it stands.

    Given:    `booked_at` the place of the hour, of a call that has one.
    """
    link = link_of(enquiry_id)
    custody = custody_of(link.person_id) if link else None
    embargo = embargo_about(enquiry_id) if enquiry_id else None
    is_withheld = bool(enquiry_id) and is_withheld_from(enquiry_id, at)
    # As `may_be_told` has it, without asking embargo and withholding a second time: they are the dearest questions.
    is_clear = bool(enquiry_id) and embargo is None and not is_withheld
    was_told = is_clear and was_told_by_letter(enquiry_id) and still_tells(enquiry_id, at)
    if custody is not None and custody.asserted_dead:
        embargo = EmbargoGround.DEATH
    return SpeakingFacts(
        is_linked=link is not None and is_open(enquiry_id), his_yes=link is not None and said_yes(link),
        was_she_told=was_told, is_withheld_from_her=is_withheld, embargo=embargo, booked_at=booked_at,
        custody_state=CustodyState(custody.custody_state) if custody and custody.custody_state else None,
        place=custody.holder if custody else "", are_calls_let=policy_now().are_let,
    )  # fmt: skip


def against(row: Call, at: datetime) -> tuple[OpenGuard, ...]:
    """What stands against this call now."""
    return tuple(speaking_guards(speaking_of(row.enquiry_id, at, row.place)))


def place_of(row: Call) -> str:
    """Where a call is: the place of its hour; without one where he is now; "" where nobody can tell who he is."""
    if row.place:
        return row.place
    link = link_of(row.enquiry_id)
    person_id = row.person_id or (link.person_id if link else "")
    return custody_of(person_id).holder if person_id else ""


def agreed_facts(row: Call) -> CallFacts:
    """What the machine asks of both their words."""
    indices = [one for one in (row.his_index, row.her_index) if one is not None]
    at = instants_at(indices)
    return CallFacts(
        he_agreed_at=at.get(row.his_index) if row.his_index is not None else None,
        she_agreed_at=at.get(row.her_index) if row.her_index is not None else None,
        begins_at=read_instant(row.begins_at) if row.begins_at else None,
        ends_at=read_instant(row.ends_at) if row.ends_at else None,
        is_relay_named=is_relay_named(), is_by_telephone=row.way == "telephone",
    )  # fmt: skip


def urgencies_of(rows: Iterable[Call]) -> dict[str, CallUrgency]:
    """Why calls are urgent, by number, of those that are: read in the acts, for no table says it in the open."""
    urgent = {row.urgent_index: row.pk for row in rows if row.urgent_index is not None}
    said = acts_at(urgent) if urgent else []
    return {urgent[one.index]: CallUrgency(getattr(one.act, "urgency")) for one in said}  # noqa: B009


def supervisor_in(index: int | None) -> str:
    """Who supervised a call, as the act names them that prepared or ended it; "" where there is none."""
    return str(getattr(act_at(index).act, "supervisor", "")) if index is not None else ""


def check_came_in(acting: Acting, *, channel: str, inbox: str, words_stood: bool = True) -> None:
    """Refuses what the courier alone says of how something came in.  Raises: CallWordsError."""
    is_said = channel != "clerk" or inbox or not words_stood
    if is_said and not acting.is_house:
        raise CallWordsError("the courier alone says how it came in", (("inbox", "unknown"),))


def booked_of(rows: Iterable[Call]) -> tuple[Booked, ...]:
    """Calls as what has its hour."""
    return tuple(
        Booked(
            begins_at=read_instant(row.begins_at), ends_at=read_instant(row.ends_at), room_id=row.room_id,
            line_id=row.line_id,
        )
        for row in rows
    )  # fmt: skip


def booked_beside(room_id: str, line_id: str, call_id: str = "") -> tuple[Booked, ...]:
    """All other calls that have an hour in this room or on this line."""
    rows = {row.pk: row for row in rows_where(Call, room_id=room_id, state=list(STANDING))}
    if line_id:
        rows |= {row.pk: row for row in rows_where(Call, line_id=line_id, state=list(STANDING))}
    rows.pop(call_id, None)
    return booked_of(rows.values())


def verified(enquiry_id: str) -> CallNumber | None:
    """When she was last rung back on her number."""
    rows = rows_where(CallNumber, enquiry_id=enquiry_id)
    return max(rows, key=lambda row: (row.rung_at, row.recorded_index), default=None)


def heard_rules(number: CallNumber) -> bool:
    """Whether whoever rang her back read her the rules of a call, as that act has it."""
    return bool(getattr(act_at(number.recorded_index).act, "are_rules_read", False))


def is_urgent(row: Call) -> bool:
    """Whether one of the two said that it is."""
    return row.urgent_index is not None


def attempts_of(person_ids: Sequence[str]) -> dict[str, list[CallAttempt]]:
    """The calls that were held, by the number under which each man goes on, oldest first."""
    leads = numbers_under(one.leader for one in whereabouts(person_ids).values())
    done = rows_where(CallAttempt, person_id=list(leads), outcome=CallState.DONE.value, order="recorded_index")
    found: dict[str, list[CallAttempt]] = {}
    for row in done:
        found.setdefault(leads[row.person_id], []).append(row)
    return found


def waiting_rows(place: str) -> dict[str, Call]:
    """The calls that both agreed to and that have no hour yet, of the men whom a place holds; by number."""
    here = Call.objects.filter(state=CallState.AGREED.value, person_id__in=numbers_held_at(place))
    return {row.pk: row for row in here.order_by("asked_index")}


def waiting_at(place: str, at: datetime) -> tuple[Waiting, ...]:
    """The list of a place, whose turn it is first."""
    rows = waiting_rows(place)
    if not rows:
        return ()
    enquiries = sorted({row.enquiry_id for row in rows.values()})
    messages: dict[str, list[Message]] = {}
    for one in rows_where(Message, enquiry_id=enquiries):
        messages.setdefault(one.enquiry_id, []).append(one)
    spoke = rows_where(CallAttempt, enquiry_id=enquiries, outcome=CallState.DONE.value)
    last = attempts_of([row.person_id for row in rows.values()])
    leads = whereabouts(row.person_id for row in rows.values())
    indices = [row.asked_index for row in rows.values()] + [row.recorded_index for row in spoke]
    instants = instants_at([*indices, *(one[-1].recorded_index for one in last.values())])
    spoken, urgent = {row.enquiry_id: instants[row.recorded_index] for row in spoke}, urgencies_of(rows.values())
    found = []
    for row in rows.values():
        heard = [last_news(messages.get(row.enquiry_id, []), row.enquiry_id), spoken.get(row.enquiry_id)]
        had = last.get(leads[row.person_id].leader, [])
        found.append(Waiting(
            call_id=row.pk, asked_at=instants[row.asked_index],
            urgency=urgent.get(row.pk),
            has_no_news=is_first(max(filter(None, heard), default=None), at),
            last_call_at=instants[had[-1].recorded_index] if had else None,
        ))  # fmt: skip
    return in_turn(found)


def blocked_before(call_id: str, place: str, at: datetime) -> frozenset[str]:
    """The calls that go before this one in the list of a place and against which something stands.

    Given:    the list is read as far as the first against which nothing stands: that one's turn it is. Each asks some
              hundred times, so that no service does it while it holds the log's lock.
    """
    rows, found = waiting_rows(place), set()
    for one in waiting_at(place, at):
        if one.call_id == call_id or not against(rows[one.call_id], at):
            break
        found.add(one.call_id)
    return frozenset(found)


def is_turn_of(call_id: str, place: str, at: datetime, blocked: Collection[str]) -> bool:
    """Whether it is this call's turn at a place, where these others stand back."""
    return next((one.call_id for one in waiting_at(place, at) if one.call_id not in blocked), "") == call_id
