"""Teeth and body as the server draws them: SVG in the sheet's classes. Beside each stands a table that says the same.

The body's own left stands on the right where it is seen from the front, and on the left from behind; teeth as a dentist
looks at them, the upper right first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repatria.core.vocabulary.body_record import (
    LOWER,
    MILK_LOWER,
    MILK_UPPER,
    UPPER,
    Aspect,
    BodyMark,
    Region,
    Side,
    ToothCode,
    ToothSaid,
)

_STEP, _SIZE, _GAP = 20, 17, 8
_TONES = {ToothCode.SOUND: "f0", ToothCode.UNERUPTED: "f3"}
_GONE = frozenset({ToothCode.MISSING_BEFORE, ToothCode.MISSING_AFTER})
_R = Region
_CENTRE = {
    _R.HEAD: (50, 3, 20, 13), _R.FACE: (51, 16, 18, 13), _R.NECK: (54, 29, 12, 9), _R.CHEST: (40, 48, 40, 40),
    _R.BACK: (40, 48, 40, 40), _R.ABDOMEN: (40, 88, 40, 34), _R.PELVIS: (40, 122, 40, 24),
}  # fmt: skip
_BEHIND = {_R.HEAD: (50, 3, 20, 26), _R.BACK: (40, 48, 40, 74)}
_PAIRED = {  # as the right side of a body is seen from the front
    _R.SHOULDER: (26, 40, 26, 12), _R.UPPER_ARM: (24, 52, 14, 44), _R.FOREARM: (20, 96, 13, 42),
    _R.HAND: (17, 138, 13, 18), _R.THIGH: (41, 146, 17, 58), _R.KNEE: (42, 204, 15, 16),
    _R.LOWER_LEG: (43, 220, 14, 54), _R.FOOT: (36, 274, 21, 12),
}  # fmt: skip
_WIDTH, _HEIGHT, _APART = 120, 292, 24
Box = tuple[float, float, float, float]


def odontogram(teeth: Sequence[ToothSaid], *, label: str) -> SafeString:
    """Every tooth in its place by its FDI number: sound ones hollow, treated ones filled, those that are gone crossed.

    Given:    rows of milk teeth are drawn where one of them is said.
    """
    said = {one.tooth: one.code for one in teeth}
    rows: list[Sequence[int]] = [UPPER, LOWER]
    if any(tooth > 50 for tooth in said):
        rows = [UPPER, MILK_UPPER, MILK_LOWER, LOWER]
    drawn = [(_tooth(tooth, said.get(tooth), place, row, len(order)),)
             for row, order in enumerate(rows) for place, tooth in enumerate(order)]  # fmt: skip
    width, height = 16 * _STEP + _GAP, len(rows) * 40
    return format_html(
        '<svg class="plot chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', width, height, label,
        format_html_join("", "{}", drawn),
    )  # fmt: skip


def _tooth(tooth: int, code: ToothCode | None, place: int, row: int, length: int) -> SafeString:
    x = (16 - length) // 2 * _STEP + place * _STEP + (_GAP if place >= length // 2 else 0)
    y = row * 40 + 14
    number = format_html('<text class="m q" x="{}" y="{}">{}</text>', x + _SIZE / 2, y - 3, tooth)
    if code is None:
        return format_html('{}<rect class="f2" x="{}" y="{}" width="{}" height="{}"/>', number, x, y + 7, _SIZE, 3)
    if code in _GONE:
        return format_html(
            '{}<line class="ln" x1="{}" y1="{}" x2="{}" y2="{}"/><line class="ln" x1="{}" y1="{}" x2="{}" y2="{}"/>',
            number, x, y, x + _SIZE, y + _SIZE, x, y + _SIZE, x + _SIZE, y,
        )  # fmt: skip
    tone = _TONES.get(code, "f1")
    return format_html('{}<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', number, tone, x, y, _SIZE, _SIZE)


def _boxes(aspect: Aspect) -> Iterator[tuple[Region, Side, Box]]:
    """Each region with its side and where it is drawn, seen from this aspect."""
    seen = {**_CENTRE, **_BEHIND} if aspect is Aspect.BEHIND else _CENTRE
    hidden = {_R.FACE, _R.CHEST, _R.ABDOMEN} if aspect is Aspect.BEHIND else {_R.BACK}
    yield from ((region, Side.MIDDLE, box) for region, box in seen.items() if region not in hidden)
    first, second = (Side.RIGHT, Side.LEFT) if aspect is Aspect.FRONT else (Side.LEFT, Side.RIGHT)
    for region, (x, y, width, height) in _PAIRED.items():
        yield region, first, (x, y, width, height)
        yield region, second, (_WIDTH - x - width, y, width, height)


def _place(mark: BodyMark, aspect: Aspect) -> Box | None:
    """Where a mark is drawn: of one side within a middle region on that half of it; of no side in the middle."""
    found = {(region, side): box for region, side, box in _boxes(aspect)}
    if box := found.get((mark.region, mark.side)):
        return box
    if box := found.get((mark.region, Side.MIDDLE)):
        x, y, width, height = box
        on_left = (mark.side is Side.RIGHT) is (aspect is Aspect.FRONT)
        return (x if on_left else x + width / 2, y, width / 2, height) if mark.side in (Side.LEFT, Side.RIGHT) else box
    return found.get((mark.region, Side.RIGHT))


def body_chart(marks: Sequence[BodyMark], *, label: str, front: str, behind: str) -> SafeString:
    """A body from the front and from behind, its marks by their numbers in the table."""
    figures = [(_figure(marks, aspect, word, at),) for aspect, word, at in (
        (Aspect.FRONT, front, 0), (Aspect.BEHIND, behind, _WIDTH + _APART)
    )]  # fmt: skip
    return format_html(
        '<svg class="plot chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', 2 * _WIDTH + _APART,
        _HEIGHT + 18, label, format_html_join("", "{}", figures),
    )  # fmt: skip


def _figure(marks: Sequence[BodyMark], aspect: Aspect, word: str, at: int) -> SafeString:
    outline = format_html_join(
        "", '<rect class="f0" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        ((x + at, y, width, height) for _, _, (x, y, width, height) in _boxes(aspect)),
    )  # fmt: skip
    drawn, taken = [], dict[Box, int]()
    for number, mark in enumerate(marks, start=1):
        if mark.aspect is not aspect or (box := _place(mark, aspect)) is None:
            continue
        x, y, width, height = box
        row = taken.get(box, 0)
        taken[box] = row + 1
        centre_x, centre_y = x + width / 2 + at, y + min(height / 2, 8.0) + row * 15
        drawn.append((centre_x, centre_y, centre_x, centre_y + 4, number))
    dots = format_html_join(
        "", '<circle class="f1" cx="{}" cy="{}" r="7"/><text class="m b on" x="{}" y="{}">{}</text>', drawn
    )  # fmt: skip
    return format_html(
        '{}{}<text class="m q" x="{}" y="{}">{}</text>', outline, dots, _WIDTH / 2 + at, _HEIGHT + 14, word
    )  # fmt: skip
