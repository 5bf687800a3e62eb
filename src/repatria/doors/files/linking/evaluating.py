"""`repatria link evaluate`: how good the answers are where the truth is known, as tables and plots.

Every enquiry of the file that has a truth is asked once. Written into one folder: `figures.tsv`, `calibration.tsv` and
`false-matches.tsv` with a drawing and a picture each, and `false-answers.tsv` with the surest wrong ones, by number.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from repatria.core.linkage.evaluation import (
    MOST_FALSE,
    SURE,
    Outcome,
    by_stratum,
    calibration_error,
    calibration_svg,
    false_matches_by_stratum,
    false_matches_svg,
    first_answers,
    recall_at,
    reliability,
    share_right_from,
    stratum_words,
    threshold_at,
)
from repatria.core.linkage.explanation import prior_in_words
from repatria.core.linkage.index import LinkageIndex
from repatria.doors.files.linking.columns import AS_IT_IS, Reading
from repatria.doors.files.linking.errors import AnswerFileError, UnanswerableError
from repatria.doors.files.linking.explaining import Drawn
from repatria.doors.files.linking.figures import RunFigures
from repatria.doors.files.linking.kept_index import index_of
from repatria.doors.files.linking.parts_file import spare_inputs, written_at_once
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import TableRows, read_enquiries
from repatria.doors.files.linking.shares import prior_of
from repatria.doors.files.linking.truth import Truth, read_truth

Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]
Row = Sequence[object]
_REJECTED = "rejected.tsv"
_FILES = (
    "figures.tsv", "calibration.tsv", "false-matches.tsv", "false-answers.tsv", "calibration.svg", "false-matches.svg",
    "calibration.png", "false-matches.png",
)  # fmt: skip
_TOP = 10
_TELL_EVERY = 500
_MOST_FALSE_ANSWERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is to be evaluated."""

    register: Path
    enquiries: Path
    truth: Path
    out_dir: Path
    index: Path | None = None
    reading: Reading = AS_IT_IS
    language: str = "en"
    registered_share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came of it.

    Returns:  `figures` by name, None where a figure does not apply; `rejected` rows of all three files; `untold`
              enquiries without a truth, which were not asked.
    """

    figures: dict[str, float | int | None]
    written: tuple[Path, ...]
    rejected: int
    untold: int


def evaluate(trial: Trial, say: Say, progress: Progress, drawn: Drawn) -> Evaluation:
    """Asks every enquiry with a truth and judges the answers.

    Raises:   UnreadableTableError, TableColumnsError, MissingLibraryError, AnswerFileError, PrintingError of `drawn`;
              UnanswerableError where no enquiry has a truth; OSError.
    """
    if trial.out_dir.exists() and not trial.out_dir.is_dir():
        raise AnswerFileError(f"{trial.out_dir} is no folder")
    written = [trial.out_dir / name for name in (_REJECTED, *_FILES)]
    spare_inputs((*written, trial.index), (trial.register, trial.enquiries, trial.truth))
    trial.out_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    remarks = Remarks(trial.out_dir / _REJECTED, say)
    try:
        truth = read_truth(trial.truth, remarks)
        enquiries = read_enquiries(trial.enquiries, remarks, trial.reading)
        built = index_of(trial.register, trial.index, remarks, say, trial.reading, progress)
        built.index.prior = prior_of(built.index, trial.enquiries, trial.reading, trial.registered_share)
        say(prior_in_words(built.index.prior, trial.language))
        times = RunFigures()
        outcomes, full, untold = _outcomes(built.index, enquiries, truth, times, progress)
    finally:
        remarks.close()
    if not outcomes:
        raise UnanswerableError(f"no enquiry of {trial.enquiries.name} has a truth in {trial.truth.name}")
    prior = built.index.prior
    figures = _figures(outcomes, full, times) | {
        "registered_share": prior.registered_share, "registered_share_from_enquiries": prior.among,
    }  # fmt: skip
    tables = {
        "figures": [
            ("figure", "value"),
            *((name, _written(value)) for name, value in figures.items()),
            ("registered_share_source", prior.source.value),
        ],
        "calibration": _calibration_rows(outcomes),
        "false-matches": _stratum_rows(outcomes, trial.language),
        "false-answers": _false_rows(outcomes),
    }
    plots = {
        "calibration": calibration_svg(
            reliability(first_answers(outcomes)), calibration_error(first_answers(outcomes)), trial.language
        ),
        "false-matches": false_matches_svg(
            false_matches_by_stratum(outcomes, threshold_at(outcomes).probability), trial.language
        ),
    }
    content = {f"{name}.tsv": _as_table(rows) for name, rows in tables.items()}
    content |= {f"{name}.svg": plot.encode() for name, plot in plots.items()}
    content |= {f"{name}.png": drawn(plot) for name, plot in plots.items()}
    for name, text in content.items():
        with written_at_once(trial.out_dir / name) as stream:
            stream.write(text)
    return Evaluation(
        figures=figures, written=tuple(trial.out_dir / name for name in content),
        rejected=remarks.rejected, untold=untold,
    )  # fmt: skip


def _outcomes(
    index: LinkageIndex, enquiries: TableRows, truth: Truth, times: RunFigures, progress: Progress
) -> tuple[list[Outcome], list[Outcome], int]:
    """All outcomes, those of enquiries with a full birth date, and how many enquiries had no truth."""
    outcomes: list[Outcome] = []
    full: list[Outcome] = []
    untold, total = 0, len(truth.true_ids)
    for row in enquiries.enquiries():
        meant = truth.true_ids.get(row.enquiry_id)
        if meant is None:
            untold += 1
            continue
        if not outcomes:
            index.rank(row, _TOP)  # so that no time of loading is taken for one of asking
        started = time.perf_counter()
        ranked = index.rank(row, _TOP)
        times.milliseconds.append((time.perf_counter() - started) * 1000)
        stratum = truth.strata.get(row.enquiry_id) or index.stratum_of(row)
        outcome = Outcome(
            enquiry_id=row.enquiry_id, true_ids=frozenset(meant), person_ids=ranked.person_ids,
            probabilities=ranked.probabilities, stratum=stratum,
        )  # fmt: skip
        outcomes.append(outcome)
        if row.birth_date.count("-") == 2:
            full.append(outcome)
        if len(outcomes) % _TELL_EVERY == 0:
            progress("asked", len(outcomes), max(total, len(outcomes) + 1))
    progress("asked", len(outcomes), len(outcomes))
    return outcomes, full, untold


def _figures(outcomes: list[Outcome], full: list[Outcome], times: RunFigures) -> dict[str, float | int | None]:
    answers = first_answers(outcomes)
    accepted = threshold_at(outcomes)
    return {
        "enquiries": len(outcomes),
        "about_somebody_registered": sum(one.is_registered for one in outcomes),
        "recall_at_1": recall_at(outcomes, 1),
        "recall_at_10": recall_at(outcomes, 10),
        "recall_at_1_full_birth_date": recall_at(full, 1),
        "recall_at_10_full_birth_date": recall_at(full, 10),
        "calibration_error": calibration_error(answers),
        f"right_where_p_at_least_{SURE}": share_right_from(answers),
        f"answers_where_p_at_least_{SURE}": sum(given >= SURE for given, _ in answers),
        f"right_accepted_at_{MOST_FALSE:.0%}_false": accepted.right_of_registered,
        f"probability_accepted_from_at_{MOST_FALSE:.0%}_false": accepted.probability,
        "p50_milliseconds": times.percentile(50),
        "p95_milliseconds": times.percentile(95),
    }


def _calibration_rows(outcomes: list[Outcome]) -> Iterator[Row]:
    yield "lowest", "highest", "answers", "mean_probability", "share_right"
    for one in reliability(first_answers(outcomes)):
        yield (
            f"{one.lowest:.1f}", f"{one.highest:.1f}", one.count, f"{one.mean_probability:.4f}",
            f"{one.share_right:.4f}",
        )  # fmt: skip


def _stratum_rows(outcomes: list[Outcome], language: str) -> Iterator[Row]:
    yield "stratum", "in_words", "enquiries", "recall_at_1", "recall_at_10", "accepted", "false", "false_of_accepted"
    accepted = false_matches_by_stratum(outcomes, threshold_at(outcomes).probability)
    for stratum, members in by_stratum(outcomes).items():
        one = accepted[stratum]
        yield (
            stratum, stratum_words(stratum, language), len(members), _written(recall_at(members, 1)),
            _written(recall_at(members, 10)), one.accepted, one.false, f"{one.false_of_accepted:.4f}",
        )  # fmt: skip


def _false_rows(outcomes: list[Outcome]) -> Iterator[Row]:
    """The wrong first answers, the surest first: by them one learns."""
    yield "enquiry_id", "answered", "probability", "meant", "rank_of_meant", "stratum"
    wrong = [one for one in outcomes if one.person_ids and not one.is_first_right]
    for one in sorted(wrong, key=lambda one: (-one.probabilities[0], one.enquiry_id))[:_MOST_FALSE_ANSWERS]:
        rank = next((at for at, found in enumerate(one.person_ids, start=1) if found in one.true_ids), "")
        meant = ",".join(sorted(one.true_ids))
        yield one.enquiry_id, one.person_ids[0], f"{one.probabilities[0]:.6f}", meant, rank, one.stratum


def _written(value: float | int | None) -> str:
    return "" if value is None else str(value) if isinstance(value, int) else f"{value:.4f}"


def _as_table(rows: Iterable[Row]) -> bytes:
    return "".join("\t".join(map(str, row)) + "\n" for row in rows).encode()


def evaluation_text(trial: Trial, evaluation: Evaluation) -> str:
    """The figures as the operator reads them, with what to do next as the last line."""
    lines = [f"{name.replace('_', ' '):48}{_written(value) or 'none'}" for name, value in evaluation.figures.items()]
    if evaluation.untold:
        lines.append(f"{evaluation.untold:,} enquiries have no truth and were not asked")
    if evaluation.rejected:
        lines.append(f"{evaluation.rejected:,} rows were rejected: {trial.out_dir / _REJECTED}")
    lines.append(f"next: look at {trial.out_dir / 'calibration.png'} and {trial.out_dir / 'false-matches.png'}")
    return "\n".join(lines)
