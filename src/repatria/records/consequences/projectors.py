"""What the acts of consequences do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.consequences.acts import ConsequenceDecided, ConsequenceDrawn, MatterDestroyed, MatterSetAside
from repatria.records.ledger.operations import Insert, Operation, Set, projects

TABLE = "consequences_setaside"


def key_of(consumer: str, matter: str) -> str:
    """The key of what one consumer set aside."""
    return f"{consumer}:{matter}"


def _set_aside(given: MatterSetAside, index: int) -> Iterator[Operation]:
    yield Insert(TABLE, key_of(given.consumer, given.matter), {
        "consumer": given.consumer, "matter": given.matter, "act_index": given.act_index, "act_kind": given.act_kind,
        "about": given.about, "concerns": given.concerns.value, "code": given.code, "provision": given.provision,
        "reason": given.reason, "set_aside_at": given.set_aside_at, "recorded_index": index, "settled_index": None,
    })  # fmt: skip


def _drawn(given: ConsequenceDrawn, index: int) -> Iterator[Operation]:
    yield Set(TABLE, key_of(given.consumer, given.matter), {"state": "drawn", "settled_index": index})


def _decided(given: ConsequenceDecided, index: int) -> Iterator[Operation]:
    yield Set(TABLE, key_of(given.consumer, given.matter), {"state": "decided", "settled_index": index})


def _destroyed(given: MatterDestroyed, index: int) -> Iterator[Operation]:
    yield Set(TABLE, key_of(given.consumer, given.matter), {"state": "emptied", "settled_index": index})


def register() -> None:
    projects(MatterSetAside)(_set_aside)
    projects(ConsequenceDrawn)(_drawn)
    projects(ConsequenceDecided)(_decided)
    projects(MatterDestroyed)(_destroyed)
