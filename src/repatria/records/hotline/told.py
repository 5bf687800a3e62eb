"""Which letters of enquirers were read to them by telephone or posted, for whoever puts right what was told wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repatria.records.disclosure.wrong import ByVoice, answers_who_was_told
from repatria.records.enquiries.receipts import numbers_of_receipts
from repatria.records.hotline.acts import LaneTried
from repatria.records.hotline.models import LaneTry, Posted, Recovery
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where


def read_aloud(enquiry_ids: Sequence[str]) -> Iterator[ByVoice]:
    """The calls in which letters of these enquirers were read, under the numbers that they had."""
    asked = list(enquiry_ids)
    numbers = {*numbers_of_receipts(asked), *(row.number_index for row in rows_where(Recovery, enquiry_id=asked))}
    rows = rows_where(LaneTry, number_index=sorted(numbers - {""}), errors=0)
    for one in acts_at(row.recorded_index for row in rows):
        given = one.act
        if isinstance(given, LaneTried) and given.enquiry_id in enquiry_ids:
            yield ByVoice(
                what="lane", act_index=one.index, enquiry_id=given.enquiry_id, letter_ids=tuple(given.letter_ids)
            )  # fmt: skip


def posted(enquiry_ids: Sequence[str]) -> Iterator[ByVoice]:
    """The letters that went to these enquirers on paper."""
    for row in rows_where(Posted, enquiry_id=list(enquiry_ids)):
        yield ByVoice(what="posted", act_index=row.recorded_index, enquiry_id=row.enquiry_id, letter_ids=(row.pk,))


def register() -> None:
    answers_who_was_told("lane", read_aloud)
    answers_who_was_told("posted", posted)
