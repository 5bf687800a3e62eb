"""What the acts of telling tell whoever counts time: a visit is owed, by whom, and when somebody asks how she is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.telling import OwedBy, VisitEnd, VisitPurpose
from repatria.core.vocabulary.dates import day_instant, read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.telling.acts import (
    AskerAdded,
    FollowedUp,
    NoMoreExpected,
    ReceiverOwes,
    ReceiverTold,
    TellingEnded,
    TellingOpened,
    VisitEnded,
)
from repatria.records.telling.support_acts import FollowUpPutOff


def _opened(given: TellingOpened, at: datetime) -> Iterator[Happening]:
    if given.owed_by is OwedBy.RECEIVER:
        return
    for enquiry_id in given.enquiries:
        if enquiry_id not in given.at_the_end:
            yield Happening(
                word=f"{TellingOpened.KIND}:visit_owed", subject=enquiry_id, at=at,
                due_at=day_instant(given.visit_by),
            )  # fmt: skip


def _complete(given: NoMoreExpected, at: datetime) -> Iterator[Happening]:
    for enquiry_id in given.waiting:
        yield Happening(word=NoMoreExpected.KIND, subject=enquiry_id, at=at)


def _added(given: AskerAdded, at: datetime) -> Iterator[Happening]:
    if given.is_owed:
        yield Happening(word=AskerAdded.KIND, subject=given.enquiry_id, at=at)


def _ended(given: TellingEnded, at: datetime) -> Iterator[Happening]:
    yield Happening(word=f"{TellingEnded.KIND}:of_case", subject=given.telling_id, at=at)
    for enquiry_id in given.enquiries:
        yield Happening(word=f"{TellingEnded.KIND}:of_case", subject=enquiry_id, at=at)
    for enquiry_id in given.told:
        yield Happening(
            word=f"{TellingEnded.KIND}:told_wrongly", subject=enquiry_id, at=at
        )  # fmt: skip


def _visited(given: VisitEnded, at: datetime) -> Iterator[Happening]:
    happened = read_instant(given.at)

    def says(word: str, enquiry_id: str, due_at: datetime | None = None) -> Happening:
        return Happening(
            word=f"{VisitEnded.KIND}:{word}", subject=enquiry_id, at=happened, due_at=due_at
        )  # fmt: skip

    if given.end is VisitEnd.TOLD and given.purpose is VisitPurpose.CORRECTION:
        yield says("corrected", given.enquiry_id)
    elif given.end is VisitEnd.TOLD and given.purpose is VisitPurpose.DEATH:
        yield says("told", given.enquiry_id)
        for enquiry_id in given.others:
            yield says("others", enquiry_id)
    elif given.end is VisitEnd.POSTPONED and given.purpose is VisitPurpose.DEATH:
        yield says("put_off", given.enquiry_id, day_instant(given.again_on))


def _followed(given: FollowedUp, at: datetime) -> Iterator[Happening]:
    happened = read_instant(given.at)
    yield Happening(word=f"{FollowedUp.KIND}:done", subject=given.enquiry_id, at=happened)
    if given.next_on:
        yield Happening(
            word=f"{FollowedUp.KIND}:again", subject=given.enquiry_id, at=happened,
            due_at=day_instant(given.next_on),
        )  # fmt: skip


def _put_off(given: FollowUpPutOff, at: datetime) -> Iterator[Happening]:
    yield Happening(word=FollowUpPutOff.KIND, subject=given.enquiry_id, at=at, due_at=day_instant(given.next_on))


def _owes(given: ReceiverOwes, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=f"{ReceiverOwes.KIND}:of_case", subject=given.telling_id, at=at, due_at=day_instant(given.visit_by)
    )  # fmt: skip
    for enquiry_id in given.enquiries:
        yield Happening(word=f"{ReceiverOwes.KIND}:of_each", subject=enquiry_id, at=at)


def _receiver(given: ReceiverTold, at: datetime) -> Iterator[Happening]:
    happened = read_instant(given.at)
    yield Happening(word=f"{ReceiverTold.KIND}:of_case", subject=given.telling_id, at=happened)
    for enquiry_id in () if given.is_told else given.enquiries:
        yield Happening(word=f"{ReceiverTold.KIND}:not", subject=enquiry_id, at=happened)


def register() -> None:
    happenings_by(TellingOpened, "visit_owed")(_opened)
    happenings_by(NoMoreExpected)(_complete)
    happenings_by(AskerAdded)(_added)
    happenings_by(TellingEnded, "of_case", "told_wrongly")(_ended)
    happenings_by(VisitEnded, "told", "others", "put_off", "corrected")(_visited)
    happenings_by(FollowedUp, "done", "again")(_followed)
    happenings_by(FollowUpPutOff)(_put_off)
    happenings_by(ReceiverOwes, "of_case", "of_each")(_owes)
    happenings_by(ReceiverTold, "of_case", "not")(_receiver)
