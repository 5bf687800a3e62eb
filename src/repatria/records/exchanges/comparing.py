"""How the rows of a newer version of a list are laid on its lines, and what differs: nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from repatria.core.law.exchange_holding import DifferenceKind
from repatria.core.law.exchange_list import LIVE, LineState
from repatria.core.names.writing import tidy
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.exchanges.acts import RowSaid
from repatria.records.exchanges.models import ListLine, VersionRow
from repatria.records.ledger.rows import rows_where
from repatria.records.register.selectors import lines_for_room
from repatria.records.register.selectors.particulars import particulars_by_person
from repatria.records.vault.opening import open_rows

WORDS = ("name", "birth_date", "service_number", "their_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOnList:
    """One row as it is brought in: what was read of it, our own numbers where it bears them, and all its cells."""

    name: str = ""
    birth_date: str = ""
    service_number: str = ""
    their_number: str = ""
    line_id: str = ""
    person_id: str = ""
    raw: tuple[tuple[str, str], ...] = ()

    def said(self) -> RowSaid:
        return RowSaid(
            name=self.name.strip(), birth_date=self.birth_date.strip(), service_number=self.service_number.strip(),
            their_number=self.their_number.strip(), raw=self.raw,
        )  # fmt: skip

    @property
    def is_empty(self) -> bool:
        cells = (self.name, self.birth_date, self.service_number, self.their_number, self.line_id, self.person_id)
        return not any(one.strip() for one in (*cells, *(text for _, text in self.raw)))


def words_of(row_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """The words of rows by their key, for a service or a selector that left its own reading act."""
    rows = rows_where(VersionRow, pk=list(row_ids))
    opened = open_rows(rows, WORDS)
    return {
        row.pk: {name: cells[name] or "" for name in WORDS} for row, cells in zip(rows, opened, strict=True)
    }  # fmt: skip


def known_words(lines: Sequence[ListLine]) -> dict[str, dict[str, str]]:
    """What stands on each line now; where its row has no name, the register's for whom it names."""
    words = words_of([one.row_id for one in lines])
    nameless = [one.person_id for one in lines if one.person_id and not words.get(one.row_id, {}).get("name")]
    people = {one.person_id: one for one in lines_for_room(nameless)}
    found = {}
    for line in lines:
        said = dict(words.get(line.row_id) or dict.fromkeys(WORDS, ""))
        man = people.get(line.person_id)
        if man is not None:
            said["name"] = " ".join(filter(None, (man.surname, man.first_names, man.patronymic)))
            said["birth_date"] = said["birth_date"] or man.birth_date
        found[line.pk] = said
    return found


def words_outside(lines: Sequence[ListLine]) -> dict[str, dict[str, str]]:
    """What leaves the house of each line: of whom it names the register's words, and the other Party's own number.

    Not:      the row as it came, where a man of the register is meant: it was written of whoever they thought of.
    """
    found = known_words(lines)
    numbers = [one.person_id for one in lines if one.person_id]
    people = {one.person_id: one for one in lines_for_room(numbers)}
    particulars = particulars_by_person(numbers)
    for line in lines:
        if (man := people.get(line.person_id)) is not None:
            said = (p.value for p in particulars.get(line.person_id, ()) if p.kind == ParticularKind.SERVICE_NUMBER)
            found[line.pk] |= {
                "name": " ".join(filter(None, (man.surname, man.first_names, man.patronymic))),
                "birth_date": man.birth_date, "service_number": next(filter(None, said), ""),
            }  # fmt: skip
    return found


@dataclass(slots=True)
class Laid:
    """Where the rows of a version lie: by row the line, None for a new one; and what differs, by kind."""

    lines: list[ListLine | None] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    shorter: set[int] = field(default_factory=set)  # says less than the line knows: the words of before stand
    doubled: set[int] = field(default_factory=set)
    missing: list[ListLine] = field(default_factory=list)


def lay(rows: Sequence[RowOnList], lines: Sequence[ListLine]) -> Laid:
    """Lays rows on the lines that may still lead somewhere, each line once.

    Given:    a row is a line's by our own number of the line, else by theirs, else by our number of the man, else by
              name and birth as they are written; of anything less a registrar judges.
    """
    live = [one for one in lines if LineState(one.state) in LIVE]
    words = known_words(live)
    laid, taken = Laid(), set[str]()
    by = _Known(live, words)
    for place, row in enumerate(rows):
        found = by.line_of(row)
        if found is not None and found.pk in taken:
            laid.doubled.add(place)
            found = None
        if found is not None:
            taken.add(found.pk)
            if _differs(row, words[found.pk]):
                laid.changed.add(place)
            elif _says_less(row, words[found.pk]):
                laid.shorter.add(place)
        laid.lines.append(found)
    laid.missing = [one for one in live if one.pk not in taken]
    return laid


def _written(name: str, birth: str) -> tuple[str, str]:
    return tidy(name).casefold(), birth.strip()


class _Known:
    def __init__(self, lines: Sequence[ListLine], words: Mapping[str, Mapping[str, str]]) -> None:
        self._by_line = {one.pk: one for one in lines}
        self._by_theirs = {words[one.pk]["their_number"]: one for one in lines if words[one.pk]["their_number"]}
        self._by_man = {one.person_id: one for one in lines if one.person_id}
        self._by_name: dict[tuple[str, str], list[ListLine]] = {}
        for one in lines:
            self._by_name.setdefault(_written(words[one.pk]["name"], words[one.pk]["birth_date"]), []).append(one)

    def line_of(self, row: RowOnList) -> ListLine | None:
        for known, key in (
            (self._by_line, row.line_id.strip()), (self._by_theirs, row.their_number.strip()),
            (self._by_man, row.person_id.strip()),
        ):  # fmt: skip
            if key and key in known:
                return known[key]
        named = self._by_name.get(_written(row.name, row.birth_date), []) if row.name.strip() else []
        return named[0] if len(named) == 1 else None


def _differs(row: RowOnList, known: Mapping[str, str]) -> bool:
    pairs = ((row.name, known["name"]), (row.birth_date, known["birth_date"]),
             (row.service_number, known["service_number"]), (row.their_number, known["their_number"]))  # fmt: skip
    return any(new.strip() and old and tidy(new).casefold() != tidy(old).casefold() for new, old in pairs)


def _says_less(row: RowOnList, known: Mapping[str, str]) -> bool:
    pairs = ((row.name, known["name"]), (row.birth_date, known["birth_date"]),
             (row.service_number, known["service_number"]), (row.their_number, known["their_number"]))  # fmt: skip
    return any(old and not new.strip() for new, old in pairs)


def differences(
    laid: Laid, *, is_first: bool, is_whole: bool, is_theirs: bool, is_at_border: bool
) -> Iterator[tuple[DifferenceKind, int | None, ListLine | None]]:
    """What differs, each with its row or its line.

    Given:    on the first version nothing is new; on an addition that came before the day nothing is either.
    """
    for place, line in enumerate(laid.lines):
        is_new = line is None and not is_first and is_theirs and (is_whole or is_at_border)
        if is_new or place in laid.doubled:
            yield DifferenceKind.EXTRA, place, None
        if place in laid.changed:
            yield DifferenceKind.CHANGED, place, line
    if is_whole and not is_first:
        yield from ((DifferenceKind.MISSING, None, one) for one in laid.missing if one.is_on_newest)
