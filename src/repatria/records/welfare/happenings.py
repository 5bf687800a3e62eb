"""What the acts of welfare tell: what was given, who was inspected, who is seriously ill, what waits to go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.welfare import CareKind, HealthGrade, is_whole
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.welfare.acts import (
    CareRecorded,
    ComplaintForwarded,
    ComplaintTaken,
    HealthRecorded,
    InspectionRecorded,
    LetterRecorded,
    LetterSent,
    RepresentativeEnded,
    RepresentativeRecorded,
    VisitRecorded,
)

_AGAIN = "again"
"""That the same is owed again, since somebody is held there still."""


def _care(given: CareRecorded, at: datetime) -> Iterator[Happening]:
    # Too little ends no clock; nor does what came to be known late of an hour before the last entry.
    whole = is_whole(is_enough=given.is_enough, given_to=given.given_to, held=given.held)
    if not given.is_newest or not whole:
        return
    given_at = read_instant(given.given_at)
    words = [given.care.value]
    if given.held and given.care is not CareKind.RECEPTION:
        words.append(f"{given.care.value}_{_AGAIN}")
    for word in words:
        yield Happening(
            word=f"{CareRecorded.KIND}:{word}", subject=given.place, at=given_at, lies_with=given.place
        )  # fmt: skip


def _inspection(given: InspectionRecorded, at: datetime) -> Iterator[Happening]:
    for number in given.numbers:
        yield Happening(
            word=InspectionRecorded.KIND, subject=number, at=read_instant(given.inspected_at), lies_with=given.place
        )  # fmt: skip


def _health(given: HealthRecorded, at: datetime) -> Iterator[Happening]:
    for number in given.numbers if given.is_newest else ():
        yield Happening(
            word=f"{HealthRecorded.KIND}:{given.grade.value}", subject=number, at=read_instant(given.seen_at)
        )  # fmt: skip


def _visit(given: VisitRecorded, at: datetime) -> Iterator[Happening]:
    if not given.is_newest or not given.is_alone:  # whom nobody could talk to alone, nobody visited as the law means it
        return
    for word in ("alone", _AGAIN) if given.held else ("alone",):
        yield Happening(
            word=f"{VisitRecorded.KIND}:{word}", subject=given.place, at=read_instant(given.visited_at),
            lies_with=given.place,
        )  # fmt: skip


def _complaint(given: ComplaintTaken, at: datetime) -> Iterator[Happening]:
    yield Happening(word=ComplaintTaken.KIND, subject=given.complaint_id, at=read_instant(given.taken_at))


def _forwarded(given: ComplaintForwarded, at: datetime) -> Iterator[Happening]:
    yield Happening(word=ComplaintForwarded.KIND, subject=given.complaint_id, at=read_instant(given.forwarded_at))


def _chosen(given: RepresentativeRecorded, at: datetime) -> Iterator[Happening]:
    if given.is_approved:
        yield Happening(
            word=RepresentativeRecorded.KIND, subject=given.place, at=read_instant(given.chosen_at),
            due_at=read_instant(given.until), lies_with=given.place,
        )  # fmt: skip


def _ended(given: RepresentativeEnded, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=RepresentativeEnded.KIND, subject=given.place, at=read_instant(given.ended_at), lies_with=given.place
    )  # fmt: skip


def _letter(given: LetterRecorded, at: datetime) -> Iterator[Happening]:
    if not given.sent_at:
        yield Happening(
            word=f"{LetterRecorded.KIND}:lies_here", subject=given.letter_id, at=read_instant(given.handed_in_at),
            lies_with=given.place,
        )  # fmt: skip


def _sent(given: LetterSent, at: datetime) -> Iterator[Happening]:
    yield Happening(word=LetterSent.KIND, subject=given.letter_id, at=read_instant(given.sent_at))


def register() -> None:
    again = (f"{one.value}_{_AGAIN}" for one in CareKind if one is not CareKind.RECEPTION)
    happenings_by(CareRecorded, *(one.value for one in CareKind), *again)(_care)
    happenings_by(InspectionRecorded)(_inspection)
    happenings_by(HealthRecorded, *(one.value for one in HealthGrade))(_health)
    happenings_by(VisitRecorded, "alone", _AGAIN)(_visit)
    happenings_by(ComplaintTaken)(_complaint)
    happenings_by(ComplaintForwarded)(_forwarded)
    happenings_by(RepresentativeRecorded)(_chosen)
    happenings_by(RepresentativeEnded)(_ended)
    happenings_by(LetterRecorded, "lies_here")(_letter)
    happenings_by(LetterSent)(_sent)
