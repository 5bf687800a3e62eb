"""Words of a call between a man who is held and one of his family: its states, what happens to it, why it ended.

What was said is in no state and no reason. What each step needs is law (`core/law/call_steps.py`).
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

PUT_AT_THE_DOOR = timedelta(minutes=15)
"""How long before it begins the door learns that there is a call, and until when it may be entered by nobody."""
LONGEST_CALL = timedelta(minutes=60)
READY_FROM = timedelta(hours=2)
"""How long before its hour a call may be made ready: who is in the room and who supervises is true of the shift that
says it, and a camp with many seats needs some time for all."""


class CallState(StrEnum):
    """Where a call stands."""

    ASKED = "asked"
    AGREED = "agreed"
    BOOKED = "booked"
    PREPARED = "prepared"
    HELD = "held"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class CallEvent(StrEnum):
    """What happens to it."""

    ANSWERED = "answered"  # one of the two said yes
    BOOKED = "booked"
    PREPARED = "prepared"
    BEGUN = "begun"
    ENDED = "ended"
    FAILED = "failed"
    STOPPED = "stopped"
    PUT_OFF = "put_off"  # what both agreed stands, and waits for another hour
    WAITS_AGAIN = "waits_again"  # one that failed: nobody agreed to no call


class CallEnd(StrEnum):
    """Who is at one end. A watcher sees that it runs and hears nothing."""

    HERS = "hers"
    HIS = "his"
    WATCH = "watch"


class FailedBecause(StrEnum):
    """Why a call that both wanted was not held, or broke off: technical words, the same whatever lies behind."""

    NOBODY_CAME = "nobody_came"
    NO_LINE = "no_line"
    LINE_LOST = "line_lost"


class StoppedBecause(StrEnum):
    """Why somebody stopped it. He and she need no reason; who stops it from outside gives one of the others."""

    BY_HER = "by_her"
    BY_HIM = "by_him"
    THIRD_PERSON = "third_person"  # a guard, an interrogator, a journalist in room or picture
    PLACE_SHOWN = "place_shown"  # what can be seen tells where somebody is
    UNWELL = "unwell"
    ALARM = "alarm"


BY_ONE_OF_THEM = frozenset({StoppedBecause.BY_HER, StoppedBecause.BY_HIM})
OVER = frozenset({CallState.DONE, CallState.FAILED, CallState.STOPPED})
