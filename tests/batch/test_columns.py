"""The columns of a row hold what SQL needs to compare it across scripts; the model names our levels and numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.comparison import learned_weights
from repatria.core.linkage.comparison.weights import LEVELS
from repatria.core.linkage.forms import OrderTable
from repatria.core.linkage.index import ToldIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.doors.files.linking.batch.columns import COLUMNS, LISTS, Record, columns_of
from repatria.doors.files.linking.batch.model import blocking_rules, comparisons, counted_columns
from repatria.doors.files.linking.batch.running import write_register_columns
from repatria.doors.files.linking.columns import AS_IT_IS
from tests.batch.conftest import needs

_WEIGHTS = learned_weights()


def _columns(row: RegisterRow | EnquiryRow) -> list[Record]:
    return columns_of(row, 0, _WEIGHTS, OrderTable())


def test_an_enquiry_is_read_by_whoever_knows_the_register_and_compared_with_the_surnames_that_are_alike() -> None:
    index = ToldIndex.of_counts({"surname": {"сутько": 3, "бойко": 9}}, {}, 12, _WEIGHTS)
    asked = columns_of(EnquiryRow(enquiry_id="E", name="судько денис"), 0, _WEIGHTS, OrderTable(), index.readings)
    (held,) = _columns(RegisterRow(person_id="P", surname="Сутько", given_name="Денис"))

    assert asked[0]["surname_alike"] == ["сутько"] == held["surname_alike"]
    assert "t сутько denys" in set(asked[0]["block_keys"]) & set(held["block_keys"])


def test_two_scripts_and_a_diminutive_share_a_key() -> None:
    (on_record,) = _columns(RegisterRow(person_id="P", surname="Шевченко", given_name="Сергій"))
    asked = _columns(EnquiryRow(enquiry_id="E", name="Serezha Shevchinko"))

    assert any(set(on_record["block_keys"]) & set(record["block_keys"]) for record in asked)


def test_a_lost_surname_is_found_by_birth_date_and_given_name() -> None:
    (first,) = _columns(RegisterRow(person_id="P", surname="Ковальчук", given_name="Ірина", birth_date="1990-05-17"))
    (second,) = _columns(RegisterRow(person_id="Q", surname="Мельник", given_name="Ирина", birth_date="1990-05-17"))

    shared = set(first["block_keys"]) & set(second["block_keys"])

    assert {"d 1990-05-17 " + first["given_group"], "e 1990-05-17"} == shared


@pytest.mark.parametrize(
    ("born", "other", "father"),
    [
        ("1990-05-17", "1990-05-07", ""), ("1990-05-11", "1990-11-05", ""), ("1990-05-17", "1991-05-17", ""),
        ("1990", "1992-03-04", "Олегівна"),
    ],
)  # fmt: skip
def test_an_enquiry_looks_round_the_date_that_it_names_and_a_register_does_not(
    born: str, other: str, father: str
) -> None:
    held, twice, asked = (
        set(_columns(row)[0]["block_keys"])
        for row in (
            RegisterRow(person_id="P", surname="Гайда", given_name="Ірина", patronymic=father, birth_date=other),
            RegisterRow(person_id="Q", surname="Мельник", given_name="Ірина", patronymic=father, birth_date=born),
            EnquiryRow(enquiry_id="E", surname="Мельник", given_name="Ірина", patronymic=father, birth_date=born),
        )
    )

    assert held & asked
    assert not held & twice


def test_a_row_says_which_stratum_of_the_calibration_it_asks_in() -> None:
    (asked,) = _columns(EnquiryRow(enquiry_id="E", surname="Kovalchuk", birth_date="1990", place="Умань"))

    assert "year.latin.place" == asked["stratum"]


def test_a_partial_date_has_its_parts_and_no_whole_date() -> None:
    (record,) = _columns(RegisterRow(person_id="P", surname="Бойко", birth_date="1990-05"))

    assert (None, 1990, 5, None) == tuple(
        record[name] for name in ("birth_date", "birth_year", "birth_month", "birth_day")
    )


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=12))
def test_any_row_has_every_column_lists_being_lists(name: str, place: str, date: str) -> None:
    records = _columns(RegisterRow(person_id="P", name=name, place=place, birth_date=date))

    assert records
    for record in records:
        assert set(COLUMNS) == set(record)
        assert all(isinstance(record[column], list) for column in LISTS)


@given(st.text(min_size=1, max_size=20))
def test_a_row_shares_its_keys_with_itself_under_any_number(surname: str) -> None:
    first = _columns(RegisterRow(person_id="P", surname=surname, given_name="Олена"))
    second = columns_of(RegisterRow(person_id="Q", surname=surname, given_name="Олена"), 7, _WEIGHTS, OrderTable())

    assert [record["block_keys"] for record in first] == [record["block_keys"] for record in second]


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_every_level_of_the_model_is_one_of_ours_with_its_learned_m(dialect: str) -> None:
    chosen = comparisons(dialect, _WEIGHTS)

    levels = [level for one in chosen for level in one["comparison_levels"] if not level.get("is_null_level")]
    assert {level["label_for_charts"] for level in levels} <= set(LEVELS)
    assert all(_WEIGHTS.m[level["label_for_charts"]] == level["m_probability"] for level in levels)
    assert set(counted_columns(chosen)) <= set(COLUMNS)


@pytest.mark.parametrize(
    "row", [RegisterRow(person_id="P", name="Бойко Іван 1990"), EnquiryRow(enquiry_id="E", name="Бойко Іван 1990")]
)
def test_the_year_beside_an_unlabelled_name_is_a_column(row: RegisterRow | EnquiryRow) -> None:
    assert {1990} == {record["birth_year"] for record in _columns(row)}


def test_a_field_that_nobody_filled_is_left_out() -> None:
    chosen = comparisons("duckdb", _WEIGHTS, frozenset({"unit", "rank"}))

    assert not {"unit", "rank"} & {one["output_column_name"] for one in chosen}


def test_pairs_are_blocked_on_keys_never_on_everything() -> None:
    assert all(" = " in rule["blocking_rule"] for rule in blocking_rules())


@needs("pyarrow", "duckdb", "splink")
def test_columns_and_model_are_written_for_a_cluster_of_ones_own(files: Path, tmp_path: Path) -> None:
    from pyarrow import parquet

    out, model = tmp_path / "c.parquet", tmp_path / "m.json"

    accepted, rejected, _ = write_register_columns(
        files / "register.tsv", out, model, "spark", AS_IT_IS, lambda text: None
    )

    assert (400, 0) == (accepted, rejected)
    table = parquet.read_table(out)
    assert list(COLUMNS) == [name for name in COLUMNS if name in table.column_names]
    assert 400 == len(set(table.column("record_id").to_pylist()))
    text = model.read_text(encoding="utf-8")
    assert "arrays_overlap" in text
    assert all(
        0 < level["u_probability"] <= 1
        for one in json.loads(text)["comparisons"]
        for level in one["comparison_levels"]
        if not level.get("is_null_level")
    )
    assert (0o600, 0o600) == (out.stat().st_mode & 0o777, model.stat().st_mode & 0o777)
