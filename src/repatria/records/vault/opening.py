"""Opening rows: the sealed cells of a page of rows, with the subjects' keys fetched at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.db import models

from repatria.records.vault.cells import cell_place, unseal, unseal_with
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import find_keys
from repatria.records.vault.models import SealedField

SealedCell = tuple[str, str, Any]
"""A cell of a page: its row, its subject, and what lies in it: bytes, a memoryview, or None."""


def open_rows(rows: Sequence[models.Model], columns: Iterable[str]) -> list[dict[str, str | None]]:
    """Opens the named sealed columns of rows of one table.

    Given:    the model names its subject's column in `subject_column`.
    Returns:  one dict a row, in order; None where nothing is stored or the key was destroyed.
    Raises:   BrokenSealError when a cell was changed or moved.
    """
    if not rows:
        return []
    model = type(rows[0])
    wanted: list[tuple[str, SealedField]] = []
    for field in model._meta.local_concrete_fields:
        if field.column and field.column in set(columns):
            assert isinstance(field, SealedField), f"{field.column} is not sealed"
            wanted.append((field.column, field))
    subject_column: str = model.subject_column  # type: ignore[attr-defined]
    subjects = [str(getattr(row, subject_column)) for row in rows]
    keys: dict[Purpose, dict[str, bytes]] = {}
    for purpose in {sealed_field.purpose for _, sealed_field in wanted}:
        keys[purpose] = find_keys(purpose, subjects)
    table = model._meta.db_table
    opened: list[dict[str, str | None]] = []
    for row, subject in zip(rows, subjects, strict=True):
        cells: dict[str, str | None] = {}
        for column, sealed_field in wanted:
            sealed: Any = getattr(row, sealed_field.attname)
            key = keys[sealed_field.purpose].get(subject)
            if sealed is None or key is None:
                cells[column] = None
            else:
                cells[column] = unseal(key, cell_place(table, column, str(row.pk)), sealed).decode()
        opened.append(cells)
    return opened


def open_cells(model: type[models.Model], column: str, cells: Sequence[SealedCell]) -> list[str | None]:
    """Opens one sealed column of a long page: the same as `open_rows`, without an object of the ORM for each row.

    Returns:  one text a cell, in order; None where nothing is stored or the key was destroyed.
    Raises:   BrokenSealError when a cell was changed or moved.
    """
    field = model._meta.get_field(column)
    assert isinstance(field, SealedField), f"{column} is not sealed"
    keys = find_keys(field.purpose, {subject for _, subject, sealed in cells if sealed is not None})
    ciphers = {subject: AESGCMSIV(key) for subject, key in keys.items()}
    table = model._meta.db_table
    return [
        None if sealed is None or (cipher := ciphers.get(subject)) is None
        else unseal_with(cipher, cell_place(table, column, row), sealed).decode()
        for row, subject, sealed in cells
    ]  # fmt: skip
