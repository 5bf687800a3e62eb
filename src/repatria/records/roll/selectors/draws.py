"""The draws: ordered, made, the men of each, and whoever was not seen. Record numbers; nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.draw import list_digest
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.checkpoints import first_root_after
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.presence import UNKNOWN, cards_of
from repatria.records.roll.errors import UnknownDrawError
from repatria.records.roll.models import Draw, DrawnMan
from repatria.records.roll.scope import place_asked_for
from repatria.records.roll.selectors.men import QUIET, who_answers_for
from repatria.records.roll.services.draws import numbers_in

DRAWS = "roll.?draws"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView:
    """A draw: what was ordered, by which root it was made, and how many results are in.

    Given:    `has_root` while it waits to be made, whether the log was signed since.
    """

    draw_id: str
    draw_number: int
    scope: str
    how_many: int
    opened_by: str
    opened_at: datetime
    drawn_at: datetime | None
    tree_size: int | None
    root: str
    list_count: int
    list_digest: str
    has_root: bool
    results: int
    not_seen_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnView:
    """One drawn man: what the register says of him now, and what was seen."""

    person_id: str
    card_number: str
    place: str
    custody_state: str
    place_in_draw: int
    sighting_id: str
    looked_at: str
    is_not_seen: bool
    is_closed: bool
    told: str
    explanation: str


@question(DRAWS, of_numbers=True)
def draws(acting: Acting) -> tuple[DrawView, ...]:
    """All draws, the newest first."""
    require(acting, DRAWS)
    return _draws(list(Draw.objects.order_by("-draw_number")))


@question(DRAWS, of_numbers=True)
def draw(acting: Acting, draw_id: str) -> DrawView:
    """One draw.  Raises: UnknownDrawError."""
    require(acting, DRAWS)
    return _draws([_draw_row(draw_id)])[0]


def _draw_row(draw_id: str) -> Draw:
    row = row_numbered(Draw, draw_id)
    if row is None:
        raise UnknownDrawError("no such draw")
    return row


def _draws(rows: Sequence[Draw]) -> tuple[DrawView, ...]:
    at = instants_at(index for row in rows for index in (row.opened_index, row.recorded_index) if index is not None)
    men: dict[str, list[DrawnMan]] = {}
    for man in rows_where(DrawnMan, draw_id=[row.pk for row in rows]):
        men.setdefault(man.draw_id, []).append(man)
    return tuple(
        DrawView(
            draw_id=row.pk, draw_number=row.draw_number, scope=row.scope, how_many=row.how_many,
            opened_by=row.opened_by, opened_at=at[row.opened_index],
            drawn_at=at[row.recorded_index] if row.recorded_index is not None else None, tree_size=row.tree_size,
            root=row.root, list_count=row.list_count, list_digest=row.list_digest,
            has_root=row.recorded_index is None and first_root_after(row.opened_index) is not None,
            results=sum(bool(man.sighting_id) or man.not_seen_index is not None for man in men.get(row.pk, ())),
            not_seen_open=sum(
                man.not_seen_index is not None and man.closed_index is None for man in men.get(row.pk, ())
            ),
        )
        for row in rows
    )  # fmt: skip


@question(DRAWS, of_numbers=True)
def drawn_men(acting: Acting, draw_id: str) -> tuple[DrawnView, ...]:
    """The men of a draw in its order, each with what the register says of him now.  Raises: UnknownDrawError."""
    require(acting, DRAWS)
    _draw_row(draw_id)
    return _drawn(rows_where(DrawnMan, draw_id=draw_id, order="place_in_draw"))


def _drawn(rows: Sequence[DrawnMan]) -> tuple[DrawnView, ...]:
    numbers = [row.person_id for row in rows]
    cards, stands = cards_of(numbers), who_answers_for(numbers)
    return tuple(
        DrawnView(
            person_id=row.person_id, card_number=cards.get(row.person_id, UNKNOWN).card_number,
            place=stands.get(row.person_id, ""), custody_state=cards.get(row.person_id, UNKNOWN).custody_state,
            place_in_draw=row.place_in_draw, sighting_id=row.sighting_id, looked_at=row.looked_at,
            is_not_seen=row.not_seen_index is not None, is_closed=row.closed_index is not None, told=row.said,
            explanation=row.explanation,
        )
        for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeenItem:
    """A drawn man who was not seen, open until somebody says where he is; his place owes it."""

    draw_id: str
    draw_number: int
    person_id: str
    card_number: str
    holder: str
    looked_at: str
    place: str
    told: str


@question(QUIET, of_numbers=True)
def open_not_seen(acting: Acting, *, place: str = "") -> tuple[NotSeenItem, ...]:
    """Drawn men who were not seen, of a camp officer's own place or of all, oldest first."""
    require(acting, QUIET)
    only = place_asked_for(acting, QUIET, place)
    rows = list(DrawnMan.objects.filter(closed_index=None).exclude(not_seen_index=None).order_by("looked_at", "id"))
    cards = cards_of(row.person_id for row in rows)
    numbers = {one.pk: one.draw_number for one in rows_where(Draw, pk=sorted({row.draw_id for row in rows}))}
    return tuple(
        NotSeenItem(
            draw_id=row.draw_id, draw_number=numbers[row.draw_id], person_id=row.person_id,
            card_number=cards.get(row.person_id, UNKNOWN).card_number, holder=row.holder, looked_at=row.looked_at,
            place=row.place, told=row.said,
        )
        for row in rows
        if only in (None, row.holder)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawList:
    """The list from which a draw is made: whoever holds it repeats the draw by root, number and scope."""

    draw_number: int
    scope: str
    how_many: int
    tree_size: int
    root: str
    digest: str
    numbers: tuple[str, ...]


@question(DRAWS, of_numbers=True)
def draw_list(acting: Acting, draw_id: str) -> DrawList:
    """The numbers from which a draw was made, by what the log said at its root, with all that repeats it.

    Raises:   UnknownDrawError for one that was not made yet.
    """
    require(acting, DRAWS)
    row = _draw_row(draw_id)
    if row.tree_size is None:
        raise UnknownDrawError("this draw was not made yet")
    numbers = numbers_in(row.scope, row.tree_size)
    return DrawList(
        draw_number=row.draw_number, scope=row.scope, how_many=row.how_many, tree_size=row.tree_size, root=row.root,
        digest=list_digest(numbers), numbers=numbers,
    )  # fmt: skip
