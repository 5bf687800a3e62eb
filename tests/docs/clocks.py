"""The page docs/law/clocks.md, written from the table of clocks: `python -m tests.docs.clocks > docs/law/clocks.md`."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.clock_words import CalendarTerm, ClockRow
from repatria.core.law.clocks import CLOCKS, WAITING

_HEAD = """\
# Clocks

This page is generated from the table in `src/repatria/core/law/clocks.py` (`python -m tests.docs.clocks`); a test keeps
it equal. Terms are proposals within the limits of the law; a bureau may shorten them in the table, never lengthen those
of the treaties. Whoever owes something sees it from its reminder on, or from its start where there is none; the others
once it is late. How clocks are read from acts: [decision 0025](../decisions/0025-clocks-by-registration.md).

## Clocks that run

| clock | about | started by | satisfied by | void by | term | shown from | owed by | reaches, when late | provision |
|---|---|---|---|---|---|---|---|---|---|
"""

_WAITING = """
A man who was signed out is due when the book says, a notice when its act says: the act's own time goes before the term.

## Clocks that wait for their act

No act of today can satisfy these. If they ran, they would be late for everybody and say nothing. As soon as an act of
such a kind is registered, a test asks for its row in the table above.

| clock | about | will be started by | term | owed by | reaches, when late | provision | act comes with issue |
|---|---|---|---|---|---|---|---|
"""


def clocks_page() -> str:
    """Writes the page."""
    running = [_line(row, _words(row.starts), _words(row.satisfied_by), _words(row.voided_by), _term(row), _shown(row),
                     row.owed_by.value, _roles(row), row.provision) for row in CLOCKS]  # fmt: skip
    waiting = [_line(one.row, _words(one.row.starts), _term(one.row), one.row.owed_by.value, _roles(one.row),
                     one.row.provision, str(one.issue)) for one in WAITING]  # fmt: skip
    return _HEAD + "".join(running) + _WAITING + "".join(waiting)


def _line(row: ClockRow, *cells: str) -> str:
    return f"| {' | '.join((row.rule.value, row.subject.value, *cells))} |\n"


def _words(words: tuple[str, ...]) -> str:
    return "<br>".join(f"`{word}`" for word in words) or "-"


def _roles(row: ClockRow) -> str:
    return ", ".join(role.value for role in row.escalates_to)


def _span(span: timedelta) -> str:
    hours = span // timedelta(hours=1)
    return f"{hours // 24} days" if hours % 24 == 0 and abs(hours) > 24 else f"{hours} h"


def _term(row: ClockRow) -> str:
    return row.term.value.replace("_", " ") if isinstance(row.term, CalendarTerm) else _span(row.term)


def _shown(row: ClockRow) -> str:
    return _span(row.remind_after) if row.remind_after else "start"


if __name__ == "__main__":
    print(clocks_page(), end="")
