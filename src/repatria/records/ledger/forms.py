"""In which form the projected tables were last written: where today's code has another, they are written again.

A migration changes columns, and knows no act: what new columns hold, only a replay knows. The mark is written after the
replay, so that a crash between the two leaves a house that still knows what it lacks. It is sealed with a key of the
house: whoever may write into the store, and has no key, writes none of his own; a mark that is gone asks for no replay.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.db import connection

from repatria.records.ledger.models import RunForm
from repatria.records.ledger.operations import columns_of, projected_models
from repatria.records.ledger.reading import tree_size
from repatria.records.vault.keyring import current

WRITTEN = 2
"""Raised by whoever lets a projector write something else into the columns that stand."""

_MARK, _EARLIER = "projected", "an earlier form"


def todays_form() -> str:
    """A digest of every projected table and column, and of `WRITTEN`.  Units: 64 hexadecimal digits."""
    columns = [
        f"{table}.{name}:{type(field).__name__}" for table in projected_models()
        for name, field in columns_of(table).items()
    ]  # fmt: skip
    return sha256("\n".join([str(WRITTEN), *sorted(columns)]).encode()).hexdigest()


def _sealed(form: str, at: int | None = None) -> str:
    """Half of the form, and a seal over it, which holds for one size of the log alone where one is given.

    Units:    64 hexadecimal digits.
    """
    half = form[:32]
    return half + hmac.digest(current().derived("form of the tables"), f"{half}|{at}".encode(), sha256).hex()[:32]


def is_in_todays_form() -> bool:
    """Whether the projected tables were written by code whose tables are today's."""
    return RunForm.objects.filter(pk=_MARK, form=_sealed(todays_form())).exists()


def is_of_an_earlier_form() -> bool:
    """Whether this house itself says that its tables were written in another form than today's."""
    mark = RunForm.objects.filter(pk=_MARK).values_list("form", flat=True).first() or ""
    return not is_in_todays_form() and mark in (_sealed(mark), _sealed(mark, tree_size()))


def note_form() -> None:
    """Says that they are in today's."""
    RunForm.objects.update_or_create(pk=_MARK, defaults={"form": _sealed(todays_form())})


def note_earlier_form() -> None:
    """Says that they are not yet, before their columns are changed; it holds until the next act."""
    form = sha256(_EARLIER.encode()).hexdigest()
    RunForm.objects.update_or_create(pk=_MARK, defaults={"form": _sealed(form, tree_size())})


def columns_that_stand() -> frozenset[tuple[str, str]]:
    """Every column of every table in the store that today's projected tables, or the marks, have by that name."""
    found = set()
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        for table in names & {*projected_models(), RunForm._meta.db_table}:
            described = connection.introspection.get_table_description(cursor, table)
            found |= {(table, column.name) for column in described}
    return frozenset(found)


def are_todays_columns(stood: frozenset[tuple[str, str]]) -> bool:
    """Whether none of today's projected columns is lacking."""
    return stood >= {(table, name) for table in projected_models() for name in columns_of(table)}


def is_marked(stood: frozenset[tuple[str, str]]) -> bool:
    """Whether the store had a table of marks: one of before them has none, and nobody took its mark."""
    return any(table == RunForm._meta.db_table for table, _ in stood)
