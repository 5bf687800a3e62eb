"""What somebody still owes of calls: his word after one, how one ended, a look at what was stopped. By numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from repatria.core.law.calls import CallSide
from repatria.core.vocabulary.calls import CallState
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.contact.call_acts import CallMeansClosed
from repatria.records.contact.call_models import Call, CallAttempt, CallHalt, CallRecognition
from repatria.records.contact.errors import UnknownCallError
from repatria.records.contact.selectors.call_lists import DAY, TO_ASK, BookedCall, booked_as_seen
from repatria.records.contact.selectors.call_whole import LogSaidView, log_said
from repatria.records.contact.services.call_booking import own_call
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.scope import is_within

TO_LOG, HALTS = "contact.?calls_to_log", "contact.?call_halts"
HEARD_WITHIN = timedelta(days=30)
"""For how long after a call he is asked whether it was she."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToHearOf:
    """A call that was held, and of which he was not asked whether it was she."""

    attempt_id: str
    call_id: str
    person_id: str
    on: str
    she_said: bool


@question(TO_ASK, of_numbers=True)
def calls_to_hear_of(acting: Acting) -> tuple[CallToHearOf, ...]:
    """The calls of the last 30 days after which he was not asked yet, the oldest first.

    Source:   practice rule 19.
    Given:    what became of him since moves no line of it: it is a list of what was.
    Raises:   RoleForbidsError.
    """
    require(acting, TO_ASK)
    since = (acting.at - HEARD_WITHIN).date().isoformat()
    held = CallAttempt.objects.filter(seconds__gt=0, on__gte=since).order_by("recorded_index")
    rows = [row for row in held if row.enquiry_id and row.person_id and is_within(acting, row.place)]
    said: dict[str, set[str]] = {}
    for one in rows_where(CallRecognition, attempt_id=[row.pk for row in rows]) if rows else []:
        said.setdefault(one.attempt_id, set()).add(one.side)
    return tuple(
        CallToHearOf(
            attempt_id=row.pk, call_id=row.call_id, person_id=row.person_id, on=row.on,
            she_said=CallSide.HERS.value in said.get(row.pk, ()),
        )
        for row in rows if CallSide.HIS.value not in said.get(row.pk, ())
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToLog:
    """A call whose hour passed: nobody said how it ended, or one account did and another is to agree."""

    call_id: str
    person_id: str
    ends_at: str
    way: str
    waits_for_second: bool
    is_own: bool  # this account said it


@question(TO_LOG, of_numbers=True)
def calls_to_log(acting: Acting) -> tuple[CallToLog, ...]:
    """The calls whose hour passed and that have no end yet, the oldest first; a camp its own.

    Raises:   RoleForbidsError.
    """
    require(acting, TO_LOG)
    states = (CallState.PREPARED.value, CallState.HELD.value)
    passed = Call.objects.filter(state__in=states, ends_at__lte=instant_text(acting.at)).order_by("ends_at")
    rows = [row for row in passed if is_within(acting, row.place)]
    said = {one.index: one.actor for one in acts_at(row.log_index for row in rows if row.log_index is not None)}
    return tuple(
        CallToLog(
            call_id=row.pk, person_id=row.person_id, ends_at=row.ends_at, way=row.way,
            waits_for_second=row.log_index is not None, is_own=said.get(row.log_index or -1) == acting.account_id,
        )
        for row in rows
    )  # fmt: skip


@question(DAY, of_numbers=True)
def booked_call(acting: Acting, call_id: str) -> BookedCall:
    """One call that has its hour, as its place may see it.

    Raises:   RoleForbidsError; UnknownCallError for one that has none; OutOfScopeError.
    """
    require(acting, DAY)
    row = own_call(acting, call_id)
    if not row.room_id:
        raise UnknownCallError("no call has its hour under this number")
    return booked_as_seen(row, acting.at)


@question(TO_LOG, of_numbers=True)
def call_log_said(acting: Acting, call_id: str) -> LogSaidView | None:
    """What one account said of a call's end, while it waits for another.

    Raises:   RoleForbidsError; UnknownCallError; OutOfScopeError.
    """
    require(acting, TO_LOG)
    return log_said(acting, own_call(acting, call_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHaltView:
    """What one account stopped: a room or line, or a call with nothing against it."""

    halt_index: int
    is_means: bool
    matter_id: str
    by: str
    at: str
    reason: str


@question(HALTS, of_numbers=True)
def call_halts(acting: Acting) -> tuple[CallHaltView, ...]:
    """What was stopped and that no head has seen, the oldest first.

    Source:   law-and-practice sections 3.4, 6.8.
    Raises:   RoleForbidsError.
    """
    require(acting, HALTS)
    rows = {row.recorded_index: row for row in rows_where(CallHalt, seen_index=None)}
    return tuple(
        CallHaltView(
            halt_index=one.index, is_means=isinstance(one.act, CallMeansClosed), matter_id=rows[one.index].matter_id,
            by=one.actor, at=one.at, reason=getattr(one.act, "reason", ""),
        )
        for one in acts_at(rows)
    )  # fmt: skip
