"""From a row to what the register records: particulars with source and flags, events, custody; and the raw row.

Values are kept as written but for blanks around them and canonical composition (NFC); the raw row is kept to the
letter beside them. What looks odd is flagged, never refused; refused is only what no record could hold or find again.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter

from repatria.core.names.writing import flags_of
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.core.vocabulary.written_dates import BY_PROFILE, Bare, Custom, Occasion
from repatria.doors.files.tables import Row
from repatria.doors.files.tables.dates import bare_in, read_listed_date
from repatria.doors.jobs.importing.events import read_events
from repatria.doors.jobs.importing.profile import LONGEST_VALUE, SHEET, CaptureColumns, ColumnRule, Profile
from repatria.records.register.services import AssertedEvent

_LONGEST_REFERENCE = 300
NOBODY = "has nothing that says of anybody who he is"
_TOTAL = re.compile(
    r"\W*(?:(?:всього|усього|разом|загалом|итого|всего|total|sum|totals|insgesamt|gesamt|razem|og[oó]łem)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,9}")
_MOST_OF_A_TOTAL = 3
ONE_CELL = "has one cell alone: a heading, a total, or half a row"
_NAMES = frozenset({
    ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.PATRONYMIC, ParticularKind.FATHER_FIRST_NAME,
    ParticularKind.MOTHER_MAIDEN_NAME, ParticularKind.OTHER_NAME, ParticularKind.PERSON_TO_INFORM,
})  # fmt: skip
_NUMBERS = frozenset({ParticularKind.SERVICE_NUMBER, ParticularKind.IDENTITY_CARD})
_ODD_EVERYWHERE = frozenset({
    "bidi_control", "control_character", "formula_like", "mixed_script", "very_long", "zero_width",
})  # fmt: skip
_LONGEST_IN_FRAME = {"power": 16, "card_number": 24, "holder": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Captive:
    """What a register says of his custody, beside his particulars."""

    category: Category
    power: str
    card_number: str
    holder: str
    captured_on: PartialDate | None
    captured_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One row, ready to be recorded."""

    row: Row
    source_key: str
    raw: str
    particulars: tuple[Particular, ...]
    events: tuple[AssertedEvent, ...] = ()
    captive: Captive | None = None
    odd: tuple[str, ...] = ()  # flags of the row as a whole, for the report


