"""The acts of examination: what two saw of a body, what a family told of one who is sought, in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.examination import HeldThen
from repatria.core.law.remains_path import ItemState
from repatria.core.vocabulary.body_record import BodyRecord
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationWords:
    """By which two, what is said of the cause, why a later one was made, and all that was seen."""

    examined_by: str
    second: str
    cause: str
    reason: str
    record: BodyRecord
    held_ground: str = ""  # on what it rests that he was held, or was not


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationRecorded(Act):
    """A doctor examined an item with one more (GC I art. 16, 17; GC III art. 120); a later one adds and corrects.

    Version 1 knew a tick: whoever left it empty said nothing, and so it is read.
    """

    KIND: ClassVar[str] = "remains.examination_recorded"
    VERSION: ClassVar[int] = 2

    examination_id: str
    item_code: str
    number: int
    at: str
    previous: ItemState
    state: ItemState
    held: HeldThen
    opens_enquiry: bool  # he was held; or violent or unknown, and nothing says that he was not (GC III art. 121)
    words: ExaminationWords | None = part(Purpose.IDENTITY, of="item_code")


@upcast("remains.examination_recorded.1", "remains.examination_recorded.2")
def _of_a_tick(fields: dict[str, Any]) -> dict[str, Any]:
    held = HeldThen.HELD if fields["in_custody"] else HeldThen.UNKNOWN
    return {name: value for name, value in fields.items() if name != "in_custody"} | {"held": held.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnteMortemWords:
    """Who asked, who told it, and all that was told."""

    interviewer: str
    told_by: str
    record: BodyRecord


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AnteMortemRecorded(Act):
    """A family told what one who is sought looks like, in the groups of an examination; later ones add and correct."""

    KIND: ClassVar[str] = "remains.antemortem_recorded"

    antemortem_id: str
    enquiry_id: str
    number: int
    at: str
    words: AnteMortemWords | None = part(Purpose.KIN, of="enquiry_id")
