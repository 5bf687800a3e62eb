"""`repatria link search`: every enquiry of a file against a register, answers into a table.

In this order: (1) the index is read or built; (2) enquiries are read and answered, the first ones one by one with the
clock running; (3) after every PAGE of them the answers are safe and a checkpoint is noted, so that a long run can go
on; (4) the answers take their name, and what it cost is said. Memory holds the index and few enquiries.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from repatria.core.linkage.explanation import prior_in_words
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import Candidate, EnquiryRow, Ranked
from repatria.doors.files.linking.answers import (
    AnswerFile,
    checkpoint_beside,
    rejected_beside,
    separator_of,
    written_for,
)
from repatria.doors.files.linking.as_written import WrittenRegister
from repatria.doors.files.linking.columns import AS_IT_IS, Reading
from repatria.doors.files.linking.figures import RunFigures, peak_memory_bytes
from repatria.doors.files.linking.kept_index import RegisterIndex, index_of
from repatria.doors.files.linking.parts_file import spare_inputs
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import TableRows, read_enquiries
from repatria.doors.files.linking.shares import prior_of
from repatria.doors.files.linking.side_by_side import rank_side_by_side

Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]
PAGE = 10_000
"""Enquiries after which the answers are made safe."""
_TIMED = 1_000
"""Enquiries asked one by one, whose times are told; further ones without reasons are asked in batches."""
_TELL_EVERY = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was asked for.

    Given:    `language` "uk", "ru" or "en", of the explanations; `reading` as `--encoding` and `--column` say it;
              `registered_share` of enquiries about somebody registered, where it is known; `both_sides` where names
              and dates of both are wanted beside each answer.
    """

    register: Path
    enquiries: Path
    out: Path
    top: int = 10
    explain: bool = False
    language: str = "en"
    index: Path | None = None
    reading: Reading = AS_IT_IS
    resume: bool = False
    registered_share: float | None = None
    both_sides: bool = False


@dataclass(slots=True, kw_only=True)
class SearchReport:
    """What came of it.

    Returns:  `enquiries` = `answered` + `rejected_enquiries`; enquiries that nothing speaks for are in `without`, those
              that more fit equally well than are named in `crowded`.
    """

    built: RegisterIndex
    answered: int
    without: int
    crowded: int
    rows: int
    rejected_enquiries: int
    figures: RunFigures
    rejected_file: Path | None
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def rejected(self) -> int:
        """Rows of both files that were not taken."""
        return self.built.rejected + self.rejected_enquiries


def run_search(asked: Search, say: Say, progress: Progress, page: int | None = None) -> SearchReport:
    """Answers a file of enquiries.

    Raises:   UnreadableTableError, TableColumnsError, MissingLibraryError, AnswerFileError, OverwrittenInputError,
              UnfinishedRunError;
              OSError. The wanted file is then as it was.
    """
    separator_of(asked.out)
    spare_inputs((*written_for(asked.out), asked.index), (asked.register, asked.enquiries))
    remarks = Remarks(rejected_beside(asked.out), say)
    try:
        enquiries = read_enquiries(asked.enquiries, remarks, asked.reading)  # its header is to be refused early
        built = index_of(asked.register, asked.index, remarks, say, asked.reading, progress)
        say(f"{asked.enquiries.name}: {enquiries.reading}")
        built.index.prior = prior_of(built.index, asked.enquiries, asked.reading, asked.registered_share)
        say(prior_in_words(built.index.prior, asked.language))
        figures = RunFigures()
        if not asked.resume and checkpoint_beside(asked.out).exists():
            say(f"an unfinished run of {asked.out.name} is begun anew; --resume would have gone on with it")
        written = WrittenRegister(asked.register, asked.reading) if asked.explain or asked.both_sides else None
        with AnswerFile(
            asked.out, _run_of(asked), built.index.prior, register=written, both_sides=asked.both_sides,
            resume=asked.resume,
        ) as answers:  # fmt: skip
            if answers.answered:
                say(f"going on after {answers.answered:,} enquiries that are answered already")
            _answer(asked, built.index, enquiries, answers, figures, progress, page or PAGE)
            answers.finish()
            for remark, count in answers.scripts.items():
                say(f"{count:,} x {remark}")
    finally:
        rejected_file = remarks.close()
    return SearchReport(
        built=built, answered=answers.answered, without=answers.without, crowded=answers.crowded, rows=answers.rows,
        rejected_enquiries=enquiries.rejected, figures=figures, rejected_file=rejected_file,
        reasons=dict(remarks.reasons.most_common()),
    )  # fmt: skip


