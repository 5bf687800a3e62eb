"""Which column of a list from talks holds what, by the heads that such lists bear, in three languages.

A list of the other Party is its own spreadsheet: a number of its own a line, a name in one cell or in three, a birth, a
service number. Every other cell is kept as it came and read by nobody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

HEADS: Mapping[str, tuple[str, ...]] = {
    "their_number": (
        "№", "№ п/п", "№ з/п", "n п/п", "no", "no.", "nr", "#", "number", "номер", "порядковий номер",
        "порядковый номер", "ваш номер", "their number", "reference", "line",
    ),
    "line_id": ("номер рядка", "номер строки", "our number", "our line", "наш номер"),
    "person_id": ("номер особи", "номер лица", "person", "person number"),
    "name": (
        "піб", "п.і.б.", "фио", "ф.и.о.", "name", "full name", "прізвище, ім'я, по батькові",
        "прізвище ім'я по батькові",
        "фамилия, имя, отчество", "фамилия имя отчество", "прізвище та ім'я", "фамилия и имя", "ім'я та прізвище",
    ),
    "surname": ("прізвище", "фамилия", "surname", "family name", "last name"),
    "first_names": ("ім'я", "имя", "first name", "first names", "given name", "given names"),
    "patronymic": ("по батькові", "отчество", "patronymic", "father's name", "middle name"),
    "birth_date": (
        "дата народження", "дата рождения", "date of birth", "birth date", "born", "dob", "рік народження",
        "год рождения", "year of birth", "народження", "рождение", "birth", "д.н.", "д.р.",
    ),
    "service_number": (
        "особистий номер", "личный номер", "service number", "військовий номер", "жетон", "номер жетона", "army number",
        "tag", "identity disc",
    ),
}  # fmt: skip
"""What is read of a list, and how its column may be called."""

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‘": "'"})


def plain_head(text: str) -> str:
    """The head of a column for comparing: letters small, blanks, hyphens, ends of lines one."""
    small = unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)
    return " ".join(small.replace("-", " ").replace("_", " ").split()).strip(" :*")


_MEANT = {plain_head(head): field for field, heads in HEADS.items() for head in heads}


def meant_by(columns: Sequence[str]) -> dict[str, str]:
    """What is read in which column: by its name the field, the first of several that are called for the same."""
    found: dict[str, str] = {}
    for column in columns:
        field = _MEANT.get(plain_head(column), "")
        if field and field not in found.values():
            found[column] = field
    return found


def read_row(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """One row as fields of a line; a name in three cells is one."""
    meant = meant_by(columns)
    said: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column in meant:
            said.setdefault(meant[column], cell.strip())
    parts = [said.pop(one, "") for one in ("surname", "first_names", "patronymic")]
    said["name"] = said.get("name", "") or " ".join(filter(None, parts))
    return {field: text for field, text in said.items() if text}


def is_readable(columns: Sequence[str]) -> bool:
    """Whether a list has a column of names or of the other side's numbers: else nothing in it names anybody."""
    return bool({"name", "surname", "their_number", "line_id", "person_id"} & set(meant_by(columns).values()))
