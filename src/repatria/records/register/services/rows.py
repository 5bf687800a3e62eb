"""What every row and form is taken apart into: frames beside sealed values, and what may stand in no field."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from repatria.core.law.statements import StatementMark, marks_of
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind
from repatria.records.register.acts import EventFrame, ParticularFrame
from repatria.records.register.person_rows import STATUTORY_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedEvent:
    """What a list says happened to him, in the list's own words."""

    kind: str
    certainty: str
    on: str
    place: str
    detail: str
    contradicts: str = ""
    source_kind: str
    source_reference: str
    grade: Grade


def frames_of(person_id: str, particulars: Sequence[Particular], start: int = 0) -> tuple[ParticularFrame, ...]:
    """The frames of particulars, numbered from `start` on."""
    return tuple(
        ParticularFrame(
            particular_id=f"{person_id}.{number}", kind=p.kind, given=p.given, source_kind=p.source.kind,
            source_reference=p.source.reference, grade=p.source.grade, flags=p.flags,
        )
        for number, p in enumerate(particulars, start=start)
    )  # fmt: skip


def values_of(frames: Iterable[ParticularFrame], particulars: Iterable[Particular], statutory: bool) -> dict[str, str]:
    """The values by number, of the statutory kinds or of the others."""
    return {
        frame.particular_id: particular.value
        for frame, particular in zip(frames, particulars, strict=True)
        if particular.value is not None and (frame.kind in STATUTORY_KINDS) == statutory
    }


OF_A_ROW = frozenset({StatementMark.LINK})
"""A cell with an address in it, a formula among them, turns no man away: his row is sealed apart and flagged."""

FREE = frozenset({ParticularKind.NOTE, ParticularKind.EVENT})
"""Kinds that hold a list's own remark: what may not be recorded of it is sealed apart, and its row still comes in."""


def by_kind(particulars: Sequence[Particular], besides: Container[ParticularKind] = ()) -> dict[str, str | None]:
    """What is refused where it holds a statement, by the field that it was typed into."""
    return {one.kind.value: one.value for one in particulars if one.kind not in besides}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What of a row is sealed apart: the remark's values by number, the raw row, and by which marks."""

    values: dict[str, str]
    raw: str
    marks: tuple[str, ...]


def remark_of(values: Mapping[str, str], raw: str) -> Remark | None:
    """What of a list's free words and raw row may stand in no field; None where all may."""
    held = {key: value for key, value in values.items() if marks_of(value)}
    marks = frozenset().union(*(marks_of(one) for one in (*held.values(), raw)))
    return Remark(values=held, raw=raw, marks=tuple(sorted(marks))) if marks else None


def flagged(frames: Sequence[ParticularFrame], remark: Remark | None) -> tuple[ParticularFrame, ...]:
    """The frames, those whose words are sealed apart without a value and with a flag."""
    held = remark.values if remark else {}
    return tuple(
        replace(one, given=Given.UNKNOWN, flags=(*one.flags, "statement")) if one.particular_id in held else one
        for one in frames
    )  # fmt: skip


def event_frames(
    person_id: str, events: Sequence[AssertedEvent], start: int = 0
) -> tuple[tuple[EventFrame, ...], dict[str, str]]:  # fmt: skip
    """The frames of what a row asserts, and the words beside them by number."""
    frames: list[EventFrame] = []
    values: dict[str, str] = {}
    for number, event in enumerate(events, start=start):
        event_id = f"{person_id}.e{number}"
        values |= {f"{event_id}:{k}": v for k, v in (("place", event.place), ("detail", event.detail)) if v}
        frames.append(
            EventFrame(
                event_id=event_id, kind=event.kind, certainty=event.certainty, contradicts=event.contradicts,
                on=event.on, source_kind=event.source_kind, source_reference=event.source_reference,
                grade=event.grade,
            )
        )  # fmt: skip
    return tuple(frames), values
