"""Columns of a sealed part are declared once, in the act's part: rows and models follow it, and this says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import apps

from repatria.records.ledger.acts import LOST
from repatria.records.ledger.operations import Sealed, projected_models, sealed_cells
from repatria.records.vault.models import SealedField

BY_FRAME = {"register_particularrow"}
"""Rows whose sealed column differs by the kind of particular: a value lies under one of two keys, never under both."""


@dataclass(frozen=True, slots=True)
class Said:
    first: str
    second: str = ""
    several: tuple[str, ...] = ()


def test_a_part_gives_a_cell_a_field_and_nothing_for_what_is_empty_or_lost() -> None:
    whole = sealed_cells("E-1", Said, Said(first="a", several=("b", "c")))

    assert {"first": Sealed("E-1", "a"), "second": Sealed("E-1", None), "several": Sealed("E-1", "b c")} == whole
    assert dict.fromkeys(whole, Sealed("E-1", None)) == sealed_cells("E-1", Said, None)
    assert dict.fromkeys(whole, Sealed("E-1", None)) == sealed_cells("E-1", Said, LOST)


def projector_modules() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        if app.name.startswith("repatria.records."):
            try:
                yield import_module(f"{app.name}.projectors")
            except ModuleNotFoundError:
                continue


def filled(module: ModuleType, row: ast.Dict) -> Iterator[str]:
    """The sealed columns that a row is given."""
    for key, value in zip(row.keys, row.values, strict=True):
        called = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
        if key is None and called == "sealed_cells":
            assert isinstance(value, ast.Call) and isinstance(value.args[1], ast.Name)
            yield from (one.name for one in fields(getattr(module, value.args[1].id)))
        elif isinstance(key, ast.Constant) and called == "Sealed":
            yield key.value


def inserts() -> Iterator[tuple[str, set[str]]]:
    for module in projector_modules():
        assert module.__file__
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Insert"):
                continue
            named, row = node.args[0], node.args[2]
            table = named.value if isinstance(named, ast.Constant) else getattr(module, ast.unparse(named))
            if isinstance(row, ast.Dict):
                yield table, set(filled(module, row))
            else:
                assert table in BY_FRAME, f"{table}: the row is not written out where it is made"


def test_every_sealed_column_of_a_table_is_a_field_of_the_part_that_fills_it() -> None:
    found = list(inserts())
    unlike = [
        (table, given ^ sealed)
        for table, given in found
        if given != (sealed := {f.name for f in projected_models()[table]._meta.fields if isinstance(f, SealedField)})
    ]

    assert len(found) >= 15
    assert [] == unlike
