"""The demonstration's rolls, sightings and draw: each camp's sheet a day, a delegate's visit, ten men drawn.

All agree but one: the second camp counted one too few at its last roll. One man was not seen beyond doubt since his
capture. Ten are in the hospital, and all ten were drawn; one was signed out to another service two hours later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.sighting import SightingKind
from repatria.doors.jobs.demo.holding import CAMPS, UNITS
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.ledger.services import bulk_acts
from repatria.records.register.selectors import custody_of
from repatria.records.roll.selectors import DrawnView, drawn_men, draws, roll_now, rolls, sightings_of
from repatria.records.roll.services import open_draw, record_draw, record_not_seen, record_paper_roll, record_sighting

DRAWN = 10
_SIGNERS = ("старший зміни Гнатюк", "черговий Лисенко")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_LAST_ROLL = 22 * _HOUR  # ago: the next is owed in four hours, whenever the demonstration is started
_VISIT = 15 * _DAY
_GROWTH, _FILLER_BYTES = 1, 96  # of a checkpoint: an invented past hides no rate of captures


@dataclass(slots=True)
class Rolls:
    """What was counted and seen in the past days.

    Given:    `persons` by their numbers in the plan, as they come to be registered; `drawn_at` the place of the draw.
    """

    outside: Outside
    staff: Staff
    started: datetime
    persons: Mapping[int, str]
    drawn_at: str
    _last: dict[str, str] = field(default_factory=dict, init=False)

    def roll_instants(self, first: datetime) -> list[datetime]:
        """When the sheets were signed: once a day at the same hour, the last one twenty-two hours ago."""
        days = int((self.started - _LAST_ROLL - first) / _DAY)
        return [self.started - _LAST_ROLL - number * _DAY for number in range(days, -1, -1)]

    def take(self, camp: str, instant: datetime) -> None:
        """Types in the sheet of a day, unless it is there or nobody was ever held there."""
        clerk = self.staff.by("registrar-2", instant)
        day, before = instant.date(), str(instant.date() + _DAY)
        if str(day) <= self._last_sheet(clerk, camp) or any(
            one.day == str(day) for one in rolls(clerk, place=camp, before_day=before, at_most=1)
        ):
            return
        now = roll_now(clerk, camp)
        if not (now.sum.held or (now.previous_roll and camp not in UNITS)):
            return  # a unit that passed its men on gives none
        is_short = camp == CAMPS[1] and instant == self.started - _LAST_ROLL
        record_paper_roll(
            clerk, place=camp, day=day, taken_at=instant, counted=max(0, now.expected - is_short),
            number=f"{camp}/{day}", signed_by=_SIGNERS,
        )  # fmt: skip

    def _last_sheet(self, clerk: Acting, camp: str) -> str:
        """The day of the last sheet that an earlier filling typed in: asked once, for it came past all days before."""
        if camp not in self._last:
            self._last[camp] = next((one.day for one in rolls(clerk, place=camp, at_most=1)), "")
        return self._last[camp]

    @property
    def visit_at(self) -> datetime:
        """When the delegate went through the camps."""
        return self.started - _VISIT

    def visit(self, number: int) -> None:
        """The delegate sees one man, if he is held."""
        delegate, person_id = self.staff.by("delegate-1", self.visit_at), self.persons[number]
        holder = custody_of(person_id).holder
        if holder and not sightings_of(delegate, person_id):
            record_sighting(
                delegate, person_id=person_id, kind=SightingKind.DELEGATE, place=f"{holder}, барак",
                seen_by="делегат М. Келлер", seen_at=self.visit_at,
            )  # fmt: skip

    def draw(self, instant: datetime) -> None:
        """The auditor orders a draw where few are; the log is signed; ten men are drawn."""
        auditor = self.staff.by("auditor-1", instant)
        if not draws(auditor):
            open_draw(auditor, scope=self.drawn_at, how_many=DRAWN)
        waiting = next((one for one in draws(auditor) if one.drawn_at is None), None)
        if waiting is not None:
            if not waiting.has_root:
                make_checkpoint(at=instant, growth=_GROWTH, filler=self.outside.randomness(_FILLER_BYTES))
            record_draw(auditor, draw_id=waiting.draw_id)

    def lent(self, there: Sequence[int]) -> int:
        """Which man of the place is lent out: one of those who were drawn, where one may be."""
        auditor = self.staff.by("auditor-1", self.started)
        drawn = {man.person_id for one in draws(auditor) for man in drawn_men(auditor, one.draw_id)}
        return next((number for number in there if self.persons[number] in drawn), there[-1])

    def look(self, instant: datetime) -> None:
        """The auditor saw three of the ten, and not the one who was lent out."""
        auditor = self.staff.by("auditor-1", instant)
        for one in draws(auditor):
            men = [man for man in drawn_men(auditor, one.draw_id) if not man.sighting_id and not man.is_not_seen]
            if len(men) < min(DRAWN, one.list_count):
                continue  # an earlier filling entered them
            with bulk_acts():
                self._enter(one.draw_id, men, instant)

    def _enter(self, draw_id: str, men: Sequence[DrawnView], instant: datetime) -> None:
        auditor = self.staff.by("auditor-1", instant)
        for man in [man for man in men if man.custody_state == CustodyState.IN_CAMP][:3]:
            record_sighting(
                auditor, person_id=man.person_id, kind=SightingKind.AUDITOR, seen_by="аудитор", seen_at=instant,
                place=f"{self.drawn_at}, у дворі", draw_id=draw_id,
            )  # fmt: skip
        for man in men:
            if man.custody_state == CustodyState.OTHER_SERVICE:
                record_not_seen(
                    auditor, draw_id=draw_id, person_id=man.person_id, looked_at=instant,
                    place=f"{self.drawn_at}, у дворі", told="у книзі видачі, не повернувся",
                )  # fmt: skip
