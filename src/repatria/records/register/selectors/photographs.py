"""Which photographs of him are kept, and one of them, shown on a deliberate press."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Collection
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.errors import UnknownPhotographError
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.photograph_models import Photograph
from repatria.records.register.scope import custody_in_scope

LIST, SHOW = "register.?photographs", "register.?photograph"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographLine:
    """That a photograph is kept, without it."""

    photograph_id: str
    person_id: str
    taken_at: str
    taken_by: str
    is_destroyed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographView:
    """A photograph as it is shown: bytes of a JPEG, base64 where a machine asks."""

    photograph_id: str
    person_id: str
    taken_at: str
    content: bytes


def _line(row: Photograph) -> PhotographLine:
    return PhotographLine(
        photograph_id=row.pk, person_id=row.person_id, taken_at=row.taken_at, taken_by=row.taken_by,
        is_destroyed=row.digest is None,
    )  # fmt: skip


@question(LIST, of_numbers=True)
def photographs(acting: Acting, person_id: str) -> tuple[PhotographLine, ...]:
    """Which photographs of a man are kept, by all of his numbers, the latest first; nobody's face is shown by it.

    Raises:   OutOfScopeError for another camp's man; UnknownPersonError.
    """
    require(acting, LIST)
    custody_in_scope(acting, person_id)
    return photographs_for_room(person_id)


def photographs_for_room(person_id: str) -> tuple[PhotographLine, ...]:
    """The same for a higher room, which asked who may know it."""
    numbers = numbers_of(person_id, row_numbered(ProtectedPerson, person_id))
    rows = rows_where(Photograph, person_id=list(numbers), order="-recorded_index")
    return tuple(map(_line, rows))


@question("register.?sealed_remarks", of_numbers=True)
def kept_photographs(acting: Acting) -> tuple[PhotographLine, ...]:
    """Every photograph, for those who destroy one: `access.destroy_key` of its number, by two; numbers only."""
    require(acting, "register.?sealed_remarks")
    return tuple(_line(row) for row in rows_where(Photograph, order="-recorded_index"))


@question(SHOW)
def photograph(acting: Acting, photograph_id: str) -> PhotographView:
    """One photograph, opened.

    Source:   GC III art. 13; protection.md T3: each reading is a leaf.
    Raises:   UnknownPhotographError, also for one that was destroyed; RoleForbidsError.
    Leaf:     access.reading_recorded, with the numbers of photograph and man
    """
    require(acting, SHOW)
    row = _standing(photograph_id)
    record_reading(acting, question="register.?photograph", records=(row.pk, row.person_id))
    return _opened(row)


def photograph_for_room(photograph_id: str, numbers: Collection[str]) -> PhotographView:
    """One photograph of one man, by all of his numbers, for a higher room that records its own act of reading.

    Raises:   UnknownPhotographError, also for one that was destroyed, and for one of another man.
    """
    row = _standing(photograph_id)
    if row.person_id not in numbers:
        raise UnknownPhotographError("no such photograph of this man stands")
    return _opened(row)


def _standing(photograph_id: str) -> Photograph:
    row = row_numbered(Photograph, photograph_id)
    if row is None or row.digest is None:
        raise UnknownPhotographError("no such photograph stands")
    return row


def _opened(row: Photograph) -> PhotographView:
    (recorded,) = acts_at([row.recorded_index])
    content = b64decode(recorded.act.picture.content)  # type: ignore[attr-defined]
    return PhotographView(photograph_id=row.pk, person_id=row.person_id, taken_at=row.taken_at, content=content)
