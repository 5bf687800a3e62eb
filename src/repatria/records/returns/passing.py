"""What the house reads of a coffin that is to have a laissez-passer, and what rests on it."""

from __future__ import annotations

from dataclasses import replace

from repatria.core.law.laissez_passer import STANDING, PassFacts, PassFallen, PassState, check_rests, fallen
from repatria.core.law.remains_containers import ContainerKind
from repatria.core.law.return_batch import BatchState
from repatria.core.law.return_count import Mismatch, MismatchEnd
from repatria.core.vocabulary.certificates import CertificateField, CertificateLine
from repatria.records.certificates.selectors.certificates import certificate_of, certified_lines
from repatria.records.identification.selectors.concluded import Identified, identified_items
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.joined import leader_of
from repatria.records.remains.leaving import leaving_facts
from repatria.records.remains.models import Item
from repatria.records.remains.sample_models import Container
from repatria.records.returns.errors import UnknownPassError
from repatria.records.returns.models import BatchContainer, BatchDifference
from repatria.records.returns.pass_models import CoffinPass
from repatria.records.returns.reading import batch_row, is_container_changed, lines_of

_OF_THE_SEAL = frozenset({Mismatch.SEAL_DIFFERS.value, Mismatch.SEAL_BROKEN.value})


def pass_row(pass_id: str) -> CoffinPass:
    """Raises: UnknownPassError."""
    row = row_numbered(CoffinPass, pass_id)
    if row is None:
        raise UnknownPassError("no laissez-passer was issued under this number")
    return row


def standing_pass(box_id: str) -> CoffinPass | None:
    """The laissez-passer of a coffin that stands, countersigned or not."""
    rows = rows_where(CoffinPass, box_id=box_id, order="-recorded_index", at_most=1)
    return rows[0] if rows and PassState(rows[0].state) in STANDING else None


def items_in(box: BatchContainer) -> tuple[str, ...]:
    """The codes of what lies in a container of a batch by its list."""
    return tuple(one.item_code for one in lines_of(box.batch_id) if one.container == box.number and one.item_code)


def pass_facts(box: BatchContainer, codes: tuple[str, ...]) -> PassFacts:
    """What stands of a coffin now; a thing in it of which nothing is on record is nobody's.

    Given:    `codes` as `items_in` has them, or as the paper has them.
    """
    kept = row_numbered(Container, box.kept_id) if box.kept_id else None
    names = [[one for one in identified_items(code) if not one.is_annulled] for code in codes]
    are_named = bool(codes) and all(
        found and not any(one.is_annulment_asked for one in found) for found in names
    )  # fmt: skip
    certified = {found.certificate_id if (found := certificate_of(item_code=code)) else "" for code in codes}
    certificate = certified.pop() if len(certified) == 1 else ""
    lines = {one.field: one for one in certified_lines(certificate)} if certificate else {}
    return PassFacts(
        batch=BatchState(batch_row(box.batch_id).state), certificate_id=certificate, are_named=are_named,
        is_coffin=kept is not None and kept.kind == ContainerKind.COFFIN.value,
        is_sealed_as_listed=kept is not None and not is_container_changed(box) and not _is_seal_another(box),
        is_one_person=are_named and _is_one([one for found in names for one in found], bool(certificate)),
        is_cause_said=_is_said(lines.get(CertificateField.CAUSE)),
        leaving=tuple(leaving_facts(one) for one in rows_where(Item, pk=sorted(codes))),
    )  # fmt: skip


def _is_one(names: list[Identified], is_certified: bool) -> bool:
    """Whether all these names are one person's: by his number, or by who seeks him, as the certificate joins them."""
    persons = {leader_of(one.person_id) for one in names if one.person_id}
    enquiries = {one.enquiry_id for one in names if not one.person_id}
    return len(persons) <= 1 and (is_certified or len(persons) + len(enquiries) == 1)


def _is_said(line: CertificateLine | None) -> bool:
    return line is not None and bool(line.word or line.text.strip())


def _is_seal_another(box: BatchContainer) -> bool:
    """Whether somebody opened it on the way, or found it under another seal than the list's or a broken one."""
    found = rows_where(BatchDifference, line_id=box.pk, kind=sorted(_OF_THE_SEAL))
    return bool(box.resealed) or any(one.end != MismatchEnd.READ_AGAIN.value for one in found)


def what_fell(row: CoffinPass) -> tuple[PassFallen, ...]:
    """What a laissez-passer rested on and rests on no more."""
    box = row_numbered(BatchContainer, row.box_id)
    assert box is not None, "it was issued of one"
    facts = pass_facts(box, tuple(row.items.split()))
    if box.is_out:
        facts = replace(facts, is_sealed_as_listed=False)
    return fallen(facts, certificate_id=row.certificate_id)


def refuse_fallen(row: CoffinPass) -> None:
    """Refuses a paper, or to hand it on, while something it rested on fell.  Raises: OpenGuardError."""
    check_rests(what_fell(row))
