"""Splink 5 on DuckDB: all enquiries linked to the register in one run, m learned by EM, u by sampling.

Names are romanised; a word's role is guessed from the register's own labelled given names and from endings, as a
user of Splink would prepare them. The variant "columns" gives it our cross-script columns instead, and nothing else of
ours: names as sounds, groups of given names and fathers, roles as our lines are read.
"""

from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.bench.linkage.methods import common

_FATHERS = (
    "ivna",
    *(middle + end for middle in ("ov", "ev", "ob", "eb") for end in ("ich", "ic", "icz", "itsch", "itch", "na")),
)
Parts = Callable[[common.Row], tuple[str | None, ...]]
"""Returns the columns of a row, without its number."""
_COLUMNS = ("surname", "given", "patronymic", "birth_date", "place")


def main() -> None:
    """Prepares columns, trains, predicts."""
    trial, out, _, variant = common.arguments()
    reading = common.as_written if variant else common.romanised
    rows, enquiries = (common.read_rows(trial / f"{name}.tsv", reading) for name in ("register", "enquiries"))
    parts = _read_by_us() if variant else _guessed(_known_given_names(trial / "register.tsv"))
    started = time.perf_counter()
    api = DuckDBAPI()
    frames = [
        api.register(_table(enquiries, parts, "e"), dataset_display_name="enquiries"),
        api.register(_table(rows, parts, "r"), dataset_display_name="register"),
    ]
    linker = Linker(frames, _settings(), log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("surname", "given", "birth_date"), block_on("given", "patronymic", "birth_date")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    for rule in (block_on("birth_date"), block_on("surname", "given")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    build_seconds = time.perf_counter() - started
    started = time.perf_counter()
    predicted = linker.inference.predict(threshold_match_weight=-12)
    best: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for left, right, weight in predicted.as_duckdbpyrelation().project(
        "unique_id_l, unique_id_r, match_weight"
    ).fetchall():  # fmt: skip
        asked, person = (left, right) if left.startswith("e") else (right, left)
        best[asked[1:]].append((person[1:], weight))
    seconds = time.perf_counter() - started
    out.mkdir(parents=True, exist_ok=True)
    with (out / "answers.tsv").open("w", encoding="utf-8") as lines:
        for enquiry in enquiries:
            ranked = sorted(best[enquiry.id], key=lambda found: (-found[1], found[0]))[: common.TOP]
            found = [(person, 1 / (1 + 2**-weight)) for person, weight in ranked]
            common.write_answer(lines, enquiry.id, 0.0, found)
    common.write_summary(out, common.Summary(build_seconds, 0, True, len(enquiries) / seconds))


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("surname"), block_on("birth_date"), block_on("substr(surname,1,4)", "substr(given,1,2)"),
            block_on("given", "patronymic", "substr(surname,1,1)"), block_on("given", "substr(birth_date,1,7)"),
            block_on("substr(surname,1,3)", "substr(birth_date,1,4)"), block_on("given", "patronymic", "place"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("surname", [0.95, 0.9, 0.82]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("patronymic", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.CustomComparison(output_column_name="birth_date", comparison_levels=_date_levels()),
            cl.JaroWinklerAtThresholds("place", [0.9]).configure(term_frequency_adjustments=True),
        ],
        retain_intermediate_calculation_columns=False,
    )  # fmt: skip


def _date_levels() -> list[dict[str, Any]]:
    full = "length(birth_date_l) = 10 AND length(birth_date_r) = 10"
    shorter = "least(length(birth_date_l), length(birth_date_r))"
    return [
        {
            "sql_condition": "birth_date_l IS NULL OR birth_date_r IS NULL",
            "label_for_charts": "null",
            "is_null_level": True,
        },
        {"sql_condition": f"{full} AND birth_date_l = birth_date_r", "label_for_charts": "exact"},
        {
            "sql_condition": f"{full} AND birth_date_l = "
            "substr(birth_date_r,1,5) || substr(birth_date_r,9,2) || '-' || substr(birth_date_r,6,2)",
            "label_for_charts": "swapped",
        },
        {"sql_condition": f"{full} AND levenshtein(birth_date_l, birth_date_r) = 1", "label_for_charts": "one digit"},
        {
            "sql_condition": f"NOT ({full}) AND substr(birth_date_l,1,{shorter}) = substr(birth_date_r,1,{shorter})",
            "label_for_charts": "as far as given",
        },
        {"sql_condition": "substr(birth_date_l,1,4) = substr(birth_date_r,1,4)", "label_for_charts": "year"},
        {"sql_condition": "ELSE", "label_for_charts": "else"},
    ]


def _known_given_names(path: Path) -> set[str]:
    """Returns the romanised given names that stand labelled in the register more than twice."""
    with path.open(encoding="utf-8", newline="") as lines:
        names = Counter(row["given_name"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {common.romanised(name) for name, count in names.items() if count > 2 and len(name) > 2}


def _guessed(known: set[str]) -> Parts:
    """Tells the words of a romanised name apart."""

    def parts(row: common.Row) -> tuple[str | None, ...]:
        words = row.name.split()
        father = next((word for word in words if word.endswith(_FATHERS) and len(words) > 1), None)
        rest = [word for word in words if word != father]
        given = next((word for word in rest if word in known and len(rest) > 1), None)
        rest = [word for word in rest if word != given]
        if given is None and len(rest) > 1:
            given = rest.pop()
        return max(rest, key=len, default=None), given, father, row.birth_date, row.place

    return parts


def _read_by_us() -> Parts:
    """Reads a name as our batch columns do: its likeliest roles, sounds, groups."""
    from repatria.core.linkage.comparison import learned_weights
    from repatria.core.linkage.forms import OrderTable
    from repatria.core.linkage.rows import EnquiryRow
    from repatria.doors.files.linking.batch.columns import columns_of

    orders, weights = OrderTable(), learned_weights()

    def parts(row: common.Row) -> tuple[str | None, ...]:
        asked = EnquiryRow(enquiry_id=row.id, name=row.written, birth_date=row.birth_date, place=row.place)
        read = columns_of(asked, 0, weights, orders)[0]
        return (read["surname_canon"], read["given_group"], read["patronymic_group"], row.birth_date,
                read["place_canon"])  # fmt: skip

    return parts


def _table(rows: list[common.Row], parts: Parts, mark: str) -> pa.Table:
    columns: dict[str, list[str | None]] = {name: [] for name in ("unique_id", *_COLUMNS)}
    for row in rows:
        for name, value in zip(columns, (mark + row.id, *parts(row)), strict=True):
            columns[name].append(value or None)
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


if __name__ == "__main__":
    main()
