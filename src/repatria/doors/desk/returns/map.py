"""The map of a batch as the server draws it: a cell a line, by how far it was scanned. A table beside says the same.

A frame is not scanned, a filled cell is, a cross differs, a stroke is read again and sealed: a shape for each word.
What lies in one coffin, bag or box stands together over one bar; two bars where that one differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repatria.core.law.return_batch import BatchState, BatchWay
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.returns.views import BatchView, ContainerView, LineView

_COUNTED = frozenset({BatchState.RECONCILED, BatchState.DISCREPANT, BatchState.CLOSED})
_SECOND_BAR = 4
"""How far a second bar stands below the first: all rows are so much taller where one has it."""
_LAYOUTS = (("", 40, 18), (" small", 16, 18))
"""Class, cells a row, size of a cell."""


class ScanState(StrEnum):
    """How far a thing on a list was scanned."""

    LISTED = "listed"
    READ_AGAIN = "read_again"
    LOADED = "loaded"
    COUNTED = "counted"
    DIFFERS = "differs"
    SETTLED = "settled"


def _state(one: BatchView, line: LineView, counted: frozenset[str]) -> ScanState:
    if line.has_open:
        return ScanState.DIFFERS
    if line.differences:
        return ScanState.SETTLED
    if one.summary.state in _COUNTED and line.label in counted:
        return ScanState.COUNTED
    if line.loaded_at:
        return ScanState.LOADED
    return ScanState.READ_AGAIN if line.is_checked else ScanState.LISTED


def states_of(one: BatchView) -> Iterator[tuple[LineView, ScanState]]:
    """Each line with how far it is, in the order of the list."""
    is_numbers_alone = one.summary.way is BatchWay.SENT and not one.entries
    counted = (
        frozenset(line.label for line in one.lines)
        if is_numbers_alone
        else frozenset(entry.label for entry in one.entries)
    )
    for line in one.lines:
        yield line, _state(one, line, counted)


_TONES = {
    ScanState.LISTED: "f0", ScanState.READ_AGAIN: "f0", ScanState.LOADED: "f2", ScanState.COUNTED: "f1",
    ScanState.DIFFERS: "f0", ScanState.SETTLED: "f1",
}  # fmt: skip


def container_state(one: ContainerView) -> ScanState:
    """How far a coffin, bag or box is."""
    if one.differences:
        return ScanState.DIFFERS if one.has_open else ScanState.SETTLED
    if one.is_counted:
        return ScanState.COUNTED
    return ScanState.LOADED if one.loaded_at else ScanState.LISTED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A thing on the map: how far it is, and the container in which it lies, if any."""

    state: ScanState
    container: str = ""
    has_open: bool = False


def _cells(one: BatchView) -> list[_Cell]:
    """The things in the order of the list, those of one container together where the first of them stands."""
    boxes = {box.number: box.has_open for box in one.containers}
    groups: dict[str, list[_Cell]] = {}
    for line, state in states_of(one):
        box = line.container if line.container in boxes else ""
        cell = _Cell(state=state, container=box, has_open=boxes.get(box, False))
        groups.setdefault(f"box {box}" if box else line.line_id, []).append(cell)
    return [cell for group in groups.values() for cell in group]


def batch_map(one: BatchView, language: str) -> SafeString:
    """The cells of a batch for a wide and a small screen, with how many there are of each; nothing without a line."""
    found = _cells(one)
    if not found:
        return SafeString("")
    counts = Counter(cell.state for cell in found)
    label = "; ".join(f"{word_text(language, 'scan_state', one)}: {counts[one]}" for one in ScanState if counts[one])
    drawn = format_html_join("", "{}", ((_drawn(found, layout, label),) for layout in _LAYOUTS))
    legend = format_html_join("", "<li>{}: {}</li>", (
        *((say(language, f"scan_shape.{state.value}"), counts[state]) for state in ScanState if counts[state]),
        *((say(language, key), count) for key, count in (
            ("sentence.bar_of_container", len(one.containers)),
            ("sentence.bars_of_difference", sum(box.has_open for box in one.containers)),
        ) if count),
    ))  # fmt: skip
    return format_html('<div class="by-width">{}</div><ul class="small">{}</ul>', drawn, legend)


def _drawn(found: list[_Cell], layout: tuple[str, int, int], label: str) -> SafeString:
    """One path a tone, so that a batch of a thousand is a few elements: frames, what stands in them, crosses, bars."""
    kind, across, size = layout
    rows, tall = -(-len(found) // across), size + (_SECOND_BAR if any(cell.has_open for cell in found) else 0)
    frames: dict[str, list[str]] = {"f0": [], "f1": [], "f2": []}
    within: dict[str, list[str]] = {"f0": [], "f2": []}
    crosses, bars = [], []
    for place, cell in enumerate(found):
        x, y, inner = place % across * size + 2, place // across * tall + 2, size - 4
        frames[_TONES[cell.state]].append(_square(x, y, inner))
        if cell.state is ScanState.DIFFERS:
            crosses.append(f"M{x} {y}l{inner} {inner}M{x} {y + inner}l{inner} -{inner}")
        if cell.state in (ScanState.READ_AGAIN, ScanState.SETTLED):
            tone = "f0" if cell.state is ScanState.SETTLED else "f2"
            within[tone].append(_square(x + inner // 4, y + inner // 4, inner // 2))
        bars.append(_bar(found, place, across, size, tall))
    paths = [*frames.items(), *within.items(), ("ax fi", crosses), ("ln", bars)]
    drawn = format_html_join(
        "", '<path class="{}" d="{}"/>', ((tone, "".join(pieces)) for tone, pieces in paths if any(pieces))
    )
    return format_html(
        '<svg class="plot{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', kind, across * size,
        rows * tall, label, drawn,
    )  # fmt: skip


def _square(x: int, y: int, side: int) -> str:
    return f"M{x} {y}h{side}v{side}h-{side}z"


def _bar(found: list[_Cell], place: int, across: int, size: int, tall: int) -> str:
    """The piece of the bar under one cell of a container, on to the next one of it in the same row."""
    cell, is_last = found[place], place + 1 == len(found) or (place + 1) % across == 0
    if not cell.container:
        return ""
    on = size - 4 if is_last or found[place + 1].container != cell.container else size
    x, y = place % across * size + 2, place // across * tall + size - 1
    return f"M{x} {y}h{on}" + (f"M{x} {y + _SECOND_BAR}h{on}" if cell.has_open else "")
