"""What the acts of his standing do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.register.acts import FitnessWords
from repatria.records.register.status_acts import CategoryDecided, FactsRecorded, HealthGraded, RightsRead

PERSON, STATUS = "register_protectedperson", "register_statusword"


def word_row(
    person_id: str, index: int, kind: str, *, at: str, value: str, by: str, said: Mapping[str, object]
) -> Insert:  # fmt: skip
    told = {name: one for name, one in said.items() if one not in ("", False)}
    return Insert(STATUS, f"{person_id}:{index}", {
        "person_id": person_id, "kind": kind, "at": at, "value": value, "by": by,
        "said": encode(told).decode() if told else "", "recorded_index": index, "note": Sealed(person_id, None),
    })  # fmt: skip


def _category(given: CategoryDecided, index: int) -> Iterator[Operation]:
    said = {"tribunal": given.tribunal, "reference": given.reference, "previous": given.previous.value,
            "was_he_heard": given.was_he_heard}  # fmt: skip
    yield word_row(given.person_id, index, "category", at=given.decided_at, value=given.category.value,
                   by=given.members, said=said)  # fmt: skip
    yield Set(PERSON, given.person_id, {"category": given.category.value})


def _facts(given: FactsRecorded, index: int) -> Iterator[Operation]:
    facts = " ".join(given.facts)
    yield word_row(given.person_id, index, "facts", at="", value=facts, by="",
                   said={"reference": given.reference, "previous": " ".join(given.previous)})  # fmt: skip
    yield Set(PERSON, given.person_id, {"facts": facts})


def _rights(given: RightsRead, index: int) -> Iterable[Operation]:
    said = {"interpreter": given.interpreter, "was_understood": given.was_understood}
    return [
        word_row(given.person_id, index, "rights", at=given.read_at, value=given.language, by=given.read_by, said=said)
    ]


def _health(given: HealthGraded, index: int) -> Iterable[Operation]:
    row = word_row(
        given.person_id, index, "health", at=given.seen_at, value=given.grade.value, by=given.doctor, said={}
    )
    return [Insert(STATUS, row.row, {**row.values, **sealed_cells(given.person_id, FitnessWords, given.words)})]


def register() -> None:
    projects(CategoryDecided)(_category)
    projects(FactsRecorded)(_facts)
    projects(RightsRead)(_rights)
    projects(HealthGraded)(_health)
