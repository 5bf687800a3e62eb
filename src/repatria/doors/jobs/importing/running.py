"""Running an import, in these steps:

1. The profile is proved, the file is opened, missing columns refuse it: until here nothing is written.
2. Rows are translated one by one; what cannot be taken goes to the file of rejected rows with line and reason.
3. Every 500 rows are one transaction, one act a row; what was recorded before is recognised by its source key.
4. SIGINT ends the run after the batch at work; the next run recognises what stands and goes on.
5. Captives get their notices, by the consequences of their acts.
"""

from __future__ import annotations

import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeVar

from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.errors import ConflictError, InputError, RuleError
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.core.vocabulary.written_dates import BY_COLUMN, Custom, custom_of_column
from repatria.doors.files.tables import BadRow, Row, Table
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.consumers import set_aside
from repatria.doors.jobs.importing.counting import Heads
from repatria.doors.jobs.importing.errors import OtherCountError, OtherCustodyError, TwoOfOneCardError
from repatria.doors.jobs.importing.opening import OpenTable, open_here, open_list
from repatria.doors.jobs.importing.profile import Profile
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.doors.jobs.importing.report import ImportReport, RejectedRows
from repatria.doors.jobs.importing.spellings import ask_about, settle_spellings
from repatria.doors.jobs.importing.translating import NOBODY, RowRefused, Taken, Translator, total_of
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.ledger.services import bulk_acts
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.register.errors import TakenCardError
from repatria.records.register.selectors import person_recorded_from, raw_digests
from repatria.records.register.selectors.whole import person_of_card
from repatria.records.register.services import record_capture, record_listed, record_listed_again

T = TypeVar("T")
LISTS = "lists"
Progress = Callable[[str, int, int], None]
BATCH = 500
MOST_ROWS = 500_000
_TOO_MANY_ROWS = "more than {:,} rows: split the file; from here on it was not read"
_OF_ONE = re.compile(r"\b(card) [^\s,]+")  # taken out, so that like reasons are counted together
_NO_PLACE = "writes a holder that is no open place: record its spelling or open it, then run the same list again"


def by_what_columns_show(
    path: Path, profile: Profile, open_file: OpenTable = open_here
) -> tuple[Profile, tuple[str, ...]]:
    """The profile with the customs that its columns of births show by themselves, and a line for the report of each.

    Given:    one value whose first number is above 12 shows the order of all others in its column; the file is run
              through once more for it. What the profile says itself is not asked.
    """
    asked = [
        rule for rule in profile.columns
        if rule.kind is ParticularKind.BIRTH_DATE and rule.custom is Custom.UNKNOWN and len(rule.columns) == 1
        and not any("/" in one for one in rule.date_formats)
    ]  # fmt: skip
    if not asked:
        return profile, ()
    rules, told = list(profile.columns), []
    for rule in asked:
        rows = (row for row in open_list(path, profile, open_file).rows if isinstance(row, Row))
        shown = custom_of_column(row.cells[rule.columns[0]] for row in rows)
        if shown.custom is Custom.UNKNOWN:
            continue
        first, count = ("day", shown.day_first) if shown.day_first else ("month", shown.month_first)
        rules[rules.index(rule)] = replace(rule, custom=shown.custom, settled_by=BY_COLUMN)
        told.append(f"in {rule.columns[0]!r} dates with strokes put the {first} first: {count:,} values show it")
    return replace(profile, columns=tuple(rules)), tuple(told)


def run_import(outside: Outside, path: Path, profile: str, progress: Progress, reports_folder: Path) -> ImportReport:
    """Imports one file by a profile.

    Given:    running it twice adds nothing; what a row that changed since says newly is added beside what stands.
    Returns:  the report; every row of the file is accepted, already there, corrected, counts the others, or is rejected
              with line and reason.
    Raises:   FaultyProfileError, UnreadableTableError, MissingColumnsError before anything is written;
              KeyboardInterrupt after SIGINT, between two batches.
    Leaf:     register.listed_recorded, register.capture_recorded or register.listed_again, one a row; of each spelling
              of a place that is asked about, each total that differs from the rows above it, and each corrected row
              that has another custody, consequences.matter_set_aside
    """
    started = time.monotonic()
    proved = load_profile(profile)
    return import_by(outside, path, proved, progress, reports_folder, started=started)


