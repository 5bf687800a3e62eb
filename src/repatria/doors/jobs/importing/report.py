"""What an import says at its end: every row of the file is in one of three counts, and nothing is passed over."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from repatria.core.vocabulary.disarming import disarmed, printable
from repatria.doors.files.tables import BadRow

_SHOWN_EXAMPLES = 3
_SHOWN_COLUMNS = 12


@dataclass(slots=True)
class ImportReport:
    """The counts of one file. `rows` = `accepted` + `already_there` + `corrected` + `totals` + `rejected`.

    Given:    `corrected` rows were there before and say something else now; `totals` are rows that count the others.

    Units:    `seconds` of the wall clock.
    """

    file: str
    profile: str
    reading: str
    captives: bool
    rows: int = 0
    accepted: int = 0
    already_there: int = 0
    corrected: int = 0
    totals: int = 0
    rejected: int = 0
    told_counts: list[tuple[str, int, int]] = field(default_factory=list)  # line, what a total says, whom rows name
    differs: int = 0  # rows that came again with another holder, card or day of capture
    flagged: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    sheets: Counter[str] = field(default_factory=Counter)
    extra_columns: tuple[str, ...] = ()
    seconds: float = 0.0
    rejected_file: Path | None = None

    def count_rejected(self, reason: str, detail: str) -> None:
        """Counts one reason, and keeps the first few that show what is meant."""
        self.reasons[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if detail and detail not in shown and len(shown) < _SHOWN_EXAMPLES:
            shown.append(detail)


class RejectedRows:
    """The file of rejected rows: the columns of the list, then line and reason.

    Given:    made at the first rejected row, readable by its owner alone, written anew by every run.
    Not:      a formula; a cell that a spreadsheet would evaluate gets an apostrophe before it.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path, self.columns = path, tuple(columns)
        self._stream: TextIO | None = None
        path.unlink(missing_ok=True)

    def add(self, bad: BadRow) -> None:
        if self._stream is None:
            self._stream = self._open()
        kept = bad.cells[: len(self.columns)]
        cells = [*map(disarmed, kept), *[""] * (len(self.columns) - len(kept))]
        where = f"{bad.sheet}, {bad.line}" if bad.sheet else bad.line
        csv.writer(self._stream).writerow([*cells, disarmed(str(where)), disarmed(bad.told)])

    def _open(self) -> TextIO:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        stream = os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="")
        csv.writer(stream).writerow([*map(disarmed, self.columns), "line", "reason"])
        return stream

    def close(self) -> Path | None:
        """Returns:  the file, or None when no row was rejected."""
        if self._stream is None:
            return None
        self._stream.close()
        return self.path


def report_text(report: ImportReport) -> str:
    """The report as the operator reads it, with what to do next as its last line."""
    lines = [
        f"{printable(report.file)}: {report.rows:,} rows = {report.accepted:,} accepted"
        f" + {report.already_there:,} already there{_also(report)} + {report.rejected:,} rejected,"
        f" in {report.seconds:.1f} s",
        f"  read as   {report.profile}; {report.reading}",
    ]
    if report.extra_columns:
        named = ", ".join(printable(name[:40]) for name in report.extra_columns[:_SHOWN_COLUMNS])
        more = len(report.extra_columns) - _SHOWN_COLUMNS
        rest = f" and {more:,} more" if more > 0 else ""
        lines.append(f"  columns   that the profile does not read, kept in the raw row: {named}{rest}")
    if report.events:
        lines.append("  asserted  " + ", ".join(f"{kind} {n:,}" for kind, n in report.events.most_common()))
    if report.flagged:
        lines.append("  flagged   " + ", ".join(f"{flag} {n:,}" for flag, n in report.flagged.most_common()))
    if len(report.sheets) > 1:
        lines.append("  sheets    " + ", ".join(f"{printable(name)} {n:,}" for name, n in report.sheets.items()))
    lines += [
        f"  counts    line {where} says {said:,}, the rows above it name {named:,}: on the first page"
        for where, said, named in report.told_counts
    ]
    if report.differs:
        lines.append(
            f"  differs   {report.differs:,} rows have another holder, card or day of capture: on the first page"
        )
    for reason, count in report.reasons.most_common():
        shown = ", ".join(report.examples.get(reason, ()))
        lines.append(f"  rejected  {count:,} x {printable(f'{reason}: {shown}' if shown else reason)}")
    return "\n".join([*lines, f"  next      {_next(report)}"])


def _also(report: ImportReport) -> str:
    corrected = f" + {report.corrected:,} corrected" if report.corrected else ""
    return corrected + (f" + {report.totals:,} that count the others" if report.totals else "")


def _next(report: ImportReport) -> str:
    if report.rejected_file is not None:
        return (
            f"look at {report.rejected_file} (it holds personal data: destroy it afterwards), mend in the list"
            " itself what can be mended, run the same command again: what is there is not added twice"
        )
    if not report.rows:
        return "the file has a header and no rows: is it the right one?"
    if report.captives:
        return "the notices to the Agency and to the Power lie in the outbox; look at them on the desk"
    return "nothing to mend; the matcher takes the new names in by itself"
