"""The lines of a person's custody timeline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from repatria.core.law.custody import CustodyAttested
from repatria.core.law.custody_facts import ReleaseDone, ReleaseGround
from repatria.records.register.acts import CustodyRead
from repatria.records.register.models import CustodyEntry
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyView:
    """One line of the custody timeline."""

    custody_id: str
    event: str
    happened_at: str
    holder: str
    previous_holder: str
    state: str
    list_reference: str
    order_by: str
    due_back_at: str
    attested: CustodyAttested
    ground: ReleaseGround | None
    done: ReleaseDone | None
    read: CustodyRead
    authority: str
    reason: str
    provision: str
    is_annulled: bool
    act_index: int
    place: str = ""  # of a death, and who was there
    witnesses: str = ""
    person_id: str = ""  # the number under which it was recorded


T = TypeVar("T")


def _told(column: str, kind: type[T]) -> T | None:
    """The group of facts that a column holds; None where nothing was said."""
    return msgspec.json.decode(column.encode(), type=kind) if column else None


def attested_of(row: CustodyEntry) -> CustodyAttested:
    """What was attested of one entry."""
    told = _told(row.attested, CustodyAttested) or CustodyAttested()
    return replace(told, list_reference=row.list_reference, order_by=row.order_by, due_back_at=row.due_back_at)


def read_of(row: CustodyEntry) -> CustodyRead:
    """What the house itself knew when one entry was recorded."""
    return _told(row.read, CustodyRead) or CustodyRead()


def timeline_of(*person_ids: str) -> tuple[CustodyView, ...]:
    """The one timeline of a man, by all of his numbers, oldest act first."""
    rows = list(CustodyEntry.objects.filter(person_id__in=person_ids).order_by("recorded_at_index"))
    return tuple(
        CustodyView(
            custody_id=c.pk, event=c.event, happened_at=c.happened_at, holder=c.holder,
            previous_holder=c.previous_holder, state=c.state, list_reference=c.list_reference, order_by=c.order_by,
            due_back_at=c.due_back_at, attested=attested_of(c), ground=_told(c.ground, ReleaseGround),
            done=_told(c.done, ReleaseDone), read=read_of(c), authority=c.authority,
            reason=c.reason, provision=c.provision, is_annulled=c.annulled_by is not None,
            act_index=c.recorded_at_index, person_id=c.person_id,
            place=cells["place"] or "", witnesses=cells["witnesses"] or "",
        )
        for c, cells in zip(rows, open_rows(rows, ("place", "witnesses")), strict=True)
    )  # fmt: skip
