"""What the acts of the roll tell: a day has its roll, the next is owed, counts differ, a man was seen or was not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from repatria.core.vocabulary.dates import day_instant, read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.roll.acts import (
    DifferenceClosed,
    DrawRecorded,
    NotSeenClosed,
    NotSeenRecorded,
    RollMissed,
    RollRecorded,
    RollSigned,
    SightingAnnulled,
    SightingRecorded,
)

_OF_DAY, _NEXT_DAY = "of_day", "next_day"
_NOON = timedelta(hours=12)


def _days(
    kind: str, given: RollRecorded | RollSigned | RollMissed, *, next_day: str, at: datetime
) -> Iterator[Happening]:
    yield Happening(word=f"{kind}:{_OF_DAY}", subject=given.place, at=at, matter=given.day)
    if next_day:
        yield Happening(
            word=f"{kind}:{_NEXT_DAY}", subject=given.place, at=at, matter=next_day, lies_with=given.place
        )  # fmt: skip


def _roll(given: RollRecorded, at: datetime) -> Iterator[Happening]:
    taken_at = read_instant(given.taken_at)
    if given.paper:
        yield from _days(RollRecorded.KIND, given, next_day=given.read.next_day, at=taken_at)
    if given.counted != given.read.expected:
        yield Happening(
            word=f"{RollRecorded.KIND}:difference", subject=given.place, at=taken_at, matter=given.roll_id,
            lies_with=given.place,
        )  # fmt: skip


def _signed(given: RollSigned, at: datetime) -> Iterator[Happening]:
    yield from _days(RollSigned.KIND, given, next_day=given.next_day, at=read_instant(given.taken_at))


def _missed(given: RollMissed, at: datetime) -> Iterator[Happening]:
    yield from _days(RollMissed.KIND, given, next_day=given.next_day, at=day_instant(given.day) + _NOON)


def _difference(given: DifferenceClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=DifferenceClosed.KIND, subject=given.place, at=at, matter=given.roll_id)


def _sighting(given: SightingRecorded, at: datetime) -> Iterator[Happening]:
    # What came to be known late of an earlier hour moves no clock back.
    for number in given.numbers if given.is_newest else ():
        yield Happening(
            word=f"{SightingRecorded.KIND}:strong", subject=number, at=read_instant(given.seen_at),
            event=given.sighting_id, lies_with=given.holder,
        )  # fmt: skip

    if given.draw_id:
        for number in given.numbers:
            yield Happening(
                word=f"{SightingRecorded.KIND}:of_draw", subject=number, at=read_instant(given.seen_at),
                matter=given.draw_id, event=given.sighting_id,
            )  # fmt: skip


def _drawn(given: DrawRecorded, at: datetime) -> Iterator[Happening]:
    for number in given.drawn:
        yield Happening(word=f"{DrawRecorded.KIND}:drawn", subject=number, at=at, matter=given.draw_id)


def _annulled(given: SightingAnnulled, at: datetime) -> Iterator[Happening]:
    for number in given.numbers:
        yield Happening(word=SightingAnnulled.KIND, subject=number, at=at, matter=None, annuls=given.sighting_id)


def _not_seen(given: NotSeenRecorded, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=NotSeenRecorded.KIND, subject=given.person_id, at=read_instant(given.looked_at), matter=given.draw_id,
        lies_with=given.holder,
    )  # fmt: skip


def _not_seen_closed(given: NotSeenClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=NotSeenClosed.KIND, subject=given.person_id, at=at, matter=given.draw_id)


def register() -> None:
    happenings_by(RollRecorded, _OF_DAY, _NEXT_DAY, "difference")(_roll)
    happenings_by(RollSigned, _OF_DAY, _NEXT_DAY)(_signed)
    happenings_by(RollMissed, _OF_DAY, _NEXT_DAY)(_missed)
    happenings_by(DifferenceClosed)(_difference)
    happenings_by(SightingRecorded, "strong", "of_draw")(_sighting)
    happenings_by(DrawRecorded, "drawn")(_drawn)
    happenings_by(SightingAnnulled)(_annulled)
    happenings_by(NotSeenRecorded)(_not_seen)
    happenings_by(NotSeenClosed)(_not_seen_closed)
