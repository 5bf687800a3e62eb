"""Examinations of the dead, and what families tell of those who are sought: two records of one shape."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.examination import (
    HeldThen,
    adds_alone,
    check_body_record,
    check_examination,
    is_empty,
    opens_enquiry,
)
from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_release import Inquiry
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.body_record import BodyRecord
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.rows import how_many
from repatria.records.ledger.services import record, service
from repatria.records.remains.bodies import examined, told_of
from repatria.records.remains.examination_acts import (
    AnteMortemRecorded,
    AnteMortemWords,
    ExaminationRecorded,
    ExaminationWords,
)
from repatria.records.remains.examination_models import AnteMortem, Examination
from repatria.records.remains.reading import check_named, check_unpacked, item_row
from repatria.records.remains.whereabouts import check_here

EXAMINE, ASK_FAMILY = "remains.examine", "remains.record_antemortem"


def _refuse_told(record: BodyRecord) -> None:
    """Raises: StatementError for what somebody said, where what was seen belongs."""
    texts = (
        [one.text for one in record.fields] + [one.note for one in record.teeth] + [one.text for one in record.marks]
    )
    refuse_statements({"fields": "\n".join(texts)})


@service(actions=EXAMINE)
def record_examination(
    acting: Acting, *, item_code: str, happened_at: datetime, examined_by: str, second: str, body: BodyRecord,
    cause: DeathCause | None = None, held: HeldThen = HeldThen.UNKNOWN,
    held_ground: str = "", reason: str = "",
) -> str:  # fmt: skip
    """Records an examination of an item by a doctor and one more; a later one adds and corrects, and overwrites none.

    Source:   GC I art. 16, 17; GC III art. 120, 121; law-and-practice section 2.2, 6.3.
    Given:    `body` in INTERPOL's groups: what it does not say was not examined, or stands as an earlier one said it;
              `cause` what is said of the death, and of the first always; `held` whether he died while he was held, or
              was killed after capture, `held_ground` the disc, place, wounds or papers for that; `reason` why
              a later one was made, unless it adds alone what nobody looked at. Whose remains they are it never says.
    Returns:  the examination's number.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; ItemOrderError; PackedItemError while the item lies in
              a sealed container; SecondPersonError; UnstatedParticularsError; InputError naming what cannot be so, or
              for one before the last step; NotYetError; StatementError.
    Leaf:     remains.examination_recorded
    """
    require(acting, EXAMINE)
    refuse_statements({"examined_by": examined_by, "second": second, "reason": reason, "held_ground": held_ground})
    _refuse_told(body)
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_here(item.pk)
    state, number = ItemState(item.state), how_many(Examination, item_code=item.pk) + 1
    before = examined(item.pk)
    check_examination(
        state, examined_by=examined_by, second=second, cause=cause, is_first=number == 1, reason=reason,
        says_something=not is_empty(body), held=held, held_ground=held_ground,
        is_addition=cause is None and held is HeldThen.UNKNOWN and adds_alone(body, before),
    )  # fmt: skip
    check_body_record(body, before)
    check_unpacked(item)
    at = instant_text(happened_at)
    if at < item.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    examination_id = record_number("RE", acting.randomness(7))
    record(
        ExaminationRecorded(
            examination_id=examination_id, item_code=item.pk, number=number, at=at, previous=state,
            state=state if state is ItemState.SAMPLED else ItemState.EXAMINED, held=held,
            opens_enquiry=item.inquiry == Inquiry.NONE.value and opens_enquiry(cause=cause, held=held),
            words=ExaminationWords(
                examined_by=examined_by.strip(), second=second.strip(), cause=cause.value if cause else "",
                reason=reason.strip(), record=body, held_ground=held_ground.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return examination_id


@service
def record_antemortem(
    acting: Acting, *, enquiry_id: str, happened_at: datetime, interviewer: str, told_by: str, body: BodyRecord
) -> str:  # fmt: skip
    """Records what a family told of one who is sought, in the groups of an examination; later ones add and correct.

    Source:   law-and-practice section 2.2: the same fields on both sides; practice rule 3: everybody is asked the same.
    Given:    `body` of the living person as he was: an age as it would be now; nothing is asked because of a candidate.
    Returns:  the record's number.
    Raises:   RoleForbidsError; UnknownEnquiryError; ClosedEnquiryError; InputError without interviewer or teller, for a
              record that says nothing, or what cannot be so; NotYetError; StatementError.
    Leaf:     remains.antemortem_recorded
    """
    require(acting, ASK_FAMILY)
    refuse_statements({"interviewer": interviewer, "told_by": told_by})
    check_happened(happened_at, acting.at)
    check_named(interviewer=interviewer, told_by=told_by)
    check_open(enquiry_id)
    if is_empty(body):
        raise InputError("nothing was told", (("fields", "missing"),))
    check_body_record(body, told_of(enquiry_id))
    antemortem_id = record_number("RA", acting.randomness(7))
    record(
        AnteMortemRecorded(
            antemortem_id=antemortem_id, enquiry_id=enquiry_id, at=instant_text(happened_at),
            number=how_many(AnteMortem, enquiry_id=enquiry_id) + 1,
            words=AnteMortemWords(interviewer=interviewer.strip(), told_by=told_by.strip(), record=body),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return antemortem_id
