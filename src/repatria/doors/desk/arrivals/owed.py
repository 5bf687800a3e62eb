"""Cards with two lines: somebody asks by daylight which card each man holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.arrivals.selectors import night, night_counts


def _list() -> str:
    return reverse("desk:arrivals") + "?show=clashes"


def _count(acting: Acting) -> int:
    return night_counts().clashes


@owed("arrivals.settle_clash", at=_list, reads=True, count=_count)
def clashes(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Cards of which two lines speak.  Leaf: reading, where there is one"""
    for line in night(acting, is_clashing=True) if night_counts().clashes else ():
        yield OwedItem(
            what="owed.clashes", link=reverse("desk:clash", args=[line.line_id]), about=line.person_id,
            since=read_instant(line.entered_at), waits="waits.held_person", provision="practice rule 14",
        )  # fmt: skip
