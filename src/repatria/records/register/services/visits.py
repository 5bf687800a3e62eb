"""What a visitor leaves behind in the register: which list was taken along, and by which numbers persons are known."""

from __future__ import annotations

from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import leading
from repatria.records.register.list_acts import VisitListTaken, VisitReferenceRecorded
from repatria.records.register.models import ProtectedPerson, VisitReference
from repatria.records.register.selectors.lists_out import visit_list

TAKE, REFER = "register.record_visit_list", "register.record_visit_reference"
LONGEST_REFERENCE = 40


@service
def record_visit_list(acting: Acting, *, place: str = "") -> str:
    """Records that a visitor takes the list of a place, or of all, along: changes are counted from here.

    Source:   GC III art. 126; practice rules, the delegate's needs.
    Returns:  the list's number.
    Raises:   RoleForbidsError; NoSuchHolderError.
    Leaf:     register.visit_list_taken, after access.reading_recorded
    """
    require(acting, TAKE)
    view = visit_list(acting, place=place)
    list_id = record_number("VW", acting.randomness(7))
    given = VisitListTaken(
        list_id=list_id, taken_by=acting.account_id, place=view.place, before_index=tree_size(),
        persons=len(view.men),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return list_id


@service
def record_visit_reference(acting: Acting, *, person_id: str, reference: str) -> None:
    """Records the number by which visitors know a person; it stays with him wherever he is moved.

    Source:   practice rules, the delegate's needs: his own reference numbers kept.
    Raises:   UnknownPersonError; InputError for none or one too long; StatementError.
    Leaf:     register.visit_reference_recorded
    """
    require(acting, REFER)
    refuse_statements({"reference": reference})
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    reference = reference.strip()
    if not reference or len(reference) > LONGEST_REFERENCE or not reference.isprintable():
        raise InputError("a reference is a number", (("reference", "missing" if not reference else "too_long"),))
    lead = leading(row).pk
    before = row_numbered(VisitReference, lead)
    given = VisitReferenceRecorded(
        person_id=lead, reference=reference, previous=before.reference if before else ""
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
