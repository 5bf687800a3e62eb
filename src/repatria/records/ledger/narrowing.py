"""Of many kinds of acts, those that have come: a statement that names a hundred takes longer than its answer."""

from __future__ import annotations

from django.db import connection

_KINDS = 'SELECT "index", kind FROM ledger_entry WHERE "index" >= %s ORDER BY "index" LIMIT %s'
_MANY, _PAGE = 8, 500
_BEYOND_ALL = 2**62


def kinds_that_came(next_index: int, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Which of these kinds there are from an index on.

    Given:    `kinds` without version; empty for all.
    Returns:  the kinds to ask for, none where none came, and the last entry that was looked at: what comes meanwhile
              is asked for the next time. The kinds as given where they are few, or the entries more than a page.
    """
    if len(kinds) <= _MANY:
        return kinds, _BEYOND_ALL
    with connection.cursor() as cursor:
        cursor.execute(_KINDS, [next_index, _PAGE])
        rows = cursor.fetchall()
    if len(rows) == _PAGE:
        return kinds, _BEYOND_ALL
    came = {kind.rpartition(".")[0] for _, kind in rows}
    return tuple(sorted(came.intersection(kinds))), rows[-1][0] if rows else next_index
