"""The documents and calls from which particulars of a man were taken, grade C, by the acts that recorded them."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.vocabulary.particulars import Grade
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.models import ParticularRow, ProtectedPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOf:
    """One document or call, by the act that recorded it."""

    act_index: int
    source_kind: str
    source_reference: str


def documents_of(person_id: str) -> tuple[DocumentOf, ...]:
    """Those of one number that stand, oldest first; what was corrected since is left out.

    Raises:   UnknownPersonError.
    """
    if row_numbered(ProtectedPerson, person_id) is None:
        raise UnknownPersonError("no such person")
    rows = rows_where(
        ParticularRow, person_id=person_id, grade=Grade.DOCUMENT_OR_CALL.value, corrected_by="", order="recorded_index"
    )  # fmt: skip
    found = {
        row.recorded_index: DocumentOf(
            act_index=row.recorded_index, source_kind=row.source_kind, source_reference=row.source_reference
        )
        for row in rows
    }
    return tuple(found.values())
