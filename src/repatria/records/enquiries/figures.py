"""How long families wait: working figures of the house, by the month and the channel by which they asked.

They count enquiries and letters, never prisoners, and are read inside the house alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.enquiries.models import Enquiry
from repatria.records.notices.selectors import told_on

FIGURES = "enquiries.?figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFigures:
    """The enquiries of one month and channel; of all months or channels where it is "".

    Given:    answered is an enquiry to which a letter told something that holds; what is closed for another reason
              waits no more, and is neither.
    Units:    days, from the day on which it was received; None where there is nothing to count.
    """

    month: str
    channel: str
    received: int
    answered: int
    waiting: int
    median_answered: int | None
    p90_answered: int | None
    median_waiting: int | None
    p90_waiting: int | None
    oldest_waiting: int | None

    @property
    def share_answered(self) -> float | None:
        return self.answered / self.received if self.received else None


def nth_of_hundred(days: Sequence[int], n: int) -> int | None:
    """The smallest of these numbers of days that n in a hundred do not pass; None of none.

    Source:   the nearest-rank percentile; the median of an even count is the lower of the middle two.
    """
    return sorted(days)[max(1, ceil(len(days) * n / 100)) - 1] if days else None


@question(FIGURES, name="waiting_figures", of_numbers=True)
def waiting_figures(acting: Acting) -> tuple[WaitingFigures, ...]:
    """All, then each channel, then each month and channel, the newest month first.

    Raises:   RoleForbidsError.
    Not:      a reading: nobody is named, and nothing sealed is opened.
    """
    require(acting, FIGURES)
    told, today = told_on(), acting.at.date()
    rows = [
        (received[:7], channel, _days(received, told.get(pk)), None if closed or pk in told else _days(received, today))
        for pk, received, channel, closed in Enquiry.objects.values_list("pk", "received_on", "channel", "closed_for")
    ]
    groups: dict[tuple[str, str], list[tuple[int | None, int | None]]] = {("", ""): []}
    for month, channel, answered, waiting in rows:
        for key in (("", ""), ("", channel), (month, channel)):
            groups.setdefault(key, []).append((answered, waiting))
    ordered = sorted(groups, key=lambda key: (bool(key[0]), [-ord(c) for c in key[0]], key[1]))
    return tuple(_figures(month, channel, groups[month, channel]) for month, channel in ordered)


def _days(received: str, until: date | str | None) -> int | None:
    if until is None:
        return None
    last = date.fromisoformat(until) if isinstance(until, str) else until
    return max(0, (last - date.fromisoformat(received)).days)


def _figures(month: str, channel: str, found: Sequence[tuple[int | None, int | None]]) -> WaitingFigures:
    answered = [days for days, _ in found if days is not None]
    waiting = [days for _, days in found if days is not None]
    return WaitingFigures(
        month=month, channel=channel, received=len(found), answered=len(answered), waiting=len(waiting),
        median_answered=nth_of_hundred(answered, 50), p90_answered=nth_of_hundred(answered, 90),
        median_waiting=nth_of_hundred(waiting, 50), p90_waiting=nth_of_hundred(waiting, 90),
        oldest_waiting=max(waiting, default=None),
    )  # fmt: skip


def open_enquiries_before(day: str) -> tuple[str, ...]:
    """The open enquiries that were received before a day, the oldest first: whom a round asks, candidate or not."""
    rows = Enquiry.objects.filter(received_on__lt=day, closed_for=None).order_by("received_on", "pk")
    return tuple(rows.values_list("pk", flat=True))
