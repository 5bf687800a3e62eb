"""One call with its way, for whoever arranges it; the calls of one enquiry; codes for those who hand them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.core.law.calls import PreparingFacts, preparing_guards
from repatria.core.vocabulary.calls import CallState
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.contact.call_acts import CallLogSaid
from repatria.records.contact.call_models import Call, CallAttempt, CallCode, CallNumber, CallRecognition, CallWish
from repatria.records.contact.calling import (
    STANDING,
    against,
    call_row,
    heard_rules,
    place_of,
    ringing_of,
    supervisor_in,
    urgencies_of,
    verified,
)
from repatria.records.contact.errors import UnknownCallError
from repatria.records.contact.services.call_booking import is_letter_laid, own_call
from repatria.records.enquiries.receipts import receipt_for_room
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.ledger.reading import act_at, instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.opening import open_rows

READ, ROOM_CODES = "contact.?call", "contact.?call_codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """A call that was held, failed or was stopped, and who said already whether it was the other."""

    attempt_id: str
    on: str
    outcome: str
    because: str
    seconds: int
    supervisor: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishView:
    """What one of the two said anew of a call."""

    side: str
    said_at: str
    why: str
    suits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSaidView:
    """How a call ended as one account says, which waits for another."""

    outcome: str
    because: str
    seconds: int
    said_at: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One call: who asked, who agreed, its hour, what stands against it, what is still missing before it may begin."""

    call_id: str
    side: str
    state: str
    way: str
    urgency: str
    why: str
    suits: str
    zone: str
    enquiry_id: str
    person_id: str
    place: str
    asked_at: str
    he_agreed: bool
    she_agreed: bool
    words_stood: bool
    room_id: str
    line_id: str
    begins_at: str
    ends_at: str
    is_watched: bool
    supervisor: str
    shown: str
    verified_at: str
    telephone: str
    reach_by: str  # how she chose to be reached, and when: whoever rings reads it
    reach_when: str
    is_never_rung: bool
    wishes: tuple[WishView, ...]
    log_said: LogSaidView | None
    is_letter_laid: bool
    against: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]
    attempts: tuple[AttemptView, ...]


def attempts_about(call_id: str) -> tuple[AttemptView, ...]:
    """What became of one call each time, oldest first."""
    rows = rows_where(CallAttempt, call_id=call_id, order="recorded_index")
    said: dict[str, list[str]] = {}
    for one in rows_where(CallRecognition, attempt_id=[row.pk for row in rows]) if rows else []:
        said.setdefault(one.attempt_id, []).append(one.side)
    return tuple(
        AttemptView(
            attempt_id=row.pk, on=row.on, outcome=row.outcome, because=row.because, seconds=row.seconds,
            supervisor=supervisor_in(row.recorded_index), said=tuple(sorted(said.get(row.pk, ()))),
        )
        for row in rows
    )  # fmt: skip


def _wishes(call_id: str) -> tuple[WishView, ...]:
    rows = rows_where(CallWish, call_id=call_id, order="recorded_index")
    at = instants_at([row.recorded_index for row in rows]) if rows else {}
    return tuple(
        WishView(side=row.side, said_at=instant_text(at[row.recorded_index]), why=cells["why"] or "",
                 suits=cells["suits"] or "")
        for row, cells in zip(rows, open_rows(rows, ("why", "suits")), strict=True)
    )  # fmt: skip


def _telephone(number: CallNumber | None) -> str:
    """The number on which she was rung back: whoever dials her dials this one."""
    if number is None:
        return ""
    (cells,) = open_rows([number], ("telephone",))
    return cells["telephone"] or ""


def _reach(enquiry_id: str) -> dict[str, Any]:
    if not enquiry_id:
        return {"reach_by": "", "reach_when": "", "is_never_rung": False}
    receipt = receipt_for_room(enquiry_id)
    is_never_rung = ringing_of(receipt)[1]
    return {name: receipt.said[name] for name in ("reach_by", "reach_when")} | {"is_never_rung": is_never_rung}


def log_said(acting: Acting, row: Call) -> LogSaidView | None:
    """What waits for another account of how a call ended."""
    if row.log_index is None:
        return None
    said = act_at(row.log_index)
    assert isinstance(said.act, CallLogSaid), "the row names it"
    return LogSaidView(
        outcome=said.act.outcome.value, because=said.act.because, seconds=said.act.seconds, said_at=said.at,
        is_own=said.actor == acting.account_id,
    )  # fmt: skip


