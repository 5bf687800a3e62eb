"""Small plots as the server draws them: SVG with classes for colours, labels at the marks, the baseline at zero.

Beside each stands a list, a table or a sentence that says the same. No style and no colour is written here: the sheet
gives them, so that dark, forced colours and paper work under the door's policy of content. Time and numbers run from
left to right in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_SPARK_WIDTH, _SPARK_HEIGHT, _GAP = 176.0, 30.0, 2.0
_METER_WIDTH = 56
_LETTER = 6.6  # units a letter of 12 units takes on the average, Cyrillic included


def meter(used: float) -> SafeString:
    """A bar of time used of time allowed; above 1 it is full.

    Given:    the words beside it say the same, so that it is hidden from who reads aloud.
    """
    width = round(_METER_WIDTH * min(1.0, max(0.0, used)))
    return format_html(
        '<svg class="meter" viewBox="0 0 {} 6" aria-hidden="true"><rect class="all" width="{}" height="6"/>'
        '<rect class="part" width="{}" height="6"/></svg>', _METER_WIDTH, _METER_WIDTH, width,
    )  # fmt: skip


def bars(values: Sequence[float], *, label: str, late_from: int | None = None) -> SafeString:
    """Bars beside each other, those from `late_from` on in the tone of what is late; nothing for no values."""
    if not values:
        return SafeString("")
    width = (_SPARK_WIDTH - _GAP * (len(values) - 1)) / len(values)
    highest = max(*values, 1.0)
    rects = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', (
        ("f1" if late_from is None or place < late_from else "f5", _of(place * (width + _GAP)),
         _of(_SPARK_HEIGHT * (1 - value / highest)), _of(width), _of(_SPARK_HEIGHT * value / highest))
        for place, value in enumerate(values)
    ))  # fmt: skip
    return _spark(label, rects)


def line(values: Sequence[float], *, label: str) -> SafeString:
    """A line through values at equal distances, its last point marked; nothing for fewer than two."""
    if len(values) < 2:
        return SafeString("")
    highest = max(*values, 1.0)
    points = [
        (_SPARK_WIDTH * place / (len(values) - 1), _SPARK_HEIGHT * (1 - value / highest))
        for place, value in enumerate(values)
    ]
    last_x, last_y = points[-1]
    drawn = format_html(
        '<polyline class="ln" points="{}"/><circle class="f1" cx="{}" cy="{}" r="3"/>',
        " ".join(f"{_of(x)},{_of(y)}" for x, y in points), _of(last_x - 2), _of(last_y),
    )  # fmt: skip
    return _spark(label, drawn)


def balance(held: Sequence[int], came: Sequence[int], left: Sequence[int], *, label: str) -> SafeString:
    """How many there were each day as a line, and beneath it who came (up) and who left (down), on one scale.

    Given:    three rows of equal length; nothing for fewer than two days.
    """
    if len(held) < 2:
        return SafeString("")
    height, low, width = 44.0, 18.0, _SPARK_WIDTH / len(held)
    highest, most = max(*held, 1), max(*came, *left, 1)
    points = " ".join(
        f"{_of(width * (place + 0.5))},{_of(2 + height * (1 - value / highest))}" for place, value in enumerate(held)
    )
    base = height + low + 6
    rects = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', (
        (tone, _of(width * place + 0.5), _of(base - size if tone == "f1" else base), _of(max(0.5, width - 1)),
         _of(size))
        for tone, values in (("f1", came), ("f4", left)) for place, value in enumerate(values)
        if (size := low * value / most)
    ))  # fmt: skip
    return format_html(
        '<svg class="plot spark" viewBox="0 0 {} {}" role="img" aria-label="{}"><polyline class="ln" points="{}"/>{}'
        '<line class="ax" x1="0" y1="{}" x2="{}" y2="{}"/></svg>',
        _of(_SPARK_WIDTH), _of(base + low + 1), label, points, rects, _of(base), _of(_SPARK_WIDTH), _of(base),
    )  # fmt: skip


def shares(parts: Sequence[tuple[float, str]], *, label: str) -> SafeString:
    """Parts of a whole beside each other, each with its tone (f1 to f5); nothing where the whole is nothing."""
    whole = sum(value for value, _ in parts)
    if whole <= 0:
        return SafeString("")
    at, rects = 0.0, []
    for value, tone in parts:
        width = _SPARK_WIDTH * value / whole
        rects.append((tone, _of(at), _of(width)))
        at += width
    drawn = format_html_join("", '<rect class="{}" x="{}" width="{}" height="12"/>', rects)
    return format_html(
        '<svg class="plot spark" viewBox="0 0 {} 12" role="img" aria-label="{}">{}</svg>',
        _of(_SPARK_WIDTH), label, drawn,
    )  # fmt: skip


def _spark(label: str, drawn: SafeString) -> SafeString:
    return format_html(
        '<svg class="plot spark" viewBox="0 0 {} 31" role="img" aria-label="{}">{}'
        '<line class="ax" x1="0" y1="30.5" x2="{}" y2="30.5"/></svg>',
        _of(_SPARK_WIDTH), label, drawn, _of(_SPARK_WIDTH),
    )  # fmt: skip


def _of(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in a lane: from when to when, what is written beside it, in which tone (f1 to f5)."""

    lane: str
    begin: datetime
    end: datetime
    text: str = ""
    tone: str = "f1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Instants in a row of their own beneath the lanes."""

    label: str
    at: tuple[datetime, ...]
    text: str = ""  # what is written at the end of the row


