"""One message as each may see it: who looks sees words and no name, the camp no address, a caseworker its way."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.messages import (
    CheckingState,
    MessageState,
    sending_guards,
    steps_from,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.models import Authentication, Message, MessageLook, MessagePaper, MessageStep
from repatria.records.contact.reading import (
    agrees,
    holding_look,
    looked_at,
    message_row,
    sending_of,
    standing_state,
)
from repatria.records.contact.selectors.queues import TO_CHECK
from repatria.records.contact.services.second import is_correctable, is_of_theirs, last_of
from repatria.records.contact.services.steps import PRINT, printable
from repatria.records.contact.services.taking import messages_about
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.selectors import person_for_room
from repatria.records.vault.opening import open_rows

READ = "contact.?message"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """What whoever looks is shown: the words alone; no enquiry, no name, no place.

    Given:    `their_look` that the other State looked at it, and what came of it; empty where it did not. Once ours
              has looked, neither words nor what became of it afterwards: that would say that he was found.
    """

    message_id: str
    way: str
    kind: str
    written_on: str
    text: str
    state: str
    their_look: str
    is_to_check: bool


@question(TO_CHECK)
def message_to_check(acting: Acting, message_id: str) -> CheckView:
    """The words of one message, for the look.

    Source:   GC III art. 76; issue 18, part 5: the one who looks sees no enquiry.
    Raises:   RoleForbidsError; UnknownMessageError.
    Leaf:     access.reading_recorded
    """
    require(acting, TO_CHECK)
    row = message_row(message_id)
    record_reading(acting, question="contact.?to_check", records=(row.pk,))
    looked, state = looked_at(row.pk), standing_state(row, acting.at.date())
    theirs, ours = looked.get(CheckingState.THEIRS), looked.get(CheckingState.OURS)
    is_over = ours is not None and state is not MessageState.WITHHELD
    (cells,) = open_rows([row], ("text",))
    return CheckView(
        message_id=row.pk, way=row.way, kind=row.kind, written_on=row.written_on,
        text="" if is_over else cells["text"] or "", state=ours.verdict if ours and is_over else state.value,
        their_look=theirs.verdict if theirs and not is_over else "",
        is_to_check=state is MessageState.REGISTERED and CheckingState.OURS not in looked,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CampPaperView:
    """What stands on the paper for him: who writes, as she calls herself, and her words; no address of hers."""

    message_id: str
    person_id: str
    place: str
    his_name: str
    her_name: str
    her_relation: str
    kind: str
    written_on: str
    text: str
    language: str


@question(PRINT)
def paper_for_him(acting: Acting, message_id: str) -> CampPaperView:
    """What is printed for him, once our State looked at it and he said yes to her.

    Raises:   RoleForbidsError; what `printable` raises.
    Leaf:     access.reading_recorded
    """
    require(acting, PRINT)
    row = printable(acting, message_id)
    sending = sending_of(row, acting.at)
    record_reading(acting, question="contact.?camp_post", records=(row.pk,))
    his, her = person_for_room(sending.person_id), enquiry_for_room(row.enquiry_id)
    (cells,) = open_rows([row], ("text",))
    name = " ".join((his.first(ParticularKind.SURNAME), his.first(ParticularKind.FIRST_NAMES))).strip()
    return CampPaperView(
        message_id=row.pk, person_id=sending.person_id, place=sending.facts.place, his_name=name,
        her_name=her.said["enquirer_name"], her_relation=her.said["relation"], kind=row.kind,
        written_on=row.written_on, text=cells["text"] or "", language=her.language,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """One thing that happened to a message: when and where, by which word, and what was said of it."""

    what: str  # registered, looked.ours, looked.theirs, authenticated, printed, or a step
    at: str
    place: str = ""
    verdict: str = ""
    until: str = ""
    why_not: str = ""
    given_to: str = ""
    carrier: str = ""
    note: str = ""
    because: str = ""
    checked_by: str = ""
    reason: str = ""
    passages: str = ""
    is_struck: bool = False  # said to be recorded wrongly, or not agreed to
    is_waiting: bool = False  # a look to which no second account has agreed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message with its whole way, what stands before it, and what may be done."""

    message_id: str
    way: str
    kind: str
    state: str
    enquiry_id: str
    person_id: str
    channel: str
    written_on: str
    answers: str
    text: str
    addressed_to: str
    words_stood: bool
    authenticated_on: str
    shown: str
    missing: tuple[tuple[str, str], ...]
    may_follow: tuple[str, ...]
    their_look_is_open: bool
    may_be_wrong: bool
    is_kept_by_theirs: bool
    trace: tuple[TraceLine, ...]


