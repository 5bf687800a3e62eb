"""What is offered to a family that was told, and a promised coming back that is put off; each an act with its words."""

from __future__ import annotations

from datetime import date

from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.law.telling import VisitEnd
from repatria.core.law.telling_support import (
    FIRST_COMING_BACK,
    SupportAnswer,
    SupportFacts,
    SupportKind,
    check_support,
    put_off_guards,
)
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.telling.acts import WhyChanged
from repatria.records.telling.errors import VisitStateError
from repatria.records.telling.models import FollowUp, Support, Visit
from repatria.records.telling.reading import visit_row
from repatria.records.telling.services.opening import RULE, said
from repatria.records.telling.support_acts import FollowUpPutOff, SupportRecorded, SupportWords

SUPPORT, PUT_FOLLOW_UP_OFF = "telling.record_support", "telling.put_follow_up_off"


def _told(visit_id: str) -> Visit:
    """Raises: UnknownVisitError; VisitStateError."""
    row = visit_row(visit_id)
    if row.ended != VisitEnd.TOLD.value:
        raise VisitStateError("nobody was told by this visit", provision=RULE)
    return row


@service
def record_support(
    acting: Acting, *, visit_id: str, kind: SupportKind, answer: SupportAnswer, on: date, by: str, note: str = ""
) -> int:  # fmt: skip
    """Records that something was offered to a family that was told, and her answer; or what became of what she took.

    Source:   law-and-practice section 4.5: support after she was told.
    Given:    `by` who offered or gave it; `note` what was said, and why it could not be given. A no costs her nothing,
              and she may say yes later.
    Returns:  the index of the act.
    Raises:   UnknownVisitError; VisitStateError before she was told; SupportOrderError; UnstatedParticularsError;
              UnstatedReasonError; InputError for a day before she was told or ahead; StatementError.
    Leaf:     telling.support_recorded
    """
    require(acting, SUPPORT)
    refuse_statements({"by": by, "note": note}, besides=OWN_WORDS)
    row = _told(visit_id)
    if not read_instant(row.at).date() <= on <= acting.at.date():
        raise InputError("after she was told, and not ahead", (("on", "before"),))
    found = rows_where(Support, visit_id=row.pk, kind=kind.value, order="-recorded_index", at_most=1)
    before = SupportAnswer(found[0].answer) if found else None
    refuse_open(check_support(SupportFacts(answer=answer, before=before, by=by, said=note)))
    given = SupportRecorded(
        visit_id=row.pk, telling_id=row.telling_id, enquiry_id=row.enquiry_id, kind=kind, answer=answer,
        after_index=found[0].recorded_index if found else None, on=on.isoformat(),
        words=SupportWords(by=said("by", by), said=said("note", note, is_required=False)),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def put_follow_up_off(acting: Acting, *, visit_id: str, next_on: date, why: str) -> int:
    """Puts a promised coming back off to another day, with the reason; she waits for it 30 days in all.

    Source:   law-and-practice section 4.5.
    Given:    the day that she was told first: of a first coming back seven days after the visit.
    Returns:  the index of the act.
    Raises:   UnknownVisitError; VisitStateError before she was told, or where nothing is promised any more;
              OpenGuardError for a day that is past or too far; UnstatedReasonError; StatementError.
    Leaf:     telling.follow_up_put_off
    """
    require(acting, PUT_FOLLOW_UP_OFF)
    refuse_statements({"why": why}, besides=OWN_WORDS)
    row = _told(visit_id)
    followed = rows_where(FollowUp, visit_id=row.pk, at_most=1)
    if followed and not row.next_on:
        raise VisitStateError("no coming back is promised any more", provision=RULE)
    first = date.fromisoformat(row.promised_on) if row.promised_on else read_instant(row.at).date() + FIRST_COMING_BACK
    refuse_open(put_off_guards(promised_on=first, on=next_on, asked_on=acting.at.date(), why=why))
    given = FollowUpPutOff(
        visit_id=row.pk, telling_id=row.telling_id, enquiry_id=row.enquiry_id, promised_on=first.isoformat(),
        next_on=next_on.isoformat(), words=WhyChanged(why=said("why", why)),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
