"""What the acts of exchanges tell: a list of theirs that waits for an answer, a difference, who is kept back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from repatria.core.law.exchange_list import ListSide
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.exchanges.acts import (
    CrossingRecorded,
    DifferenceSettled,
    HeldBack,
    HoldEnded,
    HoldReviewed,
    LineDisputed,
    ListClosed,
    NamesReleased,
    OpenedDifference,
    TheirCountRecorded,
    VersionRecorded,
)
from repatria.records.exchanges.annulling import CrossingAnnulled
from repatria.records.ledger.happenings import happenings_by

DIFFERS = "differs"


def _differ(kind: str, numbers: Iterable[str], at: datetime) -> Iterator[Happening]:
    for number in numbers:
        yield Happening(word=f"{kind}:{DIFFERS}", subject=number, at=at)


def _numbers(found: Iterable[OpenedDifference]) -> list[str]:
    return [one.difference_id for one in found]


def _version(given: VersionRecorded, at: datetime) -> Iterator[Happening]:
    if given.side is ListSide.THEIRS:
        yield Happening(word=f"{VersionRecorded.KIND}:theirs", subject=given.list_id, at=read_instant(given.came_at))
    yield from _differ(VersionRecorded.KIND, _numbers(given.differences), at)


def _crossing(given: CrossingRecorded, at: datetime) -> Iterator[Happening]:
    yield from _differ(CrossingRecorded.KIND, _numbers(given.differences), at)


def _disputed(given: LineDisputed, at: datetime) -> Iterator[Happening]:
    yield from _differ(LineDisputed.KIND, [given.difference_id], at)


def _their_count(given: TheirCountRecorded, at: datetime) -> Iterator[Happening]:
    yield from _differ(TheirCountRecorded.KIND, [given.difference_id] if given.difference_id else [], at)


def _settled(given: DifferenceSettled, at: datetime) -> Iterator[Happening]:
    yield Happening(word=DifferenceSettled.KIND, subject=given.difference_id, at=at)


def _annulled(given: CrossingAnnulled, at: datetime) -> Iterator[Happening]:
    for number in given.differences:
        yield Happening(word=CrossingAnnulled.KIND, subject=number, at=at)


def _released(given: NamesReleased, at: datetime) -> Iterator[Happening]:
    if given.kind is ReleasedKind.ANSWER:
        yield Happening(word=f"{NamesReleased.KIND}:answer", subject=given.list_id, at=at)


def _closed(given: ListClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=ListClosed.KIND, subject=given.list_id, at=at)


def _held_back(given: HeldBack, at: datetime) -> Iterator[Happening]:
    yield Happening(word=HeldBack.KIND, subject=given.hold_id, at=at)


def _reviewed(given: HoldReviewed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=HoldReviewed.KIND, subject=given.hold_id, at=at)


def _ended(given: HoldEnded, at: datetime) -> Iterator[Happening]:
    yield Happening(word=HoldEnded.KIND, subject=given.hold_id, at=at)


def register() -> None:
    happenings_by(VersionRecorded, "theirs", DIFFERS)(_version)
    happenings_by(CrossingRecorded, DIFFERS)(_crossing)
    happenings_by(LineDisputed, DIFFERS)(_disputed)
    happenings_by(TheirCountRecorded, DIFFERS)(_their_count)
    happenings_by(DifferenceSettled)(_settled)
    happenings_by(CrossingAnnulled)(_annulled)
    happenings_by(NamesReleased, "answer")(_released)
    happenings_by(ListClosed)(_closed)
    happenings_by(HeldBack)(_held_back)
    happenings_by(HoldReviewed)(_reviewed)
    happenings_by(HoldEnded)(_ended)
