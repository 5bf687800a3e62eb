"""Notes that there is a letter: what she chose, a wave of notes to all alike, what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from repatria.core.law.notes import NoteWay, folded_contact, stands_in
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.relations import REACH
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.services import record_reading
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.receipts import later_text_for_room, open_enquiries, receipt_for_room
from repatria.records.enquiries.selectors import later_word, received_index_of
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.errors import AskedTooLittleError, EmptyCallError, NoteStateError, TooManyFailuresError
from repatria.records.hotline.models import Note, NoteChoice, NoteWave
from repatria.records.hotline.note_acts import (
    Bounced,
    NoteAllowed,
    NoteBounceReported,
    NoteChosen,
    NoteContact,
    NoteEnd,
    NoteEnded,
    NoteProof,
    NotesOpened,
)
from repatria.records.hotline.selectors.notes import ALLOW, allow_reference, newest_wave, standing_choices
from repatria.records.hotline.services.recovery import MOST_FAILURES, check_asked, failures_of
from repatria.records.ledger.reading import act_at, acts_at
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

_RULE = "practice rule 7"


_WHILE_SHE_IS_THERE = timedelta(hours=2)


@service
def choose_note(
    acting: Acting, *, enquiry_id: str, way: NoteWay, to: str, channel: str = "telephone", asked: Sequence[str] = (),
    word_id: str = "",
) -> str:  # fmt: skip
    """Records how she is told that there is a letter, or that she is not told any more.

    Source:   practice rules 4, 5, 7: re-contact only if she chose it, and nobody chooses for her.
    Given:    she was told that whoever carries the note learns that she asks. That it is she is known: by her sealed
              enquiry; since this account took her enquiry down within two hours and she chose nothing before; by
              `word_id`, in which she wrote just this contact with number and words that stand: once, and by whoever
              may read it; or since whoever may read what she wrote asked two things of it (`asked`) and she said them
              right. Not to be told any more needs no proof.
    Returns:  the choice's number.
    Raises:   UnknownEnquiryError for one that is not open; NoteContactError for what is no contact of this way;
              AskedTooLittleError, TooManyFailuresError, RoleForbidsError where nothing proves that it is she.
    Leaf:     hotline.note_chosen
    """
    require(acting, "hotline.choose_note")
    contact = NoteContact(way=way, to=folded_contact(way, to))
    if enquiry_id not in open_enquiries([enquiry_id]):
        raise UnknownEnquiryError("no such enquiry is open")
    proof = NoteProof.NO_MORE if way is NoteWay.NONE else _proof(acting, enquiry_id, contact, asked, word_id)
    rests_on = {NoteProof.ANSWERS: tuple(dict.fromkeys(asked)), NoteProof.SAID_LATER: (word_id,)}.get(proof, ())
    choice_id = record_number("KM", acting.randomness(7))
    given = NoteChosen(
        choice_id=choice_id, enquiry_id=enquiry_id, channel=channel[:16], proved_by=proof, rests_on=rests_on,
        contact=contact,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return choice_id


def _proof(
    acting: Acting, enquiry_id: str, contact: NoteContact, asked: Sequence[str], word_id: str
) -> NoteProof:  # fmt: skip
    """By what it is known that it is she; raises where nothing is."""
    if acting.is_house:
        return NoteProof.SEALED
    if word_id:
        require(acting, "enquiries.?enquiry")  # whoever cannot read what she wrote chooses nothing by it
        _check_word(enquiry_id, contact, word_id)
        return NoteProof.SAID_LATER
    received = act_at(received_index_of(enquiry_id))
    is_fresh = acting.at - read_instant(received.at) <= _WHILE_SHE_IS_THERE
    if not asked and is_fresh and received.actor == acting.account_id and not standing_choices(enquiry_id):
        return NoteProof.JUST_RECEIVED
    require(acting, "hotline.?recovery")  # whoever cannot read what she wrote cannot ask her for it
    if failures_of(enquiry_id) >= MOST_FAILURES:
        raise TooManyFailuresError("three times what she wrote was not said", provision=_RULE)
    check_asked(receipt_for_room(enquiry_id), RecoveryHow.CALL_BACK, asked)
    return NoteProof.ANSWERS


def _check_word(enquiry_id: str, contact: NoteContact, word_id: str) -> None:
    """Raises: AskedTooLittleError where she did not write just this contact there, or it served already."""
    word = later_word(word_id)
    is_hers = word.enquiry_id == enquiry_id and word.what == REACH and word.words_stood
    if not is_hers or not stands_in(contact.way, contact.to, later_text_for_room(word_id)):
        raise AskedTooLittleError("she wrote nothing of the kind", (("word_id", "unknown"),), provision=_RULE)
    chosen = acts_at([row.recorded_index for row in rows_where(NoteChoice, enquiry_id=enquiry_id)])
    if any(isinstance(one.act, NoteChosen) and word_id in one.act.rests_on for one in chosen):
        raise AskedTooLittleError("what she wrote served once", (("word_id", "unknown"),), provision=_RULE)


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
