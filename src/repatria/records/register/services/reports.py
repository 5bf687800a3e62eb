"""A public report that he is alive: its day and nothing else, and its destruction once custody is on record."""

from __future__ import annotations

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import ReportedAlive, ReportedDay
from repatria.records.register.errors import HeldHereError, NotHeldError, UnknownPersonError, UnknownReportError
from repatria.records.register.joined import leading, numbers_of
from repatria.records.register.models import AliveReport, ProtectedPerson
from repatria.records.vault.keyring import Purpose

REPORT, DESTROY = "register.record_reported_alive", "register.destroy_alive_report"
REPORTS = "register_alivereport"


def _row(person_id: str) -> ProtectedPerson:
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    return leading(row)


def _is_held(row: ProtectedPerson) -> bool:
    return is_held(CustodyState(row.custody_state) if row.custody_state else None)


@service
def record_reported_alive(acting: Acting, *, person_id: str, on: PartialDate) -> str:
    """Records that a public report names him alive on a day, at grade E: it proves nothing, and starts nothing.

    Source:   GC III art. 13; practice rule 17.
    Returns:  the report's number.
    Raises:   InputError for a day to come; HeldHereError while he is held here: then his custody says it.
    Leaf:     register.reported_alive
    Not:      his words, a link, a picture, a place or a unit: there is no field for any. No state, notice or letter.
    """
    require(acting, REPORT)
    row = _row(person_id)
    if str(on) > acting.at.date().isoformat():
        raise InputError("that day has not come", (("on", "ahead"),))
    if _is_held(row):
        raise HeldHereError("he is held here: his custody says that he lives", provision="GC III 13")
    report_id = f"{row.pk}:alive:{tree_size()}"
    record(
        ReportedAlive(report_id=report_id, person_id=row.pk, words=ReportedDay(on_day=str(on))),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return report_id


@service
def destroy_alive_report(acting: Acting, *, report_id: str) -> None:
    """Destroys a report once custody is on record: its key is gone, and with it its day.

    Source:   practice rule 17.
    Raises:   UnknownReportError for one that is destroyed already; NotHeldError while nobody holds him here.
    Leaf:     ledger.key_destroyed
    """
    require(acting, DESTROY)
    report = row_numbered(AliveReport, report_id)
    if report is None or report.on_day is None:
        raise UnknownReportError("no such report stands")
    if not _is_held(_row(report.person_id)):
        raise NotHeldError("a report is destroyed once custody is on record", provision="practice rule 17")
    record(
        KeyDestroyed(
            purpose=Purpose.VOLUNTARY, subject=report_id, reason="custody is on record", approved_by=(),
            cells=(Cell(REPORTS, report_id, "on_day"),),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def reports_standing(person_id: str) -> tuple[str, ...]:
    """The numbers of the reports about a man that are not destroyed."""
    row = row_numbered(ProtectedPerson, person_id)
    rows = rows_where(AliveReport, person_id=list(numbers_of(person_id, row)), order="id") if row else []
    return tuple(one.pk for one in rows if one.on_day is not None)
