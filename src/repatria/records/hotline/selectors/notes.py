"""Notes that say "there is a letter": what she chose, which wave goes on, what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from repatria.core.law.askers import Alike
from repatria.core.law.notes import MOST_BOUNCES, NoteWay
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.pages import Lines
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.receipts import open_enquiries
from repatria.records.enquiries.selectors import askers_beside
from repatria.records.hotline.models import Note, NoteChoice, NoteWave
from repatria.records.hotline.note_acts import NoteEnd
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroyed
from repatria.records.vault.opening import open_rows

NOTES = "hotline.?notes"
_YEAR, _ASKED_DAYS, _NAMES = 365, 28, 1000
ALLOW = "hotline.allow_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChoiceView:
    """How one enquirer is told that there is a letter.

    Units:    `bounces` in a row.
    """

    choice_id: str
    enquiry_id: str
    way: NoteWay
    to: str = field(repr=False)
    bounces: int
    is_allowed: bool
    language: str
    first_letter_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDue:
    """A note of a wave that goes on, by numbers: nobody's contact."""

    choice_id: str
    enquiry_id: str
    way: NoteWay


def standing_choices(enquiry_id: str = "") -> tuple[NoteChoice, ...]:
    """The newest choice of each enquiry that is open and not erased, or of one."""
    about: dict[str, Any] = {"enquiry_id": enquiry_id} if enquiry_id else {}
    newest = {row.enquiry_id: row for row in rows_where(NoteChoice, order="recorded_index", **about)}
    still = open_enquiries(tuple(newest)).keys() - (destroyed(Purpose.KIN) if newest else ())
    return tuple(row for number, row in newest.items() if number in still)


def _views(rows: tuple[NoteChoice, ...]) -> tuple[NoteChoiceView, ...]:
    known = open_enquiries([row.enquiry_id for row in rows])
    return tuple(
        NoteChoiceView(
            choice_id=row.pk, enquiry_id=row.enquiry_id, way=NoteWay(cells["way"] or NoteWay.NONE.value),
            to=cells["to"] or "", bounces=row.bounces, is_allowed=row.is_allowed,
            language=known[row.enquiry_id].language, first_letter_on=known[row.enquiry_id].first_letter_on,
        )
        for row, cells in zip(rows, open_rows(list(rows), ("way", "to")), strict=True)
    )  # fmt: skip


def choices_for_wave(acting: Acting, on: str, but: frozenset[str]) -> tuple[NoteDue, ...]:
    """All who chose a note and whose first letter lies in their box by this day, but those whose note has ended.

    Given:    nothing is asked of what lies in a box.
    Leaf:     access.reading_recorded
    """
    require(acting, "hotline.?note_contacts")
    rows = tuple(row for row in standing_choices() if row.enquiry_id not in but)
    if not rows:
        return ()
    record_reading(acting, question="hotline.?note_contacts", records=[row.enquiry_id for row in rows])
    known = open_enquiries([row.enquiry_id for row in rows])
    return tuple(
        NoteDue(choice_id=row.pk, enquiry_id=row.enquiry_id, way=way)
        for row, cells in zip(rows, open_rows(list(rows), ("way",)), strict=True)
        if (way := NoteWay(cells["way"] or NoteWay.NONE.value)) is not NoteWay.NONE
        and known[row.enquiry_id].first_letter_on <= on
    )