class RowRefused(Exception):
    """The row cannot be recorded; `reason` is the same for all rows of its kind, `detail` is of this one."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail


class Translator:
    """Reads rows by one profile. `today` tells which dates lie ahead, `epoch` from when a workbook counts days."""

    def __init__(self, profile: Profile, file_name: str, today: date, epoch: int = 1900, only_sheet: str = "") -> None:
        self.profile, self.today, self.epoch, self.only_sheet = profile, today, epoch, only_sheet
        self.own = {"file": file_name, "names_language": profile.names_language}

    def take(self, row: Row) -> Taken:
        """Translates one row.

        Raises:   RowRefused with the reason.
        """
        if row.cells_there == 1 < len(row.cells) - 1:
            raise RowRefused(ONE_CELL)
        cells = {column: unicodedata.normalize("NFC", cell).strip() for column, cell in row.cells.items()}
        cells.setdefault(SHEET, row.sheet or self.only_sheet)
        source_key = self._key(cells)
        reference = self._reference(cells, row.where)
        particulars = [p for rule in self.profile.columns for p in self._particulars(rule, cells, row, reference)]
        events: tuple[AssertedEvent, ...] = ()
        captive = None
        if self.profile.events:
            found = read_events(self.profile.events, cells, self.profile.source_kind, reference, self.profile.grade)
            if isinstance(found, str):
                raise RowRefused(*found.split(": ", 1))
            events = found
        if self.profile.capture:
            captive, of_day = self._captive(self.profile.capture, cells, reference)
            particulars += of_day
        said = any(cells[column] for rule in self.profile.columns for column in rule.columns)
        if not said and not (captive and captive.card_number):
            raise RowRefused(NOBODY)
        odd = {flag for marks in row.flags.values() for flag in marks}
        if row.cells_there < len(row.cells):
            odd.add("short_row")
        return Taken(
            row=row, source_key=source_key, raw=raw_text(row.cells), particulars=tuple(particulars), events=events,
            captive=captive, odd=tuple(sorted(odd)),
        )  # fmt: skip

    def _key(self, cells: Mapping[str, str]) -> str:
        values = [cells[column] for column in self.profile.key]
        empty = [column for column, value in zip(self.profile.key, values, strict=True) if not value]
        if empty:
            raise RowRefused("has nothing in the column that names the row", ", ".join(empty))
        return json.dumps([self.profile.scope, *values], ensure_ascii=False)

    def _reference(self, cells: Mapping[str, str], line: str) -> str:
        known = {**cells, **self.own, "line": line}
        pieces = Formatter().parse(self.profile.reference)
        text = "".join(before + (known[name] if name else "") for before, name, _, _ in pieces)
        return "".join(c if c.isprintable() else " " for c in text)[:_LONGEST_REFERENCE]

    def _particulars(self, rule: ColumnRule, cells: Mapping[str, str], row: Row, reference: str) -> list[Particular]:
        text = ", ".join(cells[column] for column in rule.columns if cells[column])
        marks = tuple(mark for column in rule.columns for mark in row.flags.get(column, ()))
        if rule.kind in _NUMBERS and any(column in row.numbers for column in rule.columns):
            marks = (*marks, "number_cell")  # zeros in front, if there were any, are gone
        source = Source(kind=self.profile.source_kind, reference=reference, grade=self.profile.grade)
        word = self.profile.words.get(text.casefold())
        if rule.parts and text and word is None:
            return self._parted(rule, text, source, marks)
        if not text and self.profile.capture:
            word = self.profile.capture.when_empty
        if word not in (None, Given.GIVEN):
            return [Particular(kind=kind, value=None, given=word, source=source) for kind in rule.parts or (rule.kind,)]
        if not text:
            return []  # a list that leaves a column empty asserts nothing
        if len(text) > LONGEST_VALUE:
            raise RowRefused(f"{rule.kind.value} is longer than {LONGEST_VALUE:,} characters")
        stands, *instead = self._corrected(text)
        number = row.numbers.get(rule.columns[0]) if len(rule.columns) == 1 else None
        made = [self._given(rule, stands, source, marks, number=number)]
        return made + [self._given(rule, one, source, (*marks, "corrected_since")) for one in instead]

    def _parted(self, rule: ColumnRule, text: str, source: Source, marks: tuple[str, ...]) -> list[Particular]:
        """One column that holds several particulars: a word each, the last one what is left; nothing falls off."""
        if len(text) > LONGEST_VALUE:
            raise RowRefused(f"{rule.kind.value} is longer than {LONGEST_VALUE:,} characters")
        words = text.replace(",", " ").split()
        if len(words) != len(rule.parts):
            marks = (*marks, "parted_otherwise")
        last = len(rule.parts) - 1
        values = [*words[:last], " ".join(words[last:])]
        made = [
            self._given(replace(rule, kind=kind), value, source, marks)
            for kind, value in zip(rule.parts, values, strict=False)
            if value
        ]
        if self.profile.capture:
            there = {one.kind for one in made}
            made += [
                Particular(kind=kind, value=None, given=self.profile.capture.when_empty, source=source)
                for kind in rule.parts if kind not in there
            ]  # fmt: skip
        return made

    def _corrected(self, text: str) -> list[str]:
        """Parts "1894 instead of 1893": what stands now first, what stood before behind it; both are kept."""
        word = self.profile.instead_of
        parts = [part.strip() for part in text.split(f" {word} ")] if word else [text]
        return parts if all(parts) else [text]

    def _occasion(self, rule: ColumnRule) -> Occasion:
        """What is known of the dates of a column: the profile's word, else what the column itself shows."""
        bare = next((bare for column in rule.columns if (bare := bare_in(column)) is not Bare.NOTHING), Bare.NOTHING)
        return replace(self._when(rule.custom), settled_by=rule.settled_by, bare=bare)

    def _when(self, custom: Custom) -> Occasion:
        """When the list was written, as its profile says: its ages count back from that day."""
        written_on = self.profile.written_on
        return Occasion(custom=custom, settled_by=BY_PROFILE, said_on=written_on, not_after=written_on or self.today)

    def _given(
        self, rule: ColumnRule, text: str, source: Source, marks: tuple[str, ...], *, number: float | None = None
    ) -> Particular:
        flags = set(marks)
        if rule.kind is ParticularKind.BIRTH_DATE:
            text, found, oddities = read_listed_date(
                text, rule.date_formats, self._occasion(rule), number=number, epoch=self.epoch
            )
            flags.update(oddities)
            if found is not None and found.year > self.today.year:
                flags.add("future_date")
        odd = set(flags_of(text))
        flags.update(odd if rule.kind in _NAMES else odd & _ODD_EVERYWHERE)
        return Particular(kind=rule.kind, value=text, source=source, flags=tuple(sorted(flags)))

    def _captive(
        self, given: CaptureColumns, cells: Mapping[str, str], reference: str
    ) -> tuple[Captive, list[Particular]]:  # fmt: skip
        """What a row says of his custody; a day that cannot stand as one is kept as it is written, beside him."""

        def cell(column: str) -> str:
            return cells[column] if column else ""

        word = cell(given.category).casefold()
        if word and word not in given.categories:
            raise RowRefused("names a category that the profile does not know", repr(word[:40]))
        captured_on, beside = None, list[Particular]()
        if written := cell(given.captured_on):
            if len(written) > LONGEST_VALUE:
                raise RowRefused(f"the day of capture is longer than {LONGEST_VALUE:,} characters")
            _, captured_on, odd = read_listed_date(written, given.date_formats, self._when(given.custom))
            flags = {*odd, *(("future_date",) if _is_ahead(captured_on, self.today) else ())}
            if captured_on is None or flags:
                captured_on = None if "future_date" in flags else captured_on
                source = Source(kind=self.profile.source_kind, reference=reference, grade=self.profile.grade)
                beside.append(Particular(
                    kind=ParticularKind.NOTE, value=f"{given.captured_on}: {written}", source=source,
                    flags=tuple(sorted(flags or {"unread_date"})),
                ))  # fmt: skip
        made = Captive(
            category=given.categories.get(word, given.category_otherwise), captured_on=captured_on,
            power=cell(given.power) or given.power_otherwise, card_number=cell(given.card_number),
            holder=cell(given.holder), captured_at=cell(given.captured_at),
        )  # fmt: skip
        for name, longest in _LONGEST_IN_FRAME.items():
            value = getattr(made, name)
            if len(value) > longest or not value.isprintable():
                raise RowRefused(f"{name} is longer than {longest} characters or holds control signs")
        if len(made.captured_at) > LONGEST_VALUE:
            raise RowRefused(f"the place of capture is longer than {LONGEST_VALUE:,} characters")
        return made, beside


def _is_ahead(day: PartialDate | None, today: date) -> bool:
    """Whether a day lies after today, as far as it is known."""
    return day is not None and (day.year, day.month or 1, day.day or 1) > (today.year, today.month, today.day)


def total_of(row: Row) -> int | None:
    """How many a row of a total says that the list names; None for a row that is none.

    Given:    "Всього: 2" stands in one cell, or the word in one and the number in another; little else stands there.
    """
    cells = [cell.strip() for cell in row.cells.values() if cell.strip()]
    if len(cells) > _MOST_OF_A_TOTAL or not any(map(_TOTAL.match, cells)):
        return None
    found = [int(number) for cell in cells if (number := "".join(_NUMBER.findall(cell)[:1]))]
    return found[0] if found else -1


def raw_text(cells: Mapping[str, str]) -> str:
    """The row to the letter, extra columns too, in the file's order of columns."""
    return json.dumps(dict(cells), ensure_ascii=False, separators=(",", ":"))