_TOP = 26.0
_STEPS = (1, 2, 7, 14, 28, 91, 182, 365, 730)  # days between two ticks
_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How lanes lie.  Units: those of the drawing's viewBox, in which a letter is 12 high."""

    kind: str
    left: float  # where the lanes begin
    right: float
    row: float
    bar: float  # how far below the head of its row a bar begins
    letters: int  # of a name that fit; the whole name stands in the table

    @property
    def width(self) -> float:
        return self.right + 2


_WIDE = _Layout(kind="", left=168.0, right=720.0, row=30.0, bar=0.0, letters=24)
_NARROW = _Layout(kind=" small", left=0.0, right=288.0, row=44.0, bar=16.0, letters=42)
"""On a small screen the names stand above their lanes, so that nothing lies beside the screen."""


def lanes(
    spans: Sequence[Span], *, title: str, day: Callable[[datetime], str], marks: Marks | None = None
) -> SafeString:
    """Times in lanes, one lane a place, in the order in which the places come first; nothing without a span.

    Given:    `day` writes a day under a tick. The last span ends where the chart ends.
    Returns:  the drawing for a wide and the one for a small screen; the sheet shows one of them.
    """
    if not spans:
        return SafeString("")
    drawn = [(_lanes(spans, layout, title=title, day=day, marks=marks),) for layout in (_WIDE, _NARROW)]
    return format_html('<div class="by-width">{}</div>', format_html_join("", "{}", drawn))


def _lanes(
    spans: Sequence[Span], layout: _Layout, *, title: str, day: Callable[[datetime], str], marks: Marks | None
) -> SafeString:
    begin, end = min(one.begin for one in spans), max(one.end for one in spans)
    end = max(end, begin + timedelta(hours=1))

    def x(at: datetime) -> float:
        return layout.left + (layout.right - layout.left) * ((at - begin) / (end - begin))

    names = list(dict.fromkeys(one.lane for one in spans))
    below = _TOP + layout.row * len(names)
    height = below + (20 if marks else 4)
    return format_html(
        '<svg class="plot{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>', layout.kind,
        _of(layout.width), _of(height), title, _rows(names, layout), _ticks(begin, end, x, below, day, layout),
        _bars_of(spans, names, x, layout), _marks(marks, x, below, layout),
    )  # fmt: skip


