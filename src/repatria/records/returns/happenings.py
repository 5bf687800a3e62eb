"""What the acts of returns tell: a request that waits for its answer or fell back, a difference that is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from repatria.core.law.return_request import ANSWERS, FALLS_BACK, RequestEvent
from repatria.core.vocabulary.dates import day_instant, read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.returns.acts import (
    BatchDifferenceOpened,
    BatchStepped,
    ContainerTakenOut,
    LinesAdded,
    LineTakenOut,
    RequestMade,
    RequestMoved,
)
from repatria.records.returns.count_acts import BatchDifferenceEnded, CountsCompared
from repatria.records.returns.power_acts import PowerAsserted, PowerReviewed, PowerWithdrawn


def _made(given: RequestMade, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=RequestMade.KIND, subject=given.request_id, at=read_instant(given.asked_at),
        due_at=day_instant(given.answer_by),
    )  # fmt: skip


def _moved(given: RequestMoved, at: datetime) -> Iterator[Happening]:
    happened = read_instant(given.at)
    word = f"{RequestMoved.KIND}:"
    if given.event in ANSWERS:
        yield Happening(word=f"{word}answered", subject=given.request_id, at=happened)
    if given.event is RequestEvent.UNANSWERED:
        yield Happening(word=f"{word}unanswered", subject=given.request_id, at=happened)
    if given.event is RequestEvent.WITHDRAWN:
        yield Happening(word=f"{word}withdrawn", subject=given.request_id, at=happened)
    if given.state in FALLS_BACK:
        yield Happening(word=f"{word}falls_back", subject=given.request_id, at=happened)
    if given.event is RequestEvent.OWN_DUTY:
        yield Happening(word=f"{word}own_duty", subject=given.request_id, at=happened)
    if given.event is RequestEvent.GRANTED:
        yield Happening(word=f"{word}granted", subject=given.request_id, at=happened)


def _differ(kind: str, found: Iterable[BatchDifferenceOpened], at: datetime) -> Iterator[Happening]:
    for one in found:
        yield Happening(word=f"{kind}:differs", subject=one.difference_id, at=at)


def _stepped(given: BatchStepped, at: datetime) -> Iterator[Happening]:
    yield from _differ(BatchStepped.KIND, given.opened, at)


def _compared(given: CountsCompared, at: datetime) -> Iterator[Happening]:
    yield from _differ(CountsCompared.KIND, given.opened, at)


def _ended(given: BatchDifferenceEnded, at: datetime) -> Iterator[Happening]:
    yield Happening(word=BatchDifferenceEnded.KIND, subject=given.difference_id, at=at)


def _asserted(given: PowerAsserted, at: datetime) -> Iterator[Happening]:
    yield Happening(word=PowerAsserted.KIND, subject=given.item_code, at=at)


def _reviewed(given: PowerReviewed, at: datetime) -> Iterator[Happening]:
    if given.state is not given.previous:
        yield Happening(word=f"{PowerReviewed.KIND}:{given.state.value}", subject=given.item_code, at=at)


def _withdrawn(given: PowerWithdrawn, at: datetime) -> Iterator[Happening]:
    yield Happening(word=PowerWithdrawn.KIND, subject=given.item_code, at=at)


def _put_on(given: LinesAdded, at: datetime) -> Iterator[Happening]:
    for one in given.lines:
        if one.item_code:
            yield Happening(word=f"{LinesAdded.KIND}:ours", subject=one.item_code, at=at)


def _taken_off(given: LineTakenOut | ContainerTakenOut, at: datetime) -> Iterator[Happening]:
    for code in given.going_back:
        yield Happening(word=f"{given.KIND}:going_back", subject=code, at=at)


def register() -> None:
    happenings_by(RequestMade)(_made)
    happenings_by(RequestMoved, "answered", "unanswered", "withdrawn", "falls_back", "own_duty", "granted")(_moved)
    happenings_by(BatchStepped, "differs")(_stepped)
    happenings_by(CountsCompared, "differs")(_compared)
    happenings_by(BatchDifferenceEnded)(_ended)
    happenings_by(PowerAsserted)(_asserted)
    happenings_by(PowerReviewed, "reviewed", "disputed")(_reviewed)
    happenings_by(PowerWithdrawn)(_withdrawn)
    happenings_by(LinesAdded, "ours")(_put_on)
    happenings_by(LineTakenOut, "going_back")(_taken_off)
    happenings_by(ContainerTakenOut, "going_back")(_taken_off)
