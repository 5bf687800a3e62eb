"""A record sheet that is filled by hand where no line is: printed under a code, typed later by two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from repatria.core.law.errors import HandoverOrderError
from repatria.core.law.handover import HandoverState
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.handover_paper import PaperEntry, differing, is_change_of_mind, paper_guards
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.incident_acts import IncidentRecorded, IncidentWords
from repatria.records.handover.incidents import check_owner
from repatria.records.handover.models import Handover
from repatria.records.handover.paper_acts import PaperWords, RecordSheetPrinted, RecordSheetTyped
from repatria.records.handover.paper_models import HandoverSheet
from repatria.records.handover.plans import DOSSIER, WITH_DOSSIER, refuse_withheld
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

TYPE = "handover.type_record_sheet"


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
    Raises:   UnknownHandoverError, also before it is authorised and once it is signed; OpenGuardError while anything
              is withheld from her; PaperCodeError for a code that is none.
    Leaf:     handover.record_sheet_printed
    """
    require(acting, DOSSIER)
    row = _handover(handover_id)
    if HandoverState(row.state) not in WITH_DOSSIER:
        raise UnknownHandoverError("no such hand-over is authorised and not yet signed")
    refuse_withheld(row, acting.at)
    code_hash(code, check_word)
    sheet_id = record_number("HS", acting.randomness(7))
    record(
        RecordSheetPrinted(
            sheet_id=sheet_id, handover_id=row.pk, enquiry_id=row.enquiry_id, printed_by=acting.account_id,
            words=PaperWords(paper_code=code, paper_word=check_word),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return sheet_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTyped:
    """What became of one typing; every one is recorded."""

    number: str  # of the typing, or of the incident that the sheet became
    read_otherwise: tuple[str, ...] = ()  # the lines that another read differently: both look again


@service
def type_record_sheet(
    acting: Acting, *, handover_id: str, code: str, entry: PaperEntry, owner: str = ""
) -> SheetTyped:  # fmt: skip
    """Types what stands on a record sheet that was filled by hand; a second person types it again.

    Source:   practice rules 19, 22; law-and-practice section 6.6.
    Given:    the code of the sheet; times as they stand there. Each may type it anew: two agree when the latest of two
              accounts are equal. Where they agree and the sheet lacks what the law asks of a hand-over, an incident is
              recorded with it, of the head's whom `owner` names, and nothing leads on; where it says a change of mind
              the sheet is kept. Where it is whole, the steps are entered late by those who took them, as ever.
    Raises:   UnknownHandoverError; InputError for a code of no sheet of it, or an owner who may not;
              HandoverOrderError once two agreed.
    Leaf:     handover.record_sheet_typed, or handover.incident_recorded, which keeps the typing too
    """
    require(acting, TYPE)
    row = _handover(handover_id)
    for one in (entry.identity_at, entry.his_asked_at, entry.her_asked_at, entry.met_at, entry.signed_at,
                entry.completed_at):  # fmt: skip
        if one is not None:
            check_happened(one, acting.at)
    of_sheet = _typings(row.pk, code)
    if any(one.kind == "agreed" for one, _ in of_sheet):
        raise HandoverOrderError("two persons typed that sheet", provision="house rule 6.6", state=row.state)
    latest = {one.by: (one.pk, said) for one, said in of_sheet if one.by != acting.account_id}
    alike = next((number for number, said in latest.values() if said == entry), "")
    words = PaperWords(paper_code=code, entry=msgspec.json.encode(entry).decode())
    lacking = tuple(paper_guards(entry)) if alike and not is_change_of_mind(entry) else ()
    if lacking:
        check_owner(acting, row, IncidentKind.PAPER_WITHOUT_YES, owner)
    if lacking:
        told = ", ".join(f"{one.what} ({one.provision})" for one in lacking)
        return SheetTyped(number=_incident(acting, row, entry, words, owner, told))
    differs = {name for _, said in latest.values() for name in differing(said, entry)} if not alike else ()
    return SheetTyped(number=_typed(acting, row, words, alike), read_otherwise=tuple(sorted(differs)))


def _typings(handover_id: str, code: str) -> list[tuple[HandoverSheet, PaperEntry]]:
    """What was typed of the sheet under a code, in its order."""
    rows = list(HandoverSheet.objects.filter(handover_id=handover_id).order_by("recorded_index"))
    cells = open_rows(rows, ("paper_code", "entry"))
    named = [
        (row, said) for row, said in zip(rows, cells, strict=True) if _folded(said["paper_code"] or "") == _folded(code)
    ]  # fmt: skip
    if not any(row.kind == "printed" for row, _ in named):
        raise InputError("no sheet of this hand-over bears that code", (("code", "unknown"),))
    return [
        (row, msgspec.json.decode(said["entry"] or "{}", type=PaperEntry))
        for row, said in named if row.kind != "printed"
    ]  # fmt: skip


def agreed_entry(handover_id: str) -> PaperEntry | None:
    """What two agreed stands on the latest sheet of a hand-over that was filled by hand; None where no two did."""
    rows = rows_where(HandoverSheet, handover_id=handover_id, kind="agreed", order="-recorded_index", at_most=1)
    said = open_rows(rows, ("entry",))[0]["entry"] if rows else ""
    return msgspec.json.decode(said, type=PaperEntry) if said else None


def _typed(acting: Acting, row: Handover, words: PaperWords, agrees_with: str) -> str:
    typed_id = record_number("HT", acting.randomness(7))
    given = RecordSheetTyped(
        typed_id=typed_id, handover_id=row.pk, enquiry_id=row.enquiry_id, typed_by=acting.account_id,
        agrees_with=agrees_with, words=words,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return typed_id


def _incident(acting: Acting, row: Handover, entry: PaperEntry, words: PaperWords, owner: str, told: str) -> str:
    incident_id = record_number("HN", acting.randomness(7))
    happened_at: datetime = entry.completed_at or entry.signed_at or entry.met_at or acting.at
    record(
        IncidentRecorded(
            incident_id=incident_id, handover_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id,
            incident=IncidentKind.PAPER_WITHOUT_YES, happened_at=instant_text(happened_at), place=row.point,
            recorded_by=acting.account_id, owner=owner, typed_id=record_number("HT", acting.randomness(7)),
            words=IncidentWords(told=told), typed=words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return incident_id


@question(TYPE, of_numbers=True)
def sheets_to_type_again(account_id: str) -> tuple[str, ...]:
    """Hand-overs with a sheet that another person typed and on which no two agree yet, by their numbers."""
    rows = list(HandoverSheet.objects.exclude(kind="printed").order_by("recorded_index"))
    sheets: dict[tuple[str, str], list[HandoverSheet]] = {}
    for row, said in zip(rows, open_rows(rows, ("paper_code",)), strict=True):
        sheets.setdefault((row.handover_id, _folded(said["paper_code"] or "")), []).append(row)
    found = (
        number for (number, _), typed in sheets.items()
        if all(one.kind == "typed" for one in typed) and any(one.by != account_id for one in typed)
    )  # fmt: skip
    return tuple(dict.fromkeys(found))
