"""What the acts of examination do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_release import Inquiry
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects
from repatria.records.remains.examination_acts import AnteMortemRecorded, ExaminationRecorded

ITEM, ITEM_STEP = "remains_item", "remains_itemsteprow"
EXAMINATION, ANTE_MORTEM = "remains_examination", "remains_antemortem"


def _examined(given: ExaminationRecorded, index: int) -> Iterator[Operation]:
    yield Insert(EXAMINATION, given.examination_id, {
        "item_code": given.item_code, "number": given.number, "at": given.at, "opens_enquiry": given.opens_enquiry,
        "recorded_index": index,
    })  # fmt: skip
    due = {"inquiry": Inquiry.DUE.value} if given.opens_enquiry else {}
    yield Set(ITEM, given.item_code, {"state": given.state.value, "last_at": given.at, **due})
    words = given.words
    # The item's path tells it too, as the step that it is.
    yield Insert(ITEM_STEP, f"{given.item_code}.{index}", {
        "item_code": given.item_code, "step": ItemStep.EXAMINED.value, "at": given.at, "seal_number": "",
        "store_code": "", "reference": given.examination_id, "recorded_index": index,
        "by": Sealed(given.item_code, words.examined_by if words else None),
        "from_whom": Sealed(given.item_code, None), "purpose": Sealed(given.item_code, None),
        "grave": Sealed(given.item_code, None),
        "note": Sealed(given.item_code, words.reason or None if words else None),
        "cause": Sealed(given.item_code, words.cause or None if words else None),
    })  # fmt: skip


def _told(given: AnteMortemRecorded, index: int) -> Iterable[Operation]:
    return [Insert(ANTE_MORTEM, given.antemortem_id, {
        "enquiry_id": given.enquiry_id, "number": given.number, "at": given.at, "recorded_index": index,
    })]  # fmt: skip


def register() -> None:
    projects(ExaminationRecorded)(_examined)
    projects(AnteMortemRecorded)(_told)
