"""Row operations: what projectors return and only the ledger executes.

Every projected table has one text primary key `id`. A value for a sealed column is wrapped in `Sealed`, which names the
subject; the column itself knows the purpose. A sealed value that is None or lost is stored as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

from repatria.records.ledger.acts import Act, Lost
from repatria.records.ledger.errors import UnfitValueError
from repatria.records.vault.models import BlindField, SealedField


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value to be sealed under the subject's key for the column's purpose."""

    subject: str
    value: Any  # str | None | Lost


@dataclass(frozen=True, slots=True)
class Blind:
    """A value of which only the keyed blind index is stored."""

    column: str
    value: Any  # str | None | Lost


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row, whole: every column that is not named is null or its field's constant default."""

    table: str
    row: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """New values for named columns of a row that exists."""

    table: str
    row: str
    values: Mapping[str, Any]


def sealed_cells(subject: str, part_class: type, given: object | None) -> dict[str, Sealed]:
    """The sealed columns of a row that holds one part of an act, a column a field of the part's class.

    Given:    the model has a sealed column of each field's name; a field of several texts is kept as one, parted by
              blanks; a part that was lost, and a field that is empty, give none.
    """
    names = [one.name for one in fields(part_class)]
    return {name: Sealed(subject, _text_of(getattr(given, name)) if given else None) for name in names}


def _text_of(value: str | tuple[str, ...]) -> str | None:
    return (value if isinstance(value, str) else " ".join(value)) or None


Operation = Insert | Set
Projector = Callable[[Any, int], Iterable[Operation]]
_projectors: dict[type[Act], Projector] = {}
P = TypeVar("P", bound=Projector)


def projects(act_class: type[Act]) -> Callable[[P], P]:
    """Registers the one projector of an act class."""

    def register(function: P) -> P:
        if _projectors.setdefault(act_class, function) is not function:
            raise ValueError(f"{act_class.__name__} has a projector already")
        return function

    return register


def operations_of(given: Act, index: int) -> tuple[Operation, ...]:
    """Asks the act's projector; an act without one changes no row (it is the log itself that matters)."""
    projector = _projectors.get(type(given))
    return tuple(projector(given, index)) if projector else ()


@cache
def projected_models() -> Mapping[str, type[models.Model]]:
    """All projected tables by their name."""
    return {m._meta.db_table: m for m in apps.get_models() if getattr(m, "table_class", "") == "projected"}


@cache
def columns_of(table: str) -> Mapping[str, models.Field[Any, Any]]:
    """The columns of a projected table by column name."""
    model = projected_models()[table]
    return {field.column or "": field for field in model._meta.local_concrete_fields}


@cache
def sealed_columns(table: str) -> Mapping[str, SealedField]:
    return {name: field for name, field in columns_of(table).items() if isinstance(field, SealedField)}


@cache
def constant_defaults(table: str) -> Mapping[str, Any]:
    """What unnamed columns of a new row hold. Callable defaults are refused by an architecture test."""
    return {
        name: field.default if field.has_default() else None
        for name, field in columns_of(table).items()
        if not field.primary_key
    }


_HOLDS = {"IntegerField": 2**31, "PositiveIntegerField": 2**31, "SmallIntegerField": 2**15, "BigIntegerField": 2**63}
"""Numbers beyond which a column holds none, by the class of its field."""


@cache
def _bounds(table: str) -> Mapping[str, tuple[int, int]]:
    """The letters and the number up to which each open column of a table holds a value; 0 for no bound."""
    return {
        name: (field.max_length or 0, _HOLDS.get(field.get_internal_type(), 0))
        for name, field in columns_of(table).items()
        if not isinstance(field, SealedField | BlindField)
    }


def check_fit(operations: Iterable[Operation]) -> None:
    """Makes sure that every column can hold what it is to hold: SQLite would keep more, PostgreSQL would break off.

    Raises:   UnfitValueError, which names the columns and nothing that stands in them.
    """
    faults: dict[str, str] = {}
    for operation in operations:
        bounds = _bounds(operation.table)
        for column, value in (("id", operation.row), *operation.values.items()):
            letters, number = bounds.get(column, (0, 0))
            if letters and isinstance(value, str) and len(value) > letters:
                faults.setdefault(column, "length")
            elif number and isinstance(value, int) and not -number <= value < number:
                faults.setdefault(column, "number")
    if faults:
        said = ", ".join(faults)
        raise UnfitValueError(f"longer or larger than what is kept of it: {said}", tuple(faults.items()))


def is_absent(value: Any) -> bool:
    return value is None or isinstance(value, Lost)
