"""What the register asks of an item: that it stands, its disc, its packets, and whom the board named of it."""

from __future__ import annotations

from repatria.core.law.remains import DiscFound
from repatria.records.ledger.rows import is_there
from repatria.records.register.found_items import FoundItem, answers_items
from repatria.records.remains.models import FoundPacket
from repatria.records.remains.names_given import persons_named
from repatria.records.remains.reading import item_row


def _item(item_code: str) -> FoundItem:
    row = item_row(item_code)
    return FoundItem(
        item_code=row.pk, has_disc=row.disc != DiscFound.NONE.value, has_papers=is_there(FoundPacket, item_code=row.pk),
        named=persons_named(row.pk),
    )  # fmt: skip


def register() -> None:
    answers_items(_item)
