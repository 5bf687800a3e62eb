"""The rows that several acts make of a person: one particular, and one thing that a source asserts."""

from __future__ import annotations

from repatria.core.vocabulary.particulars import MUST_ITEMS, Given, ParticularKind
from repatria.records.ledger.operations import Blind, Insert, Sealed
from repatria.records.register.acts import EventFrame, ParticularFrame, Values

PERSON, PARTICULAR, EVENT = "register_protectedperson", "register_particularrow", "register_eventassertion"

STATUTORY_KINDS = frozenset({*MUST_ITEMS, ParticularKind.POWER_OF_DEPENDENCE})
"""Values under the key that has no destroy path; whatever else he gave is his to take back (practice rule 26)."""


def particular_row(
    frame: ParticularFrame, person_id: str, index: int, identity: Values | None, voluntary: Values | None,
    *, all_statutory: bool = False,
) -> Insert:  # fmt: skip
    """One particular as it stands, its value under the key of its kind."""
    is_statutory = all_statutory or frame.kind in STATUTORY_KINDS
    source = identity if is_statutory else voluntary
    is_given = frame.given is Given.GIVEN and source is not None
    value = source.values.get(frame.particular_id) if is_given and source is not None else None
    values: dict[str, Sealed | Blind | int | str] = {
        "person_id": person_id, "kind": frame.kind.value, "given": frame.given.value,
        "source_kind": frame.source_kind, "source_reference": frame.source_reference, "grade": frame.grade.value,
        "flags": " ".join(frame.flags), "recorded_index": index,
        "statutory_value" if is_statutory else "voluntary_value": Sealed(person_id, value),
    }  # fmt: skip
    if frame.kind is ParticularKind.SERVICE_NUMBER and is_statutory:
        values["exact"] = Blind("service_number", value)
    return Insert(PARTICULAR, frame.particular_id, values)


def event_row(event: EventFrame, person: str, index: int, words: Values | None) -> Insert:
    """What a source asserts to have happened, its place and words under the person's key."""

    def said(name: str) -> Sealed:
        return Sealed(person, words.values.get(f"{event.event_id}:{name}") if words is not None else None)

    return Insert(EVENT, event.event_id, {
        "person_id": person, "kind": event.kind, "certainty": event.certainty, "contradicts": event.contradicts,
        "on": event.on, "source_kind": event.source_kind, "source_reference": event.source_reference,
        "grade": event.grade.value, "recorded_index": index, "place": said("place"), "detail": said("detail"),
    })  # fmt: skip
