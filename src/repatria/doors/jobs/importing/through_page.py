"""Lists that a person brings in through a page: looked at first, then recorded under that person's name.

The file, and the rows of it that are not taken, lie on the disk while it is read, in a folder that its owner alone may
enter, and nowhere else: however the reading ends, or when the desk starts again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from repatria.core.vocabulary.lists import (
    MOST_PAGE_ROWS,
    SHOWN_ROWS,
    BroughtIn,
    ListColumn,
    ListRow,
    LookedList,
    PlainRows,
    ProvedProfile,
    RowEnded,
)
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.doors.files.tables import (
    TOO_LONG,
    TOO_MANY_CELLS,
    BadRow,
    HeavyTableError,
    Row,
    WantedNames,
    tidy_name,
)
from repatria.doors.files.tables.rows import UNCLOSED
from repatria.doors.jobs.importing.errors import FaultyProfileError
from repatria.doors.jobs.importing.events import NO_EVENT
from repatria.doors.jobs.importing.opening import open_list
from repatria.doors.jobs.importing.patterns import PAGE_SECONDS
from repatria.doors.jobs.importing.profile import SHIPPED, Profile, shipped_profiles
from repatria.doors.jobs.importing.profile_reading import load_profile, prove_profile
from repatria.doors.jobs.importing.running import Outcome, import_by
from repatria.doors.jobs.importing.translating import NOBODY, ONE_CELL, RowRefused, Taken, Translator, total_of
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.register.selectors.list_profiles import kept_profile, newest_profiles

_CODE = re.compile(r"\b[a-z]+\.E\d{3}\b")
_REASONS: Mapping[str, str] = {
    NOBODY: "nobody", ONE_CELL: "one_cell", TOO_LONG: "too_long", TOO_MANY_CELLS: "too_many_cells",
    UNCLOSED: "unclosed", NO_EVENT: "no_event", "names an event that the profile does not know": "unknown_event",
    "names a category that the profile does not know": "unknown_category",
    "has nothing in the column that names the row": "no_key",
    "has the key of a row above, with other words": "same_key", "writes a holder that is no open place": "no_place",
    "more than": "too_many_rows",
}  # fmt: skip
_PREFIX = "list-"
_UNSAFE = re.compile(r"[^\w.\- ]+")


class PageLists:
    """Reads lists for the desk."""

    def __init__(self, outside: Outside, folder: Path) -> None:
        self._outside, self._folder = outside, folder
        for left in folder.glob(f"{_PREFIX}*"):  # by a process that was killed while it read
            rmtree(left, ignore_errors=True)

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """The profiles that ship with the house and, by name and version, those that it made: name and title."""
        shipped = ((name, load_profile(name).title) for name in shipped_profiles())
        return (*shipped, *((one.key, one.title or one.name) for one in newest_profiles()))

    def profile_text(self, name: str) -> str:
        """The text of a profile, to begin from.  Raises: FaultyProfileError where there is none of this name."""
        own = kept_profile(name) if name not in shipped_profiles() else None
        return own.toml if own is not None else (SHIPPED / f"{_shipped(name)}.toml").read_text(encoding="utf-8")

    def prove(self, name: str, text: str) -> ProvedProfile:
        """Whether lists can be read by a text; a name that ships with the house stands for that one alone."""
        if name in shipped_profiles():
            return ProvedProfile(faults=(("name", f"{name} ships with the house: give yours another name"),))
        try:
            return ProvedProfile(title=prove_profile(name, text).title)
        except FaultyProfileError as faulty:
            return ProvedProfile(faults=faulty.faults or (("TOML", faulty.message),))

    def look(self, name: str, content: bytes, profile: str) -> LookedList:
        """Says which columns a list has and what its first rows would become. Nothing is recorded."""
        proved = _page_profile(profile)
        with self._laid_down(name, content) as path:
            table = open_list(path, proved, self._outside.open_table)
            translator = Translator(proved, path.name, self._outside.now().date(), table.epoch, table.only_sheet)
            rows: list[ListRow] = []
            for row in table.rows:
                if len(rows) >= SHOWN_ROWS:
                    break
                rows.append(_looked(row, translator))
            meaning = _meaning(proved)
            return LookedList(
                name=path.name, profile=profile, is_register=proved.capture is not None, encoding=table.reading,
                columns=tuple(meaning.get(one, ListColumn(name=one)) for one in table.columns), rows=tuple(rows),
            )  # fmt: skip

    def bring_in(self, acting: Callable[[], Acting], name: str, content: bytes, profile: str) -> BroughtIn:
        """Records its rows under the name of whoever acts; a second time adds nothing."""
        ended: list[Outcome] = []
        with self._laid_down(name, content) as path:
            report = import_by(
                self._outside, path, _page_profile(profile), lambda stage, done, total: None, path.parent,
                acting=acting, told=ended.append, at_most=MOST_PAGE_ROWS,
            )  # fmt: skip
        ended.sort(key=lambda one: _place(one.where))
        return BroughtIn(rows=tuple(map(_ended, ended)), counts=tuple(report.told_counts))

    def plain_rows(self, name: str, content: bytes, heads: tuple[str, ...]) -> PlainRows:
        """Every row of a file as texts, in the form in which it came."""
        known = frozenset(map(tidy_name, heads))
        with self._laid_down(name, content) as path:
            table = self._outside.open_table(path, WantedNames(known=known))
            rows: list[tuple[str, ...]] = []
            unread: list[tuple[str, str]] = []
            for row in table.rows:
                if len(rows) + len(unread) >= MOST_PAGE_ROWS:
                    raise HeavyTableError(f"more than {MOST_PAGE_ROWS} rows: bring it in parts")
                if isinstance(row, BadRow):
                    unread.append((str(row.line), _reason(row.reason)))
                else:
                    rows.append(tuple(row.cells[column] for column in table.columns))
            return PlainRows(columns=tuple(table.columns), rows=tuple(rows), unread=tuple(unread))

    @contextmanager
    def _laid_down(self, name: str, content: bytes) -> Iterator[Path]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=_PREFIX, dir=self._folder) as folder:
            path = Path(folder) / (_UNSAFE.sub("_", Path(name).name)[-80:].strip(". ") or "list")
            path.touch(mode=0o600)
            path.write_bytes(content)
            yield path


def _page_profile(name: str) -> Profile:
    proved = load_profile(name)
    proved.patience.left = PAGE_SECONDS
    return proved


def _shipped(name: str) -> str:
    if name not in shipped_profiles():
        raise FaultyProfileError(f"there is no profile {name!r}")
    return name


def _looked(row: Row | BadRow, translator: Translator) -> ListRow:
    if isinstance(row, BadRow):
        where = f"{row.sheet}, {row.line}" if row.sheet else str(row.line)
        return ListRow(where=where, reason=_reason(row.reason), told=row.detail)
    if total_of(row) is not None:
        return ListRow(where=row.where, told="; ".join(cell for cell in row.cells.values() if cell.strip()))
    try:
        return ListRow(where=row.where, given=tuple(_given(translator.take(row))))
    except RowRefused as refused:
        return ListRow(where=row.where, reason=_reason(refused.reason), told=refused.detail)


def _given(taken: Taken) -> Iterator[tuple[str, str]]:
    yield from ((one.kind.value, one.value) for one in taken.particulars if one.value)
    yield from (("event", event.kind) for event in taken.events)
    if taken.captive is not None:
        c = taken.captive
        said = {"holder": c.holder, "card_number": c.card_number, "captured_on": str(c.captured_on or "")}
        yield from ((name, value) for name, value in said.items() if value)


def _meaning(profile: Profile) -> dict[str, ListColumn]:
    """What a profile reads in each column."""
    kinds: dict[str, list[ParticularKind]] = {}
    for rule in profile.columns:
        for column in rule.columns:
            kinds.setdefault(column, []).extend(rule.parts or (rule.kind,))
    words: dict[str, list[str]] = {column: ["key"] for column in profile.key}
    if e := profile.events:
        for column in (e.kinds, e.label, e.on, e.place, e.detail, *e.also_read, *e.remarks):
            words.setdefault(column, []).append("event")
    if c := profile.capture:
        for word in ("category", "power", "card_number", "holder", "captured_on", "captured_at"):
            words.setdefault(getattr(c, word), []).append(word)
    return {
        name: ListColumn(
            name=name, kinds=tuple(kinds.get(name, ())), words=tuple(dict.fromkeys(words.get(name, ())))
        )
        for name in (*kinds, *words)
    }  # fmt: skip


def _place(where: str) -> tuple[str, int]:
    """Where a row stands: its sheet, where there are several, and its line."""
    sheet, _, line = where.rpartition(", ")
    return sheet, int(line)


def _reason(reason: str) -> str:
    """The word or the code by which the page says why."""
    if found := _CODE.search(reason):
        return found[0]
    return next((word for text, word in _REASONS.items() if reason.startswith(text)), "other")


def _ended(one: Outcome) -> RowEnded:
    reason, _, told = one.reason.partition(": ")
    return RowEnded(
        where=one.where, end=one.end.value, person_id=one.person_id, reason=_reason(one.reason) if reason else "",
        told="" if _CODE.search(one.reason) else told, differs=one.differs,
    )  # fmt: skip
