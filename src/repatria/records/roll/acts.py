"""The acts of the roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.roll import DifferenceEnd, RollSum
from repatria.core.law.sighting import SightingKind
from repatria.records.ledger.acts import Act, act


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSigned:
    """A roll that was taken on paper: its number, and who signed it. The act's actor typed it in."""

    number: str
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRead:
    """What the house read for a roll, and from where: nobody typed it."""

    sum: RollSum
    expected: int
    previous_roll: str  # "" for a place's first
    before_index: int  # the first act that was not known
    came_by: tuple[int, ...]
    left_by: tuple[int, ...]
    late_by: tuple[int, ...]
    next_day: str  # the first day after this one that still wants a roll; "" where nobody is left


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RollRecorded(Act):
    """Heads were counted at a place; beside the count stands what the register says of that hour (practice rule 15)."""

    KIND: ClassVar[str] = "roll.roll_recorded"

    roll_id: str
    place: str
    day: str
    taken_at: str
    counted: int
    taken_by: str  # the account: the first signature on the page; of a paper, who typed it in
    read: RollRead
    paper: PaperSigned | None
    corrects: str
    reason: str  # for a correction


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RollSigned(Act):
    """A second person signed a roll on the page."""

    KIND: ClassVar[str] = "roll.roll_signed"

    roll_id: str
    place: str
    day: str
    taken_at: str
    signed_by: str
    next_day: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RollMissed(Act):
    """On this day no roll was taken at a place, and why: it is not made up afterwards."""

    KIND: ClassVar[str] = "roll.roll_missed"

    roll_id: str
    place: str
    day: str
    said_by: str
    reason: str
    next_day: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceClosed(Act):
    """A difference between count and register was explained, and by what; both numbers stay."""

    KIND: ClassVar[str] = "roll.difference_closed"

    roll_id: str
    place: str
    how: DifferenceEnd
    explanation: str
    sightings: tuple[str, ...]
    recount: str  # the roll that corrects it
    expected_now: int  # as the register reads that hour today
    before_index: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SightingRecorded(Act):
    """Somebody saw one man (practice rule 15)."""

    KIND: ClassVar[str] = "roll.sighting_recorded"

    sighting_id: str
    person_id: str  # the number that leads for him
    numbers: tuple[str, ...]  # all numbers of this man, that one first
    kind: SightingKind
    seen_by: str
    seen_at: str
    place: str
    holder: str  # who answers for him at that hour, as the register reads it
    reference: str  # the paper with his signature or message
    draw_id: str
    is_newest: bool  # no stronger or equal one is known of a later hour


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SightingAnnulled(Act):
    """A sighting was wrong: another man, another hour, or none."""

    KIND: ClassVar[str] = "roll.sighting_annulled"

    sighting_id: str
    person_id: str
    numbers: tuple[str, ...]  # as the sighting named them
    draw_id: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOpened(Act):
    """A draw was ordered, its scope and number of men fixed, before the root is known that decides it."""

    KIND: ClassVar[str] = "roll.draw_opened"

    draw_id: str
    draw_number: int
    scope: str
    how_many: int
    opened_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRecorded(Act):
    """Men were drawn by the first root that was signed after the order."""

    KIND: ClassVar[str] = "roll.draw_recorded"

    draw_id: str
    draw_number: int
    scope: str
    tree_size: int
    root: str
    list_count: int
    list_digest: str
    drawn: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeenRecorded(Act):
    """A drawn man was not seen where the register has him: an open item until somebody says where he is."""

    KIND: ClassVar[str] = "roll.not_seen_recorded"

    draw_id: str
    person_id: str
    looked_at: str
    place: str
    holder: str
    said: str  # what was said to whoever looked


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeenClosed(Act):
    """It was explained why a drawn man was not seen: by a sighting since, or by the act that ended his being held."""

    KIND: ClassVar[str] = "roll.not_seen_closed"

    draw_id: str
    person_id: str
    sighting_id: str
    custody_index: int | None
    explanation: str
