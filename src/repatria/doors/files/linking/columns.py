"""Which columns a table has, in any order; what parts them is told from the name of the file and its header."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from repatria.doors.files.linking.errors import TableColumnsError, UnreadableTableError

PARTS = ("surname", "given_name", "patronymic")
FIELDS = (*PARTS, "name", "birth_date", "place", "unit", "number", "rank")
"""What is read beside the number of the row, as RegisterRow and EnquiryRow name it."""
OTHER_DATES = ("DD.MM.YYYY", "YYYY/MM/DD", "YYYY.MM.DD", "YYYY-MM-DD 00:00:00", "YYYY-MM-DDT00:00:00")
"""How dates may be written beside YYYY, YYYY-MM and YYYY-MM-DD. Not 03/04/1999: here it is April, there March."""
_OTHER_NAMES: Mapping[str, str] = {
    name: field
    for field, names in {
        "id": "ідентифікатор идентификатор",
        "surname": "прізвище фамилия last_name family_name",
        "given_name": "імя имя first_name",
        "patronymic": "по_батькові отчество",
        "name": "піб фио full_name",
        "birth_date": "дата_народження дата_рождения date_of_birth",
        "place": "місце место",
        "unit": "частина часть",
        "rank": "звання звание",
    }.items()
    for name in names.split()
}
"""What columns are called elsewhere, tidy."""
_NOTHING_SAID = (
    "-", "--", "---", "–", "—", "_", ".", "..", "...", "*", "/", "?", "??", "???", "н/д", "n/a", "невідомо",
    "невідомий", "невідома", "неизвестно", "неизвестен", "неизвестный", "неизвестна", "неизвестная", "unknown",
    "немає", "нет", "відсутнє", "отсутствует",
)  # fmt: skip
NOTHING = frozenset(written for said in _NOTHING_SAID for written in (said, said.capitalize(), said.upper()))
"""What clerks write where nothing is known; compared as it stands, all of whom nothing is known would be alike."""
SEPARATORS: Mapping[str, str] = {"\t": "tab", ",": "comma", ";": "semicolon"}
MOST_COLUMNS = 1_000
_SHOWN = 12
_APOSTROPHES = re.compile("['`’ʼ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the columns stand.

    Given:    `places` the place of the number, then that of each of FIELDS; a column that is not there has the place
              `width`, one beyond the last.
    """

    names: tuple[str, ...]
    separator: str
    places: tuple[int, ...]
    ignored: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.names)

    @property
    def present(self) -> tuple[str, ...]:
        """Those of FIELDS that the table has."""
        return tuple(field for field, at in zip(FIELDS, self.places[1:], strict=True) if at < self.width)


def columns_of(names: Sequence[str], kind: str, file: str, separator: str = "\t") -> Columns:
    """Finds the columns in the header of a file.

    Given:    `kind` "person" or "enquiry": `person_id` stands for `id` in a register, `enquiry_id` among enquiries.
    Raises:   TableColumnsError: no number, no name, or a column twice; every fault is listed.
    """
    tidied = [_tidied(name, kind) for name in names]
    tidied = [
        tidied[at] if (field := _OTHER_NAMES.get(name, name)) in tidied else field for at, name in enumerate(tidied)
    ]
    known = ("id", *FIELDS)
    faults = [(name, f"stands {tidied.count(name)} times in the header") for name in known if tidied.count(name) > 1]
    if "id" not in tidied:
        faults.append(("id", "is missing: every row needs a number of its own"))
    if not {*PARTS, "name"} & set(tidied):
        faults.append(("name", f"is missing: name, or one of {', '.join(PARTS)}, is needed"))
    if len(tidied) > MOST_COLUMNS:
        faults.append(("header", f"has {len(tidied):,} columns, more than {MOST_COLUMNS:,}"))
    if faults:
        raise TableColumnsError(f"{file}: the header does not fit; nothing was read", tuple(faults))
    return Columns(
        names=tuple(names), separator=separator,
        places=tuple(tidied.index(name) if name in tidied else len(tidied) for name in known),
        ignored=tuple(name for name, tidy in zip(names, tidied, strict=True) if tidy not in known)[:_SHOWN],
    )  # fmt: skip


def parted_header(line: str, kind: str, path: Path) -> Columns:
    """Parts the header line by the sign that makes most known columns appear; where none leads, by the file's name.

    Raises:   UnreadableTableError for an empty one; TableColumnsError.
    """
    if not line.strip():
        raise UnreadableTableError(f"{path.name} is empty: a header and a row each line are needed")
    known = {"id", *FIELDS, *_OTHER_NAMES}

    def hits(sign: str) -> tuple[int, bool]:
        cells = {_tidied(cell, kind) for cell in _cells(line, sign)}
        return len(cells & known), sign == ("\t" if path.suffix.lower() in (".tsv", ".tab", ".txt") else ",")

    sign = max(SEPARATORS, key=hits)
    return columns_of(_cells(line, sign), kind, path.name, sign)


def _tidied(name: str, kind: str) -> str:
    tidy = _APOSTROPHES.sub("", "_".join(name.strip().lstrip("\ufeff").casefold().replace("-", " ").split()))
    return "id" if tidy == f"{kind}_id" else tidy


def _cells(line: str, sign: str) -> list[str]:
    if '"' not in line:
        return line.split(sign)
    return next(csv.reader([line], delimiter=sign), [])
