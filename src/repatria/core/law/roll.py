"""The daily roll of a place: who answers for whom, and the sum from one roll to the next, read from acts alone.

An act counts for an hour when it happened by then; of those the one recorded last says where he is, as it does in the
register. What was known when a roll was taken is what had been recorded before it: so a sum that was read once is read
again the same, and what came late stands in the next one as its own line.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyEvent, CustodyState

_ELSEWHERE = frozenset({CustodyState.OTHER_SERVICE, CustodyState.UNACCOUNTED})


class Presence(StrEnum):
    """Whether a man for whom a place answers is there to be counted."""

    THERE = "there"
    SIGNED_OUT = "signed_out"  # the sign-out book says to whom
    UNACCOUNTED = "unaccounted"
    ON_THE_WAY = "on_the_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyStep:
    """What one act says of where a man is.

    Given:    `left` is the place that he was with before; `annulled_index` the act that took this one back.
    Units:    UTC.
    """

    act_index: int
    at: datetime
    event: CustodyEvent
    holder: str
    state: CustodyState
    left: str = ""
    annulled_index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who answers for a man at an hour, whether he is there, and by which act."""

    place: str  # "" where nobody of this Party does
    presence: Presence
    by: int
    at: datetime


def _is_known(step: CustodyStep, before_index: int) -> bool:
    is_annulled = step.annulled_index is not None and step.annulled_index < before_index
    return step.act_index < before_index and not is_annulled


def _standing(known: Sequence[CustodyStep]) -> Standing:
    """Given: the acts that count, in the order in which they were recorded."""
    last = known[-1]
    if not is_held(last.state):
        return Standing(place="", presence=Presence.THERE, by=last.act_index, at=last.at)
    place = last.holder
    if last.state in _ELSEWHERE:
        # Whoever signed him out answers for him until he is back, as long as nothing else happened to him.
        told = next((one for one in reversed(known) if one.event is not CustodyEvent.UNACCOUNTED), last)
        place = told.left if told.event is CustodyEvent.SIGNED_OUT else place
    presence = {
        CustodyState.OTHER_SERVICE: Presence.SIGNED_OUT, CustodyState.UNACCOUNTED: Presence.UNACCOUNTED,
        CustodyState.IN_TRANSIT: Presence.ON_THE_WAY,
    }.get(last.state, Presence.THERE)  # fmt: skip
    return Standing(place=place, presence=presence, by=last.act_index, at=last.at)


def standings(steps: Iterable[CustodyStep], *, before_index: int) -> tuple[Standing, ...]:
    """Where a man stood, one after another in time, as far as acts before this one say.

    Given:    one man's steps. What was recorded later and happened before goes before, whatever else had happened then:
              the register's own last word is the last one here.
    """
    known = [one for one in steps if _is_known(one, before_index)]
    if len(known) == 1:  # whoever was registered and not moved since: most men of most days
        return (_standing(known),)
    found: list[Standing] = []
    by_index: list[CustodyStep] = []
    for step in sorted(known, key=lambda one: (one.at, one.act_index)):
        insort(by_index, step, key=lambda one: one.act_index)
        if by_index[-1] is step:
            found.append(_standing(by_index))
        elif by_index[-1].state in _ELSEWHERE and found:
            # What became known of the time before may say who had signed him out.
            changed = _standing(by_index)
            if changed.place != found[-1].place:
                found.append(Standing(place=changed.place, presence=changed.presence, by=step.act_index, at=step.at))
    return tuple(found)


def standing_at(found: Sequence[Standing], at: datetime) -> Standing | None:
    """Where he stood at an hour; None before anything is known of him."""
    place = bisect_right(found, at, key=lambda one: one.at)
    return found[place - 1] if place else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRead:
    """Up to which hour, and by which acts, a roll was read.

    Given:    `before_index` is the first act that was not known.
    """

    taken_at: datetime
    before_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSum:
    """The sum of a roll: held at the last roll, what came to be known of the time before it, in, out, held now.

    Units:    persons for whom the place answers; `expected` are those who are there to be counted.
    Raises:   ValueError when it does not add up.
    """

    before: int = 0
    late_in: int = 0
    late_out: int = 0
    came: int = 0
    left: int = 0
    held: int = 0
    signed_out: int = 0
    unaccounted: int = 0
    on_the_way: int = 0

    def __post_init__(self) -> None:
        if self.before + self.late_in - self.late_out + self.came - self.left != self.held:
            raise ValueError("the sum of a roll does not add up")

    @property
    def expected(self) -> int:
        """How many are there to be counted, by the register."""
        return self.held - self.signed_out - self.unaccounted - self.on_the_way

    def difference(self, counted: int) -> int:
        """How many more were counted than the register says; below nought: how many are missing."""
        return counted - self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class RollReading:
    """A sum with the acts that it rests on: who came, who left, what was recorded late."""

    sum: RollSum
    came_by: tuple[int, ...]
    left_by: tuple[int, ...]
    late_by: tuple[int, ...]
    held: tuple[str, ...]  # numbers of the persons


