"""What the acts of a second account do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.messages_second import MatterKind
from repatria.records.contact.projectors import LOOK, MESSAGE, STEP
from repatria.records.contact.second_acts import LookSettled, MatterSaid, MatterSettled, MatterWords, SettlingWords
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

MATTER = "contact_messagematter"


def _look_settled(given: LookSettled, index: int) -> Iterator[Operation]:
    yield Set(LOOK, given.look_id, {"stands_index" if given.agrees else "struck_index": index})
    if not given.agrees:
        yield Set(MESSAGE, given.message_id, {"state": given.state.value, "until": "", "moved_index": index})


def _said(given: MatterSaid, index: int) -> Iterator[Operation]:
    yield Insert(MATTER, given.matter_id, {
        "message_id": given.message_id, "writer_id": given.writer_id, "matter": given.matter.value,
        "target_id": given.target_id, "state": "said", "recorded_index": index,
        **sealed_cells(given.writer_id, MatterWords, given.words),
    })  # fmt: skip


def _settled(given: MatterSettled, index: int) -> Iterator[Operation]:
    yield Set(MATTER, given.matter_id, {
        "state": "agreed" if given.agrees else "declined",
        **sealed_cells(given.writer_id, SettlingWords, given.words),
    })  # fmt: skip
    if not given.agrees:
        return
    moved: dict[str, object] = {"state": given.state.value, "moved_index": index}
    if given.matter is MatterKind.STEP_WRONG:
        yield Set(STEP, given.target_id, {"struck_index": index})
    else:
        moved["until"] = ""
    if given.matter is MatterKind.LOOK_WRONG:
        yield Set(LOOK, given.target_id, {"struck_index": index})
    yield Set(MESSAGE, given.message_id, moved)


def register() -> None:
    projects(LookSettled)(_look_settled)
    projects(MatterSaid)(_said)
    projects(MatterSettled)(_settled)
