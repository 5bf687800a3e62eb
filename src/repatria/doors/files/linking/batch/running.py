"""`repatria link batch` on DuckDB or Spark, and `repatria link columns`.

In this order: (1) the register's columns are written beside the answers, once; (2) the engine loads them and u is
estimated; (3) enquiries are answered a page at a time, each page safe before the next begins; (4) the answers take
their name and what lay beside them is taken away. A run that was stopped keeps the columns, and goes on with `resume`:
the same columns make the same model again.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from repatria.core.linkage.comparison import learned_weights
from repatria.core.linkage.explanation import prior_in_words
from repatria.core.linkage.prior import Prior, assumed_prior, given_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, Ranked, RegisterRow
from repatria.doors.files.linking.answers import AnswerFile, growing_beside, rejected_beside, separator_of, written_for
from repatria.doors.files.linking.as_written import WrittenRegister, quoting_asked
from repatria.doors.files.linking.batch.backends import check_libraries, opened
from repatria.doors.files.linking.batch.splink_engine import SplinkEngine
from repatria.doors.files.linking.batch.tables import write_columns
from repatria.doors.files.linking.columns import AS_IT_IS, Reading
from repatria.doors.files.linking.parts_file import spare_inputs, written_at_once
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import TableRows, read_enquiries, read_register
from repatria.doors.files.linking.shares import sampled

Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]
PAGE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What was asked for.

    Given:    `engine` "duckdb" or "spark"; `master` of Spark, "" for what spark-submit has set; `page` enquiries that
              are answered at once.
    """

    register: Path
    enquiries: Path
    out: Path
    engine: str
    top: int = 10
    explain: bool = False
    language: str = "en"
    reading: Reading = AS_IT_IS
    resume: bool = False
    master: str = "local[*]"
    page: int = PAGE
    registered_share: float | None = None
    both_sides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """What came of it."""

    prior: Prior
    records: int
    answered: int
    without: int
    crowded: int
    rows: int
    rejected: int
    seconds: float
    rejected_file: Path | None


def run_batch(asked: Batch, say: Say, progress: Progress) -> BatchReport:
    """Answers a file of enquiries through Splink.

    Raises:   MissingEngineError, and what `link search` raises; the wanted file is then as it was.
    """
    separator_of(asked.out)
    beside = asked.out.with_name(f".{asked.out.name}.batch")
    inputs = (asked.register, asked.enquiries)
    # What lies in the folder of the run goes with it: there must be no input among it.
    above = [folder for path in inputs for folder in path.resolve().parents]
    spare_inputs((*written_for(asked.out), beside), (*inputs, *above))
    check_libraries(asked.engine)
    remarks = Remarks(rejected_beside(asked.out), say)
    try:
        enquiries = read_enquiries(asked.enquiries, remarks, asked.reading)  # its header is to be refused early
        register = read_register(asked.register, remarks, asked.reading)
        assumed = assumed_prior(learned_weights().registered_share)
        written = WrittenRegister(asked.register, asked.reading) if asked.explain or asked.both_sides else None
        with AnswerFile(
            asked.out, _run_of(asked), assumed, register=written, both_sides=asked.both_sides, resume=asked.resume
        ) as answers:
            if not asked.resume:
                shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(mode=0o700, exist_ok=True)
            columns = beside / "register.parquet"
            if is_kept(columns, say):
                for _ in register.register_columns():  # its rows are remarked and counted again
                    pass
            else:
                say("writing the columns of the register")
                write_columns(register_rows(register), columns, learned_weights())
                keep(columns)
            begin = time.perf_counter()
            with opened(asked.engine, beside / "work", asked.master) as backend:
                engine = SplinkEngine(backend, columns, learned_weights())
                say(f"{engine.model.records:,} records are loaded and counted in {asked.engine}")
                _take_up_share(asked, engine, beside)
                say(prior_in_words(engine.prior, asked.language))
                answers.prior = engine.prior
                _answer(asked, engine, enquiries, answers, beside, progress)
            answers.finish()
            for remark, count in answers.scripts.items():
                say(f"{count:,} x {remark}")
        shutil.rmtree(beside, ignore_errors=True)
    finally:
        rejected_file = remarks.close()
    return BatchReport(
        prior=engine.prior, records=engine.model.records, answered=answers.answered, without=answers.without,
        crowded=answers.crowded,
        rows=answers.rows, rejected=register.rejected + enquiries.rejected, seconds=time.perf_counter() - begin,
        rejected_file=rejected_file,
    )  # fmt: skip


def _take_up_share(asked: Batch, engine: SplinkEngine, beside: Path) -> None:
    """Finds the share of enquiries about somebody registered: as given, or from a sample of the file, as ever again."""
    if asked.registered_share is not None:
        engine.prior = given_prior(asked.registered_share)
        return
    sample = beside / "sample.parquet"
    rows = [replace(row, enquiry_id=str(at)) for at, row in enumerate(sampled(asked.enquiries, asked.reading))]
    engine.estimate_prior(sample, rows)