def _run_of(asked: Search) -> dict[str, Any]:
    """What makes a run the same run: its files as they are now, and its options."""

    def seen(path: Path) -> list[int]:
        found = path.stat()
        return [found.st_size, found.st_mtime_ns]

    return {
        "register": seen(asked.register), "enquiries": seen(asked.enquiries), "top": asked.top,
        "explain": asked.explain, "language": asked.language, "encoding": asked.reading.encoding,
        "columns": asked.reading.columns_listed, "registered_share": asked.registered_share,
        "both_sides": asked.both_sides,
    }  # fmt: skip


def _answer(
    asked: Search, index: LinkageIndex, enquiries: TableRows, answers: AnswerFile, figures: RunFigures,
    progress: Progress, page: int,
) -> None:  # fmt: skip
    total = enquiries.table.likely_rows
    remaining = answers.unanswered(enquiries.enquiries())
    before = told = answers.answered
    started = time.perf_counter()
    for enquiry, found in _found(asked, index, remaining, figures):
        answers.add(enquiry, found, asked.language)
        if answers.answered - told >= _TELL_EVERY:
            told = answers.answered
            progress("answered", told, max(told + 1, total))
        if answers.answered % page == 0:
            answers.keep()
    figures.seconds, figures.answered = time.perf_counter() - started, answers.answered - before
    progress("answered", answers.answered, answers.answered)


def _found(
    asked: Search, index: LinkageIndex, rows: Iterator[EnquiryRow], figures: RunFigures
) -> Iterator[tuple[EnquiryRow, Ranked | tuple[Candidate, ...]]]:
    """Answers enquiries; the very first is asked twice, so that no time of loading is taken for one of asking."""
    for row in rows if asked.explain else islice(rows, _TIMED):
        if not figures.milliseconds:
            index.rank(row, asked.top)
        started = time.perf_counter()
        found = index.find(row, asked.top) if asked.explain else index.rank(row, asked.top)
        figures.milliseconds.append((time.perf_counter() - started) * 1000)
        yield row, found
    waiting: deque[EnquiryRow] = deque()
    for ranked in rank_side_by_side(index, _remembered(rows, waiting), asked.top):
        yield waiting.popleft(), ranked


def _remembered(rows: Iterator[EnquiryRow], waiting: deque[EnquiryRow]) -> Iterator[EnquiryRow]:
    """Passes enquiries on, each waiting for its answer."""
    for row in rows:
        waiting.append(row)
        yield row


def report_text(asked: Search, report: SearchReport) -> str:
    """The report as the operator reads it, with what to do next as its last line."""
    built, figures = report.built, report.figures
    index = built.index
    how = "read" if built.was_kept else "built"
    listed = " (they were listed when the index was built)" if built.was_kept and built.rejected else ""
    size = index.size_bytes + index.vocabulary_bytes
    rate = f"; {figures.answered / figures.seconds:,.0f} a second" if figures.seconds and figures.answered else ""
    lines = [
        f"register    {built.persons:,} rows compared, {built.rejected:,} rejected{listed}",
        f"index       {how} in {built.seconds:.2f} s; {size:,} bytes ({index.size_bytes:,} of the rows, "
        f"{index.vocabulary_bytes:,} of the names)",
        f"enquiries   {report.answered:,} answered, {report.without:,} of them with nobody found; "
        f"{report.rejected_enquiries:,} rejected",
        f"an enquiry  p50 {figures.percentile(50):.2f} ms, p95 {figures.percentile(95):.2f} ms "
        f"({len(figures.milliseconds):,} asked one by one{rate})",
        f"share       {prior_in_words(index.prior, asked.language)}",
        f"memory      {peak_memory_bytes():,} bytes at most",
        f"answers     {report.rows:,} rows in {asked.out}",
    ]  # fmt: skip
    if report.crowded:
        lines.append(f"equals      {report.crowded:,} enquiries with more equally good answers than are named")
    lines += [f"remarked    {count:,} x {reason}" for reason, count in report.reasons.items()]
    if report.rejected_file is not None:
        lines.append(f"next: look through {report.rejected_file} (it holds personal data), mend the rows, run again")
    elif not asked.explain:
        lines.append("next: --explain gives the reasons of every answer")
    return "\n".join(lines)
