"""What the acts of notices tell: a notice issued and on its way, a letter to an enquirer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.vocabulary.dates import day_instant, read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.notices.acts import LetterIssued, NoticeDelivered, NoticeIssued, NoticesLeft


def _issued(given: NoticeIssued, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=NoticeIssued.KIND, subject=given.notice_id, at=at, due_at=read_instant(given.due_at),
        lies_with=given.recipient.value,
    )  # fmt: skip


def _delivered(given: NoticeDelivered, at: datetime) -> Iterator[Happening]:
    yield Happening(word=f"{NoticeDelivered.KIND}:{given.step}", subject=given.notice_id,
                    at=read_instant(given.at) if given.at else at)  # fmt: skip


def _left(given: NoticesLeft, at: datetime) -> Iterator[Happening]:
    for notice_id in given.notice_ids:
        yield Happening(word=NoticesLeft.KIND, subject=notice_id, at=at)


def _letter(given: LetterIssued, at: datetime) -> Iterator[Happening]:
    yield Happening(word=LetterIssued.KIND, subject=given.enquiry_id, at=day_instant(given.dated))


def register() -> None:
    happenings_by(NoticeIssued)(_issued)
    happenings_by(NoticeDelivered, "sent", "receipted", "bounced")(_delivered)
    happenings_by(NoticesLeft)(_left)
    happenings_by(LetterIssued)(_letter)
