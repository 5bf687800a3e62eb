"""What he is and how he stands, as the latest words on it say; what a doctor noted is for doctors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import leading, numbers_of
from repatria.records.register.models import ProtectedPerson, StatusWord
from repatria.records.vault.opening import open_rows

HEALTH_NOTES = "register.?medical_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """One word: on what, since when, by whom, and the rest of what was said with it."""

    kind: str
    at: str
    value: str
    by: str
    said: Mapping[str, str | bool]
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthNote:
    """A doctor's grade with what the doctor noted."""

    at: str
    grade: str
    note: str | None


def were_rights_read(person_id: str) -> bool:
    """Whether his rights were read aloud to him, under any of his numbers."""
    return is_there(StatusWord, person_id=list(numbers_of(person_id)), kind="rights")


def status_of(numbers: Sequence[str]) -> Mapping[str, StatusView]:
    """The latest word of each kind on a man, by kind.  Given: all of his numbers."""
    rows = rows_where(StatusWord, person_id=list(numbers), order="recorded_index")
    return {
        row.kind: StatusView(
            kind=row.kind, at=row.at, value=row.value, by=row.by, act_index=row.recorded_index,
            said=msgspec.json.decode(row.said) if row.said else {},
        )
        for row in rows
    }  # fmt: skip


def facts_of(person_id: str) -> tuple[str, ...]:
    """The facts that hold of him.  Raises: UnknownPersonError."""
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    return tuple(leading(row).facts.split())


def card_of(person_id: str) -> str:
    """The number of his card, "" where he has none.  Raises: UnknownPersonError."""
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    return row.card_number or ""


@question(HEALTH_NOTES)
def health_notes(acting: Acting, person_id: str) -> tuple[HealthNote, ...]:
    """What doctors noted with their grades of his state of health, the latest first.

    Source:   practice rule 14; spec: health detail for the medical role only.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question=HEALTH_NOTES, records=(person_id,))
    rows = list(StatusWord.objects.filter(person_id=person_id, kind="health").order_by("-recorded_index"))
    return tuple(
        HealthNote(at=row.at, grade=row.value, note=cells["note"])
        for row, cells in zip(rows, open_rows(rows, ("note",)), strict=True)
    )
