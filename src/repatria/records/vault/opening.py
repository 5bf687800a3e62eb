"""Opening sealed cells: those of a page of rows, with the subjects' keys fetched at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.db import models

from repatria.records.vault.cells import cell_place, unseal_with
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import find_keys
from repatria.records.vault.models import SealedField

CellOpener = Callable[[str, str, Any], str | None]
"""Opens a cell, given its row, its subject, and what lies in it: bytes, a memoryview, or None.

Returns:  None where nothing is stored or the key was destroyed.
Raises:   BrokenSealError when the cell was changed or moved.
"""


def cell_openers(
    model: type[models.Model], columns: Iterable[str], subjects: Collection[str]
) -> dict[str, CellOpener]:  # fmt: skip
    """Returns what opens the cells of some subjects, by sealed column."""
    wanted = set(columns)
    fields = {field.column: field for field in model._meta.local_concrete_fields if field.column in wanted}
    assert wanted <= fields.keys(), f"no such columns: {wanted - fields.keys()}"
    ciphers: dict[Purpose, dict[str, AESGCMSIV]] = {}
    openers = {}
    for column, field in fields.items():
        assert isinstance(field, SealedField), f"{column} is not sealed"
        if field.purpose not in ciphers:
            keys = find_keys(field.purpose, subjects)
            ciphers[field.purpose] = {subject: AESGCMSIV(key) for subject, key in keys.items()}
        openers[column] = _opener(cell_place(model._meta.db_table, column, ""), ciphers[field.purpose])
    return openers


def _opener(beginning: str, ciphers: dict[str, AESGCMSIV]) -> CellOpener:
    def opened(row: str, subject: str, sealed: Any) -> str | None:
        if sealed is None or (cipher := ciphers.get(subject)) is None:
            return None
        return unseal_with(cipher, beginning + row, sealed).decode()

    return opened


def open_rows(rows: Sequence[models.Model], columns: Iterable[str]) -> list[dict[str, str | None]]:
    """Opens the named sealed columns of rows of one table.

    Given:    the model names its subject's column in `subject_column`.
    Returns:  one dict a row, in order, as a CellOpener returns.
    Raises:   BrokenSealError when a cell was changed or moved.
    """
    if not rows:
        return []
    model = type(rows[0])
    subject_column: str = model.subject_column  # type: ignore[attr-defined]
    subjects = [str(getattr(row, subject_column)) for row in rows]
    openers = cell_openers(model, columns, subjects)
    return [
        {column: opened(str(row.pk), subject, getattr(row, column)) for column, opened in openers.items()}
        for row, subject in zip(rows, subjects, strict=True)
    ]
