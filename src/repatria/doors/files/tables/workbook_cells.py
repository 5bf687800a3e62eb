"""Cells of a workbook as text: a formula as the text it is, a number as its format shows it where that keeps zeros."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, NamedTuple

_MIDNIGHT = time(0, 0)
_ESCAPED = re.compile(r'\\(.)|"([^"]*)"')
_ZEROS = re.compile(r"[0 /\-]*0[0 /\-]*0[0 /\-]*")
"""A format that shows zeros in front: noughts alone, perhaps parted by signs, as 00000 or 000-00-0000."""


class Cell(NamedTuple):
    """A cell as text, with what is odd about it and the number that it holds as a number."""

    text: str = ""
    flags: tuple[str, ...] = ()
    number: float | None = None


_EMPTY = Cell()


def cell_of(cell: Any) -> Cell:
    """Returns a cell of the reader as text: a day as a date, a number as it is shown, a formula as it is written."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return _EMPTY
    if kind == "f":
        return Cell(str(getattr(value, "text", value) or ""), ("formula",))
    if kind == "e":
        return Cell(str(value), ("cell_error",))
    if isinstance(value, str | bool):
        return Cell(str(value))
    if isinstance(value, datetime):
        is_day = value.time() == _MIDNIGHT
        return Cell(value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="minutes"))
    if isinstance(value, date | time):
        return Cell(value.isoformat())
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return Cell(str(value))


def _number(value: int | float, number_format: str | None) -> Cell:
    is_whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
    text = str(int(value)) if is_whole else str(value)
    if is_whole and value >= 0 and number_format and number_format != "General":
        shown = _shown_as(text, number_format)
        if shown:
            return Cell(shown, (), None)
    return Cell(text, (), float(value))


def _shown_as(digits: str, number_format: str) -> str:
    """Returns a whole number with the zeros in front that its format shows; "" where the format shows none."""
    plain = _ESCAPED.sub(lambda found: found[1] or found[2] or "", number_format)
    if not _ZEROS.fullmatch(plain):
        return ""
    rest = list(digits.zfill(plain.count("0")))
    shown = [rest.pop() if sign == "0" else sign for sign in reversed(plain)]
    return "".join(rest) + "".join(reversed(shown))
