"""What waits for a second account: looks that keep a message back, and what one says was recorded wrongly."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.models import Message, MessageLook, MessageMatter
from repatria.records.contact.reading import message_row, standing_state
from repatria.records.contact.services.second import look_to_settle, waiting_matter
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

LOOKS, MATTERS = "contact.?look_waiting", "contact.?matter_waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSecond:
    """Something that waits for another account, by numbers."""

    number: str  # of the message, or of the matter
    message_id: str
    what: str  # looked_ours, looked_theirs, or the kind of the matter
    since: str


@question(LOOKS, of_numbers=True)
def looks_to_settle(acting: Acting) -> tuple[WaitingSecond, ...]:
    """The looks that keep a message back or send it back and to which nobody has agreed yet, the oldest first.

    Raises:   RoleForbidsError.
    """
    require(acting, LOOKS)
    looks = rows_where(MessageLook, stands_index=None, struck_index=None, order="recorded_index")
    state = {row.pk: standing_state(row, acting.at.date()).value for row in _of(looks)}
    at = instants_at([one.recorded_index for one in looks])
    return tuple(
        WaitingSecond(
            number=one.message_id, message_id=one.message_id, what=f"looked_{one.by_state}",
            since=instant_text(at[one.recorded_index]),
        )
        for one in looks if state[one.message_id] == one.verdict
    )  # fmt: skip


def _of(looks: list[MessageLook]) -> list[Message]:
    return rows_where(Message, pk=[one.message_id for one in looks]) if looks else []


@question(MATTERS, of_numbers=True)
def matters_to_settle(acting: Acting) -> tuple[WaitingSecond, ...]:
    """What was said of messages and nobody has settled yet, the oldest first.  Raises: RoleForbidsError."""
    require(acting, MATTERS)
    rows = rows_where(MessageMatter, state="said", order="recorded_index")
    at = instants_at([one.recorded_index for one in rows])
    return tuple(
        WaitingSecond(
            number=one.pk, message_id=one.message_id, what=one.matter, since=instant_text(at[one.recorded_index])
        )
        for one in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LookToSettle:
    """A look that waits, with the words of the message: no name, no enquiry, no place."""

    message_id: str
    way: str
    kind: str
    text: str
    by_state: str
    verdict: str
    until: str
    because: str
    checked_by: str
    reason: str
    passages: str


@question(LOOKS)
def look_waiting(acting: Acting, message_id: str) -> LookToSettle:
    """What was said of a look that waits for another, beside the words that it is about.

    Raises:   RoleForbidsError; UnknownMessageError; MessageOrderError where no look of it waits.
    Leaf:     access.reading_recorded
    """
    require(acting, LOOKS)
    look, row = look_to_settle(message_id), message_row(message_id)
    record_reading(acting, question="contact.?look_waiting", records=(row.pk,))
    (text,), (said,) = open_rows([row], ("text",)), open_rows([look], ("checked_by", "reason", "passages"))
    return LookToSettle(
        message_id=row.pk, way=row.way, kind=row.kind, text=text["text"] or "", by_state=look.by_state,
        verdict=look.verdict, until=look.until, because=look.because,
        checked_by=said["checked_by"] or "", reason=said["reason"] or "",
        passages=said["passages"] or "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """What one says of a message, and why."""

    matter_id: str
    message_id: str
    matter: str
    reason: str


@question(MATTERS)
def matter_waiting(acting: Acting, matter_id: str) -> MatterView:
    """What one says was wrong, or how theirs let us know.

    Raises:   RoleForbidsError; UnknownMatterError.
    Leaf:     access.reading_recorded
    """
    require(acting, MATTERS)
    row = waiting_matter(matter_id)
    record_reading(acting, question="contact.?matter_waiting", records=(row.pk, row.message_id))
    (cells,) = open_rows([row], ("reason",))
    return MatterView(matter_id=row.pk, message_id=row.message_id, matter=row.matter, reason=cells["reason"] or "")
