"""Which readings are found again by the record that they opened, for services that ask whether somebody looked.

A reading act names what was read under the seal of the log. Where a service asks later who opened a paper or a batch,
its room says so here, and the record's number is kept beside the number of the reading; who read stands in the log.
"""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.access.acts import ReadingRecorded
from repatria.records.access.models import Opening
from repatria.records.ledger.reading import was_any_recorded_by
from repatria.records.ledger.rows import rows_where

_kept: dict[str, str] = {}


def keeps_openings(question: str, beginning: str) -> None:
    """A room says of which of its questions it asks later who opened a record, and how such a number begins."""
    if _kept.setdefault(question, beginning) != beginning:
        raise ValueError(f"{question} keeps openings of others already")


def opened_by(given: ReadingRecorded) -> Iterator[str]:
    """The records whose opening is found again, of those that a reading names."""
    beginning = _kept.get(given.question)
    if beginning is not None:
        yield from dict.fromkeys(one for one in given.records if one.startswith(beginning))


def has_opened(account_id: str, about: str, *, since: int) -> bool:
    """Whether an account opened a record after an act, by a question of which its room keeps the openings."""
    found = [row.opened_index for row in rows_where(Opening, record=about)]
    return was_any_recorded_by([index for index in found if index > since], account_id)
