"""What the act of disclosure tells: an answer was decided, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.vocabulary.happenings import Happening
from repatria.records.disclosure.acts import AnswerDecided
from repatria.records.ledger.happenings import happenings_by


def _decided(given: AnswerDecided, at: datetime) -> Iterator[Happening]:
    yield Happening(word=AnswerDecided.KIND, subject=given.enquiry_id, at=at)


def register() -> None:
    happenings_by(AnswerDecided)(_decided)
