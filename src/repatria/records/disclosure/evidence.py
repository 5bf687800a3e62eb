"""Evidence of grade C: documents and calls by which the house knows of a man, and whether another checked them."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.evidence_check import are_checked, check_guards
from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.errors import UnknownDocumentError
from repatria.records.disclosure.evidence_acts import EvidenceChecked, HowChecked
from repatria.records.disclosure.models import EvidenceCheck
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.selectors.documents import DocumentOf, documents_of

CHECK, READ = "disclosure.check_evidence", "disclosure.?evidence"
LONGEST_WORDS = 1000


@service
def check_evidence(acting: Acting, *, person_id: str, document_index: int, holds: bool, how: str) -> None:
    """Says of a document or call about a man whether it holds, as another than who recorded it.

    Source:   law-and-practice section 6.2: of grade C a family is told after a check.
    Given:    `document_index` the act that recorded it, as `evidence_of_person` names it.
    Raises:   UnknownDocumentError for an act that recorded none of him; UnstatedReasonError; SecondPersonError;
              InputError for words that are too long; StatementError.
    Leaf:     disclosure.evidence_checked
    """
    require(acting, CHECK)
    refuse_statements({"evidence_how": how})
    if len(how.strip()) > LONGEST_WORDS:
        raise InputError("say it shorter", (("evidence_how", "length"),))
    if document_index not in {one.act_index for one in documents_of(person_id)}:
        raise UnknownDocumentError("that act recorded no document or call about him", provision="house rule 6.2")
    recorded_by = act_at(document_index).actor
    refuse_open(check_guards(how, recorded_by=recorded_by, checked_by=acting.account_id))
    given = EvidenceChecked(
        check_id=record_number("JE", acting.randomness(7)), person_id=person_id, document_index=document_index,
        holds=holds, recorded_by=recorded_by, checked_by=acting.account_id, how=HowChecked(how.strip()),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def is_evidence_checked(person_id: str) -> bool:
    """Whether every document and call by which the house knows of him was checked by another, and holds."""
    checks = {row.document_index: row.holds for row in rows_where(
        EvidenceCheck, person_id=person_id, order="recorded_index"
    )}  # fmt: skip
    return are_checked([one.act_index for one in documents_of(person_id)], checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document or call: what it was, who recorded it and when, and the latest check with its words."""

    document: DocumentOf
    recorded_by: str
    recorded_at: str
    is_checked: bool
    holds: bool
    checked_by: str
    checked_at: str
    how: str


@question("disclosure.?evidence", name="evidence_of_person")
def evidence_of_person(acting: Acting, person_id: str) -> tuple[DocumentView, ...]:
    """The documents and calls about a man, oldest first, each with its latest check.

    Raises:   UnknownPersonError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="disclosure.?evidence", records=(person_id,))
    latest = {row.document_index: row for row in rows_where(
        EvidenceCheck, person_id=person_id, order="recorded_index"
    )}  # fmt: skip
    return tuple(_view(one, latest.get(one.act_index)) for one in documents_of(person_id))


def _view(document: DocumentOf, row: EvidenceCheck | None) -> DocumentView:
    recorded, checked = act_at(document.act_index), act_at(row.recorded_index) if row else None
    given = checked.act if checked else None
    how = given.how if isinstance(given, EvidenceChecked) else None
    return DocumentView(
        document=document, recorded_by=recorded.actor, recorded_at=recorded.at, is_checked=row is not None,
        holds=bool(row and row.holds), checked_by=checked.actor if checked else "",
        checked_at=checked.at if checked else "", how=how.text if how else "",
    )  # fmt: skip