def import_by(
    outside: Outside, path: Path, proved: Profile, progress: Progress, reports_folder: Path, *,
    acting: Callable[[], Acting] | None = None, told: Callable[[Outcome], None] | None = None,
    at_most: int = MOST_ROWS, started: float | None = None,
) -> ImportReport:  # fmt: skip
    """Imports one file by a proved profile; see run_import.

    Given:    `acting` under whose name the rows are recorded, the house's where nobody is named; `told` is given what
              became of each row; rows beyond `at_most` are not read.
    """
    started = time.monotonic() if started is None else started
    proved, shown = by_what_columns_show(path, proved, outside.open_table)
    table = open_list(path, proved, outside.open_table)
    likely = table.likely_rows
    extra = tuple(column for column in table.columns if column not in proved.wanted())
    report = ImportReport(
        file=path.name, profile=proved.name, reading="; ".join((table.reading, *shown)),
        captives=proved.capture is not None, extra_columns=extra,
    )  # fmt: skip
    with path.open("rb") as stream:
        mark = file_digest(stream, "sha256").hexdigest()[:8]
    rejected = RejectedRows(reports_folder / f"{path.stem[:60]}-{mark}-rejected.csv", table.columns)
    run = _Run(outside, proved, path.name, mark, report, rejected, table, acting, told)
    with _stop_between_batches() as is_stopped:
        try:
            for batch in _batches(table.rows, at_most):
                run.record(batch)
                progress(path.name, report.rows, max(likely, report.rows + 1))
                if is_stopped():
                    raise KeyboardInterrupt
        finally:
            report.rejected_file = rejected.close()
            report.sheets = Counter(table.sheet_rows)
            report.seconds = time.monotonic() - started
    ask_about(outside, run.unread, path.name)
    run.lay_before_the_registrar()
    settle_spellings(outside)
    if report.captives and acting is None:  # even where nothing was added: one that was stopped may have left some
        while draw_consequences(outside):
            pass
    progress(path.name, report.rows, report.rows)
    report.seconds = time.monotonic() - started
    return report


def _batches(rows: Iterator[Row | BadRow], at_most: int) -> Iterator[list[Row | BadRow]]:
    batch: list[Row | BadRow] = []
    for count, row in enumerate(rows, start=1):
        if count > at_most:
            yield [*batch, BadRow(line=row.line, reason=_TOO_MANY_ROWS.format(at_most), sheet=row.sheet)]
            return
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _stop_between_batches() -> Iterator[Callable[[], bool]]:
    """Takes SIGINT as a wish to stop after the batch at work; a second one stops at once, the batch is then undone."""
    asked: list[bool] = []

    def remember(number: int, frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(True)

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, remember)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


