"""Pieces of a calm drawing as SVG text: colours of the house, text, lines, and how long a line of text is.

Lives here: what the waterfall and the plots share. The width of a text is estimated, since nothing here knows a face.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

PAPER, INK, QUIET, LINE = "#ffffff", "#1d2327", "#4a5257", "#8c867b"
FOR, AGAINST = "#0f5257", "#8f1d2c"
"""Colours of the house's looks (contrast on paper 8:1 and more); never the only sign of anything."""

_DASHED, _FAINT = ' stroke-dasharray="3 4"', ' stroke-opacity="0.35"'
_SMALL, _CAPITAL, _WIDE, _NARROW = 0.6, 0.72, 1.0, 0.32
"""Widths of a letter of Noto Sans by kind, rounded up.  Units: the size of the type."""


def text_width(text: str, size: float) -> float:
    """Returns about how long a line of text is, rather too long than too short.  Units: those of `size`."""
    width = 0.0
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            width += _WIDE
        elif unicodedata.combining(sign):
            continue
        elif sign in " .,:;|!'’iIl":
            width += _NARROW
        else:
            width += _CAPITAL if sign.isupper() or sign in "жшщюмЖШЩЮmw@%" else _SMALL
    return width * size


def lines_of(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Parts a text into lines no longer than `width`, at blanks where it can.

    Returns:  at most `most` lines; what does not fit is replaced by "…".
    """
    lines: list[str] = [""]
    for piece in text[: 40 * most].split():
        joined = f"{lines[-1]} {piece}".strip()
        if text_width(joined, size) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for sign in piece:
            if lines[-1] and text_width(lines[-1] + sign, size) > width:
                lines.append("")
            lines[-1] += sign
    if len(lines) > most or len(text) > 40 * most:
        lines = lines[:most]
        lines[-1] = lines[-1][:-1] + "…" if text_width(lines[-1] + "…", size) > width else lines[-1] + "…"
    return tuple(lines)


def text_at(
    x: float, y: float, text: str, *, size: int, bold: bool = False, anchor: str = "start", colour: str = INK
) -> str:
    """Returns a text at a place; it is escaped, and alone in its element."""
    weight = ' font-weight="700"' if bold else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    name = "quiet" if colour == QUIET else "ink"
    looks = f'font-size="{size}"{weight}{placed} fill="{colour}"'
    return f'<text class="{name}" x="{x:g}" y="{y:g}" {looks}>{escape(text)}</text>'


def line_at(
    x1: float, y1: float, x2: float, y2: float, *, colour: str, name: str = "line", dashed: bool = False,
    faint: bool = False,
) -> str:  # fmt: skip
    """Returns a thin straight line."""
    looks = f'stroke="{colour}" stroke-width="1"{_DASHED if dashed else ""}{_FAINT if faint else ""}'
    return f'<line class="{name}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" {looks}/>'


def signed(number: float) -> str:
    """Returns a number with one decimal and its sign, minus as the dash that every face has; nothing has no sign."""
    written = f"{number:+.1f}"
    return "0.0" if written in ("+0.0", "-0.0") else written.replace("-", "–")
