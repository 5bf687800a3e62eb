"""What he may have read to him of letters, parcels and calls: his own trace, without anything of her side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from repatria.core.law.messages import CheckVerdict, MessageState, MessageWay
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.models import CallAttempt, Message, MessagePaper, Parcel, ParcelPart
from repatria.records.contact.reading import waiting_look
from repatria.records.contact.selectors.parcels import parcel_way
from repatria.records.contact.selectors.whole import MessageLine, TraceLine, line_of, trace_of
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_person
from repatria.records.register.joined import numbers_of
from repatria.records.register.scope import is_within
from repatria.records.register.selectors import custody_of
from repatria.records.vault.opening import open_rows

HIS_TRACE = "contact.?his_messages"


@dataclass(frozen=True, slots=True, kw_only=True)
class HisMessage:
    """One message of his or for him, as he may read of it: its way, without her address."""

    line: MessageLine
    trace: tuple[TraceLine, ...]


@question(HIS_TRACE)
def his_messages(acting: Acting, person_id: str) -> tuple[HisMessage, ...]:
    """What he wrote, and what was handed to him or lies printed for him: his own trace, oldest first.

    Source:   practice rule 12; issue 18, part 1: his trace is full, by paper.
    Given:    of hers, what was printed for him, without what was written of carrying it. Of his to one who asks here,
              what became of our look, with reason and passages where it went back or is kept back, and nothing of
              whether it lies in her box: that would say that she was told. Of his to an address, days and steps.
    Raises:   RoleForbidsError; UnknownPersonError; OutOfScopeError.
    Leaf:     access.reading_recorded
    """
    require(acting, HIS_TRACE)
    if not is_within(acting, custody_of(person_id).holder):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    record_reading(acting, question="contact.?his_messages", records=(person_id,))
    from_him = rows_where(Message, person_id=person_id, way=MessageWay.FROM_HIM.value)
    printed = {one.message_id for one in rows_where(MessagePaper, person_id=person_id)}
    to_him = rows_where(Message, pk=sorted(printed)) if printed else []
    rows = sorted((*from_him, *to_him), key=lambda one: one.recorded_index)
    return tuple(HisMessage(line=_his_line(row, acting), trace=_his_trace(row)) for row in rows)


_AFTER_THE_LOOK = frozenset({
    MessageState.DISPATCHED, MessageState.WITH_PARTNER, MessageState.DELIVERED, MessageState.UNDELIVERABLE,
    MessageState.ANSWERED, MessageState.CLOSED,
})  # fmt: skip


def _goes_into_a_box(row: Message) -> bool:
    return row.way == MessageWay.FROM_HIM.value and bool(row.enquiry_id)


def _his_line(row: Message, acting: Acting) -> MessageLine:
    line = line_of(row, acting)
    if row.way == MessageWay.FROM_HIM.value and waiting_look(row.pk) is not None:
        return replace(line, state=MessageState.REGISTERED.value)  # said by one alone so far
    if _goes_into_a_box(row) and line.state in {one.value for one in _AFTER_THE_LOOK}:
        return replace(line, state=MessageState.CLEARED.value)
    return line


def _his_trace(row: Message) -> tuple[TraceLine, ...]:
    """The trace as he may read it: words about her side, and who looked, are left out."""
    is_his = row.way == MessageWay.FROM_HIM.value
    found = []
    for line in trace_of(row):
        is_look = line.what.startswith("looked_")
        if line.is_struck or line.is_waiting:
            continue
        if _goes_into_a_box(row) and not is_look and line.what not in ("registered", "authenticated", "released"):
            continue
        said = replace(line, place="", why_not="", given_to="", carrier="", note="", checked_by="")
        if not is_his:
            said = replace(said, place=line.place, why_not=line.why_not)
        if is_look and not (is_his and line.verdict != CheckVerdict.CLEARED.value):
            said = replace(said, reason="", passages="", because="")
        found.append(said)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEntry:
    """One thing that happened between him and his family: when, to what, and where; words by their keys.

    Given:    `of` message, parcel or call; `thing` what of a parcel was not given to him; `until` how long one is kept
              back.
    """

    at: str
    of: str
    number: str
    kind: str
    what: str
    place: str = ""
    verdict: str = ""
    why: str = ""
    until: str = ""
    thing: str = ""
    became: str = ""
    way: str = ""
    because: str = ""


@question(HIS_TRACE)
def his_trace(acting: Acting, person_id: str) -> tuple[TraceEntry, ...]:
    """His letters, parcels, money and calls in one list, oldest first: what he may have read to him, or on paper.

    Source:   practice rule 12; issue 18, part 1.
    Given:    of messages what `his_messages` says; of parcels and money what was opened before him, given, credited or
              refused; of calls that one was held, failed or was stopped. What happened stays there, whatever is known
              since.
    Raises:   RoleForbidsError; UnknownPersonError; OutOfScopeError.
    Leaf:     access.reading_recorded
    """
    found = [
        TraceEntry(
            at=line.at, of="message", number=one.line.message_id, kind=one.line.kind, way=one.line.way, what=line.what,
            place=line.place, verdict=line.verdict, why=line.why_not, until=line.until, because=line.because,
        )
        for one in his_messages(acting, person_id) for line in one.trace
    ]  # fmt: skip
    numbers = sorted(numbers_of(person_id))
    for parcel in _parcels_of(numbers):
        found += _of_parcel(parcel)
    calls = rows_where(CallAttempt, person_id=numbers, order="recorded_index")
    at = instants_at([one.recorded_index for one in calls])
    found += [
        TraceEntry(
            at=instant_text(at[one.recorded_index]), of="call", number=one.call_id, kind="", what=one.outcome,
            place=one.place,
        )
        for one in calls
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.at))


def _parcels_of(numbers: list[str]) -> list[Parcel]:
    """The parcels for a man, by all of his numbers: hers by the links that name him, and what came unannounced."""
    asking = sorted({link.enquiry_id for number in numbers for link in links_of_person(number)})
    hers = rows_where(Parcel, enquiry_id=asking) if asking else []
    return sorted((*hers, *rows_where(Parcel, person_id=numbers)), key=lambda one: one.recorded_index)


_BEFORE_HIM = frozenset({"opened", "given", "credited"})


def _of_parcel(row: Parcel) -> list[TraceEntry]:
    parts = rows_where(ParcelPart, parcel_id=row.pk, state="stands", order="recorded_index")
    at = instants_at([one.recorded_index for one in parts])
    return [
        *(
            TraceEntry(
                at=line.at, of="parcel", number=row.pk, kind=row.parcel_kind, what=line.what, place=line.place,
                thing=line.amount,
            )
            for line in parcel_way(row) if line.what in _BEFORE_HIM
        ),
        *(
            TraceEntry(
                at=instant_text(at[one.recorded_index]), of="parcel", number=row.pk, kind=row.parcel_kind,
                what="refused", place=row.place, why=one.why, became=one.became, thing=cells["thing"] or "",
            )
            for one, cells in zip(parts, open_rows(parts, ("thing",)), strict=True)
        ),
    ]  # fmt: skip
