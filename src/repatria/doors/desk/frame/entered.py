"""Forms as values: what is asked, what was entered, and every fault of it at once.

A form is a tuple of `Field`; `read` brings what was posted to text by name and gathers faults; the page shows the same
fields again with what was entered and the fault beside each. Rules of law and role stay in the rooms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.http import QueryDict

from repatria.core.vocabulary.dates import PartialDate
from repatria.doors.desk.frame.typed import NOT_KNOWN, Typed, instant_of, typed

LONGEST = 20_000  # characters; one line fields are cut much shorter by their own limit
_LINE = 400
DATED = ("date", "instant", "written")
_SHORT = 64  # letters, the room of each button counted
_SHORT_EACH = 32  # on a small screen two stand beside each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form.

    Given:    `kind` is line, text, password, number, date (one day, month or year), instant, written (a date that is
              kept in its writer's words), choice, radio, boxes, box, file or hidden; `label` the key of its text,
              "field.NAME" where empty; options as (value, shown); `dated_where` (field, value) where a line is a
              written date if that field holds that value.
    """

    name: str
    kind: str = "line"
    label: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    longest: int = _LINE
    value: str = ""
    values: tuple[str, ...] = ()
    fault: str = ""
    legend: str = ""  # where a group of fields begins: the key of its heading
    may_be_unknown: bool = False  # of a date: a question mark says that it is not known, and is kept as nothing
    may_be_ahead: bool = False  # of an instant that is expected and has not happened
    dated_where: tuple[str, str] = ("", "")
    offered: tuple[tuple[str, str], ...] = ()  # the readings of a date or time between which nobody here may choose
    kept: str = ""  # words that are kept though they are not read, once they are sent again
    see: tuple[str, str] = ("", "")  # where the fault leads: an address, and the number of the record there

    @property
    def label_key(self) -> str:
        return self.label or f"field.{self.name}"

    @property
    def is_short(self) -> bool:
        """Whether its choices fit beside each other in one line."""
        sizes = [len(shown) for _, shown in self.options]
        fits = sum(sizes) + 4 * len(sizes) <= _SHORT and max(sizes, default=0) <= _SHORT_EACH
        return self.kind in ("radio", "boxes") and fits


@dataclass(slots=True)
class Entered:
    """What was entered, by name."""

    values: dict[str, str] = field(default_factory=dict)
    several: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)  # field, key of the fault's text
    cleaned: set[str] = field(default_factory=set)  # fields from which a null character was taken
    typed: dict[str, tuple[str, Typed]] = field(default_factory=dict)  # dates and times: the words, and what was read

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def many(self, name: str) -> tuple[str, ...]:
        return self.several.get(name, ())

    def said_of(self, name: str) -> dict[str, str]:
        """What fills the places of a fault's text: how a date was read."""
        return dict(self.typed[name][1].said) if name in self.typed else {}

    def is_ticked(self, name: str) -> bool:
        return bool(self.values.get(name))

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a text that are not empty."""
        return tuple(line.strip() for line in self.values[name].splitlines() if line.strip())

    def number(self, name: str) -> int | None:
        return int(self.values[name]) if self.values.get(name) else None

    def partial_date(self, name: str) -> PartialDate | None:
        return PartialDate.parse(self.values[name]) if self.values.get(name) else None

    def instant(self, name: str) -> datetime | None:
        return instant_of(self.values[name]) if self.values.get(name) else None


def read(fields: Iterable[Field], posted: QueryDict, language: str = "uk") -> Entered:
    """Reads what was posted for these fields on a page of a language and gathers every fault of form."""
    entered = Entered()
    for one in fields:
        if one.kind == "boxes":
            chosen = tuple(posted.getlist(one.name))
            entered.several[one.name] = chosen
            fault = _fault_of_choice(one, chosen)
        else:
            # Control characters are kept for names' flags; only the null that databases refuse is taken out.
            raw = posted.get(one.name, "")
            text = raw.replace("\0", "").replace("\r\n", "\n")
            if "\0" in raw:
                entered.cleaned.add(one.name)
            entered.values[one.name] = text if one.kind == "password" else text.strip()
            fault = _fault_of_text(one, entered.values[one.name])
            if one.may_be_unknown and entered.values[one.name] in NOT_KNOWN:
                entered.typed[one.name] = (entered.values[one.name], Typed(value=""))
                entered.values[one.name] = ""
            elif not fault and entered.values[one.name] and _is_dated(one, posted):
                fault = _read_typed(one, posted, language, entered)
        if fault:
            entered.faults.append((one.name, fault))
    return entered


def _fault_of_choice(one: Field, chosen: Sequence[str]) -> str:
    if one.is_required and not chosen:
        return "fault.missing"
    return "" if set(chosen) <= {value for value, _ in one.options} else "fault.unknown"


def _fault_of_text(one: Field, text: str) -> str:
    if not text:
        return "fault.missing" if one.is_required else ""
    if len(text) > (LONGEST if one.kind == "text" else one.longest):
        return "fault.length"
    if one.kind in ("choice", "radio") and text not in {value for value, _ in one.options}:
        return "fault.unknown"
    if one.kind == "number" and not (text.isascii() and text.isdecimal() and len(text) <= 9):
        return "fault.number"
    return ""


def _is_dated(one: Field, posted: QueryDict) -> bool:
    name, value = one.dated_where
    return one.kind in DATED or bool(name and posted.get(name) == value)


def _read_typed(one: Field, posted: QueryDict, language: str, entered: Entered) -> str:
    text, kind = entered.values[one.name], one.kind if one.kind in DATED else "written"
    found = typed(kind, text, posted, one.name, language, may_be_ahead=one.may_be_ahead)
    entered.values[one.name], entered.typed[one.name] = found.value, (text, found)
    return found.fault


def shown_again(fields: Iterable[Field], entered: Entered, faults: Mapping[str, str]) -> tuple[Field, ...]:
    """The same fields with what was entered and the fault beside each; a password is never shown again."""
    return tuple(_again(one, entered, faults.get(one.name, "")) for one in fields)


def _again(one: Field, entered: Entered, fault: str) -> Field:
    text, found = entered.typed.get(one.name, (entered.values.get(one.name, ""), None))
    return replace(
        one, value="" if one.kind == "password" else text, values=entered.several.get(one.name, ()), fault=fault,
        offered=found.offered if found else (), kept=found.kept if found else "",
    )  # fmt: skip
