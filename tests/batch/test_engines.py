"""The three engines answer alike: our own, Splink on DuckDB, Splink on a real local Spark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from repatria.doors.files.linking.batch.running import Batch, BatchReport, run_batch
from repatria.doors.files.linking.errors import UnfinishedRunError
from tests.batch.conftest import Answered, needs, needs_java, read_answers
from tests.core.linkage.generator import Trial

pytestmark = [needs("splink", "duckdb", "pyarrow"), pytest.mark.timeout(900)]
LEAST_RECALL = 0.85
LEAST_SAME_FIRST = 0.95
"""Of the enquiries about somebody registered: the share whose first answer is the same person."""
SAME_BITS, LEAST_SAME_BITS = 0.01, 0.98
"""Where the first answer is the same person, core weighed him both times: the share with the same weight."""


def _about_somebody(trial: Trial) -> list[str]:
    return [e.row.enquiry_id for e in trial.enquiries if e.person_id]


def _same_first(trial: Trial, one: Answered, other: Answered) -> float:
    asked = _about_somebody(trial)
    return sum(one.best.get(enquiry, "?") == other.best.get(enquiry, "!") for enquiry in asked) / len(asked)


def test_duckdb_finds_the_right_person_first(trial: Trial, duckdb: Answered) -> None:
    asked = {e.row.enquiry_id: e.person_id for e in trial.enquiries if e.person_id}

    right = sum(duckdb.best.get(enquiry) == person for enquiry, person in asked.items()) / len(asked)

    assert LEAST_RECALL <= right


def test_duckdb_and_our_engine_name_the_same_person_with_like_weights(
    trial: Trial, own: Answered, duckdb: Answered
) -> None:
    both = [enquiry for enquiry in own.best if own.best[enquiry] == duckdb.best.get(enquiry)]
    apart = [duckdb.bits[enquiry] - own.bits[enquiry] for enquiry in both]

    assert LEAST_SAME_FIRST <= _same_first(trial, own, duckdb)
    assert LEAST_SAME_BITS <= sum(abs(one) < SAME_BITS for one in apart) / len(apart)


@pytest.mark.slow
@needs("pyspark")
@needs_java
def test_spark_gives_the_answers_of_duckdb_to_the_hundredth_of_a_bit(
    duckdb: Answered, run: Callable[..., BatchReport], tmp_path: Path
) -> None:
    run("spark", tmp_path / "answers.tsv")

    spark = read_answers(tmp_path / "answers.tsv")

    assert duckdb.named == spark.named
    assert all(abs(duckdb.bits[enquiry] - bits) < 0.01 for enquiry, bits in spark.bits.items())


def test_an_explained_answer_shows_both_values_and_bits_that_add_up(
    run: Callable[..., BatchReport], tmp_path: Path
) -> None:
    run("duckdb", tmp_path / "answers.tsv", explain=True)

    for line in (tmp_path / "answers.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, _, _, weight, _, explanation, *_ = line.split("\t")
        bits = [float(found) for found in re.findall(r"[a-z] ([+-]\d+\.\d) ", explanation)]
        assert float(weight) == pytest.approx(sum(bits), abs=0.06 * len(bits)), explanation
        fields = [step.split()[0] for step in explanation.split(" | ")]
        assert {"surname", "birth"} <= set(fields), "a value that either side lacks is shown as lacking"


def test_pages_change_no_answer(duckdb: Answered, run: Callable[..., BatchReport], tmp_path: Path) -> None:
    run("duckdb", tmp_path / "answers.tsv", page=100)

    assert duckdb == read_answers(tmp_path / "answers.tsv")


def test_a_stopped_run_goes_on_where_it_was_and_ends_the_same(
    duckdb: Answered, run: Callable[..., BatchReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from repatria.doors.files.linking.batch.splink_engine import SplinkEngine

    whole, pages = SplinkEngine.answers, []

    def stops_at_the_second(self: SplinkEngine, page: Path, *asked: Any) -> object:
        pages.append(page)
        if len(pages) == 2:
            raise KeyboardInterrupt
        return whole(self, page, *asked)

    monkeypatch.setattr(SplinkEngine, "answers", stops_at_the_second)
    out = tmp_path / "answers.tsv"
    with pytest.raises(KeyboardInterrupt):
        run("duckdb", out, page=100)
    assert not out.exists()

    report = run("duckdb", out, page=100, resume=True)

    assert 3 == len(pages), "the first page was not answered again"
    assert duckdb == read_answers(out)
    assert 160 == report.answered
    assert [out.name] == [path.name for path in tmp_path.iterdir()]


def test_a_resumed_run_counts_rejected_rows_again_and_reads_the_register_anew_where_its_columns_are_damaged(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from repatria.doors.files.linking.batch.splink_engine import SplinkEngine

    for name in ("register.tsv", "enquiries.tsv"):
        (tmp_path / name).write_text((files / name).read_text(encoding="utf-8") + "\tto few\n", encoding="utf-8")
    asked = Batch(
        register=tmp_path / "register.tsv", enquiries=tmp_path / "enquiries.tsv", out=tmp_path / "answers.tsv",
        engine="duckdb", page=100,
    )  # fmt: skip
    whole, pages, said = SplinkEngine.answers, [], list[str]()

    def stops_at_the_second(self: SplinkEngine, page: Path, *asked: Any) -> object:
        pages.append(page)
        if len(pages) % 3 == 2:
            raise KeyboardInterrupt
        return whole(self, page, *asked)

    monkeypatch.setattr(SplinkEngine, "answers", stops_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_batch(asked, said.append, lambda *told: None)
    columns = tmp_path / ".answers.tsv.batch" / "register.parquet"
    assert [] == [path.name for path in columns.parent.glob("*.json")], "no model is kept, nor SQL of whoever wrote it"
    columns.write_bytes(columns.read_bytes()[:-9])

    report = run_batch(replace(asked, resume=True), said.append, lambda *told: None)

    assert (160, 2) == (report.answered, report.rejected)
    assert any("it is read again" in line for line in said)
    remarked = (tmp_path / "answers-rejected.tsv").read_text(encoding="utf-8")
    assert "register.tsv\t" in remarked and "enquiries.tsv\t" in remarked


def test_going_on_with_another_engine_is_refused(run: Callable[..., BatchReport], tmp_path: Path) -> None:
    with pytest.raises(UnfinishedRunError):
        run("duckdb", tmp_path / "answers.tsv", resume=True)
