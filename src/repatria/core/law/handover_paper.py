"""A record that was filled by hand where no line was: what it must show so that a hand-over took place.

Two persons type it, each for herself. What the law asks of the steps it asks of the paper: without the renewed yes of
both, apart and fresh, nobody was handed over, and what happened is an incident. That one of them said no, or not today,
and they never met, is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.guards import OpenGuard, need
from repatria.core.law.handover_asking import RenewedAnswer, RenewedAsking, asked_apart
from repatria.core.law.handover_path import HandoverEvent, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntry:
    """What stands on the paper, as it is written there.

    Units:    instants in UTC; None and "" where the line was left empty.
    """

    identity_by: str = ""
    identity_at: datetime | None = None
    his_answer: RenewedAnswer | None = None
    his_asked_by: str = ""
    his_asked_at: datetime | None = None
    his_room: str = ""
    her_answer: RenewedAnswer | None = None
    her_asked_by: str = ""
    her_asked_at: datetime | None = None
    her_room: str = ""
    met_at: datetime | None = None
    signing_by: str = ""
    signed_at: datetime | None = None
    signed_by: tuple[Signatory, ...] = ()
    completed_at: datetime | None = None


def differing(first: PaperEntry, second: PaperEntry) -> tuple[str, ...]:
    """The lines that two persons read differently."""
    return tuple(one.name for one in fields(PaperEntry) if getattr(first, one.name) != getattr(second, one.name))


def is_change_of_mind(entry: PaperEntry) -> bool:
    """Whether one of them said another word than yes, and nobody met and nothing was completed.

    Source:   invariant 9; law-and-practice section 6.6: a change of mind is no incident.
    Not:      an empty line, of which the paper does not say what was answered.
    """
    said = {entry.his_answer, entry.her_answer} - {None, RenewedAnswer.YES}
    return bool(said) and entry.met_at is None and entry.completed_at is None


def _asking(answer: RenewedAnswer | None, at: datetime | None, by: str, room: str) -> RenewedAsking | None:
    if answer is None or at is None or not by.strip():
        return None
    return RenewedAsking(answer=answer, asked_at=at, asked_by=by, room=room)


def paper_guards(entry: PaperEntry) -> Iterator[OpenGuard]:
    """What the paper lacks of a hand-over that took place.

    Source:   practice rules 19, 22; GC III 122(8); law-and-practice section 6.6.
    """
    his = _asking(entry.his_answer, entry.his_asked_at, entry.his_asked_by, entry.his_room)
    hers = _asking(entry.her_answer, entry.her_asked_at, entry.her_asked_by, entry.her_room)
    yield from need(entry.met_at is not None, "met_at", "practice rule 19")
    if entry.met_at is not None:
        yield from asked_apart(his, hers, entry.met_at)
    rooms = bool(entry.his_room.strip() and entry.her_room.strip())
    yield from need(rooms, "plan_rooms", "practice rule 19")
    yield from need(bool(entry.identity_by.strip()) and entry.identity_at is not None, "checked_face_to_face",
                    "practice rule 19")  # fmt: skip
    written = (entry.identity_at, entry.his_asked_at, entry.her_asked_at, entry.met_at, entry.signed_at,
               entry.completed_at)  # fmt: skip
    is_whole = all(one is not None for one in written)
    after = [one for one in written[3:] if one is not None]
    before = [one for one in written[1:3] if one is not None]
    in_order = after == sorted(after) and all(one < after[0] for one in before) if after else False
    yield from need(is_whole and in_order, "in_order", "house rule 6.6")
    for signatory in Signatory:
        yield from need(signatory in entry.signed_by, f"signed_by_{signatory}", "GC III 122(8)")
    persons = [one.strip().casefold() for one in (entry.identity_by, entry.signing_by)]
    askers = {entry.his_asked_by.strip().casefold(), entry.her_asked_by.strip().casefold()}
    is_apart = all(persons) and persons[0] != persons[1] and not askers & set(persons)
    yield from need(is_apart, "another_signs", "house rule 6.6", SecondPersonError)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """A step as it is entered late, beside a sheet on which two agreed.

    Units:    instants in UTC, compared by the minute: no sheet is written to the second.
    """

    event: HandoverEvent
    happened_at: datetime
    met_at: datetime | None = None
    signed_by: frozenset[Signatory] = frozenset()
    his_asking: RenewedAsking | None = None
    her_asking: RenewedAsking | None = None


def _same(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _asked_alike(asking: RenewedAsking | None, answer: RenewedAnswer | None, at: datetime | None) -> bool:
    return asking is not None and asking.answer is answer and _same(asking.asked_at, at)


def sheet_guards(entry: PaperEntry, step: StepSaid) -> Iterator[OpenGuard]:
    """What of a step contradicts the sheet on which two agreed: the paper was signed there, the step is entered here.

    Source:   practice rule 22; decision 0056.
    Given:    a line that was left empty says that it did not happen. Stopping and failing contradict nothing: those are
              said by an act of their own, and failing rests on an incident.
    """
    rule, event = "practice rule 22", step.event
    if event is HandoverEvent.IDENTITY_CHECKED:
        yield from need(_same(step.happened_at, entry.identity_at), "sheet_identity", rule)
    elif event is HandoverEvent.ASKED_AGAIN:
        his = _asked_alike(step.his_asking, entry.his_answer, entry.his_asked_at)
        hers = _asked_alike(step.her_asking, entry.her_answer, entry.her_asked_at)
        yield from need(his, "sheet_his_answer", rule)
        yield from need(hers, "sheet_her_answer", rule)
    elif event is HandoverEvent.SIGNED:
        yield from need(_same(step.met_at, entry.met_at), "sheet_met", rule)
        is_signed = _same(step.happened_at, entry.signed_at) and step.signed_by == frozenset(entry.signed_by)
        yield from need(is_signed, "sheet_signed", rule)
    elif event is HandoverEvent.COMPLETED:
        yield from need(_same(step.happened_at, entry.completed_at), "sheet_completed", rule)
