"""Reading a profile's TOML and proving it: every fault with its place, not just the first."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from repatria.core.vocabulary.particulars import Category, Given, Grade, ParticularKind
from repatria.core.vocabulary.written_dates import Custom
from repatria.doors.jobs.importing.errors import FaultyProfileError
from repatria.doors.jobs.importing.patterns import MOST_PATTERNS, Patience, Pattern
from repatria.doors.jobs.importing.profile import (
    CERTAINTIES,
    CaptureColumns,
    ColumnRule,
    EventColumns,
    EventRule,
    Profile,
    find_profile,
    reference_fields,
    shipped_profiles,
)
from repatria.records.register.selectors.list_profiles import kept_profile

_LONGEST_WORD = 16
_LONGEST_SOURCE_KIND = 40
_DATE_FORMAT = re.compile(r"^(?=.*YYYY)(?:DD|MM|YYYY|[ ./\-])+$")
E = TypeVar("E", bound=StrEnum)


def load_profile(name: str) -> Profile:
    """Reads and proves a profile: a file's, one that ships, or one that the house made itself.

    Raises:   FaultyProfileError with every fault and its place, not just the first.
    """
    if not Path(name).is_file() and name not in shipped_profiles():
        own = kept_profile(name)
        if own is not None:
            return prove_profile(own.name, own.toml)
    path = find_profile(name)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FaultyProfileError(f"{path.name} is no TOML: {error}") from error
    return prove_profile(path.name.removesuffix(".toml"), text, said=path.name)


def prove_profile(name: str, text: str, *, said: str = "") -> Profile:
    """Proves a profile's text.

    Given:    `name` where the text says none.
    Raises:   FaultyProfileError with every fault and its place, not just the first.
    """
    said = said or name
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyProfileError(f"{said} is no TOML: {error}") from error
    reader = _Reader(name)
    profile = reader.profile(plain)
    if reader.faults or profile is None:
        raise FaultyProfileError(f"{said} cannot be used", tuple(reader.faults))
    return profile


class _Reader:
    """Takes a profile apart and gathers its faults."""

    def __init__(self, called: str) -> None:
        self.faults: list[tuple[str, str]] = []
        self.called = called
        self.patience, self.patterns = Patience(), 0

    def fault(self, place: str, sentence: str) -> None:
        self.faults.append((place, sentence))

    def table(self, plain: Mapping[str, Any], name: str, known: str, *, is_needed: bool = False) -> dict[str, Any]:
        found = plain.get(name)
        if found is None and not is_needed:
            return {}
        if not isinstance(found, dict):
            self.fault(f"[{name}]", "is missing" if found is None else "must be a table")
            return {}
        for key in found.keys() - set(known.split()):
            self.fault(f"[{name}] {key}", f"is unknown; known are {known}")
        return found

    def text(self, table: Mapping[str, Any], place: str, key: str, *, is_needed: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (is_needed and not value):
            self.fault(f"{place} {key}", "is missing" if key not in table else "must be a text")
            return ""
        return value

    def texts(self, table: Mapping[str, Any], place: str, key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.fault(f"{place} {key}", "must be a list of texts")
            return ()
        return tuple(value)

    def choice(self, kind: type[E], value: str, place: str) -> E:
        try:
            return kind(value)
        except ValueError:
            self.fault(place, f"{value!r} is none of {', '.join(one.value for one in kind)}")
            return next(iter(kind))

    def profile(self, plain: Mapping[str, Any]) -> Profile | None:
        for key in plain.keys() - {"profile", "file", "source", "words", "columns", "events", "capture"}:
            self.fault(key, "is unknown")
        head = self.table(plain, "profile", "name title names_language instead_of")
        file = self.table(plain, "file", "encoding delimiter sheet header")
        source = self.table(plain, "source", "scope kind reference grade key written_on", is_needed=True)
        if ("events" in plain) == ("capture" in plain):
            self.fault("[events] or [capture]", "one of the two must stand: a list asserts, a register holds captives")
        made = Profile(
            name=self.text(head, "[profile]", "name") or self.called, title=self.text(head, "[profile]", "title"),
            names_language=self.text(head, "[profile]", "names_language"),
            instead_of=self.text(head, "[profile]", "instead_of"),
            encoding=self._encoding(self.text(file, "[file]", "encoding")),
            delimiter=self._delimiter(self.text(file, "[file]", "delimiter")), sheet=self.text(file, "[file]", "sheet"),
            has_header=self._has_header(file), scope=self.text(source, "[source]", "scope", is_needed=True),
            source_kind=self.text(source, "[source]", "kind", is_needed=True)[:_LONGEST_SOURCE_KIND],
            reference=self._reference(self.text(source, "[source]", "reference", is_needed=True)),
            grade=self.choice(Grade, self.text(source, "[source]", "grade", is_needed=True), "[source] grade"),
            key=self.texts(source, "[source]", "key"), written_on=self._written_on(source),
            words=self._words(plain), columns=self._columns(plain),
            events=self._events(plain) if "events" in plain else None,
            capture=self._capture(plain) if "capture" in plain else None, patience=self.patience,
        )  # fmt: skip
        if not made.key:
            self.fault("[source] key", "is missing: which columns name a row for ever?")
        return made

    def _has_header(self, file: Mapping[str, Any]) -> bool:
        found = file.get("header", True)
        if not isinstance(found, bool):
            self.fault("[file] header", "must be true or false")
        return found is not False

    def _written_on(self, source: Mapping[str, Any]) -> date | None:
        text = self.text(source, "[source]", "written_on")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.fault("[source] written_on", "must be a day: YYYY-MM-DD")
            return None

    def _encoding(self, name: str) -> str:
        try:
            if name:
                codecs.lookup(name)
        except LookupError:
            self.fault("[file] encoding", f"{name!r} is no encoding; for example utf-8, cp1251, koi8-r, utf-16")
        return name

    def _delimiter(self, sign: str) -> str:
        if len(sign) > 1:
            self.fault("[file] delimiter", "must be one sign")
        return sign[:1]

    def _reference(self, template: str) -> str:
        try:
            if all(name.strip() for name in reference_fields(template)):
                return template
        except ValueError:
            pass
        self.fault("[source] reference", "must be a text with {column} places")
        return ""

    def _words(self, plain: Mapping[str, Any]) -> dict[str, Given]:
        table = self.table(plain, "words", "declined not_asked unknown")
        return {
            w.casefold(): Given(key) for key in table for w in self.texts(table, "[words]", key) if key in set(Given)
        }

    def _columns(self, plain: Mapping[str, Any]) -> tuple[ColumnRule, ...]:
        given = plain.get("columns", [])
        if isinstance(given, dict):  # the short form: the column, and what it holds
            given = [{"from": name, ("parts" if isinstance(of, list) else "kind"): of} for name, of in given.items()]
        if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
            self.fault("[[columns]]", "is missing: which column holds which particular?")
            return ()
        return tuple(self._column(one, f"[[columns]] {number}") for number, one in enumerate(given, start=1))

    def _column(self, one: Mapping[str, Any], place: str) -> ColumnRule:
        for key in one.keys() - {"kind", "parts", "from", "date_formats", "custom"}:
            self.fault(f"{place} {key}", "is unknown; known are kind parts from date_formats custom")
        parts = tuple(
            self.choice(ParticularKind, part, f"{place} parts") for part in self.texts(one, place, "parts")
        )  # fmt: skip
        if parts and "kind" in one:
            self.fault(f"{place} parts", "stands beside kind: one of the two")
        kind = parts[0] if parts else self.choice(
            ParticularKind, self.text(one, place, "kind", is_needed=True), f"{place} kind"
        )  # fmt: skip
        columns = self.texts(one, place, "from")
        if not columns:
            self.fault(f"{place} from", "is missing")
        return ColumnRule(
            kind=kind, columns=columns, parts=parts, date_formats=self._formats(one, place),
            custom=self._custom(one, place),
        )  # fmt: skip

    def _formats(self, table: Mapping[str, Any], place: str) -> tuple[str, ...]:
        formats = self.texts(table, place, "date_formats")
        for one in formats:
            if not _DATE_FORMAT.match(one):
                self.fault(f"{place} date_formats", f"{one!r} must be made of DD, MM, YYYY and signs between them")
        return formats

    def _custom(self, table: Mapping[str, Any], place: str) -> Custom:
        return self.choice(Custom, self.text(table, place, "custom") or Custom.UNKNOWN.value, f"{place} custom")

    def _events(self, plain: Mapping[str, Any]) -> EventColumns:
        known = "kinds separator label on place detail also_read means rule always remarks words"
        table = self.table(plain, "events", known)
        always, remarks = (self.texts(table, "[events]", key) for key in ("always", "remarks"))
        words = self._patterns(table, remarks)
        if not always and not words and not table.get("kinds"):
            self.fault("[events]", "needs kinds, always or words: what does a row assert?")
        for word in always:
            self._event_word(word, "[events] always")
        means = table.get("means", {})
        if not table.get("kinds"):
            means = {}
        elif (
            not isinstance(means, dict) or not means or not all(isinstance(one, str) and one for one in means.values())
        ):
            self.fault("[events.means]", "is missing: what does each event assert?")
            means = {}
        for word in means.values():
            self._event_word(word, "[events.means]")
        rules = table.get("rule", [])
        if not isinstance(rules, list) or not all(isinstance(one, dict) for one in rules):
            self.fault("[[events.rule]]", "must be tables")
            rules = []
        text = {key: self.text(table, "[events]", key) for key in ("label", "on", "place", "detail")}
        return EventColumns(
            kinds=self.text(table, "[events]", "kinds"), always=always, remarks=remarks, words=words,
            separator=self.text(table, "[events]", "separator") or ";",
            means={str(k): str(v) for k, v in means.items()},
            also_read=self.texts(table, "[events]", "also_read"),
            rules=tuple(self._rule(one, f"[[events.rule]] {n}") for n, one in enumerate(rules, start=1)), **text,
        )  # fmt: skip

    def _patterns(
        self, table: Mapping[str, Any], remarks: tuple[str, ...]
    ) -> tuple[tuple[Pattern, str], ...]:  # fmt: skip
        given = table.get("words", {})
        if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
            self.fault("[events] words", "must be a table: a pattern, and what it asserts")
            return ()
        if bool(given) != bool(remarks):
            self.fault("[events] words", "and remarks stand together: which words, in which columns?")
        for kind in given.values():
            self._event_word(kind, "[events] words")
        return tuple((self._pattern(one, "[events] words"), kind) for one, kind in given.items())

    def _pattern(self, text: str, place: str) -> Pattern:
        self.patterns += 1
        if self.patterns == MOST_PATTERNS + 1:
            self.fault(place, f"is one of more than {MOST_PATTERNS} patterns")
        try:
            return Pattern(text, self.patience)
        except ValueError as error:
            self.fault(place, f"{text[:80]!r} {error}")
            return Pattern("(?!)", self.patience)

    def _event_word(self, word: str, place: str) -> None:
        if not re.fullmatch(rf"[a-z_]{{1,{_LONGEST_WORD}}}", word):
            self.fault(place, f"{word!r} must be a word of at most {_LONGEST_WORD} small letters")

    def _rule(self, table: Mapping[str, Any], place: str) -> EventRule:
        for key in table.keys() - {"kinds", "pattern", "reads", "certainty", "contradicts", "adds", "adds_certainty"}:
            self.fault(f"{place} {key}", "is unknown")
        pattern = self._pattern(self.text(table, place, "pattern", is_needed=True), f"{place} pattern")
        certainty = self.text(table, place, "certainty")
        adds_certainty = self.text(table, place, "adds_certainty") or "asserted"
        for key, word in (("certainty", certainty), ("adds_certainty", adds_certainty)):
            if word and word not in CERTAINTIES:
                self.fault(f"{place} {key}", f"{word!r} is none of {', '.join(CERTAINTIES)}")
        contradicts, adds = self.text(table, place, "contradicts"), self.text(table, place, "adds")
        for word in (contradicts, adds):
            if word:
                self._event_word(word, place)
        reads = self.text(table, place, "reads") or "row"
        if reads not in ("row", "event"):
            self.fault(f"{place} reads", "must be row or event")
        return EventRule(
            kinds=self.texts(table, place, "kinds"), pattern=pattern, reads_row=reads == "row", certainty=certainty,
            contradicts=contradicts, adds=adds, adds_certainty=adds_certainty,
        )  # fmt: skip

    def _capture(self, plain: Mapping[str, Any]) -> CaptureColumns:
        known = "category categories category_otherwise power power_otherwise card_number holder captured_on"
        table = self.table(plain, "capture", f"{known} captured_at date_formats custom when_empty")
        words = table.get("categories", {})
        if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
            self.fault("[capture] categories", "must be a table of words")
            words = {}
        at = "[capture] categories"
        categories = {str(w).casefold(): self.choice(Category, c, at) for w, c in words.items()}
        otherwise = self.text(table, "[capture]", "category_otherwise") or Category.NOT_YET_DETERMINED.value
        empty = self.text(table, "[capture]", "when_empty") or Given.NOT_ASKED.value
        if empty == Given.GIVEN.value:
            self.fault("[capture] when_empty", "an empty cell is not given")
        keys = ("category", "power", "power_otherwise", "card_number", "holder", "captured_on", "captured_at")
        return CaptureColumns(
            categories=categories,
            category_otherwise=self.choice(Category, otherwise, "[capture] category_otherwise"),
            when_empty=self.choice(Given, empty, "[capture] when_empty"),
            date_formats=self._formats(table, "[capture]"), custom=self._custom(table, "[capture]"),
            **{key: self.text(table, "[capture]", key) for key in keys},
        )  # fmt: skip