def _rows(names: Sequence[str], layout: _Layout) -> SafeString:
    return format_html_join("", '<text x="0" y="{}">{}</text><line class="hr" x1="{}" x2="{}" y1="{}" y2="{}"/>', (
        (_of(_TOP + layout.row * row + (12 if layout.bar else 14)), _short(name, layout.letters), _of(layout.left),
         _of(layout.width), *[_of(_TOP + layout.row * row + layout.bar + 24.5)] * 2)
        for row, name in enumerate(names)
    ))  # fmt: skip


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _ticks(
    begin: datetime, end: datetime, x: Callable[[datetime], float], below: float, day: Callable[[datetime], str],
    layout: _Layout,
) -> SafeString:  # fmt: skip
    """Days above the lanes, each written once: a day that begins or ends the chart is not written again within it."""
    days = (end - begin).days
    step = next((one for one in _STEPS if days / one <= _TICKS), _STEPS[-1])
    at = [begin + timedelta(days=step * number) for number in range(1, days // step + 1)]
    ends = {day(begin), day(end)}
    is_inner = layout is _WIDE  # a small one has room for the first and the last word alone
    inner = [one for one in at if is_inner and layout.left + 60 < x(one) < layout.right - 75 and day(one) not in ends]
    last = [(end, " e")] if len(ends) > 1 else []
    placed = [(begin, ""), *((one, " m") for one in inner), *last]
    return format_html_join(
        "", '<line class="hr" x1="{}" x2="{}" y1="16" y2="{}"/><text class="q{}" x="{}" y="11">{}</text>',
        ((_of(x(one)), _of(x(one)), _of(below), anchor, _of(x(one)), day(one)) for one, anchor in placed),
    )  # fmt: skip


def _bars_of(
    spans: Sequence[Span], names: Sequence[str], x: Callable[[datetime], float], layout: _Layout
) -> SafeString:  # fmt: skip
    drawn = []
    for one in spans:
        row, left, right = names.index(one.lane), x(one.begin), x(one.end)
        width = max(2.0, right - left)
        top = _TOP + layout.row * row + layout.bar
        drawn.append(format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="20"/>', one.tone, _of(left), _of(top), _of(width)
        ))  # fmt: skip
        others = [(x(other.begin), x(other.end)) for other in spans if other.lane == one.lane and other is not one]
        drawn.append(_text_of(one, left, left + width, top + 14, others, layout))
    return format_html_join("", "{}", ((one,) for one in drawn))


def _text_of(
    one: Span, left: float, right: float, y: float, others: Iterable[tuple[float, float]], layout: _Layout
) -> SafeString:  # fmt: skip
    """The words of a span: in it where they fit, else behind it, else before it, else nowhere: the table has them."""
    length = len(one.text) * _LETTER + 8
    if not one.text:
        return SafeString("")
    if length <= right - left and one.tone in _DARK:
        return format_html('<text class="on" x="{}" y="{}">{}</text>', _of(left + 5), _of(y), one.text)
    taken = list(others)
    if right + length <= layout.right and not any(begin < right + length and end > right for begin, end in taken):
        return format_html('<text x="{}" y="{}">{}</text>', _of(right + 5), _of(y), one.text)
    if left - length >= layout.left and not any(begin < left and end > left - length for begin, end in taken):
        return format_html('<text class="e" x="{}" y="{}">{}</text>', _of(left - 5), _of(y), one.text)
    return SafeString("")


_DARK = frozenset({"f1", "f4", "f5"})  # tones on which words can be read


def _marks(marks: Marks | None, x: Callable[[datetime], float], below: float, layout: _Layout) -> SafeString:
    if marks is None:
        return SafeString("")
    points = format_html_join(
        "", '<path class="fi" d="M{} {}l5 6-5 6-5-6z"/>', ((_of(x(one)), _of(below + 4)) for one in marks.at)
    )
    return format_html(
        '{}<text x="0" y="{}">{}</text><text class="q e" x="{}" y="{}">{}</text>', points, _of(below + 14),
        _short(marks.label, 21), _of(layout.right), _of(below + 14), marks.text,
    )  # fmt: skip
