"""What the act of a photograph does to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.ledger.operations import Insert, Operation, Sealed, projects
from repatria.records.register.photograph_acts import PhotographKept

PHOTOGRAPH = "register_photograph"


def _kept(given: PhotographKept, index: int) -> Iterator[Operation]:
    yield Insert(PHOTOGRAPH, given.photograph_id, {
        "person_id": given.person_id, "taken_at": given.taken_at, "taken_by": given.taken_by, "recorded_index": index,
        "digest": Sealed(given.photograph_id, given.picture.digest if given.picture is not None else None),
    })  # fmt: skip


def register() -> None:
    projects(PhotographKept)(_kept)
