"""From what a method wrote to one row of the table: the same figures of merit for every method."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.core.linkage.evaluation import (
    Outcome,
    by_stratum,
    calibration_error,
    first_answers,
    recall_at,
    reliability,
    share_right_from,
    threshold_at,
)
from tests.core.linkage.asking import HELD_OUT_KINDS

_HEAD = (
    "method", "asked", "recall@1", "@10", "full date @1", "@10", "held out @10", "p50 ms", "p95 ms", "build s",
    "B/person", "calibr. error", "right p>=.99", "at 1% false", "batch/s", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One enquiry with its truth."""

    enquiry_id: str
    person_id: str
    kinds: tuple[str, ...]
    has_full_birth_date: bool
    stratum: str


@dataclass(frozen=True, slots=True)
class Figures:
    """One method's figures; None where a figure does not apply."""

    method: str
    asked: int
    wanted: int
    recall_at_1: float | None
    recall_at_10: float | None
    full_date_at_1: float | None
    full_date_at_10: float | None
    held_out_at_10: float | None
    p50_ms: float | None
    p95_ms: float | None
    build_seconds: float
    bytes_a_person: float
    calibration_error: float | None
    right_from_99: float | None
    right_at_one_percent_false: float
    batch_per_second: float | None
    note: str
    more: dict[str, Any]


def read_truth(trial: Path) -> list[Asked]:
    """Reads the trial's enquiries with their truth."""
    with (trial / "enquiries.tsv").open(encoding="utf-8", newline="") as lines:
        enquiries = {row["id"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    made = []
    with (trial / "truth.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            enquiry = enquiries[row["enquiry_id"]]
            born, is_latin = enquiry["birth_date"], not any("\u0400" < letter < "\u0530" for letter in enquiry["name"])
            date = "full date" if len(born) == len("YYYY-MM-DD") else "year" if born else "no date"
            stratum = f"{date}, {'place' if enquiry['place'] else 'no place'}, {'Latin' if is_latin else 'Cyrillic'}"
            kinds = tuple(row["kinds"].split(","))
            made.append(Asked(row["enquiry_id"], row["person_id"], kinds, date == "full date", stratum))
    return made


def figures_of(method: str, out: Path, truth: Sequence[Asked], persons: int) -> Figures:
    """Judges what a method's process wrote."""
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    by_id, outcomes, milliseconds = {asked.enquiry_id: asked for asked in truth}, [], []
    for line in (out / "answers.tsv").read_text(encoding="utf-8").splitlines():
        enquiry_id, took, found = line.split("\t")
        pairs = [pair.rpartition("=") for pair in found.split()]
        asked = by_id[enquiry_id]
        milliseconds.append(float(took))
        outcomes.append(
            Outcome(
                enquiry_id=enquiry_id, true_ids=frozenset({asked.person_id} - {""}),
                person_ids=tuple(person for person, _, _ in pairs),
                probabilities=tuple(float(score) for _, _, score in pairs), stratum=asked.stratum,
            )
        )  # fmt: skip
    full = [outcome for outcome in outcomes if by_id[outcome.enquiry_id].has_full_birth_date]
    held_out = [outcome for outcome in outcomes if set(by_id[outcome.enquiry_id].kinds) <= set(HELD_OUT_KINDS)]
    answers, is_probability = first_answers(outcomes), summary["gives_probability"]
    milliseconds.sort()
    timed = any(milliseconds)
    return Figures(
        method=method, asked=len(outcomes), wanted=len(truth),
        recall_at_1=recall_at(outcomes, 1), recall_at_10=recall_at(outcomes, 10),
        full_date_at_1=recall_at(full, 1), full_date_at_10=recall_at(full, 10),
        held_out_at_10=recall_at(held_out, 10),
        p50_ms=milliseconds[len(milliseconds) // 2] if timed else None,
        p95_ms=milliseconds[int(len(milliseconds) * 0.95)] if timed else None,
        build_seconds=summary["build_seconds"], bytes_a_person=summary["bytes_held"] / persons,
        calibration_error=calibration_error(answers) if is_probability else None,
        right_from_99=share_right_from(answers) if is_probability else None,
        right_at_one_percent_false=threshold_at(outcomes).right_of_registered,
        batch_per_second=summary["batch_per_second"], note=summary["note"],
        more=summary["more"] | _closer(outcomes, by_id, answers if is_probability else []),
    )  # fmt: skip


def _closer(
    outcomes: Sequence[Outcome], by_id: dict[str, Asked], answers: Sequence[tuple[float, bool]]
) -> dict[str, Any]:
    """Returns recall by stratum and kind of error, and the bins of the calibration plot."""
    of_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for kind in by_id[outcome.enquiry_id].kinds:
            of_kind[kind].append(outcome)
    return {
        "strata": {name: _short(members) for name, members in by_stratum(outcomes).items()},
        "kinds": {kind: _short(of_kind[kind]) for kind in sorted(of_kind)},
        "reliability": [
            {"from": part.lowest, "count": part.count, "mean": part.mean_probability, "right": part.share_right}
            for part in reliability(answers)
        ],
    }


def _short(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    return {"asked": len(outcomes), "recall@1": recall_at(outcomes, 1), "recall@10": recall_at(outcomes, 10)}


def _cell(value: float | None, decimals: int) -> str:
    if value is None:
        return "-"
    text = f"{value:,.{decimals}f}"
    return text[1:] if text.startswith("0.") and decimals > 1 else text


def table(rows: Iterable[Figures | tuple[str, str]]) -> str:
    """Returns the aligned table; a method that could not be measured says why."""
    cells = [_HEAD]
    for row in rows:
        if isinstance(row, tuple):
            cells.append((row[0], *["-"] * (len(_HEAD) - 2), row[1]))
            continue
        fewer = f"only {row.asked:,} of {row.wanted:,} enquiries in the time given" if row.asked < row.wanted else ""
        cells.append((
            row.method, f"{row.asked:,}", _cell(row.recall_at_1, 3), _cell(row.recall_at_10, 3),
            _cell(row.full_date_at_1, 3), _cell(row.full_date_at_10, 3), _cell(row.held_out_at_10, 3),
            _cell(row.p50_ms, 1), _cell(row.p95_ms, 1), _cell(row.build_seconds, 1),
            _cell(row.bytes_a_person, 0) if row.bytes_a_person else "-",
            _cell(row.calibration_error, 3), _cell(row.right_from_99, 3), _cell(row.right_at_one_percent_false, 3),
            _cell(row.batch_per_second, 0), "; ".join(filter(None, (row.note, fewer))),
        ))  # fmt: skip
    widths = [max(len(row[at]) for row in cells) for at in range(len(_HEAD))]

    def aligned(row: tuple[str, ...]) -> str:
        first, *middle, last = row
        figures = [cell.rjust(width) for cell, width in zip(middle, widths[1:-1], strict=True)]
        return "  ".join([first.ljust(widths[0]), *figures, last]).rstrip()

    return "\n".join(aligned(row) for row in cells)
