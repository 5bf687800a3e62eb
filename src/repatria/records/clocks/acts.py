"""The acts of clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.clock_moves import Ending
from repatria.core.vocabulary.roles import Role
from repatria.records.ledger.acts import Act, act, upcast


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedClock:
    """A clock that began, with all its times, so that a replay asks no table of terms."""

    clock_id: str
    rule: str
    subject: str
    matter: str
    lies_with: str
    started_at: str
    due_at: str
    shown_from: str
    event: str  # by whose annulment it is annulled


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedClock:
    """A clock that ended, and why."""

    clock_id: str
    ending: Ending
    ended_at: str
    event: str  # by whose annulment it runs again


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedClock:
    """A clock that runs on and lies with another now."""

    clock_id: str
    lies_with: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksMoved(Act):
    """What one act did to the clocks of its subjects.

    Version 1 passed none on: a clock lay with whom it began.
    """

    KIND: ClassVar[str] = "clocks.clocks_moved"
    VERSION: ClassVar[int] = 2

    act_index: int  # the act that moved them
    started: tuple[StartedClock, ...]
    ended: tuple[EndedClock, ...]
    reopened: tuple[str, ...]
    passed: tuple[PassedClock, ...] = ()


@upcast("clocks.clocks_moved.1", "clocks.clocks_moved.2")
def _passed_none(fields: dict[str, object]) -> dict[str, object]:
    return fields


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Act):
    """A clock ran out before what it waits for came: once for each clock."""

    KIND: ClassVar[str] = "clocks.alarm_raised"

    clock_id: str
    rule: str
    subject: str
    due_at: str
    noticed_at: str
    provision: str
    escalates_to: tuple[Role, ...]
