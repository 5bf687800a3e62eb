"""Profiles: what the columns of a list mean. Written in TOML, proved (profile_reading) before the first row is read.

A profile says (1) how the file is read, (2) where it comes from and how good the evidence is, (3) which column holds
which particular, (4) for lists: what each event asserts; for registers: category, power, holder, place, time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter

from repatria.core.vocabulary.particulars import Category, Given, Grade, ParticularKind
from repatria.core.vocabulary.written_dates import BY_PROFILE, Custom
from repatria.doors.jobs.importing.errors import FaultyProfileError
from repatria.doors.jobs.importing.patterns import Patience, Pattern

CERTAINTIES = ("asserted", "not_proven", "contradicted", "reported_before")
"""What a list says of an event: it is so; it is said but not proved; it was said and is not so; it was said before."""
LONGEST_VALUE = 20_000
"""Characters of one value, as on the desk's forms; nobody's name is longer, and the row itself is not lost."""
OWN_FIELDS = ("file", "line", "names_language", "sheet")
SHEET = "sheet"
"""Stands for the name of the workbook's sheet, wherever a column may be named: lists of two camps lie on two sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    """One or several columns that make one particular; several are joined by a comma.

    Given:    with `parts` one column holds several particulars, parted by blanks, in this order: the last one takes
              what is left.
    """

    kind: ParticularKind
    columns: tuple[str, ...]
    parts: tuple[ParticularKind, ...] = ()
    date_formats: tuple[str, ...] = ()
    custom: Custom = Custom.UNKNOWN
    settled_by: str = BY_PROFILE


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """What a wording says beyond the event's own column; the first rule that sets a thing wins."""

    kinds: tuple[str, ...]
    pattern: Pattern
    reads_row: bool  # the words of the whole row, else those of this event alone
    certainty: str = ""
    contradicts: str = ""
    adds: str = ""  # a further event that the same words assert
    adds_certainty: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """Where a list names what happened; several events of a row stand parted by the separator, in equal order.

    Given:    `always` what every row asserts, where the list has no column for it: a list of prisoners is one. `words`
              are looked for in the columns `remarks`; each that is found is one event more, with the remark as its
              words.
    """

    kinds: str
    separator: str
    means: Mapping[str, str]
    always: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    words: tuple[tuple[Pattern, str], ...] = ()
    label: str = ""
    on: str = ""
    place: str = ""
    detail: str = ""
    also_read: tuple[str, ...] = ()
    rules: tuple[EventRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureColumns:
    """Where a register says who holds him since when; "" where it does not."""

    category: str = ""
    categories: Mapping[str, Category] = field(default_factory=dict)
    category_otherwise: Category = Category.NOT_YET_DETERMINED
    power: str = ""
    power_otherwise: str = ""
    card_number: str = ""
    holder: str = ""
    captured_on: str = ""
    captured_at: str = ""
    date_formats: tuple[str, ...] = ()
    custom: Custom = Custom.UNKNOWN
    when_empty: Given = Given.NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A proved profile.

    Given:    `events` for a list whose men are in nobody's custody here, `capture` for a register of captives; one of
              the two. `key` are the columns that name a row of this `scope` for ever; `written_on` is the day of the
              list, where the profile says it: ages count back from it, and no year of two figures is later.
    """

    name: str
    title: str
    names_language: str
    encoding: str
    delimiter: str
    sheet: str
    has_header: bool
    scope: str
    source_kind: str
    reference: str
    grade: Grade
    key: tuple[str, ...]
    written_on: date | None
    instead_of: str
    words: Mapping[str, Given]
    columns: tuple[ColumnRule, ...]
    events: EventColumns | None
    capture: CaptureColumns | None
    patience: Patience = field(default_factory=Patience, compare=False)

    def wanted(self) -> tuple[str, ...]:
        """Every column of the file that the profile reads, each once."""
        found = [*self.key, *(c for rule in self.columns for c in rule.columns), *reference_fields(self.reference)]
        if self.events:
            e = self.events
            found += [e.kinds, e.label, e.on, e.place, e.detail, *e.also_read, *e.remarks]
        if self.capture:
            c = self.capture
            found += [c.category, c.power, c.card_number, c.holder, c.captured_on, c.captured_at]
        return tuple(dict.fromkeys(column for column in found if column and column not in OWN_FIELDS))


def reference_fields(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


SHIPPED = files("repatria.doors.jobs.importing") / "profiles"


def find_profile(name: str) -> Path | Traversable:
    """The file of a profile: a path, or the name of one that ships with the house.

    Raises:   FaultyProfileError naming the profiles there are.
    """
    if (given := Path(name)).is_file():
        return given
    if name in shipped_profiles():
        return SHIPPED / f"{name}.toml"
    known = ", ".join(shipped_profiles())
    raise FaultyProfileError(f"there is no profile {name!r}; there are: {known}, or name a file")


def shipped_profiles() -> tuple[str, ...]:
    """The names of the profiles that ship with the house."""
    return tuple(sorted(one.name.removesuffix(".toml") for one in SHIPPED.iterdir() if one.name.endswith(".toml")))
