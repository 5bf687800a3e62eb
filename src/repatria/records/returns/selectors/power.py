"""Whose dead an item is, as one said and two reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.return_power import PowerState
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.reading import item_row
from repatria.records.returns.power_models import PowerClaim, PowerReview
from repatria.records.returns.theirs import came_as
from repatria.records.vault.opening import open_rows

READS = "returns.?power"


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerReviewView:
    """One review: by whom, when, whether he agrees, and why not."""

    account_id: str
    at: str
    agrees: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerView:
    """The word on whose dead an item is, with its reviews."""

    claim_id: str
    power: str
    state: PowerState
    grounds: str
    asserted_by: str
    at: str
    reviews: tuple[PowerReviewView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPowerView:
    """An item, the batch in which it came, and what was said of whose it is, the newest first."""

    item_code: str
    origin_id: str
    claims: tuple[PowerView, ...]


def _view(row: PowerClaim, grounds: str) -> PowerView:
    reviews = rows_where(PowerReview, claim_id=row.pk, order="recorded_index")
    first, *others = acts_at([row.recorded_index, *(one.recorded_index for one in reviews)])
    return PowerView(
        claim_id=row.pk, power=row.power, state=PowerState(row.state), grounds=grounds, asserted_by=first.actor,
        at=first.at,
        reviews=tuple(
            PowerReviewView(account_id=told.actor, at=told.at, agrees=one.agrees, said=words["said"] or "")
            for one, told, words in zip(reviews, others, open_rows(reviews, ("said",)), strict=True)
        ),
    )  # fmt: skip


@question(READS)
def power_of_item(acting: Acting, item_code: str) -> ItemPowerView:
    """What was said of whose dead an item is.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    item = item_row(item_code)
    record_reading(acting, question="returns.?power", records=(item.pk,))
    rows, entry = rows_where(PowerClaim, item_code=item.pk, order="-recorded_index"), came_as(item.pk)
    return ItemPowerView(
        item_code=item.pk,
        origin_id=entry.batch_id if entry is not None else "",
        claims=tuple(
            _view(row, cells["grounds"] or "") for row, cells in zip(rows, open_rows(rows, ("grounds",)), strict=True)
        ),
    )
