"""Correcting a particular that was taken down wrongly: with the reason and the proof, and never over it."""

from __future__ import annotations

from repatria.core.law.particulars_required import check_correction
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Particular
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import how_many, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import Values
from repatria.records.register.correction_acts import CorrectionWords, ParticularCorrected
from repatria.records.register.errors import CorrectedBeforeError, UnknownParticularError
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import ParticularRow
from repatria.records.register.person_rows import STATUTORY_KINDS
from repatria.records.register.selectors.particulars import value_of
from repatria.records.register.services.custody import custody_row
from repatria.records.register.services.rows import frames_of

CORRECT = "register.record_correction"


@service
def record_correction(
    acting: Acting, *, person_id: str, particular_id: str, particular: Particular, reason: str, proof: str
) -> str:  # fmt: skip
    """Records that a particular was taken down wrongly, and what it is; the wrong one stays, struck through.

    Source:   GC III art. 122(4), house rule 6.1: nothing is overwritten.
    Given:    `particular` of the same kind, with its own source; `reason` why the other is wrong, `proof` the paper or
              the person that shows it. What another source contradicts is no correction: it is a further particular.
    Returns:  the new particular's number; it counts where the wrong one did.
    Raises:   UnknownPersonError; UnknownParticularError for one that is not his or of another kind;
              CorrectedBeforeError; InputError where it says the same; UnstatedParticularsError; StatementError.
    Leaf:     register.particular_corrected
    """
    require(acting, CORRECT)
    refuse_statements({
        "value": particular.value, "source_reference": particular.source.reference, "reason": reason, "proof": proof,
    })  # fmt: skip
    row = custody_row(person_id)
    wrong = row_numbered(ParticularRow, particular_id)
    if wrong is None or wrong.person_id not in numbers_of(row.pk) or wrong.kind != particular.kind.value:
        raise UnknownParticularError("no such particular of this person")
    if wrong.corrected_by:
        raise CorrectedBeforeError("this particular was corrected before", number=wrong.person_id)
    check_correction(reason=reason, proof=proof)
    if (wrong.given, value_of(wrong)) == (particular.given.value, particular.value):
        raise InputError("it says the same", (("value", "same"),))
    subject = wrong.person_id
    (frame,) = frames_of(subject, [particular], start=how_many(ParticularRow, person_id=subject))
    is_statutory = particular.kind in STATUTORY_KINDS
    part = Values({frame.particular_id: particular.value}) if particular.value is not None else None
    record(
        ParticularCorrected(
            person_id=subject, corrects=particular_id, particular=frame,
            stands_at=wrong.stands_at if wrong.stands_at is not None else wrong.recorded_index,
            words=CorrectionWords(reason=reason.strip(), proof=proof.strip()),
            identity=part if is_statutory else None, voluntary=None if is_statutory else part,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return frame.particular_id
