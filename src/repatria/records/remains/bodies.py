"""What examinations of an item, or tellings of a family, say together: opened from their acts, the oldest first."""

from __future__ import annotations

from typing import Any

from repatria.core.vocabulary.body_record import BodyRecord, laid_over
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.examination_models import AnteMortem, Examination


def acts_of_examination(item_code: str) -> list[Any]:
    """The acts of examination of an item, with what was lost with its key left out."""
    rows = rows_where(Examination, item_code=item_code, order="number")
    acts: list[Any] = [one.act for one in acts_at(row.recorded_index for row in rows)]
    return [one for one in acts if one.words is not None and not isinstance(one.words, Lost)]


def acts_of_telling(enquiry_id: str) -> list[Any]:
    """What was told of who is sought, but for what was erased."""
    rows = rows_where(AnteMortem, enquiry_id=enquiry_id, order="number")
    acts: list[Any] = [one.act for one in acts_at(row.recorded_index for row in rows)]
    return [one for one in acts if one.words is not None and not isinstance(one.words, Lost)]


def examined(item_code: str) -> BodyRecord:
    """What all examinations of an item say together."""
    return laid_over(one.words.record for one in acts_of_examination(item_code))


def told_of(enquiry_id: str) -> BodyRecord:
    """What all tellings about one who is sought say together."""
    return laid_over(one.words.record for one in acts_of_telling(enquiry_id))
