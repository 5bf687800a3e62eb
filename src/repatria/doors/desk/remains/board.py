"""The mortuary board: each store, how full it is, how long each thing has lain there; drawn, with a table beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import SEES
from repatria.records.remains.selectors.steps import MortuaryLine, mortuary_board

_COLUMNS = (
    "column.store_code", "column.store_kept_at", "column.store_capacity", "column.store_items", "column.store_left",
    "column.store_week", "column.store_month", "column.store_longer", "column.store_longest",
)  # fmt: skip
WEEK, MONTH = 7, 30
_WIDTH, _BAR, _ROW = 320.0, 22.0, 48.0


def by_time(days: Sequence[int]) -> tuple[int, int, int]:
    """How many have lain there for up to a week, up to a month, and longer."""
    week, month = sum(one <= WEEK for one in days), sum(WEEK < one <= MONTH for one in days)
    return week, month, len(days) - week - month


def _segments(one: MortuaryLine) -> Iterator[tuple[str, float, float]]:
    """The parts of a bar: its tone, where it begins and how long it is; what is free is the frame that stays empty."""
    whole, at = max(one.store.capacity, len(one.days), 1), 0.0
    for tone, count in zip(("f3", "f2", "f1"), by_time(one.days), strict=True):
        if count:
            width = _WIDTH * count / whole
            yield tone, at, width
            at += width


def drawing(board: Sequence[MortuaryLine], label: str) -> SafeString:
    """A bar a store; nothing where there is no store."""
    if not board:
        return SafeString("")
    rows = format_html_join("", "{}", ((_row(one, place * _ROW),) for place, one in enumerate(board)))
    return format_html(
        '<svg class="plot chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', int(_WIDTH) + 2,
        int(len(board) * _ROW), label, rows,
    )  # fmt: skip


def _row(one: MortuaryLine, top: float) -> SafeString:
    parts = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', (
        (tone, f"{1 + at:.1f}", top + 18, f"{width:.1f}", _BAR) for tone, at, width in _segments(one)
    ))  # fmt: skip
    return format_html(
        '<text class="b" x="1" y="{}">{}</text><text class="e q" x="{}" y="{}">{}/{}</text>'
        '<rect class="f0" x="1" y="{}" width="{}" height="{}"/>{}',
        top + 13, one.store.store_code, _WIDTH + 1, top + 13, len(one.days), one.store.capacity, top + 18, _WIDTH,
        _BAR, parts,
    )  # fmt: skip


@page(SEES, path="remains/board", name="mortuary_board")
def board_page(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The stores as a picture, and as the table that says the same."""
    language, board = language_of(request), mortuary_board(acting)
    rows = [
        Row(
            cells=(
                one.store.store_code, one.store.kept_at, str(one.store.capacity), str(len(one.days)),
                str(max(0, one.store.capacity - len(one.days))), *map(str, by_time(one.days)),
                str(one.days[0]) if one.days else "—",
            ),
            tone="late" if len(one.days) >= one.store.capacity else "",
        )
        for one in board
    ]  # fmt: skip
    return table_page(
        request, title="page.mortuary_board", columns=_COLUMNS, rows=rows, intro="intro.mortuary_board",
        empty="empty.remains_stores", template="picture_table.html",
        picture=drawing(board, say(language, "page.mortuary_board")),
    )  # fmt: skip