@question(READ)
def call(acting: Acting, call_id: str) -> CallView:
    """One call whole.

    Raises:   RoleForbidsError; UnknownCallError.
    Leaf:     access.reading_recorded
    """
    require(acting, READ)
    row = call_row(call_id)
    record_reading(
        acting, question="contact.?call", records=tuple(filter(None, (row.pk, row.enquiry_id, row.person_id)))
    )
    (cells,) = open_rows([row], ("why", "suits"))
    number, urgent = verified(row.enquiry_id), urgencies_of([row]).get(row.pk)
    wanted = preparing_guards(PreparingFacts(
        at=acting.at, begins_at=read_instant(row.begins_at) if row.begins_at else None,
        ends_at=read_instant(row.ends_at) if row.ends_at else None,
        verified_at=read_instant(number.rung_at) if number else None,
        were_rules_read_to_her=number is not None and heard_rules(number), is_letter_laid=is_letter_laid(row),
    ))  # fmt: skip
    return CallView(
        call_id=row.pk, side=row.side, state=row.state, way=row.way,
        urgency=urgent.value if urgent else "", why=cells["why"] or "",
        suits=cells["suits"] or "", zone=row.zone, enquiry_id=row.enquiry_id, person_id=row.person_id,
        place=place_of(row),
        asked_at=instant_text(instants_at([row.asked_index])[row.asked_index]), he_agreed=row.his_index is not None,
        she_agreed=row.her_index is not None, words_stood=row.words_stood, room_id=row.room_id, line_id=row.line_id,
        begins_at=row.begins_at, ends_at=row.ends_at, is_watched=row.is_watched,
        supervisor=supervisor_in(row.prepared_index),
        shown=row.shown, verified_at=number.rung_at if number else "",
        telephone=_telephone(number), **_reach(row.enquiry_id), wishes=_wishes(row.pk), log_said=log_said(acting, row),
        is_letter_laid=is_letter_laid(row),
        against=tuple((one.what, one.provision) for one in against(row, acting.at)),
        missing=tuple((one.what, one.provision) for one in wanted) if row.state == CallState.BOOKED.value else (),
        attempts=attempts_about(row.pk),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOfEnquiry:
    """One call in the list of an enquiry: numbers and states."""

    call_id: str
    side: str
    way: str
    state: str
    begins_at: str
    asked_at: str


@question(READ, of_numbers=True)
def calls_of(acting: Acting, enquiry_id: str) -> tuple[CallOfEnquiry, ...]:
    """The calls of one enquiry, the newest first.  Raises: RoleForbidsError; UnknownEnquiryError."""
    require(acting, READ)
    enquiry_for_room(enquiry_id)
    return _lines(rows_where(Call, enquiry_id=enquiry_id, order="-asked_index"))


@question(READ, of_numbers=True)
def calls_arranged(acting: Acting) -> tuple[CallOfEnquiry, ...]:
    """The calls that are not over and that somebody arranges: agreed to, and booked, oldest first.

    Raises:   RoleForbidsError.
    """
    require(acting, READ)
    return _lines(rows_where(Call, state=[CallState.AGREED.value, *STANDING], order="asked_index"))


def _lines(rows: list[Call]) -> tuple[CallOfEnquiry, ...]:
    at = instants_at([row.asked_index for row in rows])
    return tuple(
        CallOfEnquiry(
            call_id=row.pk, side=row.side, way=row.way, state=row.state, begins_at=row.begins_at,
            asked_at=instant_text(at[row.asked_index]),
        )
        for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCodes:
    """The codes of the camp's end and of whoever attends, for the paper that is handed out there.

    Not:      hers: it lies in her box, and no desk shows it.
    """

    call_id: str
    person_id: str
    begins_at: str
    ends_at: str
    his: str
    watch: str
    is_sound: bool


@question(ROOM_CODES)
def room_codes(acting: Acting, call_id: str) -> RoomCodes:
    """The codes of the camp's end, once the call is prepared; gone with the call.

    Raises:   RoleForbidsError; UnknownCallError; OutOfScopeError.
    Leaf:     access.reading_recorded
    """
    require(acting, ROOM_CODES)
    row = own_call(acting, call_id)
    codes = row_numbered(CallCode, row.codes_id) if row.codes_id else None
    if codes is None or row.state not in (CallState.PREPARED.value, CallState.HELD.value):
        raise UnknownCallError("no call is prepared under this number")
    record_reading(acting, question="contact.?call_codes", records=(row.pk, row.person_id))
    (cells,) = open_rows([codes], ("his", "watch"))
    return RoomCodes(
        call_id=row.pk, person_id=row.person_id, begins_at=row.begins_at, ends_at=row.ends_at, his=cells["his"] or "",
        watch=(cells["watch"] or "") if row.is_watched else "", is_sound=row.way == "sound",
    )  # fmt: skip


__all__ = ["READ", "ROOM_CODES", "call", "calls_arranged", "calls_of", "room_codes"]
