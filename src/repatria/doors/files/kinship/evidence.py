"""Documented evidence that is not genetic (age, place, clothing, teeth): how it changes the prior odds of a pairing.

A row names body, family, missing person, a factor on the prior odds, and its source. A factor without a source is not
used: prior odds that nobody can trace can be bent to any answer.

Source:   Budowle and others, Investigative Genetics 2011, 2:15.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError
from repatria.doors.files.kinship.profile_tables import read_table
from repatria.doors.files.tables import has_text

_COLUMNS = ("body", "family", "missing", "factor", "source")
_MOST = 1e6
"""A factor beyond it, or below its reciprocal, is an identification by itself, and no matter for this file."""
Key = tuple[str, str, str]
"""Body, family, missing person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One documented fact about a pairing.

    Units:    `factor` multiplies the prior odds.
    """

    factor: float
    source: str


def read_evidence(path: Path, faults: FaultList) -> dict[Key, tuple[tuple[Place, Evidence], ...]]:
    """Reads the rows of a table; several of one pairing multiply.

    Raises:   LaboratoryFileError where a column is missing.
    """
    header, _, rows = read_table(path, faults, frozenset(_COLUMNS).__contains__)
    names = [cell.lower() for cell in header]
    lacking = [name for name in _COLUMNS if name not in names]
    if lacking:
        raise LaboratoryFileError(
            f"{path.name} is no table of evidence",
            (("header", f"lacks {', '.join(lacking)}"), ("columns", has_text(header))),
        )
    found: dict[Key, tuple[tuple[Place, Evidence], ...]] = {}
    for number, row in rows:
        body, family, missing, factor, source = (row[names.index(name)] for name in _COLUMNS)
        place = Place(path.name, number, body)
        value = _number(factor)
        if not 1 / _MOST <= value <= _MOST:
            words = f"{factor or 'nothing'} is no factor from {1 / _MOST:g} to {_MOST:g}"
            faults.add(place, "factor", words, Outcome.CELL_LEFT_OUT)
        elif not source:
            faults.add(place, "source", "a factor without a source is not used", Outcome.CELL_LEFT_OUT)
        else:
            key = (body, family, missing)
            found[key] = (*found.get(key, ()), (place, Evidence(value, source)))
    return found


def _number(written: str) -> float:
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return math.nan


def matched(
    given: Mapping[Key, tuple[tuple[Place, Evidence], ...]], parts_of: Mapping[str, str],
    places: Container[tuple[str, str]], listed: Container[Key], faults: FaultList,
) -> dict[Key, tuple[Evidence, ...]]:  # fmt: skip
    """Lays evidence to the listed pairs; what belongs to none is named.

    Given:    `parts_of` names the body of each sample, since evidence may have been noted of a part; `places` are
              family and missing person.
    """
    found: dict[Key, tuple[Evidence, ...]] = {}
    for (sample, family, missing), rows in given.items():
        for place, one in rows:
            if sample not in parts_of:
                faults.add(place, "body", f"there is no body {sample}", Outcome.CELL_LEFT_OUT)
            elif (family, missing) not in places:
                faults.add(place, "missing", f"there is no place {missing} in {family}", Outcome.CELL_LEFT_OUT)
            elif (key := (parts_of[sample], family, missing)) not in listed:
                faults.add(place, "body", "the pair is not in the list, so that this changes nothing", Outcome.NOTED)
            else:
                found[key] = (*found.get(key, ()), one)
    return found
