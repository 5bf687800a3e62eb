"""What the acts of lists that go out do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.register.list_acts import ListProfileRecorded, VisitListTaken, VisitReferenceRecorded

VISIT_LIST, VISIT_REFERENCE = "register_visitlist", "register_visitreference"
LIST_PROFILE = "register_listprofile"


def _taken(given: VisitListTaken, index: int) -> Iterable[Operation]:
    return [Insert(VISIT_LIST, given.list_id, {
        "taken_by": given.taken_by, "place": given.place, "persons": given.persons,
        "before_index": given.before_index, "recorded_index": index,
    })]  # fmt: skip


def _reference(given: VisitReferenceRecorded, index: int) -> Iterable[Operation]:
    values = {"reference": given.reference, "recorded_index": index}
    first = not given.previous
    return [
        Insert(VISIT_REFERENCE, given.person_id, values) if first else Set(VISIT_REFERENCE, given.person_id, values)
    ]


def _profile(given: ListProfileRecorded, index: int) -> Iterable[Operation]:
    return [Insert(LIST_PROFILE, f"{given.profile_name}@{given.version}", {
        "name": given.profile_name, "version": given.version, "title": given.title, "text": given.text,
        "recorded_by": given.recorded_by, "recorded_index": index,
    })]  # fmt: skip


def register() -> None:
    projects(ListProfileRecorded)(_profile)
    projects(VisitListTaken)(_taken)
    projects(VisitReferenceRecorded)(_reference)
