"""A death in custody as the register has it: its entry, and what doctors said of it. For rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.custody_facts import CustodyEvent
from repatria.records.ledger.rows import rows_where
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import DeathWord
from repatria.records.register.selectors.timeline import timeline_of

_SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathView:
    """A death that was recorded, and the cause by the doctor who looked last; "" where none said one.

    Given:    `is_seen_by_doctor` where a doctor's own account says so; a doctor whom the entry names is no such word.
    """

    custody_id: str
    happened_at: str
    holder: str
    place: str
    witnesses: str
    cause: str
    is_seen_by_doctor: bool


def was_recorded_dead_since(person_id: str, act_index: int) -> bool:
    """Whether a death of his was recorded after an act, annulled since or not.  Given: for rooms above."""
    entries = timeline_of(*numbers_of(person_id))
    return any(one.event == CustodyEvent.DIED.value and one.act_index > act_index for one in entries)


def death_for_room(person_id: str) -> DeathView | None:
    """The death of a man under any of his numbers, for a room above that has recorded its own reading act."""
    numbers = numbers_of(person_id)
    died = [one for one in timeline_of(*numbers) if one.event == CustodyEvent.DIED.value and not one.is_annulled]
    if not died:
        return None
    last = died[-1]
    seen = rows_where(DeathWord, person_id=list(numbers), kind=_SEEN, order="-recorded_index", at_most=1)
    attested = last.attested.cause.value if last.attested.cause else ""
    return DeathView(
        custody_id=last.custody_id, happened_at=last.happened_at, holder=last.previous_holder or last.holder,
        place=last.place, witnesses=last.witnesses, cause=seen[0].cause if seen else attested,
        is_seen_by_doctor=bool(seen),
    )  # fmt: skip