class RowEnd(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    THERE = "already_there"
    CORRECTED = "corrected"
    TOTAL = "counts_the_others"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one row: whom it names where it names somebody, or why it was not taken."""

    where: str
    end: RowEnd
    person_id: str = ""
    reason: str = ""
    differs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class _Run:
    """One run over one file."""

    def __init__(
        self, outside: Outside, profile: Profile, file_name: str, mark: str, report: ImportReport,
        rejected: RejectedRows, table: Table, acting: Callable[[], Acting] | None,
        told: Callable[[Outcome], None] | None,
    ) -> None:  # fmt: skip
        self.outside, self.profile, self.report, self.rejected = outside, profile, report, rejected
        self.file_name, self.mark, self.told = file_name, mark, told
        self.acting = acting or (lambda: outside.house(Role.CLERKWORK))
        self.translator = Translator(profile, file_name, outside.now().date(), table.epoch, table.only_sheet)
        self.unread: dict[str, None] = {}  # holders that are no open place, in the order of the list
        self.seen: dict[bytes, tuple[str, bytes]] = {}  # of this file: key -> first line and digest of its row
        self.heads = Heads()
        self.differing: list[Outcome] = []
        self.clashing: list[tuple[Outcome, str]] = []  # rows with the card of another man, and his number

    def record(self, batch: Sequence[Row | BadRow]) -> None:
        """Records one batch in one transaction, then counts it: counts never run ahead of the store."""
        taken: list[Taken] = []
        bad: list[BadRow] = []
        ends: list[Outcome] = []
        for row in batch:
            if isinstance(row, BadRow):
                self.heads.names(row.sheet)
                bad.append(row)
                continue
            if (counted := total_of(row)) is not None:
                if counted >= 0:
                    self.heads.says(row.sheet, row.where, counted)
                ends.append(Outcome(where=row.where, end=RowEnd.TOTAL))
                continue
            try:
                one = self.translator.take(row)
                self.heads.names(row.sheet)
                if self._is_repeated(one):
                    ends.append(Outcome(where=row.where, end=RowEnd.THERE))
                else:
                    taken.append(one)
            except RowRefused as refused:
                if refused.reason != NOBODY:
                    self.heads.names(row.sheet)
                bad.append(_bad(row, refused.reason, refused.detail))
        recorded: list[Taken] = []
        with bulk_acts():
            known = raw_digests([one.source_key for one in taken])
            acting = self.acting()
            for one in taken:
                if one.source_key not in known:
                    end = self._record_one(acting, one, bad)
                elif sha256(one.raw.encode()).hexdigest() in known[one.source_key]:
                    end = Outcome(
                        where=one.row.where, end=RowEnd.THERE, person_id=person_recorded_from(one.source_key) or ""
                    ) if self.told else Outcome(where=one.row.where, end=RowEnd.THERE)  # fmt: skip
                else:
                    end = self._record_again(acting, one, bad)
                if end is not None:
                    ends.append(end)
                    if end.end in (RowEnd.ACCEPTED, RowEnd.CORRECTED):
                        recorded.append(one)
        self._count(len(batch), recorded, ends, bad)

    def lay_before_the_registrar(self) -> None:
        """What nobody but a person can settle: totals that differ from the rows, custody that differs from the record,
        a card that two men have.

        Leaf:     consequences.matter_set_aside, one a total or row
        """
        for told in self.heads.differing():
            self.report.told_counts.append((told.where, told.said, told.named))
            error = OtherCountError(
                f"{self.file_name}, line {told.where}: says {told.said}, names {told.named}", provision="GC III 122"
            )
            self._set_aside(f"{self.mark}:{told.where}", error, self.file_name)
        for end, other in self.clashing:
            error_of_card = TwoOfOneCardError(
                f"{self.file_name}, line {end.where}: the card of {other}", provision="GC III 122(4)"
            )
            self._set_aside(f"{self.mark}:{end.where}", error_of_card, f"{end.person_id} {other}")
        for end in self.differing:
            error_of = OtherCustodyError(
                f"{self.file_name}, line {end.where}: another {', '.join(end.differs)}", provision="GC III 122(4)"
            )
            self._set_aside(f"{self.mark}:{end.where}", error_of, end.person_id)

    def _set_aside(self, matter: str, error: RuleError, about: str) -> None:
        set_aside(
            self.outside, consumer=LISTS, matter=matter[-60:], concerns=Role.REGISTRAR, error=error, about=about[:60]
        )

    def _is_repeated(self, one: Taken) -> bool:
        """Whether the same row stood above in this file.  Raises: RowRefused when its key did, with other words."""
        key, digest = sha256(one.source_key.encode()).digest()[:16], sha256(one.raw.encode()).digest()[:16]
        line, first = self.seen.setdefault(key, (one.row.where, digest))
        if first != digest:
            raise RowRefused("has the key of a row above, with other words", f"line {line}")
        return line != one.row.where

    def _record_one(self, acting: Acting, one: Taken, bad: list[BadRow]) -> Outcome | None:
        def record(card_number: str) -> str:
            if one.captive is None:
                return record_listed(
                    acting, source_key=one.source_key, raw=one.raw, particulars=one.particulars, events=one.events
                )
            c = one.captive
            return record_capture(
                acting, category=c.category, power=c.power, card_number=card_number, captured_on=c.captured_on,
                captured_at=c.captured_at, holder=c.holder, particulars=one.particulars,
                source_key=one.source_key, raw=one.raw,
            )  # fmt: skip

        card, other = (one.captive.card_number if one.captive else ""), ""

        def record_him() -> str:
            nonlocal other
            try:
                return record(card)
            except TakenCardError:
                other = person_of_card(card)
                return record("")  # the row keeps the card to the letter; whose it is, a person decides

        person_id = self._or_rejected(one, bad, record_him)
        if person_id is None:
            return None
        end = Outcome(where=one.row.where, end=RowEnd.ACCEPTED, person_id=person_id, flags=_flags_of(one))
        if other:
            end = replace(end, reason=TwoOfOneCardError.code)
            self.clashing.append((end, other))
        return end

    def _record_again(self, acting: Acting, one: Taken, bad: list[BadRow]) -> Outcome | None:
        """A row that says something else than before: what is new stands beside what stood."""
        c = one.captive
        again = self._or_rejected(one, bad, lambda: record_listed_again(
            acting, source_key=one.source_key, raw=one.raw, particulars=one.particulars, events=one.events,
            holder=c.holder if c else "", card_number=c.card_number if c else "",
            captured_on=c.captured_on if c else None,
        ))  # fmt: skip
        if again is None:
            return None
        end = Outcome(
            where=one.row.where, end=RowEnd.CORRECTED, person_id=again.person_id, differs=again.differs,
            flags=_flags_of(one),
        )  # fmt: skip
        if again.differs:
            self.differing.append(end)
        return end

    def _or_rejected(self, one: Taken, bad: list[BadRow], record: Callable[[], T]) -> T | None:
        try:
            return record()
        except StatementError as refused:
            # What is not recorded is not written beside the store either.
            bad.append(replace(_bad(one.row, str(refused)), cells=()))
            return None
        except NoSuchHolderError as refused:
            written = one.captive.holder if one.captive is not None else ""
            self.unread.setdefault(written)
            likely = f" (perhaps {', '.join(refused.params['likely'])})" if refused.params["likely"] else ""
            bad.append(_bad(one.row, _NO_PLACE, f"{written!r}{likely}"))
            return None
        except (InputError, RuleError, ConflictError) as refused:
            bad.append(_bad(one.row, str(refused)))
            return None

    def _count(self, rows: int, recorded: Sequence[Taken], ends: list[Outcome], bad: list[BadRow]) -> None:
        report = self.report
        counted = Counter(end.end for end in ends)
        report.rows += rows
        report.accepted += counted[RowEnd.ACCEPTED]
        report.already_there += counted[RowEnd.THERE]
        report.corrected += counted[RowEnd.CORRECTED]
        report.totals += counted[RowEnd.TOTAL]
        report.rejected += len(bad)
        report.differs += sum(bool(end.differs) for end in ends)
        for one in recorded:
            report.flagged.update(_flags_of(one))
            report.events.update(_said(event.kind, event.certainty, event.contradicts) for event in one.events)
        for one_bad in sorted(bad, key=lambda b: (b.sheet, b.line)):
            report.count_rejected(_OF_ONE.sub(r"\1 N", one_bad.reason), one_bad.detail)
            self.rejected.add(one_bad)
        if self.told:
            for end in ends:
                self.told(end)
            for one_bad in bad:
                where = f"{one_bad.sheet}, {one_bad.line}" if one_bad.sheet else str(one_bad.line)
                self.told(Outcome(where=where, end=RowEnd.REJECTED, reason=one_bad.told))


def _flags_of(one: Taken) -> tuple[str, ...]:
    return tuple(sorted({flag for particular in one.particulars for flag in particular.flags} | set(one.odd)))


def _bad(row: Row, reason: str, detail: str = "") -> BadRow:
    return BadRow(line=row.line, cells=tuple(row.cells.values()), reason=reason, detail=detail, sheet=row.sheet)


def _said(kind: str, certainty: str, contradicts: str) -> str:
    words = kind if certainty == "asserted" else f"{kind} ({certainty})"
    return f"{words} against {contradicts}" if contradicts else words