def contact_of(acting: Acting, due: NoteDue) -> NoteChoiceView | None:
    """The contact of a note that goes now.

    Given:    `choices_for_wave` left the reading act that names her.
    Returns:  None where she chose otherwise since, asks no more, or was erased.
    """
    require(acting, "hotline.?note_contacts")
    rows = standing_choices(due.enquiry_id)
    if [row.pk for row in rows] != [due.choice_id]:
        return None
    return next((one for one in _views(rows) if one.to and one.way is due.way), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveView:
    """The newest wave of notes."""

    wave: int
    opened_at: str
    until: str


def newest_wave() -> WaveView | None:
    """The newest wave, or None before the first."""
    rows = rows_where(NoteWave, order="-recorded_index", at_most=1)
    return WaveView(wave=int(rows[0].pk), opened_at=rows[0].opened_at, until=rows[0].until) if rows else None


def ended_in(wave: int) -> frozenset[str]:
    """The enquiries whose note of this wave has ended."""
    return frozenset(row.enquiry_id for row in rows_where(Note, wave=wave))


def wave_counts(wave: int) -> dict[str, int]:
    """How many notes of a wave ended in which way."""
    counts = {end.value: 0 for end in NoteEnd}
    for row in rows_where(Note, wave=wave):
        counts[row.end] += 1
    return counts


def allow_reference(choice_id: str) -> str:
    """What two approve: that notes go to just this contact."""
    return choice_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTrouble:
    """A contact that a caseworker looks at, by numbers: it bounces, or its operator is barred."""

    enquiry_id: str
    choice_id: str
    is_barred: bool
    approvers: tuple[str, ...]


@question(NOTES, of_numbers=True)
def note_troubles(acting: Acting) -> tuple[NoteTrouble, ...]:
    """Contacts that came back several times in a row, and those that wait for two to let notes through."""
    require(acting, NOTES)
    wave = newest_wave()
    barred = {row.choice_id for row in rows_where(Note, wave=wave.wave, end=NoteEnd.BARRED.value)} if wave else set()
    return tuple(
        NoteTrouble(
            enquiry_id=row.enquiry_id, choice_id=row.pk, is_barred=row.pk in barred and not row.is_allowed,
            approvers=approvers_of(ALLOW, allow_reference(row.pk), at=acting.at),
        )
        for row in standing_choices()
        if row.bounces >= MOST_BOUNCES or (row.pk in barred and not row.is_allowed)
    )  # fmt: skip


@question(NOTES)
def note_choice(acting: Acting, enquiry_id: str) -> NoteChoiceView | None:
    """How one enquirer is told that there is a letter; None where she chose nothing.

    Leaf:     access.reading_recorded
    """
    require(acting, NOTES)
    record_reading(acting, question="hotline.?notes", records=(enquiry_id,))
    return next(iter(_views(standing_choices(enquiry_id))), None)


def contacts_to_ask(at: datetime) -> frozenset[str]:
    """The enquiries whose chosen contact is as old as one or more whole years, in the four weeks from that day on.

    Source:   practice rule 7: who chose to be told is asked once a year whether her contact still holds.
    Given:    by the act of the choice; of those whose day it is the way alone is opened: who is not told is not asked.
    """
    return _to_ask(standing_choices(), at)


def is_asked_as_before(enquiry_id: str, before_index: int, at: datetime) -> bool:
    """Whether an old pair of number and words would be asked, by the choice that stood when it was replaced.

    Source:   practice rule 5: the old box says what it would have said; what she chose since is none of its holder's.
    """
    rows = rows_where(NoteChoice, enquiry_id=enquiry_id, order="recorded_index")
    stood = [row for row in rows if row.recorded_index < before_index]
    return bool(stood) and enquiry_id in _to_ask((stood[-1],), at)


def _to_ask(rows: tuple[NoteChoice, ...], at: datetime) -> frozenset[str]:
    chosen = instants_at([row.recorded_index for row in rows])
    ages = {row.enquiry_id: (at - chosen[row.recorded_index]).days for row in rows}
    due = [row for row in rows if (days := ages[row.enquiry_id]) >= _YEAR and days % _YEAR < _ASKED_DAYS]
    ways = [cells["way"] or NoteWay.NONE.value for cells in open_rows(due, ("way",))]
    return frozenset(row.enquiry_id for row, way in zip(due, ways, strict=True) if way != NoteWay.NONE.value)


@question("enquiries.?enquiries")
def who_asks(acting: Acting) -> Lines[Alike]:
    """Which open enquiries are alike (`enquiries.askers`), found by the contact to which a note goes as well.

    Source:   practice rule 6
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded, one for every thousand that were compared, and for every thousand contacts
    Not:      a contact: nobody is shown one.
    """
    require(acting, NOTES)
    rows, contacts = standing_choices(), dict[str, str]()
    for start in range(0, len(rows), _NAMES):
        page = rows[start : start + _NAMES]
        record_reading(acting, question=NOTES, records=[row.enquiry_id for row in page])
        opened = open_rows(list(page), ("to",))
        contacts |= {row.enquiry_id: cells["to"] or "" for row, cells in zip(page, opened, strict=True)}
    return askers_beside(acting, contacts)
