"""A record sheet that is filled by hand where no line is: printed under a code, typed later by two."""

from __future__ import annotations

from datetime import datetime

import msgspec

from repatria.core.law.errors import HandoverOrderError, SecondPersonError
from repatria.core.law.handover import HandoverState
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.handover_paper import PaperEntry, differing, paper_guards
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.selectors import accounts_that_may
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.incident_acts import IncidentRecorded, IncidentWords
from repatria.records.handover.models import Handover
from repatria.records.handover.paper_acts import PaperWords, RecordSheetPrinted, RecordSheetTyped
from repatria.records.handover.paper_models import HandoverSheet
from repatria.records.handover.plans import DOSSIER, WITH_DOSSIER
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

TYPE = "handover.type_record_sheet"
_CLOSE_INCIDENT = "handover.close_incident"


def _folded(code: str) -> str:
    return "".join(one for one in code.upper() if one.isalnum())


def _handover(handover_id: str) -> Handover:
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    return row


@service(actions=DOSSIER)
def print_record_sheet(acting: Acting, *, handover_id: str, code: str, check_word: str) -> str:
    """Keeps under which code a dossier with its record to be filled by hand was printed.

    Source:   practice rule 22: the dossier works without a line.
    Returns:  the sheet's number.
    Raises:   UnknownHandoverError, also before it is authorised and once it is signed.
    Leaf:     handover.record_sheet_printed
    """
    require(acting, DOSSIER)
    row = _handover(handover_id)
    if HandoverState(row.state) not in WITH_DOSSIER:
        raise UnknownHandoverError("no such hand-over is authorised and not yet signed")
    sheet_id = record_number("HS", acting.randomness(7))
    record(
        RecordSheetPrinted(
            sheet_id=sheet_id, handover_id=row.pk, enquiry_id=row.enquiry_id, printed_by=acting.account_id,
            words=PaperWords(paper_code=code, paper_word=check_word),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return sheet_id


@service
def type_record_sheet(acting: Acting, *, handover_id: str, code: str, entry: PaperEntry, owner: str = "") -> str:
    """Types what stands on a record sheet that was filled by hand; a second person types it again.

    Source:   practice rules 19, 22; law-and-practice section 6.6.
    Given:    the code of the sheet; times as they stand there. Where the second typing agrees and the sheet lacks what
              the law asks of a hand-over, an incident is recorded instead, with `owner` to clear it up, and nothing
              leads on. Where it agrees and is whole, the steps are entered late by those who took them, as ever.
    Returns:  the number of the typing, or of the incident.
    Raises:   UnknownHandoverError; InputError for a code of no sheet of it, lines that two read differently, or an
              owner who may not; SecondPersonError for the same typist; HandoverOrderError once it was typed by two.
    Leaf:     handover.record_sheet_typed, or handover.incident_recorded
    """
    require(acting, TYPE)
    row = _handover(handover_id)
    for one in (entry.identity_at, entry.his_asked_at, entry.her_asked_at, entry.met_at, entry.completed_at):
        if one is not None:
            check_happened(one, acting.at)
    sheets = list(HandoverSheet.objects.filter(handover_id=row.pk).order_by("recorded_index"))
    cells = open_rows(sheets, ("paper_code", "entry"))
    printed = {
        _folded(said["paper_code"] or "") for sheet, said in zip(sheets, cells, strict=True) if sheet.kind == "printed"
    }
    if _folded(code) not in printed:
        raise InputError("no sheet of this hand-over bears that code", (("code", "unknown"),))
    mine = [
        (sheet, said) for sheet, said in zip(sheets, cells, strict=True)
        if sheet.kind != "printed" and _folded(said["paper_code"] or "") == _folded(code)
    ]  # fmt: skip
    words = PaperWords(paper_code=code, entry=msgspec.json.encode(entry).decode())
    if not mine:
        return _typed(acting, row, words, "")
    first, said = mine[0]
    if any(sheet.kind == "agreed" for sheet, _ in mine):
        raise HandoverOrderError("two persons typed that sheet", provision="house rule 6.6", state=row.state)
    if first.by == acting.account_id:
        raise SecondPersonError("another person types it again", provision="two-person rule", guards=())
    differs = differing(msgspec.json.decode(said["entry"] or "{}", type=PaperEntry), entry)
    if differs:
        raise InputError("two persons read the sheet differently", tuple((name, "read_otherwise") for name in differs))
    lacking = tuple(paper_guards(entry))
    if not lacking:
        return _typed(acting, row, words, first.pk)
    return _incident(acting, row, entry, owner, ", ".join(f"{one.what} ({one.provision})" for one in lacking))


def _typed(acting: Acting, row: Handover, words: PaperWords, agrees_with: str) -> str:
    typed_id = record_number("HT", acting.randomness(7))
    given = RecordSheetTyped(
        typed_id=typed_id, handover_id=row.pk, enquiry_id=row.enquiry_id, typed_by=acting.account_id,
        agrees_with=agrees_with, words=words,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return typed_id


def _incident(acting: Acting, row: Handover, entry: PaperEntry, owner: str, told: str) -> str:
    if owner not in {one.account_id for one in accounts_that_may(_CLOSE_INCIDENT)}:
        raise InputError("that account may clear no incident up", (("owner", "unknown"),))
    incident_id = record_number("HN", acting.randomness(7))
    happened_at: datetime = entry.completed_at or entry.signed_at or entry.met_at or acting.at
    record(
        IncidentRecorded(
            incident_id=incident_id, handover_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id,
            incident=IncidentKind.PAPER_WITHOUT_YES, happened_at=instant_text(happened_at), place=row.point,
            recorded_by=acting.account_id, owner=owner, words=IncidentWords(told=told),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return incident_id


@question(TYPE, of_numbers=True)
def sheets_to_type_again(account_id: str) -> tuple[str, ...]:
    """Hand-overs with a sheet that another person typed and nobody typed again, by their numbers."""
    rows = HandoverSheet.objects.exclude(kind="printed").order_by("recorded_index")
    typed = {row.handover_id: row for row in rows}
    return tuple(number for number, row in typed.items() if row.kind == "typed" and row.by != account_id)
