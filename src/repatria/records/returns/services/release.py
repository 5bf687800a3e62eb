"""Release of remains to the family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.effects import EffectsState
from repatria.core.law.family_release import RemainsReleaseFacts, check_remains_release
from repatria.core.law.return_list import LabelsRead
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.leaving import check_may_leave
from repatria.records.remains.models import FoundPacket
from repatria.records.remains.reading import item_row
from repatria.records.returns.models import ReleasedItem
from repatria.records.returns.reading import where_else
from repatria.records.returns.release_acts import RemainsReleased, RemainsReleaseWords
from repatria.records.telling.selectors.standing import concluded_for, has_wishes, is_item_told, is_nearest_told

RELEASE = "returns.release_remains"


@service
def release_remains(
    acting: Acting, *, labels: Sequence[LabelsRead], happened_at: datetime, by: str, second: str, receiver: str,
    relation: str, document: str, place: str, receipt: str, enquiry_id: str, person_id: str = "",
    is_herself: bool = False, named_by: str = "", as_wished: str = "",
) -> str:  # fmt: skip
    """Records that remains were given to the family, each under its code that was read on body, bag and paper.

    Source:   law-and-practice section 6.3; practice rules 23, 24; GC I art. 16.
    Given:    the conclusion is the board's about this enquiry, or about this person of the register with whom it is
              linked; the telling the one in person of that very conclusion, confirmed by two. `labels` of each item as
              its three labels were read: the one on the body says which it is. What was found on them went on sealed
              before, with a receipt. Whether she stands nearest of those who were told or wait, and what she wishes,
              the house reads; `named_by` the paper by which she, or who stands nearer, names another. Nothing leaves
              before `check_may_leave`: a kept sample, an official enquiry's report where one is owed, the label read
              after the last step.
    Returns:  the number of the release.
    Raises:   WrongCodeError; UnknownItemError; UnstatedParticularsError, SecondPersonError or OpenGuardError naming all
              that is missing; NotYetError; StatementError.
    Leaf:     returns.remains_released
    """
    require(acting, RELEASE)
    refuse_statements({
        "by": by, "second": second, "receiver": receiver, "relation": relation, "place": place, "as_wished": as_wished,
        "named_by": named_by,
    })  # fmt: skip
    check_happened(happened_at, acting.at)
    codes = tuple(dict.fromkeys(item_row(one.on_body).pk for one in labels))
    concluded = {
        item for one in concluded_for(enquiry_id, person_id) for item in one.items
    } if enquiry_id else set()  # fmt: skip
    packets = [one for code in codes for one in rows_where(FoundPacket, item_code=code, order="recorded_index")]
    check_remains_release(RemainsReleaseFacts(
        by=by, second=second, receiver=receiver, relation=relation, document=document, place=place, receipt=receipt,
        items=len(codes), is_concluded=bool(codes) and concluded.issuperset(codes),
        is_told=bool(codes) and bool(enquiry_id) and all(
            is_item_told(code, person_id=person_id, enquiry_id=enquiry_id) for code in codes
        ),
        are_labels_read=not any(one.differing(item_row(one.on_body).pk) for one in labels),
        is_elsewhere=any(where_else(code, "") or row_numbered(ReleasedItem, code) for code in codes),
        kept_packets=sum(one.state != EffectsState.RECEIPTED.value for one in packets),
        is_nearest=bool(enquiry_id) and is_nearest_told(acting, enquiry_id), is_herself=is_herself, named_by=named_by,
        has_wishes=bool(enquiry_id) and has_wishes(enquiry_id), as_wished=as_wished,
    ))  # fmt: skip
    for code in codes:
        check_may_leave(code)
    given_id = record_number("NR", acting.randomness(7))
    record(
        RemainsReleased(
            given_id=given_id, enquiry_id=enquiry_id, person_id=person_id, items=codes,
            packets=tuple(one.pk for one in packets), at=instant_text(happened_at), receipt=receipt.strip(),
            words=RemainsReleaseWords(
                receiver=receiver.strip(), relation=relation.strip(), document=document.strip(), place=place.strip(),
                by=by.strip(), second=second.strip(), named_by=named_by.strip(), as_wished=as_wished.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return given_id
