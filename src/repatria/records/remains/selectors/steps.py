"""The path of an item, opened, and the stores of the dead with what lies in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.law.remains_path import NOT_IN_STORE
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.models import Item, ItemStepRow, Store
from repatria.records.remains.reading import item_row
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.remains.whereabouts import elsewhere, lying_in_stores
from repatria.records.vault.opening import open_rows

_WORDS = ("by", "from_whom", "purpose", "grave", "note", "cause")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLine:
    """One store: how many items it takes, and how many lie there."""

    store_code: str
    capacity: int
    kept_at: str
    items: int


@question(SEES, of_numbers=True)
def stores(acting: Acting) -> tuple[StoreLine, ...]:
    """Every store of the dead by its code, with the room that is left.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return _with_content(lying_in_stores())


def _with_content(lying: Sequence[Item]) -> tuple[StoreLine, ...]:
    there = Counter(row.store_code for row in lying)
    return tuple(
        StoreLine(store_code=row.pk, capacity=row.capacity, kept_at=row.kept_at, items=there[row.pk])
        for row in rows_where(Store, order="id")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of an item: who gave and who took it, under which seal and why."""

    step: str
    at: str
    seal_number: str
    store_code: str
    reference: str
    by: str
    from_whom: str
    purpose: str
    grave: str
    note: str
    cause: str
    act_index: int
    is_taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """Where an item is, and how it came there."""

    item_code: str
    state: str
    store_code: str
    last_at: str
    elsewhere: str  # how it is away, "" where it lies here
    elsewhere_by: str  # the record that says so
    elsewhere_at: str
    steps: tuple[StepView, ...]


@question(READS)
def path(acting: Acting, item_code: str) -> PathView:
    """The path of an item, the oldest step first.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = item_row(item_code)
    record_reading(acting, question="remains.?item", records=(row.pk,))
    entries = rows_where(ItemStepRow, item_code=row.pk, order="recorded_index")
    gone = elsewhere(row)
    is_in_store = gone is None or gone.how not in NOT_IN_STORE
    return PathView(
        item_code=row.pk, state=row.state, store_code=row.store_code if is_in_store else "", last_at=row.last_at,
        elsewhere=gone.how.value if gone else "", elsewhere_by=gone.record if gone else "",
        elsewhere_at=gone.at if gone else "",
        steps=tuple(
            StepView(
                step=one.step, at=one.at, seal_number=one.seal_number, store_code=one.store_code,
                reference=one.reference, act_index=one.recorded_index,
                is_taken_back=one.taken_back_index is not None, **{name: text or "" for name, text in cells.items()},
            )
            for one, cells in zip(entries, open_rows(entries, _WORDS), strict=True)
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MortuaryLine:
    """One store: its places, how many are taken, and for how many days each thing has lain there."""

    store: StoreLine
    days: tuple[int, ...]  # of each thing that lies there, the longest first


@question(SEES, of_numbers=True)
def mortuary_board(acting: Acting) -> tuple[MortuaryLine, ...]:
    """Every store with how full it is and how long each thing has lain there.

    Source:   practice rule 25.
    Units:    whole days since the step that put it there.
    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    rows = lying_in_stores()
    lying = {row.pk: row.store_code for row in rows}
    since: dict[str, str] = {}
    for row in rows_where(ItemStepRow, item_code=list(lying), taken_back_index=None, order="recorded_index"):
        if row.store_code == lying[row.item_code]:
            since.setdefault(row.item_code, row.at)
        elif row.store_code:  # it lay elsewhere before
            since.pop(row.item_code, None)
    days: dict[str, list[int]] = {}
    for code, store_code in lying.items():
        begin = since.get(code)
        days.setdefault(store_code, []).append((acting.at - read_instant(begin)).days if begin else 0)
    return tuple(
        MortuaryLine(store=one, days=tuple(sorted(days.get(one.store_code, ()), reverse=True)))
        for one in _with_content(rows)
    )
