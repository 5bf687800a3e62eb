"""His testament, and the report of the enquiry into his death: how far each is."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.death_papers import DeathPaper, DeathPaperStep
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.death_paper_models import DeathPaperRow
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.vault.opening import open_rows

PAPERS = "register.?death_papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathPaperLine:
    """One step of one paper."""

    paper: str
    step: str
    at: str
    cause: str
    to: str
    office: str
    reference: str
    copy_reference: str
    said: str


@question(PAPERS)
def death_papers(acting: Acting, person_id: str) -> tuple[DeathPaperLine, ...]:
    """Every step of both papers of one who died in custody, oldest first.

    Raises:   UnknownPersonError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, PAPERS)
    if row_numbered(ProtectedPerson, person_id) is None:
        raise UnknownPersonError("no such person")
    record_reading(acting, question="register.?death_papers", records=(person_id,))
    rows = rows_where(DeathPaperRow, person_id=list(numbers_of(person_id)), order="recorded_index")
    return tuple(
        DeathPaperLine(
            paper=row.paper, step=row.step, at=row.at, cause=row.cause, to=row.to, office=row.office,
            reference=row.reference, copy_reference=row.copy_reference, said=said["said"] or "",
        )
        for row, said in zip(rows, open_rows(rows, ("said",)), strict=True)
    )  # fmt: skip


def last_step(person_id: str, paper: DeathPaper) -> tuple[DeathPaperStep | None, str]:
    """How far a paper of one who died is, and when that was."""
    numbers = list(numbers_of(person_id))
    rows = rows_where(DeathPaperRow, person_id=numbers, paper=paper.value, order="-recorded_index", at_most=1)
    return (DeathPaperStep(rows[0].step), rows[0].at) if rows else (None, "")


__all__ = ["PAPERS", "DeathPaperLine", "death_papers", "last_step"]
