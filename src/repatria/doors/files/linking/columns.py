"""Which columns of a table hold a number, a name, a date: in any order, under their usual names or those told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repatria.core.names.writing import fold_lookalikes
from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.tables import Wanted, has_text, tidy_name

PARTS = ("surname", "given_name", "patronymic")
FIELDS = (*PARTS, "name", "birth_date", "place", "unit", "number", "rank")
"""What is read beside the number of the row, as RegisterRow and EnquiryRow name it."""
_OTHER_NAMES: Mapping[str, str] = {
    name: field
    for field, names in {
        "id": "ідентифікатор идентификатор no noзп noпп noпор nпп nзп зп пп номерзп номерпп порядковийномер",
        "surname": "прізвище фамилия lastname familyname",
        "given_name": "імя имя firstname імяпобатькові імятапобатькові имяотчество имяиотчество",
        "patronymic": "побатькові отчество",
        "name": "піб піп фио фіо fullname прізвищеімяпобатькові прізвищеімятапобатькові "
        "прізвищетаімя прізвищеімя фамилияимяотчество фамилияимяиотчество фамилияиимя фамилияимя прізвищеімяпоб",
        "birth_date": "датанародження датарождения dateofbirth датанародж датанар датарожд рікнародження годрождения "
        "рікнародж годрожд рікнар yearofbirth дн дднародження рн гр годр датар датан dob народження рождения "
        "народився народилась родился числомісяцьрікнародження числомісяцьтарікнародження деньмісяцьрікнародження "
        "датамісяцьрікнародження датамісяцьтарікнародження числомесяцгодрождения датамесяцгодрождения "
        "числомесяцигодрождения деньмесяцгодрождения",
        "place": "місце место місцепроживання местожительства місцежительства місценародження месторождения "
        "місцепрож местопрож местопроживания місцепроживанняродини",
        "unit": "частина часть військовачастина войсковаячасть вч підрозділ подразделение",
        "rank": "звання звание військовезвання воинскоезвание взвання",
    }.items()
    for name in names.split()
}
"""What columns are called elsewhere, their letters and digits alone: П.І.Б., П І Б and ПІБ are one."""
_LONGEST_OTHER = max(map(len, _OTHER_NAMES))
_NO_LETTER = re.compile(r"[\W_]+")
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


def _field_of(tidy: str) -> str:
    """Returns the field that a tidy name of a column stands for; the name itself where it stands for none."""
    if tidy in FIELDS or tidy == "id":
        return tidy
    squeezed = _NO_LETTER.sub("", tidy)
    if len(squeezed) > _LONGEST_OTHER:  # a cell of a million letters may stand where a header is looked for
        return tidy
    return _OTHER_NAMES.get(squeezed) or _OTHER_NAMES.get(fold_lookalikes(squeezed), tidy)


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
    named = {tidy_name(name): field for field, name in reading.columns}
    known = {"id", f"{kind}_id", *FIELDS, *named}

    def knows(name: str) -> bool:
        return name in known or _field_of(name) in known

    def fits(names: Sequence[str]) -> bool:
        return not _placed(names, kind, reading)[1]

    def called(name: str) -> str:
        return "id" if name == f"{kind}_id" else named.get(name) or _field_of(name)

    return Wanted(
        knows=knows, fits=fits, called=called, named=frozenset(named), encoding=reading.encoding, numbered=True
    )


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
    fields = [field if (field := _field_of(name)) not in tidied else name for name in tidied]
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
