"""Which columns of a table hold a number, a name, a date: in any order, under their usual names or those told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.tables import Wanted, has_text, tidy_name

PARTS = ("surname", "given_name", "patronymic")
FIELDS = (*PARTS, "name", "birth_date", "place", "unit", "number", "rank")
"""What is read beside the number of the row, as RegisterRow and EnquiryRow name it."""
_OTHER_NAMES: Mapping[str, str] = {
    name: field
    for field, names in {
        "id": "ідентифікатор идентификатор no no_з/п no_п/п no_пп n_з/п n_п/п",
        "surname": "прізвище фамилия last_name family_name",
        "given_name": "імя имя first_name",
        "patronymic": "по_батькові отчество",
        "name": "піб п.і.б. п.і.б фио ф.и.о. ф.и.о full_name прізвище,_імя,_по_батькові прізвище_імя_по_батькові "
        "прізвище,_імя_та_по_батькові прізвище_імя_та_по_батькові фамилия,_имя,_отчество фамилия_имя_отчество "
        "прізвище_та_імя фамилия_и_имя",
        "birth_date": "дата_народження дата_рождения date_of_birth дата_народж. дата_народж дата_нар. дата_нар "
        "дата_рожд. дата_рожд рік_народження год_рождения рік_народж. год_рожд. рік_нар. year_of_birth",
        "place": "місце место місце_проживання место_жительства місце_народження место_рождения",
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
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are to be read, as far as somebody says it.

    Given:    `encoding` of those that show none; `columns` which column of theirs stands for a field, by its name in
              the file: (("surname", "Zuname"),). A file that has no such column is read by its own header.
    """

    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def columns_listed(self) -> list[list[str]]:
        """The columns as they come back from JSON."""
        return [list(pair) for pair in self.columns]


AS_IT_IS = Reading()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the columns stand.

    Given:    `places` the place of the number, then that of each of FIELDS; a column that is not there has the place
              `width`, one beyond the last.
    """

    width: int
    places: tuple[int, ...]
    ignored: tuple[str, ...]

    @property
    def present(self) -> tuple[str, ...]:
        """Those of FIELDS that the table has."""
        return tuple(field for field, at in zip(FIELDS, self.places[1:], strict=True) if at < self.width)

    @property
    def reading(self) -> str:
        """Which columns are read, and which are not."""
        ignored = f"; not read: {', '.join(self.ignored)}" if self.ignored else ""
        return f"id, {', '.join(self.present)}{ignored}"


def wanted_of(kind: str, reading: Reading) -> Wanted:
    """What tells the header of a register (`kind` "person") or of enquiries ("enquiry")."""
    known = {"id", f"{kind}_id", *FIELDS, *_OTHER_NAMES, *(tidy_name(name) for _, name in reading.columns)}

    def fits(names: Sequence[str]) -> bool:
        return not _placed(names, kind, reading)[1]

    def called(name: str) -> str:
        return "id" if name == f"{kind}_id" else _OTHER_NAMES.get(name, name)

    return Wanted(knows=known.__contains__, fits=fits, called=called, encoding=reading.encoding)


def columns_of(names: Sequence[str], kind: str, file: str, reading: Reading = AS_IT_IS) -> Columns:
    """Finds the columns in the header of a file.

    Given:    `kind` "person" or "enquiry": `person_id` stands for `id` in a register, `enquiry_id` among enquiries.
    Raises:   TableColumnsError: no number, no name, or a column twice; every fault is listed, and what the file has.
    """
    fields, faults = _placed(names, kind, reading)
    if faults:
        raise TableColumnsError(
            f"{file}: the header does not fit; nothing was read", (*faults, ("columns", has_text(names)))
        )
    known = ("id", *FIELDS)
    return Columns(
        width=len(names), places=tuple(fields.index(name) if name in fields else len(fields) for name in known),
        ignored=tuple(
            " ".join(name.split()) for name, field in zip(names, fields, strict=True) if field not in known
        )[:_SHOWN],
    )  # fmt: skip


def _placed(names: Sequence[str], kind: str, reading: Reading) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The field of each column, "" where it has none, and what is wrong with it."""
    tidied = ["id" if (tidy := tidy_name(name)) == f"{kind}_id" else tidy for name in names]
    fields = [field if (field := _OTHER_NAMES.get(name, name)) not in tidied else name for name in tidied]
    known, faults = ("id", *FIELDS), []
    for field, asked in reading.columns:
        places = places_of(asked, names)
        if len(places) > 1:
            faults.append((field, f"{asked!r} stands {len(places)} times in the header"))
        if len(places) == 1:
            fields = [name if name != field else "" for name in fields]
            fields[places[0]] = field
    faults += [(name, f"stands {fields.count(name)} times in the header") for name in known if fields.count(name) > 1]
    if "id" not in fields:
        faults.append(("id", "is missing: every row needs a number of its own"))
    if not {*PARTS, "name"} & set(fields):
        faults.append(("name", f"is missing: name, or one of {', '.join(PARTS)}, is needed"))
    return fields, tuple(faults)


def places_of(asked: str, names: Sequence[str]) -> list[int]:
    """Where a column stands that somebody names: written exactly so, else but for capitals, blanks and hyphens."""
    exactly = [at for at, name in enumerate(names) if name.strip() == asked.strip()]
    return exactly or [at for at, name in enumerate(names) if tidy_name(name) == tidy_name(asked)]