def trace_of(row: Message) -> tuple[TraceLine, ...]:
    """Everything that happened to a message, oldest first."""
    looks, steps = rows_where(MessageLook, message_id=row.pk), rows_where(MessageStep, message_id=row.pk)
    proofs, papers = rows_where(Authentication, pk=row.pk), rows_where(MessagePaper, message_id=row.pk)
    indices = [
        row.recorded_index, *(one.recorded_index for one in looks), *(one.recorded_index for one in steps),
        *(one.recorded_index for one in proofs), *(one.recorded_index for one in papers),
    ]  # fmt: skip
    at = {index: instant_text(instant) for index, instant in instants_at(indices).items()}
    found = [(row.recorded_index, TraceLine(what="registered", at=at[row.recorded_index]))]
    for look, cells in zip(looks, open_rows(looks, ("checked_by", "reason", "passages")), strict=True):
        found.append((look.recorded_index, TraceLine(
            what=f"looked_{look.by_state}", at=at[look.recorded_index], verdict=look.verdict, until=look.until,
            because=look.because,
            checked_by=cells["checked_by"] or "", reason=cells["reason"] or "", passages=cells["passages"] or "",
            is_struck=look.struck_index is not None,
            is_waiting=look.struck_index is None and look.stands_index is None,
        )))  # fmt: skip
    for step, cells in zip(steps, open_rows(steps, ("given_to", "carrier", "note")), strict=True):
        found.append((step.recorded_index, TraceLine(
            what=step.event, at=step.at, place=step.place, why_not=step.why_not,
            given_to=cells["given_to"] or "", carrier=cells["carrier"] or "", note=cells["note"] or "",
            is_struck=step.struck_index is not None,
        )))  # fmt: skip
    for proof, cells in zip(proofs, open_rows(proofs, ("by",)), strict=True):
        found.append((proof.recorded_index, TraceLine(
            what="authenticated", at=at[proof.recorded_index], checked_by=cells["by"] or ""
        )))  # fmt: skip
    for paper in papers:  # each sheet: a lost one was printed anew
        found.append((paper.recorded_index, TraceLine(
            what="printed", at=at[paper.recorded_index], place=paper.place
        )))  # fmt: skip
    return tuple(line for _, line in sorted(found, key=lambda one: one[0]))


@question(READ)
def message(acting: Acting, message_id: str) -> MessageView:
    """One message whole, with its way and what still stands before it.

    Raises:   RoleForbidsError; UnknownMessageError.
    Leaf:     access.reading_recorded
    """
    require(acting, READ)
    row = message_row(message_id)
    state, sending = standing_state(row, acting.at.date()), sending_of(row, acting.at)
    record_reading(
        acting, question="contact.?message", records=tuple(filter(None, (row.pk, row.enquiry_id, sending.person_id)))
    )
    (cells,) = open_rows([row], ("text", "addressed_to"))
    return MessageView(
        message_id=row.pk, way=row.way, kind=row.kind, state=state.value, enquiry_id=row.enquiry_id,
        person_id=sending.person_id, channel=row.channel, written_on=row.written_on, answers=row.answers,
        text=cells["text"] or "", addressed_to=cells["addressed_to"] or "", words_stood=row.words_stood,
        authenticated_on=row.authenticated_on, shown=row.shown,
        missing=tuple((guard.what, guard.provision) for guard in sending_guards(sending.facts)),
        may_follow=tuple(one.value for one in steps_from(state)),
        their_look_is_open=CheckingState.THEIRS not in looked_at(row.pk), trace=trace_of(row),
        may_be_wrong=is_correctable(last_of(row)),
        is_kept_by_theirs=state is MessageState.WITHHELD and is_of_theirs(holding_look(row.pk)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """One message in a list: numbers and states."""

    message_id: str
    way: str
    kind: str
    state: str
    written_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesView:
    """The messages of one enquiry, and whether she wants his letters."""

    enquiry_id: str
    agrees: bool
    lines: tuple[MessageLine, ...]


def line_of(row: Message, acting: Acting) -> MessageLine:
    return MessageLine(
        message_id=row.pk, way=row.way, kind=row.kind, state=standing_state(row, acting.at.date()).value,
        written_on=row.written_on,
    )  # fmt: skip


@question(READ, of_numbers=True)
def messages_of(acting: Acting, enquiry_id: str) -> MessagesView:
    """The messages of one enquiry, both ways, the newest first.  Raises: RoleForbidsError; UnknownEnquiryError."""
    require(acting, READ)
    enquiry_for_room(enquiry_id)
    rows = messages_about(enquiry_id)[::-1]
    return MessagesView(
        enquiry_id=enquiry_id, agrees=agrees(enquiry_id), lines=tuple(line_of(row, acting) for row in rows)
    )
