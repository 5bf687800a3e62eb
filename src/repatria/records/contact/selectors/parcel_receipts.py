"""What stands on the receipt of a parcel: what its sender's box says already, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.parcels import OF_A_RECEIPT, RELIEF, ParcelOrderError
from repatria.core.law.parcels_beside import BesideLine
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.contact.selectors.parcels import READ, PartView, parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelReceipt:
    """The receipt to whoever sent it; no place and nothing of him."""

    parcel_id: str
    parcel_kind: str
    from_whom: str
    said_on: str
    opened_at: str
    beside: tuple[BesideLine, ...]
    parts: tuple[PartView, ...]
    given_at: str
    mark: str
    amount: str
    entry: str
    receipt: str


@question(READ)
def parcel_receipt(acting: Acting, parcel_id: str) -> ParcelReceipt:
    """What the receipt of a parcel says, once a round showed its sender that it was given or credited.

    Source:   practice rules 3, 4: a paper says to her nothing that her box does not.
    Raises:   RoleForbidsError; UnknownParcelError; ParcelOrderError where her box does not say it.
    Leaf:     access.reading_recorded
    """
    require(acting, READ)
    one = parcel(acting, parcel_id)
    if not one.enquiry_id or one.shown not in OF_A_RECEIPT:
        raise ParcelOrderError("her box does not say yet that it was given", provision=RELIEF)
    last = next(line for line in reversed(one.trace) if line.what in ("given", "credited"))
    opened = next((line.at for line in one.trace if line.what == "opened"), "")
    return ParcelReceipt(
        parcel_id=one.parcel_id, parcel_kind=one.parcel_kind, from_whom=one.from_whom, said_on=one.said_on,
        opened_at=opened, beside=one.beside, parts=one.parts, given_at=last.at, mark=last.mark, amount=last.amount,
        entry=last.entry, receipt=last.receipt,
    )  # fmt: skip
