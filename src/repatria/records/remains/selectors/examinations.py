"""What examinations of an item say together and one by one; what was told of one who is sought; how many persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.bodies.counting import MinimumNumber, minimum_number
from repatria.core.law.remains import RemainsKind
from repatria.core.vocabulary.body_record import BodyRecord, laid_over
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.bodies import acts_of_examination, acts_of_telling, examined
from repatria.records.remains.models import Item
from repatria.records.remains.reading import item_row, recovery_row
from repatria.records.remains.selectors.items import READS

READS_TOLD = "remains.?antemortem"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationView:
    """One examination: by which two, what it says, and of the cause."""

    examination_id: str
    number: int
    at: str
    examined_by: str
    second: str
    cause: str
    reason: str
    held: str
    held_ground: str
    opens_enquiry: bool
    record: BodyRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """What all examinations of an item say together, and each by itself."""

    item_code: str
    kind: str
    whole: BodyRecord
    examinations: tuple[ExaminationView, ...]


@question(READS)
def body(acting: Acting, item_code: str) -> BodyView:
    """What was seen of an item, all examinations laid over each other, and each by itself.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = item_row(item_code)
    record_reading(acting, question="remains.?item", records=(row.pk,))
    acts = acts_of_examination(row.pk)
    return BodyView(
        item_code=row.pk, kind=row.kind, whole=laid_over(one.words.record for one in acts),
        examinations=tuple(
            ExaminationView(
                examination_id=one.examination_id, number=one.number, at=one.at, examined_by=one.words.examined_by,
                second=one.words.second, cause=one.words.cause, reason=one.words.reason, held=one.held.value,
                held_ground=one.words.held_ground, opens_enquiry=one.opens_enquiry, record=one.words.record,
            )
            for one in acts
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """One telling: who asked, who told it, and what."""

    antemortem_id: str
    number: int
    at: str
    interviewer: str
    told_by: str
    record: BodyRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtBodyView:
    """What was told of one who is sought, all laid over each other, and each by itself."""

    enquiry_id: str
    whole: BodyRecord
    tellings: tuple[ToldView, ...]


@question(READS_TOLD)
def antemortem_of(acting: Acting, enquiry_id: str) -> SoughtBodyView:
    """What a family told of one who is sought.

    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS_TOLD)
    record_reading(acting, question="remains.?antemortem", records=(enquiry_id,))
    acts = acts_of_telling(enquiry_id)
    return SoughtBodyView(
        enquiry_id=enquiry_id, whole=laid_over(one.words.record for one in acts),
        tellings=tuple(
            ToldView(
                antemortem_id=one.antemortem_id, number=one.number, at=one.at, interviewer=one.words.interviewer,
                told_by=one.words.told_by, record=one.words.record,
            )
            for one in acts
        ),
    )  # fmt: skip


def _counted(items: Sequence[Item]) -> MinimumNumber:
    whole = sum(1 for one in items if one.kind == RemainsKind.WHOLE.value)
    loose = (one for one in items if one.kind != RemainsKind.WHOLE.value)
    return minimum_number((said for one in loose for said in examined(one.pk).elements or ()), whole_bodies=whole)


@question(READS)
def persons_of_recovery(acting: Acting, recovered_id: str) -> MinimumNumber:
    """How many persons a recovery holds at least, from the bones that its examinations count.

    Raises:   RoleForbidsError; UnknownRecoveryError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    recovery = recovery_row(recovered_id)
    record_reading(acting, question="remains.?item", records=(recovery.pk,))
    return _counted(rows_where(Item, recovered_id=recovery.pk))


@question(READS)
def persons_of_items(acting: Acting, item_codes: Sequence[str]) -> MinimumNumber:
    """How many persons these items are of at least: a commingled set, whichever recovery brought it up.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    items = {row.pk: row for row in map(item_row, item_codes)}
    record_reading(acting, question="remains.?item", records=tuple(items))
    return _counted(tuple(items.values()))
