"""Opening rows: the sealed cells of a page of rows, with the subjects' keys fetched at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from repatria.records.vault.cells import cell_place, unseal
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import find_keys
from repatria.records.vault.models import SealedField


def open_rows(rows: Sequence[models.Model], columns: Iterable[str]) -> list[dict[str, str | None]]:
    """Opens the named sealed columns of rows of one table.

    Given:    the model names its subject's column in `subject_column`.
    Returns:  one dict a row, in order; None where nothing is stored or the key was destroyed.
    Raises:   BrokenSealError when a cell was changed or moved.
    """
    if not rows:
        return []
    model = type(rows[0])
    wanted = [f for f in model._meta.local_concrete_fields if f.column in set(columns)]
    subject_column: str = model.subject_column  # type: ignore[attr-defined]
    subjects = [str(getattr(row, subject_column)) for row in rows]
    keys: dict[Purpose, dict[str, bytes]] = {}
    for field in wanted:
        assert isinstance(field, SealedField), f"{field.column} is not sealed"
        if field.purpose not in keys:
            keys[field.purpose] = find_keys(field.purpose, subjects)
    table = model._meta.db_table
    opened: list[dict[str, str | None]] = []
    for row, subject in zip(rows, subjects, strict=True):
        cells: dict[str, str | None] = {}
        for field in wanted:
            sealed: Any = getattr(row, field.attname)
            key = keys[field.purpose].get(subject)
            if sealed is None or key is None:
                cells[field.column] = None
            else:
                place = cell_place(table, field.column, str(row.pk))
                cells[field.column] = unseal(key, place, sealed).decode()
        opened.append(cells)
    return opened
