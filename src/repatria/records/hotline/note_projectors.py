"""What the acts of notes do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.hotline.note_acts import (
    NoteAllowed,
    NoteBounceReported,
    NoteChosen,
    NoteContact,
    NoteEnded,
    NotesOpened,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

CHOICE, WAVE, NOTE = "hotline_notechoice", "hotline_notewave", "hotline_note"


def _chosen(given: NoteChosen, index: int) -> Iterable[Operation]:
    return [Insert(CHOICE, given.choice_id, {
        "enquiry_id": given.enquiry_id, "channel": given.channel, "recorded_index": index,
        **sealed_cells(given.enquiry_id, NoteContact, given.contact),
    })]  # fmt: skip


def _opened(given: NotesOpened, index: int) -> Iterable[Operation]:
    return [Insert(WAVE, str(given.wave), {
        "opened_at": given.opened_at, "until": given.until, "recorded_index": index,
    })]  # fmt: skip


def _ended(given: NoteEnded, index: int) -> Iterable[Operation]:
    return [
        Insert(NOTE, f"{given.wave}:{given.enquiry_id}", {
            "wave": given.wave, "enquiry_id": given.enquiry_id, "choice_id": given.choice_id, "end": given.end.value,
            "recorded_index": index,
        }),
        Set(CHOICE, given.choice_id, {"bounces": given.in_a_row}),
    ]  # fmt: skip


def _bounced(given: NoteBounceReported, index: int) -> Iterable[Operation]:
    first = Set(CHOICE, given.choice_id, {"bounces": given.in_a_row})
    return [first, *(Set(CHOICE, one.choice_id, {"bounces": one.in_a_row}) for one in given.beside)]


def _allowed(given: NoteAllowed, index: int) -> Iterable[Operation]:
    return [Set(CHOICE, given.choice_id, {"is_allowed": True})]


def register() -> None:
    projects(NoteChosen)(_chosen)
    projects(NotesOpened)(_opened)
    projects(NoteEnded)(_ended)
    projects(NoteBounceReported)(_bounced)
    projects(NoteAllowed)(_allowed)
