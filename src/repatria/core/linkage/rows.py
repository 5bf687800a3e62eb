"""What goes into the index and what comes out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from repatria.core.names.writing import parted

_DIGITS = re.compile(r"\d\d")
"""Without two of them no year is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One name form of one record as taken down; labelled fields, or all in `name` where nobody labelled them.

    Units:    `birth_date` YYYY, YYYY-MM or YYYY-MM-DD; anything else counts as not known; where it is empty, a year
              that stands beside an unlabelled name is taken.
    Given:    `name` is read only when surname, given name and patronymic are all empty; `birth_date_as_written` is
              quoted by whoever shows the row, and nothing else.
    """

    person_id: str
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    name: str = ""
    birth_date: str = ""
    place: str = ""
    unit: str = ""
    number: str = ""
    rank: str = ""
    birth_date_as_written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumns:
    """Many rows by columns, which is how a large register is read fastest.

    Shapes:   every column as long as `person_id`, or empty: then nobody has that field.
    """

    person_id: list[str]
    surname: list[str] = field(default_factory=list)
    given_name: list[str] = field(default_factory=list)
    patronymic: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    birth_date: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)
    unit: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    rank: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Sequence[RegisterRow]) -> RegisterColumns:
        """Returns rows as columns."""
        columns = {name: [getattr(row, name) for row in rows] for name in ROW_FIELDS}
        ids = columns.pop("person_id")
        return cls(person_id=ids, **{name: column for name, column in columns.items() if any(column)}).with_years()

    def with_years(self) -> RegisterColumns:
        """Returns the columns with the years that stand beside unlabelled names as birth dates, where there are none.

        Returns:  itself where no name holds a digit.
        """
        columns = [column for column in (self.name, self.surname) if _DIGITS.search("\n".join(column))]
        dated = {at for column in columns for at, line in enumerate(column) if _DIGITS.search(line)}
        if not dated:
            return self
        born = self.birth_date or [""] * len(self.person_id)
        return replace(
            self, birth_date=[birth_date_of(self.row(at)) if at in dated else d for at, d in enumerate(born)]
        )

    def row(self, at: int) -> RegisterRow:
        """Returns one row."""
        columns = ((name, getattr(self, name)) for name in ROW_FIELDS)
        return RegisterRow(**{name: column[at] for name, column in columns if column})


def birth_date_of(row: RegisterRow) -> str:
    """Returns the birth date of a row, or the year that stands beside its name where nobody labelled that."""
    parts = (row.surname, row.given_name, row.patronymic)
    line = line_of(*parts) or ("" if has_parts(*parts) else row.name)
    return row.birth_date if row.birth_date.strip() else parted(line).year if _DIGITS.search(line) else ""


def has_parts(surname: str, given_name: str, patronymic: str) -> bool:
    """Says whether anything is labelled at all; blanks are nothing."""
    return bool(surname.strip() or given_name.strip() or patronymic.strip())


def line_of(surname: str, given_name: str, patronymic: str) -> str:
    """Returns a whole name that stands in the surname's place alone; "" where the labels can be taken as they are."""
    return surname if " " in surname.strip() and not has_parts("", given_name, patronymic) else ""


ROW_FIELDS = tuple(RegisterColumns.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryRow:
    """What an enquirer wrote: one unlabelled name in any script, order and case, or its parts; perhaps more.

    Given:    the parts are read only when `name` is empty; a labelled part may still stand in the wrong place;
              `birth_date_as_written` is quoted in reasons and nothing else: what `birth_date` was read from.
    """

    enquiry_id: str
    name: str = ""
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    birth_date: str = ""
    place: str = ""
    unit: str = ""
    number: str = ""
    rank: str = ""
    birth_date_as_written: str = field(default="", compare=False)

    @property
    def line(self) -> str:
        """The name as it is written, its parts in a row where nobody wrote it in one."""
        return (
            self.name if self.name.strip() else " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWeight:
    """One step of the waterfall: how two values of a field agree, and what that is worth.

    Units:    `weight_bits` log2 of m over u; the steps of a candidate add up to its match weight.
    """

    field: str
    enquiry_value: str
    register_value: str
    level: str
    weight_bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that may be meant, with its reasons.

    Units:    `match_weight_bits` log2; `probability` 0 to 1, the chance that nobody registered is meant included.
    Returns:  `equally_good` counts the records that fit as well as this one, itself included: 17 means that 17 fit
              equally; `relatives` the chance that not he is meant but somebody like him whom no register holds: his
              brother, cousin or namesake of one village.
    """

    person_id: str
    match_weight_bits: float
    probability: float
    fields: tuple[FieldWeight, ...]
    equally_good: int
    relatives: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The records most likely meant by one enquiry, best first, without their reasons.

    Units:    `match_weight_bits` log2; `probabilities` 0 to 1 each, together at most 1: the rest is the chance that
              nobody registered is meant.
    """

    enquiry_id: str
    person_ids: tuple[str, ...]
    match_weight_bits: tuple[float, ...]
    probabilities: tuple[float, ...]
    equally_good: tuple[int, ...]
