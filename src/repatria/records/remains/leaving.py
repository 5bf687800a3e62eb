"""What stands before an item leaves, as the house reads it: for rooms above that let it go."""

from __future__ import annotations

from collections.abc import Collection

from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_release import LeavingFacts, check_leaving
from repatria.core.law.remains_samples import SampleState
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.remains.deaths import inquiry_of
from repatria.records.remains.examination_models import Examination
from repatria.records.remains.models import Item
from repatria.records.remains.reading import item_row
from repatria.records.remains.sample_models import Sample


def leaving_facts(item: Item) -> LeavingFacts:
    """What is on record of an item that is to leave: a label that was read before its last step was not read again.

    Given:    what was read and then packed and sealed stands, since nobody opens a coffin to read it; a coffin or bag
              that is opened ends every reading of what lay within.
    """
    return LeavingFacts(
        is_examined=is_there(Examination, item_code=item.pk),
        is_sample_kept=is_there(Sample, item_code=item.pk, state=SampleState.KEPT.value),
        inquiry=inquiry_of(item),
        is_label_read_again=_is_read(item),
        is_in_grave=item.state == ItemState.BURIED.value,
    )  # fmt: skip


def _is_read(item: Item) -> bool:
    return bool(item.labels_at) and item.labels_at >= item.last_at


def labels_read_again(item_codes: Collection[str]) -> frozenset[str]:
    """Of which items two read the label again, and nothing moved them or opened what they lie in since."""
    return frozenset(one.pk for one in rows_where(Item, pk=sorted(item_codes)) if _is_read(one))


def check_may_leave(*item_codes: str) -> None:
    """Refuses to let items leave.

    Source:   law-and-practice section 6.3; GC III art. 121; GC I art. 17.
    Raises:   WrongCodeError; UnknownItemError; OpenGuardError naming all that is missing, and of which items.
    """
    items = [item_row(one) for one in item_codes]
    check_leaving({one.pk: leaving_facts(one) for one in items})
