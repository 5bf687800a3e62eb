"""Notes that there is a letter: what she chose, a wave of notes to all alike, what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from repatria.core.law.notes import NoteWay, folded_contact
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.services import record_reading
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.receipts import open_enquiries
from repatria.records.hotline.errors import EmptyCallError, NoteStateError
from repatria.records.hotline.models import Note, NoteChoice, NoteWave
from repatria.records.hotline.note_acts import (
    Bounced,
    NoteAllowed,
    NoteBounceReported,
    NoteChosen,
    NoteContact,
    NoteEnd,
    NoteEnded,
    NotesOpened,
)
from repatria.records.hotline.selectors.notes import ALLOW, allow_reference, newest_wave, standing_choices
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

_RULE = "practice rule 7"


@service
def choose_note(acting: Acting, *, enquiry_id: str, way: NoteWay, to: str, channel: str = "telephone") -> str:
    """Records how she is told that there is a letter, or that she is not told any more.

    Source:   practice rules 4, 7: re-contact only if she chose it.
    Given:    she was told that whoever carries the note learns that she asks.
    Returns:  the choice's number.
    Raises:   UnknownEnquiryError for one that is not open; NoteContactError for what is no contact of this way.
    Leaf:     hotline.note_chosen
    """
    require(acting, "hotline.choose_note")
    contact = NoteContact(way=way, to=folded_contact(way, to))
    if enquiry_id not in open_enquiries([enquiry_id]):
        raise UnknownEnquiryError("no such enquiry is open")
    choice_id = record_number("KM", acting.randomness(7))
    given = NoteChosen(choice_id=choice_id, enquiry_id=enquiry_id, channel=channel[:16], contact=contact)
    record(given, actor=acting.account_id, at=acting.at)
    return choice_id


@service
def open_wave(acting: Acting, *, wave: int, until: datetime) -> None:
    """Opens a wave of notes after a round.

    Source:   practice rule 4: one rhythm for all.
    Given:    `wave` the number of the round.
    Raises:   NoteStateError for a round that does not come after the last wave.
    Leaf:     hotline.notes_opened
    """
    require(acting, "hotline.open_wave")
    last = newest_wave()
    if last is not None and wave <= last.wave:
        raise NoteStateError("this round had its notes", provision=_RULE)
    given = NotesOpened(wave=wave, opened_at=instant_text(acting.at), until=instant_text(until))
    record(given, actor=acting.account_id, at=acting.at)


@service
def end_note(acting: Acting, *, wave: int, enquiry_id: str, choice_id: str, end: NoteEnd) -> None:
    """Records what became of one note of a wave.

    Source:   practice rule 7
    Raises:   NoteStateError for a wave or a choice that there is not, or a second note of one wave.
    Leaf:     hotline.note_ended
    Not:      a change of what she sees: a note that came back changes no round and no letter.
    """
    require(acting, "hotline.end_note")
    row = row_numbered(NoteChoice, choice_id)
    if row is None or row.enquiry_id != enquiry_id or not is_there(NoteWave, pk=str(wave)):
        raise NoteStateError("no such wave or choice", provision=_RULE)
    if is_there(Note, pk=f"{wave}:{enquiry_id}"):
        raise NoteStateError("her note of this wave has ended", provision=_RULE)
    bounces = {NoteEnd.SENT: 0, NoteEnd.BOUNCED: row.bounces + 1}.get(end, row.bounces)
    given = NoteEnded(wave=wave, enquiry_id=enquiry_id, choice_id=choice_id, end=end, in_a_row=bounces)
    record(given, actor=acting.account_id, at=acting.at)


def _read_contacts(acting: Acting, **_: Any) -> dict[str, Any]:
    """Leaves the reading act: it stands also where nobody chose this contact, which tells something too."""
    require(acting, "hotline.report_bounce")
    record_reading(acting, question="hotline.?notes", records=[row.enquiry_id for row in standing_choices()])
    return {}


@service(before=_read_contacts)
def report_bounce(acting: Acting, *, way: NoteWay, to: str) -> int:
    """Records that the gateway said later that a note came back.

    Source:   practice rule 7
    Given:    the contact as the gateway names it: it stands in no act in clear.
    Returns:  how many choices name it.
    Raises:   NoteContactError; NoteStateError where none does.
    Leaf:     hotline.note_bounce_reported, after access.reading_recorded
    """
    require(acting, "hotline.report_bounce")
    meant, rows = folded_contact(way, to), standing_choices()
    opened = open_rows(list(rows), ("way", "to"))
    hers = [row for row, cells in zip(rows, opened, strict=True)
            if cells["way"] == way.value and (cells["to"] or "").casefold() == meant.casefold()]  # fmt: skip
    if not hers:
        raise NoteStateError("nobody chose this contact", provision=_RULE)
    first, *others = [Bounced(enquiry_id=row.enquiry_id, choice_id=row.pk, in_a_row=row.bounces + 1) for row in hers]
    given = NoteBounceReported(
        enquiry_id=first.enquiry_id, choice_id=first.choice_id, in_a_row=first.in_a_row, beside=tuple(others)
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return len(hers)


@service
def allow_note(acting: Acting, *, enquiry_id: str, reason: str) -> None:
    """Lets notes go to her contact although its operator is barred.

    Source:   practice rule 1; two-person rule.
    Given:    two approved `allow_reference` of her choice as it stands; a changed contact asks them anew.
    Raises:   EmptyCallError without a reason; NoteStateError where she chose nothing; ApprovalsMissingError.
    Leaf:     hotline.note_allowed
    """
    require(acting, ALLOW)
    if not 0 < len(reason.strip()) <= 400:
        raise EmptyCallError("say why", (("reason", "missing"),))
    found = standing_choices(enquiry_id)
    if not found or found[0].is_allowed:
        raise NoteStateError("there is nothing to be let through", provision=_RULE)
    approvers = require_approvals(ALLOW, allow_reference(found[0].pk), at=acting.at)
    given = NoteAllowed(
        enquiry_id=enquiry_id, choice_id=found[0].pk, reason=reason.strip(), decided_by=approvers
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def register() -> None:
    """Says what the act of letting through uses up."""
    uses_approvals(NoteAllowed, lambda given: Used(action=ALLOW, reference=allow_reference(given.choice_id)))
