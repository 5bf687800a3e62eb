"""What the acts of a release to a family do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.family_release import ReleaseState
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.returns.release_acts import (
    ProposedReleaseWords,
    ReleaseBackAsked,
    ReleaseBackRefused,
    ReleaseReason,
    ReleaseTakenBack,
    RemainsReleased,
    RemainsReleaseDeclined,
    RemainsReleaseProposed,
    RemainsReleaseWords,
)

RELEASE, ITEM = "returns_remainsrelease", "returns_releaseditem"
_LATER = ("document", "place", "by", "second", "reason")


def _proposed(given: RemainsReleaseProposed, index: int) -> Iterable[Operation]:
    return [Insert(RELEASE, given.given_id, {
        "enquiry_id": given.enquiry_id, "person_id": given.person_id, "state": ReleaseState.PROPOSED.value,
        "is_herself": given.is_herself, "recorded_index": index, "released_index": None, "asked_index": None,
        "ended_index": None, **sealed_cells(given.given_id, ProposedReleaseWords, given.words),
        **{name: Sealed(given.given_id, None) for name in _LATER},
    })]  # fmt: skip


def _declined(given: RemainsReleaseDeclined, index: int) -> Iterable[Operation]:
    return [Set(RELEASE, given.given_id, {
        "state": ReleaseState.DECLINED.value, "ended_index": index,
        **sealed_cells(given.given_id, ReleaseReason, given.words),
    })]  # fmt: skip


def _released(given: RemainsReleased, index: int) -> Iterator[Operation]:
    values = {
        "state": ReleaseState.RELEASED.value, "packets": " ".join(given.packets), "at": given.at,
        "receipt": given.receipt, "released_index": index,
        **sealed_cells(given.given_id, RemainsReleaseWords, given.words),
    }  # fmt: skip
    if given.is_proposed:
        yield Set(RELEASE, given.given_id, values)
    else:
        yield Insert(RELEASE, given.given_id, {
            "enquiry_id": given.enquiry_id, "person_id": given.person_id, "recorded_index": index,
            "asked_index": None, "ended_index": None, "reason": Sealed(given.given_id, None), **values,
        })  # fmt: skip
    for code in given.items:
        row = {"given_id": given.given_id, "recorded_index": index, "taken_back_index": None}
        yield Set(ITEM, code, row) if code in given.again else Insert(ITEM, code, row)


def _back_asked(given: ReleaseBackAsked, index: int) -> Iterable[Operation]:
    return [Set(RELEASE, given.given_id, {
        "state": ReleaseState.BACK_ASKED.value, "asked_index": index,
        **sealed_cells(given.given_id, ReleaseReason, given.words),
    })]  # fmt: skip


def _taken_back(given: ReleaseTakenBack, index: int) -> Iterator[Operation]:
    yield Set(RELEASE, given.given_id, {"state": ReleaseState.TAKEN_BACK.value, "ended_index": index})
    for code in given.items:
        yield Set(ITEM, code, {"taken_back_index": index})


def _back_refused(given: ReleaseBackRefused, index: int) -> Iterable[Operation]:
    return [Set(RELEASE, given.given_id, {
        "state": ReleaseState.RELEASED.value, "ended_index": index,
        **sealed_cells(given.given_id, ReleaseReason, given.words),
    })]  # fmt: skip


def register() -> None:
    projects(RemainsReleaseProposed)(_proposed)
    projects(RemainsReleaseDeclined)(_declined)
    projects(RemainsReleased)(_released)
    projects(ReleaseBackAsked)(_back_asked)
    projects(ReleaseTakenBack)(_taken_back)
    projects(ReleaseBackRefused)(_back_refused)
