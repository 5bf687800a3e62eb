"""A planned visit that is put right, put off by us, or called off, before anybody went; each an act with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import refuse_statements
from repatria.core.law.telling import TellingWay, VisitChange, VisitPurpose, change_guards
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.telling.acts import VisitCalledOff, VisitChanged, VisitChangeWords, WhyChanged
from repatria.records.telling.errors import VisitStateError
from repatria.records.telling.models import Visit
from repatria.records.telling.reading import visit_row
from repatria.records.telling.services.opening import RULE, said
from repatria.records.telling.services.visits import planned_facts

CHANGE, CALL_OFF = "telling.change_visit", "telling.call_off_visit"


def _planned(visit_id: str) -> Visit:
    row = visit_row(visit_id)
    if row.ended:
        raise VisitStateError("this visit has ended", provision=RULE)
    return row


@service
def change_visit(
    acting: Acting, *, visit_id: str, why: str, visitors: Sequence[str], on: date, meets_at: str, language: str,
    beside_her: str = "", interpreter: str = "", doctor_or_priest: str = "",
) -> VisitChange:  # fmt: skip
    """Puts a planned visit right, or off to a later day: who goes, when, where, in what language; and says why.

    Source:   law-and-practice section 4.5; practice rules 6, 24.
    Given:    all that a plan is asked is asked again. From the first day that was planned she waits for us 30 days in
              all; further another approved before (`telling.put_off_further`). What the notice promised stands: our
              putting off moves no clock; that she puts it off herself is an end of the visit.
    Returns:  which of both it was.
    Raises:   UnknownVisitError; VisitStateError where it ended; SecondPersonError; the refusal of the first open guard;
              InputError for a day that has passed; StatementError.
    Leaf:     telling.visit_changed
    """
    require(acting, CHANGE)
    refuse_statements({"why": why, "meets_at": meets_at, "beside_her": beside_her, "interpreter": interpreter})
    row = _planned(visit_id)
    was, way = date.fromisoformat(row.on), TellingWay(row.way)
    facts = planned_facts(
        acting, telling_id=row.telling_id, enquiry_id=row.enquiry_id, purpose=VisitPurpose(row.purpose), way=way,
        visitors=visitors, on=on, meets_at=meets_at, language=language, beside_her=beside_her,
        part_index=row.part_index, is_planned=False, visit_id=row.pk, interpreter=interpreter,
    )  # fmt: skip
    refuse_open(change_guards(facts, why=why))
    change = VisitChange.PUT_OFF if on > was else VisitChange.PUT_RIGHT
    given = VisitChanged(
        visit_id=row.pk, telling_id=row.telling_id, enquiry_id=row.enquiry_id, change=change,
        visitors=tuple(visitors) if way is TellingWay.VISIT else (), on=on.isoformat(), language=language.strip()[:40],
        words=VisitChangeWords(
            meets_at=said("meets_at", meets_at), beside_her=said("beside_her", beside_her, is_required=False),
            interpreter=said("interpreter", interpreter, is_required=False),
            doctor_or_priest=said("doctor_or_priest", doctor_or_priest, is_required=False), why=said("why", why),
        ),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return change


@service
def call_off_visit(acting: Acting, *, visit_id: str, why: str) -> int:
    """Calls a planned visit off: nobody goes, and nothing was said to her.

    Source:   law-and-practice section 4.5; practice rules 6, 23: the name was taken back, or it is withheld from her.
    Returns:  the index of the act.
    Raises:   UnknownVisitError; VisitStateError where it ended; InputError without why; StatementError.
    Leaf:     telling.visit_called_off
    """
    require(acting, CALL_OFF)
    refuse_statements({"why": why})
    row = _planned(visit_id)
    given = VisitCalledOff(
        visit_id=row.pk, telling_id=row.telling_id, enquiry_id=row.enquiry_id, words=WhyChanged(why=said("why", why))
    )
    return record(given, actor=acting.account_id, at=acting.at)
