"""Remains that went to families: by number, and one with what its papers say."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.models import FoundStep
from repatria.records.returns.errors import UnknownRemainsReleaseError
from repatria.records.returns.models import ReleasedItem, RemainsRelease
from repatria.records.vault.opening import open_rows

SEES, READS = "returns.?returns", "returns.?release"
_WORDS = ("receiver", "relation", "document", "place", "by", "second", "named_by", "as_wished")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseLine:
    """One release by its number."""

    given_id: str
    items: int
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPacket:
    """A packet of what was found, with the list under its last seal."""

    found_id: str
    seal_number: str
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseView:
    """One release whole."""

    given_id: str
    items: tuple[str, ...]
    packets: tuple[ReleasedPacket, ...]
    at: str
    receipt: str
    receiver: str
    relation: str
    document: str
    place: str
    by: str
    second: str
    named_by: str
    as_wished: str


@question(SEES, of_numbers=True)
def remains_releases(acting: Acting) -> tuple[RemainsReleaseLine, ...]:
    """Every release by its number, the newest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(
        RemainsReleaseLine(given_id=row.pk, items=len(rows_where(ReleasedItem, given_id=row.pk)), at=row.at)
        for row in rows_where(RemainsRelease, order="-recorded_index")
    )


def _packet(found_id: str) -> ReleasedPacket:
    steps = rows_where(FoundStep, found_id=found_id, step="sealed", order="-recorded_index", at_most=1)
    (cells,) = open_rows(steps, ("contents",))
    return ReleasedPacket(
        found_id=found_id, seal_number=steps[0].seal_number, contents=cells["contents"] or ""
    )  # fmt: skip


@question(READS)
def remains_release(acting: Acting, given_id: str) -> RemainsReleaseView:
    """One release with who took the remains, and the list of what was found on them.

    Raises:   RoleForbidsError; UnknownRemainsReleaseError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = row_numbered(RemainsRelease, given_id)
    if row is None:
        raise UnknownRemainsReleaseError("nothing was released under this number")
    items = tuple(one.pk for one in rows_where(ReleasedItem, given_id=row.pk, order="id"))
    record_reading(acting, question="returns.?release", records=(row.pk, *items))
    (cells,) = open_rows([row], _WORDS)
    return RemainsReleaseView(
        given_id=row.pk, items=items, packets=tuple(map(_packet, row.packets.split())), at=row.at, receipt=row.receipt,
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip
