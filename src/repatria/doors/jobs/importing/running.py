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
from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path

from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.errors import ConflictError, InputError, RuleError
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.core.vocabulary.written_dates import BY_COLUMN, Custom, custom_of_column
from repatria.doors.files.tables import BadRow, Row
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.importing.opening import open_list
from repatria.doors.jobs.importing.profile import Profile
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.doors.jobs.importing.report import ImportReport, RejectedRows
from repatria.doors.jobs.importing.spellings import ask_about, settle_spellings
from repatria.doors.jobs.importing.translating import RowRefused, Taken, Translator
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.ledger.services import bulk_acts
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.register.selectors import raw_digests
from repatria.records.register.services import record_capture, record_listed

Progress = Callable[[str, int, int], None]
BATCH = 500
MOST_ROWS = 500_000
_TOO_MANY_ROWS = f"more than {MOST_ROWS:,} rows: split the file; from here on it was not read"
_OF_ONE = re.compile(r"\b(card) [^\s,]+")  # taken out, so that like reasons are counted together
_NO_PLACE = "writes a holder that is no open place: record its spelling or open it, then run the same list again"
_CHANGED = "was recorded before with other words: enter what changed as a further particular, nothing is overwritten"


def by_what_columns_show(path: Path, profile: Profile) -> tuple[Profile, tuple[str, ...]]:
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
        rows = (row for row in open_list(path, profile).rows if isinstance(row, Row))
        shown = custom_of_column(row.cells[rule.columns[0]] for row in rows)
        if shown.custom is Custom.UNKNOWN:
            continue
        first, count = ("day", shown.day_first) if shown.day_first else ("month", shown.month_first)
        rules[rules.index(rule)] = replace(rule, custom=shown.custom, settled_by=BY_COLUMN)
        told.append(f"in {rule.columns[0]!r} dates with strokes put the {first} first: {count:,} values show it")
    return replace(profile, columns=tuple(rules)), tuple(told)


def run_import(outside: Outside, path: Path, profile: str, progress: Progress, reports_folder: Path) -> ImportReport:
    """Imports one file by a profile.

    Given:    running it twice adds nothing; a row that changed since is rejected, never overwritten.
    Returns:  the report; every row of the file is accepted, already there, or rejected with line and reason.
    Raises:   FaultyProfileError, UnreadableTableError, MissingColumnsError before anything is written;
              KeyboardInterrupt after SIGINT, between two batches.
    Leaf:     register.listed_recorded or register.capture_recorded, one a row; of each spelling of a place that is
              asked about, consequences.matter_set_aside
    """
    started = time.monotonic()
    proved = load_profile(profile)
    proved, shown = by_what_columns_show(path, proved)
    table = open_list(path, proved)
    likely = table.likely_rows
    extra = tuple(column for column in table.columns if column not in proved.wanted())
    report = ImportReport(
        file=path.name, profile=proved.name, reading="; ".join((table.reading, *shown)),
        captives=proved.capture is not None, extra_columns=extra,
    )  # fmt: skip
    with path.open("rb") as stream:
        mark = file_digest(stream, "sha256").hexdigest()[:8]
    rejected = RejectedRows(reports_folder / f"{path.stem[:60]}-{mark}-rejected.csv", table.columns)
    run = _Run(outside, proved, path.name, report, rejected, table.epoch)
    with _stop_between_batches() as is_stopped:
        try:
            for batch in _batches(table.rows):
                run.record(batch)
                progress(path.name, report.rows, max(likely, report.rows + 1))
                if is_stopped():
                    raise KeyboardInterrupt
        finally:
            report.rejected_file = rejected.close()
            report.sheets = Counter(table.sheet_rows)
            report.seconds = time.monotonic() - started
    ask_about(outside, run.unread, path.name)
    settle_spellings(outside)
    if report.captives:  # even where nothing was added: a run that was stopped may have left some undrawn
        while draw_consequences(outside):
            pass
    progress(path.name, report.rows, report.rows)
    report.seconds = time.monotonic() - started
    return report


def _batches(rows: Iterator[Row | BadRow]) -> Iterator[list[Row | BadRow]]:
    batch: list[Row | BadRow] = []
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            yield [*batch, BadRow(line=row.line, reason=_TOO_MANY_ROWS, sheet=row.sheet)]
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


class _Run:
    """One run over one file."""

    def __init__(
        self,
        outside: Outside,
        profile: Profile,
        file_name: str,
        report: ImportReport,
        rejected: RejectedRows,
        epoch: int,
    ) -> None:
        self.outside, self.profile, self.report, self.rejected = outside, profile, report, rejected
        self.translator = Translator(profile, file_name, outside.now().date(), epoch)
        self.unread: dict[str, None] = {}  # holders that are no open place, in the order of the list
        self.seen: dict[bytes, tuple[str, bytes]] = {}  # of this file: key -> first line and digest of its row

    def record(self, batch: Sequence[Row | BadRow]) -> None:
        """Records one batch in one transaction, then counts it: counts never run ahead of the store."""
        taken: list[Taken] = []
        bad: list[BadRow] = []
        again = 0
        for row in batch:
            if isinstance(row, BadRow):
                bad.append(row)
                continue
            try:
                one = self.translator.take(row)
                if self._is_repeated(one):
                    again += 1
                else:
                    taken.append(one)
            except RowRefused as refused:
                bad.append(_bad(row, refused.reason, refused.detail))
        with bulk_acts():
            known = raw_digests([one.source_key for one in taken])
            acting = self.outside.house(Role.CLERKWORK)
            recorded = [one for one in taken if one.source_key not in known and self._record_one(acting, one, bad)]
        for one in taken:
            if one.source_key in known:
                if known[one.source_key] == sha256(one.raw.encode()).hexdigest():
                    again += 1
                else:
                    bad.append(_bad(one.row, _CHANGED))
        self._count(len(batch), recorded, again, bad)

    def _is_repeated(self, one: Taken) -> bool:
        """Whether the same row stood above in this file.  Raises: RowRefused when its key did, with other words."""
        key, digest = sha256(one.source_key.encode()).digest()[:16], sha256(one.raw.encode()).digest()[:16]
        line, first = self.seen.setdefault(key, (one.row.where, digest))
        if first != digest:
            raise RowRefused("has the key of a row above, with other words", f"line {line}")
        return line != one.row.where

    def _record_one(self, acting: Acting, one: Taken, bad: list[BadRow]) -> bool:
        try:
            if one.captive is None:
                record_listed(
                    acting, source_key=one.source_key, raw=one.raw, particulars=one.particulars, events=one.events
                )
            else:
                c = one.captive
                record_capture(
                    acting, category=c.category, power=c.power, card_number=c.card_number, captured_on=c.captured_on,
                    captured_at=c.captured_at, holder=c.holder, particulars=one.particulars,
                    source_key=one.source_key, raw=one.raw,
                )  # fmt: skip
        except StatementError as refused:
            # What is not recorded is not written beside the store either.
            bad.append(replace(_bad(one.row, str(refused)), cells=()))
            return False
        except NoSuchHolderError as refused:
            written = one.captive.holder if one.captive is not None else ""
            self.unread.setdefault(written)
            likely = f" (perhaps {', '.join(refused.params['likely'])})" if refused.params["likely"] else ""
            bad.append(_bad(one.row, _NO_PLACE, f"{written!r}{likely}"))
            return False
        except (InputError, RuleError, ConflictError) as refused:
            bad.append(_bad(one.row, str(refused)))
            return False
        return True

    def _count(self, rows: int, recorded: Sequence[Taken], again: int, bad: list[BadRow]) -> None:
        report = self.report
        report.rows += rows
        report.accepted += len(recorded)
        report.already_there += again
        report.rejected += len(bad)
        for one in recorded:
            of_particulars = {flag for particular in one.particulars for flag in particular.flags}
            report.flagged.update(of_particulars | set(one.odd))
            report.events.update(_said(event.kind, event.certainty, event.contradicts) for event in one.events)
        for one_bad in sorted(bad, key=lambda b: (b.sheet, b.line)):
            report.count_rejected(_OF_ONE.sub(r"\1 N", one_bad.reason), one_bad.detail)
            self.rejected.add(one_bad)


def _bad(row: Row, reason: str, detail: str = "") -> BadRow:
    return BadRow(line=row.line, cells=tuple(row.cells.values()), reason=reason, detail=detail, sheet=row.sheet)


def _said(kind: str, certainty: str, contradicts: str) -> str:
    words = kind if certainty == "asserted" else f"{kind} ({certainty})"
    return f"{words} against {contradicts}" if contradicts else words