def _answer(
    asked: Batch, engine: SplinkEngine, enquiries: TableRows, answers: AnswerFile, beside: Path, progress: Progress
) -> None:
    page = beside / "page.parquet"
    remaining = answers.unanswered(enquiries.enquiries())
    while rows := list(islice(remaining, asked.page)):
        # By place, not by number: a number that stands twice in the file is answered twice.
        placed = [replace(row, enquiry_id=str(at)) for at, row in enumerate(rows)]
        found = engine.answers(page, placed, asked.top)
        for at, row in enumerate(rows):
            candidates = tuple(quoting_asked(one, row) for one in found.get(str(at), ()))
            answers.add(row, candidates if asked.explain else _bare(row, candidates), asked.language)
        answers.keep()
        progress("answered", answers.answered, answers.answered + (len(rows) == asked.page))


def _bare(row: EnquiryRow, candidates: tuple[Candidate, ...]) -> Ranked:
    """The answer without its reasons."""
    return Ranked(
        enquiry_id=row.enquiry_id, person_ids=tuple(one.person_id for one in candidates),
        match_weight_bits=tuple(one.match_weight_bits for one in candidates),
        probabilities=tuple(one.probability for one in candidates),
        equally_good=tuple(one.equally_good for one in candidates),
    )  # fmt: skip


def _run_of(asked: Batch) -> dict[str, Any]:
    """What makes a run the same run: its files as they are now, its engine and options."""
    files = {name: [path.stat().st_size, path.stat().st_mtime_ns]
             for name, path in (("register", asked.register), ("enquiries", asked.enquiries))}  # fmt: skip
    return {**files, "engine": asked.engine, "top": asked.top, "explain": asked.explain, "language": asked.language,
            "encoding": asked.reading.encoding, "columns": asked.reading.columns_listed,
            "page": asked.page, "registered_share": asked.registered_share, "both_sides": asked.both_sides}  # fmt: skip


def keep(columns: Path) -> None:
    """Notes the digest of columns that are whole."""
    with written_at_once(_digest_beside(columns)) as stream:
        stream.write(_digest(columns).encode())


def is_kept(columns: Path, say: Say) -> bool:
    """Whether the columns of an earlier run lie there as they were written; where they do not, that is said."""
    try:
        if _digest_beside(columns).read_bytes() == _digest(columns).encode():
            return True
    except FileNotFoundError:
        return False
    say("what was kept of the register is not as it was written: it is read again")
    return False


def _digest_beside(columns: Path) -> Path:
    return columns.with_suffix(".sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def register_rows(table: TableRows) -> Iterator[RegisterRow]:
    """The rows of a register; of a number that stands twice both are kept, as one record that may be read two ways."""
    for columns in table.register_columns():
        yield from map(columns.row, range(len(columns.person_id)))


def write_register_columns(
    register: Path, out: Path, model: Path | None, dialect: str, reading: Reading, say: Say
) -> tuple[int, int, Path | None]:
    """Writes the columns of a register for a cluster of one's own, and the model in its dialect.

    Returns:  rows accepted and rejected, and the file of remarks.
    Raises:   OverwrittenInputError, MissingEngineError, and what reading a register raises.
    """
    spare_inputs((out, growing_beside(out), rejected_beside(out), model), (register,))
    check_libraries("duckdb" if model else "columns")
    remarks = Remarks(rejected_beside(out), say)
    try:
        table = read_register(register, remarks, reading)
        write_columns(register_rows(table), out, learned_weights())
    finally:
        rejected_file = remarks.close()
    if model is not None:
        with opened("duckdb", out.with_name(f".{out.name}.work"), "") as backend:
            trained = SplinkEngine(backend, out, learned_weights(), dialect=dialect).model
        with written_at_once(model) as stream:
            stream.write(trained.to_text().encode())
    return table.accepted, table.rejected, rejected_file


def batch_text(asked: Batch, report: BatchReport) -> str:
    """The report as the operator reads it, with what to do next as its last line."""
    rate = report.answered / report.seconds if report.seconds else 0.0
    lines = [
        f"register    {report.records:,} records in {asked.engine}",
        f"enquiries   {report.answered:,} answered, {report.without:,} of them with nobody found",
        f"share       {prior_in_words(report.prior, asked.language)}",
        f"seconds     {report.seconds:,.1f} from loading on, {rate:,.0f} enquiries a second",
        f"answers     {report.rows:,} rows in {asked.out}",
    ]
    if report.crowded:
        lines.append(f"equals      {report.crowded:,} enquiries with more equally good answers than are named")
    if report.rejected_file is not None:
        lines.append(f"next: look through {report.rejected_file} (it holds personal data), mend the rows, run again")
    else:
        lines.append("next: two persons look at each answer; nothing was linked")
    return "\n".join(lines)
