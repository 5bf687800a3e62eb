"""The parts of the bench that could favour one method: re-rank, similarity, judging, the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.linkage.__main__ import METHODS
from tests.bench.linkage.figures import figures_of, read_truth, table
from tests.bench.linkage.methods import common
from tests.bench.linkage.venvs import wanted
from tests.core.linkage.generator import write_trial


def row(name: str, birth_date: str = "", place: str = "") -> common.Row:
    return common.Row(name, name, birth_date, place, name)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("1987-03-14", "1987-03-14"), ("1987-03-14", "1987-14-03")),
        (("1987-03-04", "1987-04-03"), ("1987-03-04", "1987-03-05")),
        (("1987-03-14", "1987-03-15"), ("1987", "1987-03-14")),
        (("1987", "1987-03-14"), ("", "1987-03-14")),
        (("", "1987-03-14"), ("1987-03-14", "1999-10-22")),
    ],
)  # fmt: skip
def test_a_birth_date_that_agrees_better_is_worth_more(better: tuple[str, str], worse: tuple[str, str]) -> None:
    assert common.date_worth(*better) > common.date_worth(*worse)


def test_similarity_is_the_share_of_trigrams_in_common() -> None:
    # "  ab ": "  a", " ab", "ab "; "  ac ": "  a", " ac", "ac ": one of three in common
    assert common.dice(common.trigrams("ab"), common.trigrams("ac")) == pytest.approx(1 / 3)
    assert common.dice(common.trigrams("ab cd"), common.trigrams("cd ab")) == 1.0


def test_the_re_rank_puts_date_and_place_above_a_little_of_the_name() -> None:
    asked = row("shevchenko", "1987-03-14", "poltava")
    found = common.reranked(
        asked, [(row("shevchenka", "1960-01-02", "lviv"), 0.9), (row("shevcenko", "1987-03-14", "poltava"), 0.8)]
    )

    assert [person for person, _ in found] == ["shevcenko", "shevchenka"]
    assert all(0 <= score <= 1 for _, score in found)


def test_every_tool_is_pinned() -> None:
    groups = {method.group for method in METHODS.values()} - {""}

    assert all(wanted(group) for group in groups)
    assert all("==" in package for group in groups for package in wanted(group))


def test_figures_are_judged_from_what_a_method_wrote(tmp_path: Path) -> None:
    write_trial(tmp_path, 200, 10, seed=1)
    truth = read_truth(tmp_path)
    lines = [f"{asked.enquiry_id}\t2.0\t{asked.person_id or 'P-000001'}=0.9" for asked in truth[:5]]
    (tmp_path / "answers.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = common.Summary(build_seconds=1.5, bytes_held=20_000)
    (tmp_path / "summary.json").write_text(json.dumps({n: getattr(told, n) for n in common.Summary.__slots__}))

    figures = figures_of("tried", tmp_path, truth, persons=200)

    # one of the five is about nobody registered and was answered all the same
    assert (figures.recall_at_1, figures.asked, figures.bytes_a_person, figures.p50_ms) == (1.0, 5, 100.0, 2.0)
    assert figures.right_at_one_percent_false == 0.0
    assert figures.calibration_error is None


def test_a_method_that_cannot_be_measured_keeps_its_row() -> None:
    printed = table([("pg_trgm", "not measured: no PostgreSQL")])

    assert "not measured: no PostgreSQL" in printed.splitlines()[1]
