"""Text from outside on its way to a spreadsheet or a terminal: it is shown there, and steers neither.

Every table that is written for a spreadsheet goes through `disarmed`, whoever writes it. Answers in `.tsv` are for
machines: every number stands there as it was given.
"""

from __future__ import annotations

import unicodedata

_BEGINS = frozenset("=+-@")
_MINUS = "\u2212"
"""The typographic minus, which some spreadsheets take for the sign."""
_ENDS_CELL = ("\t", "\r", "\n", "\0")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of signs that a spreadsheet passes over before it looks for a formula: blanks of any width, controls."""


def disarmed(cell: str) -> str:
    """Returns a cell that no spreadsheet reckons with: an apostrophe goes before what it would take for a formula.

    Source:   OWASP, CSV injection; the full-width and small signs (＝ ﹦) are those that NFKC makes = + - @ of
    Given:    blanks before the sign, those without width too, protect nobody: spreadsheets pass over them.
    Returns:  any other cell as it is, also one that begins with an apostrophe already.
    Not:      quotation marks, separators and ends of lines: who writes the table quotes them.
    """
    return f"'{cell}" if _is_armed(cell) else cell


def _is_armed(cell: str) -> bool:
    if not cell or "/" < cell[0] < "=":  # a digit: most cells of a list, told at once
        return False
    if cell.startswith(_ENDS_CELL):
        return True
    first = next((sign for sign in cell if unicodedata.category(sign) not in _UNSEEN), "")
    return first == _MINUS or unicodedata.normalize("NFKC", first)[:1] in _BEGINS if first else False


def printable(text: str) -> str:
    """Returns a text for a terminal: what came from a file must not steer the operator's terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)
