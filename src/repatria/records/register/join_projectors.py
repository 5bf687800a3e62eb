"""What joins and partings do to rows: no custody and no particular of either record is touched."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.joins import JoinState
from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.register.join_acts import (
    JoinDeclined,
    JoinProposed,
    JoinRecorded,
    Led,
    PartingProposed,
    PartingRecorded,
    ToldSettled,
)

PERSON, JOIN, TOLD = "register_protectedperson", "register_join", "register_toldwhilejoined"


def _led(man: Led) -> Iterator[Operation]:
    yield Set(PERSON, man.leader_id, {"stands_under": None})
    for number in man.led:
        yield Set(PERSON, number, {"stands_under": man.leader_id})


def _proposed(given: JoinProposed, index: int) -> Iterator[Operation]:
    yield Insert(JOIN, given.join_id, {
        "first_id": given.first_id, "second_id": given.second_id, "state": JoinState.PROPOSED.value,
        "seen_by": given.seen.by, "seen_as": given.seen.office.value, "seen_at": given.seen.at,
        "seen_place": given.seen.place, "first_stub": given.seen.first_stub, "second_stub": given.seen.second_stub,
        "reason": given.reason, "proposed_by": given.proposed_by, "proposed_index": index,
    })  # fmt: skip


def _recorded(given: JoinRecorded, index: int) -> Iterator[Operation]:
    yield from _led(given.man)
    yield Set(JOIN, given.join_id, {
        "state": JoinState.JOINED.value, "leader_id": given.man.leader_id, "recorded_by": given.recorded_by,
        "recorded_index": index,
    })  # fmt: skip


def _declined(given: JoinDeclined, index: int) -> Iterator[Operation]:
    yield Set(JOIN, given.join_id, {
        "state": given.state.value, "declined_by": given.declined_by, "declined_reason": given.reason,
        "declined_index": index,
    })  # fmt: skip


def _parting(given: PartingProposed, index: int) -> Iterator[Operation]:
    yield Set(JOIN, given.join_id, {
        "state": JoinState.PARTING_PROPOSED.value, "parting_reason": given.reason,
        "parting_proposed_by": given.proposed_by, "parting_proposed_index": index,
    })  # fmt: skip


def _parted(given: PartingRecorded, index: int) -> Iterator[Operation]:
    for man in given.men:
        yield from _led(man)
    yield Set(JOIN, given.join_id, {
        "state": JoinState.PARTED.value, "parted_by": given.recorded_by, "parted_index": index,
    })  # fmt: skip


def _settled(given: ToldSettled, index: int) -> Iterator[Operation]:
    yield Insert(TOLD, f"{given.join_id}:{given.told_index}", {
        "join_id": given.join_id, "told_index": given.told_index, "how": given.how, "settled_by": given.settled_by,
        "settled_index": index,
    })  # fmt: skip


def register() -> None:
    projects(JoinProposed)(_proposed)
    projects(JoinRecorded)(_recorded)
    projects(JoinDeclined)(_declined)
    projects(PartingProposed)(_parting)
    projects(PartingRecorded)(_parted)
    projects(ToldSettled)(_settled)
