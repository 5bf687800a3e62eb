"""What has happened lies behind us: the check that every service asks whose act says when."""

from __future__ import annotations

from datetime import datetime, timedelta

from repatria.core.vocabulary.errors import InputError

MOST_AHEAD = timedelta(minutes=5)
"""How far after now an event that has happened may lie.

Given:    clocks of desks differ, and whoever types the next full minute is not wrong; more would already let pass a day
          that was mistyped, or an event that is only expected.
"""


class NotYetError(InputError):
    """What is recorded as having happened lies ahead."""

    code = "core.E102"


def check_happened(happened_at: datetime, now: datetime, field: str = "happened_at") -> None:
    """Raises: NotYetError for a time further ahead than clocks differ."""
    if happened_at > now + MOST_AHEAD:
        raise NotYetError("this time has not come yet", ((field, "ahead"),))
