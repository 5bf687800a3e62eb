"""What went wrong at a hand-over: recorded with an owner, cleared up within a term, seen by delegate and auditor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.handover_incident import IncidentKind, check_closing, check_incident, may_own
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.roles import Role
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.role_table import is_allowed
from repatria.records.access.selectors import AccountView, accounts_that_may
from repatria.records.access.services import record_reading
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.facts import along_the_way
from repatria.records.handover.incident_acts import ClosingWords, IncidentClosed, IncidentRecorded, IncidentWords
from repatria.records.handover.incident_models import HandoverIncident
from repatria.records.handover.models import Handover
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

RECORD, CLOSE, LIST = "handover.record_incident", "handover.close_incident", "handover.?incidents"
_WORDS = ("told", "found", "done")


@service
def record_incident(
    acting: Acting, *, handover_id: str, incident: IncidentKind, happened_at: datetime, place: str, told: str,
    owner: str,
) -> str:  # fmt: skip
    """Records what went wrong at a hand-over, and who clears it up.

    Source:   law-and-practice section 6.6; practice rule 22.
    Given:    `owner` is an account that may close it and neither records it nor ran this hand-over, of pressure the
              head's, and stays answerable until it is closed.
    Returns:  the incident's number.
    Raises:   UnknownHandoverError; InputError for an owner who may not; UnstatedParticularsError; NotYetError.
    Leaf:     handover.incident_recorded
    """
    require(acting, RECORD)
    check_happened(happened_at, acting.at)
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    opened_at = read_instant(act_at(row.recorded_index).at)
    check_incident(place=place, told=told, happened_at=happened_at, opened_at=opened_at)
    check_owner(acting, row, incident, owner)
    incident_id = record_number("HN", acting.randomness(7))
    record(
        IncidentRecorded(
            incident_id=incident_id, handover_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id,
            incident=incident, happened_at=instant_text(happened_at), place=place.strip(),
            recorded_by=acting.account_id, owner=owner, words=IncidentWords(told=told.strip()),
            typed=None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return incident_id


def check_owner(acting: Acting, row: Handover, incident: IncidentKind, owner: str) -> None:
    """Refuses an owner who may close no incident, who records this one, or who had his hand in it."""
    if owner not in {one.account_id for one in accounts_that_may(CLOSE)}:
        raise InputError("that account may clear no incident up", (("owner", "unknown"),))
    if owner not in {one.account_id for one in _owners(acting, row, incident)}:
        raise InputError("nobody clears his own incident up", (("owner", "stands_apart"),))


def _owners(acting: Acting, row: Handover, incident: IncidentKind | None) -> tuple[AccountView, ...]:
    officers = along_the_way(row).officers
    return tuple(
        one for one in accounts_that_may(CLOSE)
        if may_own(incident, owner=one.account_id, recorder=acting.account_id, officers=officers,
                   is_head=Role.HEAD_OF_BUREAU in one.roles)
    )  # fmt: skip


def _may_close(acting: Acting, row: HandoverIncident) -> bool:
    """Its owner, and the head, by whom the term is owed; never whoever recorded it."""
    is_answerable = row.owner == acting.account_id or Role.HEAD_OF_BUREAU in acting.roles
    return is_answerable and row.recorded_by != acting.account_id and not row.is_closed


@service
def close_incident(acting: Acting, *, incident_id: str, found: str, done: str) -> int:
    """Says what was found and what was done; its owner does, or the head.

    Source:   law-and-practice section 6.6.
    Returns:  the index of the act.
    Raises:   UnknownHandoverError for one that is not open; SecondPersonError for another than its owner or the
              head, and for whoever recorded it; UnstatedParticularsError.
    Leaf:     handover.incident_closed
    """
    require(acting, CLOSE)
    row = row_numbered(HandoverIncident, incident_id)
    if row is None or row.is_closed:
        raise UnknownHandoverError("no such incident is open")
    if not _may_close(acting, row):
        raise SecondPersonError(
            "its owner or the head closes it, who did not record it", provision="house rule 6.6", guards=()
        )
    check_closing(found=found, done=done)
    given = IncidentClosed(
        incident_id=row.pk, handover_id=row.handover_id, enquiry_id=row.enquiry_id,
        words=ClosingWords(found=found.strip(), done=done.strip()),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """An incident: what, where and when, and what was said of it where the reader is of those who record them."""

    incident_id: str
    handover_id: str
    incident: str
    happened_at: str
    place: str
    owner: str
    recorded_by: str
    is_closed: bool
    may_close: bool  # by whoever reads
    told: str
    found: str
    done: str


@question(LIST)
def incidents(acting: Acting, *, open_only: bool = False) -> tuple[IncidentView, ...]:
    """Incidents of hand-overs, the latest first, for those who clear them up and those who watch.

    Source:   law-and-practice section 6.6.
    Returns:  what was seen, found and done only to the roles that record incidents; it may name either of them.
    Leaf:     access.reading_recorded, naming incidents and hand-overs
    """
    require(acting, LIST)
    rows = list(HandoverIncident.objects.order_by("-recorded_index"))
    rows = [row for row in rows if not (open_only and row.is_closed)]
    if rows:
        named = [number for row in rows for number in (row.pk, row.handover_id)]
        record_reading(acting, question="handover.?incidents", records=named)
    is_open_to = is_allowed(acting.roles, RECORD)
    cells = open_rows(rows, _WORDS) if is_open_to else [dict.fromkeys(_WORDS) for _ in rows]
    return tuple(
        IncidentView(
            incident_id=row.pk, handover_id=row.handover_id, incident=row.incident, happened_at=row.happened_at,
            place=row.place, owner=row.owner, recorded_by=row.recorded_by, is_closed=row.is_closed,
            may_close=_may_close(acting, row), told=one["told"] or "", found=one["found"] or "", done=one["done"] or "",
        )
        for row, one in zip(rows, cells, strict=True)
    )  # fmt: skip


@question(RECORD)
def owners(
    acting: Acting, handover_id: str, incident: IncidentKind | None = None
) -> tuple[AccountView, ...]:  # fmt: skip
    """The accounts that may own an incident of a hand-over that this account records."""
    row = row_numbered(Handover, handover_id)
    return () if row is None else _owners(acting, row, incident)


@question(CLOSE, of_numbers=True)
def incidents_to_close(account_id: str) -> tuple[str, ...]:
    """The numbers of open incidents that an account owns."""
    rows = HandoverIncident.objects.filter(owner=account_id, is_closed=False).order_by("recorded_index")
    return tuple(rows.values_list("pk", flat=True))
