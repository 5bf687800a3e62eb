"""What the acts of one who was found dead do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.vocabulary.particulars import Category
from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.register.found_acts import FoundDeadRecorded, FoundDeadWithdrawn
from repatria.records.register.person_rows import EVENT, PERSON, event_row, particular_row

FOUND = "register_founddead"


def _recorded(given: FoundDeadRecorded, index: int) -> Iterator[Operation]:
    person = given.person_id
    yield Insert(PERSON, person, {
        "category": Category.NOT_YET_DETERMINED.value, "power": given.power, "captured_on": "", "holder": "",
        "recorded_index": index,
    })  # fmt: skip
    for frame in given.particulars:
        yield particular_row(frame, person, index, given.identity, None, all_statutory=True)
    yield event_row(given.event, person, index, given.identity)
    yield Insert(FOUND, person, {
        "item_code": given.item_code, "event_id": given.event.event_id, "recorded_index": index,
    })  # fmt: skip


def _withdrawn(given: FoundDeadWithdrawn, index: int) -> Iterator[Operation]:
    yield Set(EVENT, given.event_id, {"certainty": "contradicted"})
    yield Set(FOUND, given.person_id, {"withdrawn_index": index})


def register() -> None:
    projects(FoundDeadRecorded)(_recorded)
    projects(FoundDeadWithdrawn)(_withdrawn)
