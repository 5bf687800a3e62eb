"""QR codes (ISO/IEC 18004), as a drawing for the foot of a paper and as strokes that a sheet draws itself."""

from __future__ import annotations

import io

import segno

_LEVEL = "m"  # 15 % of it may be dirty: cards are carried through mud


def drawing_of(content: str) -> str:
    """Returns the code as a whole SVG element with its quiet border."""
    drawn = io.BytesIO()
    segno.make_qr(content, error=_LEVEL).save(drawn, kind="svg", border=2, xmldecl=False, nl=False, light="#ffffff")
    return drawn.getvalue().decode()


def strokes_of(content: str) -> tuple[int, list[list[int]]]:
    """Returns how many squares wide the code is, and its dark runs, each as column, row and length.

    Not:      a border; the sheet leaves four squares free around it.
    """
    rows = [list(row) for row in segno.make_qr(content, error=_LEVEL).matrix]
    runs: list[list[int]] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append([x, y, end - x])
            x = end + 1
    return len(rows), runs