def read_roll(
    place: str, people: Mapping[str, Sequence[CustodyStep]], now: RollRead, previous: RollRead | None
) -> RollReading:
    """Reads the sum of a roll from what acts say.

    Source:   law-and-practice section 8, invariant 1; practice rule 15.
    Given:    `people` holds everybody who ever was with this place. Without a previous roll the sum begins with the
              first who came.
    Returns:  a sum that adds up whatever came late, was annulled or happened at the very hour: who is in the last one
              and not in this one left by an act that is named.
    """
    held: list[str] = []
    there = dict.fromkeys(Presence, 0)
    came_by: list[int] = []
    left_by: list[int] = []
    late: list[tuple[bool, int]] = []
    before = 0
    for person_id, steps in people.items():
        found = standings(steps, before_index=now.before_index)
        stood = standing_at(found, previous.taken_at) if previous else None
        is_there = stood is not None and stood.place == place
        if previous is not None:
            was = standing_at(standings(steps, before_index=previous.before_index), previous.taken_at)
            was_there = was is not None and was.place == place
            before += was_there
            if was_there != is_there:
                late.append((is_there, _known_since(steps, previous, now.before_index)))
        for one in _between(found, previous, now.taken_at):
            if (one.place == place) != is_there:
                is_there = not is_there
                (came_by if is_there else left_by).append(one.by)
        if is_there:
            last = standing_at(found, now.taken_at)
            assert last is not None, "he is held by some act"
            held.append(person_id)
            there[last.presence] += 1
    return RollReading(
        sum=RollSum(
            before=before, late_in=sum(is_in for is_in, _ in late), late_out=sum(not is_in for is_in, _ in late),
            came=len(came_by), left=len(left_by), held=len(held), signed_out=there[Presence.SIGNED_OUT],
            unaccounted=there[Presence.UNACCOUNTED], on_the_way=there[Presence.ON_THE_WAY],
        ),
        came_by=tuple(sorted(came_by)), left_by=tuple(sorted(left_by)), late_by=tuple(sorted(by for _, by in late)),
        held=tuple(held),
    )  # fmt: skip


def _between(found: Sequence[Standing], previous: RollRead | None, until: datetime) -> Iterator[Standing]:
    return (one for one in found if one.at <= until and (previous is None or one.at > previous.taken_at))


def _known_since(steps: Iterable[CustodyStep], previous: RollRead, before: int) -> int:
    """The last act recorded between two readings that says otherwise where he was at the hour of the first."""
    return max(
        index for one in steps if one.at <= previous.taken_at for index in (one.act_index, one.annulled_index)
        if index is not None and previous.before_index <= index < before
    )  # fmt: skip


class DifferenceEnd(StrEnum):
    """How a difference between count and register was explained."""

    MAN_FOUND = "man_found"
    EVENT_LATE = "event_recorded_late"
    WRONG_COUNT = "wrong_count"


def explains(
    how: DifferenceEnd, *, counted: int, expected_now: int, found: Collection[str] = (), is_recounted: bool = False
) -> bool:
    """Whether what the house knows now explains a difference in the way that is said.

    Source:   practice rule 15.
    Given:    `expected_now` as the register reads the hour of that roll today; `found` the men sighted at the place
              since; `is_recounted` where another roll of that day corrects it and bears two signatures: a difference
              of that one is an open item of its own.
    """
    if how is DifferenceEnd.EVENT_LATE:
        return expected_now == counted
    if how is DifferenceEnd.MAN_FOUND:
        return expected_now > counted and len(set(found)) == expected_now - counted
    return is_recounted


def roll_day_after(at: datetime) -> str:
    """The day of which a place owes a roll that began to hold somebody at this instant.

    Given:    an hour three hours before midnight or less before it counts for the next day: nobody asks a place for a
              roll of a day that ends while its men arrive, in whatever zone the bureau lies.
    """
    return (at.astimezone(UTC) + timedelta(hours=27)).date().isoformat()


def is_held_there(held: int, on_the_way: int) -> bool:
    """Whether a place owes a further roll: it holds more than those who left it and are on their way."""
    return held > on_the_way


def first_roll_due(at: datetime) -> datetime:
    """By when a place that began to hold somebody at this instant owes its first roll.

    Returns:  two hours after the end of the day of that roll, in UTC: a place that counts in the evening is not late at
              noon. From then on a roll is due 26 hours after the one before.
    """
    day = date.fromisoformat(roll_day_after(at))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=26)


_EARLIEST, _LATEST = timedelta(hours=14), timedelta(hours=12)


def is_on_day(taken_at: datetime, day: date) -> bool:
    """Whether an hour lies on a day, in some zone of the world: the day is that of the bureau's clock."""
    first = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return first - _EARLIEST <= taken_at <= first + timedelta(days=1) + _LATEST
