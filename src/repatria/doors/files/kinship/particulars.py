"""What a report must say that no profile tells: laboratory, customer, number, items, kit, dates, who signs as what.

A TOML file of the laboratory's own. Every field may lack, save where it stands in a list; what lacks is said in the
report to be not stated, and the report then does not claim to be one under ISO/IEC 17025.

Source:   ISO/IEC 17025:2017, 7.8.2.1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from repatria.doors.files.kinship.files import LaboratoryFileError, read_text

_TEXTS = ("number", "laboratory", "address", "accreditation", "customer", "customer_contact", "kit", "method")
_DATES = ("received_on", "tested_from", "tested_to")
_OF_AN_ITEM = ("sample", "description", "condition", "received_on")
NEEDED = ("number", "laboratory", "address", "customer", "kit", "received_on", "tested_from")
"""What ISO/IEC 17025 asks for and only the laboratory knows, beside items with their condition and functions."""
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Item:
    """One sample as it came."""

    description: str = ""
    condition: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the laboratory states; `functions` are by name of who signs, `items` by sample."""

    texts: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def lacking(self, samples: list[str], names: tuple[str, ...]) -> list[str]:
        """Names what a report of these samples, signed by these persons, should state and does not."""
        found = [name for name in NEEDED if not (self.text(name) or self.dates.get(name))]
        if any(not self.items.get(sample, Item()).condition for sample in samples):
            found.append("condition")
        if any(not self.functions.get(name) for name in names):
            found.append("function")
        return found


def read_particulars(path: Path) -> Particulars:
    """Reads the file.

    Raises:   LaboratoryFileError that names every field that is not known, or not of its kind.
    """
    try:
        given = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LaboratoryFileError(f"{path.name} is no TOML", (("file", str(error)),)) from None
    faults: list[tuple[str, str]] = []
    texts = {name: _text(given[name], name, faults) for name in _TEXTS if name in given}
    dates = {name: given[name] for name in _DATES if name in given and _is_date(given[name], name, faults)}
    for first, last in (("tested_from", "tested_to"), ("received_on", "tested_to"), ("received_on", "tested_from")):
        if first in dates and last in dates and dates[last] < dates[first]:
            faults.append((last, f"is before {first}"))
    items = _items(given.get("items", []), faults)
    functions = given.get("functions", {})
    if not isinstance(functions, dict):
        faults.append(("functions", 'must be a table: "name" = "function"'))
        functions = {}
    functions = {name: _text(function, f"functions, {name}", faults) for name, function in functions.items()}
    known = {*_TEXTS, *_DATES, "items", "functions"}
    faults += [(name, f"is none of {', '.join(sorted(known))}") for name in given if name not in known]
    if faults:
        raise LaboratoryFileError(f"{path.name} cannot be used", tuple(faults[:20]))
    return Particulars(texts, dates, items, functions)


def _items(given: Any, faults: list[tuple[str, str]]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    if not isinstance(given, list):
        faults.append(("items", "must be [[items]], each with sample, description, condition"))
        return found
    for number, one in enumerate(given, start=1):
        where = f"items, {number}"
        sample = one.get("sample") if isinstance(one, dict) else None
        if not isinstance(sample, str) or not sample.strip():
            faults.append((where, "names no sample"))
            continue
        faults += [(where, f"{name} is none of {', '.join(_OF_AN_ITEM)}") for name in one if name not in _OF_AN_ITEM]
        if sample in found:
            faults.append((where, f"{sample} stands there twice"))
        received = one.get("received_on")
        has_date = received is not None and _is_date(received, f"{where}, received_on", faults)
        found[sample] = Item(
            _text(one.get("description", ""), f"{where}, description", faults),
            _text(one.get("condition", ""), f"{where}, condition", faults),
            received if has_date else None,
        )
    return found


def _text(given: Any, name: str, faults: list[tuple[str, str]]) -> str:
    if isinstance(given, str) and len(given) <= _LONGEST:
        return " ".join(given.split())
    faults.append((name, f"must be a text of at most {_LONGEST} signs"))
    return ""


def _is_date(given: Any, name: str, faults: list[tuple[str, str]]) -> bool:
    is_date = type(given) is date
    if not is_date:
        faults.append((name, "must be a day, as 2026-11-29"))
    return is_date
