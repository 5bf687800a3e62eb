"""`repatria link duplicates`: records of one file that may be about one person, in groups for review.

Written: one row a pair, and beside it one row a group. Nothing is merged; two persons look at each pair.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from repatria.core.linkage.duplicates import (
    Conflict,
    DuplicateCluster,
    DuplicatePair,
    as_enquiry,
    clusters_of,
    find_duplicates,
    learned_from,
)
from repatria.core.linkage.explanation import explanation_line
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterRow
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.linking.answers import FOR_SPREADSHEETS, chance_text, rejected_beside, separator_of
from repatria.doors.files.linking.as_written import line_of_row, quoting, quoting_asked, written_birth_date
from repatria.doors.files.linking.columns import AS_IT_IS, Reading
from repatria.doors.files.linking.parts_file import spare_inputs, written_at_once
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import read_enquiries, read_register

Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]
_PAIRS = (
    "group", "first_id", "second_id", "match_weight_bits", "probability", "is_weakest", "is_cut", "explanation",
)  # fmt: skip
_SIDES = ("first_name", "first_birth_date", "second_name", "second_birth_date")
_GROUPS = ("group", "records", "person_ids", "weakest_probability", "broken_from", "conflicts")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSearch:
    """What was asked for.

    Given:    `are_enquiries` where the file holds enquiries; `learn` takes how often its fields disagree from the file
              itself, without labels, for lists whose errors are unlike those of enquiries.
    """

    path: Path
    out: Path
    are_enquiries: bool = False
    least_probability: float = 0.5
    learn: bool = False
    explain: bool = False
    language: str = "en"
    reading: Reading = AS_IT_IS
    both_sides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateReport:
    """What came of it."""

    rows: int
    rejected: int
    pairs: int
    groups: int
    conflicts: int
    rejected_file: Path | None
    groups_file: Path


def groups_beside(out: Path) -> Path:
    """Where the groups are written."""
    return out.with_name(f"{out.stem}-groups{out.suffix}")


def run_duplicates(asked: DuplicateSearch, say: Say, progress: Progress) -> DuplicateReport:
    """Finds the duplicates of a file and writes pairs and groups.

    Raises:   UnreadableTableError, TableColumnsError, MissingLibraryError, AnswerFileError; OSError. The wanted files
              are then as they were.
    """
    separator_of(asked.out)
    spare_inputs((asked.out, groups_beside(asked.out), rejected_beside(asked.out)), (asked.path,))
    remarks = Remarks(rejected_beside(asked.out), say)
    try:
        opened = read_enquiries if asked.are_enquiries else read_register
        table = opened(asked.path, remarks, asked.reading)
        say(f"{asked.path.name}: {table.reading}")
        rows = list(table.register_rows())  # a number that stands twice is two records here, each named by its line
    finally:
        rejected_file = remarks.close()
    pairs = tuple(_pairs(asked, rows, say, progress))
    groups = clusters_of(pairs)
    _write(
        asked.out, _PAIRS + _SIDES * asked.both_sides, _pair_rows(groups, asked, {row.person_id: row for row in rows})
    )
    _write(groups_beside(asked.out), _GROUPS, _group_rows(groups))
    return DuplicateReport(
        rows=table.accepted, rejected=table.rejected, pairs=len(pairs), groups=len(groups),
        conflicts=sum(bool(group.conflicts) for group in groups), rejected_file=rejected_file,
        groups_file=groups_beside(asked.out),
    )  # fmt: skip


def _pairs(
    asked: DuplicateSearch, rows: Sequence[RegisterRow], say: Say, progress: Progress
) -> Iterable[DuplicatePair]:
    weights = None
    if asked.learn and rows:
        weights, _ = learned_from(rows)
        say("how often its fields disagree was learned from the file itself")
    return find_duplicates(
        rows, weights, asked.least_probability, tell=lambda done, all_: progress("asked", done, all_)
    )


def _pair_rows(
    groups: Sequence[DuplicateCluster], asked: DuplicateSearch, rows: Mapping[str, RegisterRow]
) -> Iterable[Sequence[object]]:
    for number, group in enumerate(groups, start=1):
        for pair in (*group.links, *group.cut):
            candidate = Candidate(
                person_id=pair.second_id, match_weight_bits=pair.match_weight_bits, probability=pair.probability,
                fields=pair.fields, equally_good=1,
            )  # fmt: skip
            first, second = rows[pair.first_id], rows[pair.second_id]
            sides = (line_of_row(first), written_birth_date(first), line_of_row(second), written_birth_date(second))
            yield (
                number, pair.first_id, pair.second_id, f"{pair.match_weight_bits:.3f}", chance_text(pair.probability),
                "yes" if pair == group.weakest else "", "yes" if pair in group.cut else "",
                explanation_line(quoting(quoting_asked(candidate, _as_asked(first)), [second]), asked.language)
                if asked.explain else "", *(sides if asked.both_sides else ()),
            )  # fmt: skip


def _as_asked(row: RegisterRow) -> EnquiryRow:
    return replace(as_enquiry(row), birth_date_as_written=row.birth_date_as_written)


def _group_rows(groups: Sequence[DuplicateCluster]) -> Iterable[Sequence[object]]:
    for number, group in enumerate(groups, start=1):
        yield (
            number, len(group.person_ids), ", ".join(group.person_ids), chance_text(group.weakest.probability),
            group.broken_from or "", "; ".join(map(_conflict_words, group.conflicts)),
        )  # fmt: skip


def _conflict_words(one: Conflict) -> str:
    return f"{one.field}: {one.first_value} ({one.first_id}), {one.second_value} ({one.second_id})"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    is_for_spreadsheets = separator_of(path) == ","
    with written_at_once(path) as stream:
        stream.write((FOR_SPREADSHEETS if is_for_spreadsheets else "").encode())
        for row in (header, *rows):
            cells = [" ".join(str(cell).split()) for cell in row]
            line = _quoted(cells) if is_for_spreadsheets else "\t".join(cells) + "\n"
            stream.write(line.encode("utf-8", "replace"))


def _quoted(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(map(disarmed, cells))
    return written.getvalue()


def duplicates_text(asked: DuplicateSearch, report: DuplicateReport) -> str:
    """The report as the operator reads it, with what to do next as its last line."""
    lines = [
        f"rows        {report.rows:,} compared, {report.rejected:,} rejected",
        f"pairs       {report.pairs:,} with at least {asked.least_probability:g}, in {asked.out}",
        f"groups      {report.groups:,}, {report.conflicts:,} of them with contradictions, in {report.groups_file}",
    ]
    if report.rejected_file is not None:
        lines.append(f"remarked    {report.rejected_file} (it holds personal data)")
    lines.append("next: two persons look at each pair; nothing was merged")
    return "\n".join(lines)
