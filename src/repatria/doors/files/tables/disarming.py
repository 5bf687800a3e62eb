"""Text from a file on its way to somebody: it steers neither a spreadsheet nor a terminal."""

from __future__ import annotations

_FORMULA_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones are of East Asia
_FORMULA_SPACES = ("\t", "\r", "\n")


def harmless(cell: str) -> str:
    """Returns a cell that no spreadsheet evaluates: an apostrophe goes before what would be a formula."""
    is_armed = cell.startswith(_FORMULA_SPACES) or cell.lstrip().startswith(_FORMULA_BEGINS)
    return f"'{cell}" if is_armed else cell


def printable(text: str) -> str:
    """Returns a text for a terminal: what came from a file must not steer the operator's terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)
