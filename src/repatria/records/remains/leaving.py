"""What stands before an item leaves, as the house reads it: for rooms above that let it go."""

from __future__ import annotations

from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_release import LeavingFacts, check_leaving
from repatria.core.law.remains_samples import SampleState
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.remains.deaths import inquiry_of
from repatria.records.remains.examination_models import Examination
from repatria.records.remains.models import Item
from repatria.records.remains.reading import item_row
from repatria.records.remains.sample_models import Container, Sample


def leaving_facts(item: Item) -> LeavingFacts:
    """What is on record of an item that is to leave: a label that was read before its last step, or before the last of
    the coffin or bag in which it lies, was not read again."""
    return LeavingFacts(
        is_examined=is_there(Examination, item_code=item.pk),
        is_sample_kept=is_there(Sample, item_code=item.pk, state=SampleState.KEPT.value),
        inquiry=inquiry_of(item),
        is_label_read_again=bool(item.labels_at) and item.labels_at >= max(item.last_at, _packed_at(item)),
        is_in_grave=item.state == ItemState.BURIED.value,
    )  # fmt: skip


def _packed_at(item: Item) -> str:
    box = row_numbered(Container, item.container_id) if item.container_id else None
    return str(box.last_at) if box is not None else ""


def check_may_leave(item_code: str) -> None:
    """Refuses to let an item leave.

    Source:   law-and-practice section 6.3; GC III art. 121; GC I art. 17.
    Raises:   WrongCodeError; UnknownItemError; OpenGuardError naming all that is missing.
    """
    check_leaving(leaving_facts(item_row(item_code)))
