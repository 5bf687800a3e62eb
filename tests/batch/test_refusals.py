"""What batch refuses before it writes anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from repatria.doors.files.linking.batch.running import Batch, run_batch, write_register_columns
from repatria.doors.files.linking.columns import AS_IT_IS
from repatria.doors.files.linking.errors import OverwrittenInputError


@pytest.mark.parametrize("out", ["R.tsv", "E.tsv"])
def test_refuses_to_write_answers_over_an_input(tmp_path: Path, out: str) -> None:
    for name in ("R.tsv", "E.tsv"):
        (tmp_path / name).write_text("id\tname\np1\tШевченко Тарас\n", encoding="utf-8")
    asked = Batch(engine="duckdb", register=tmp_path / "R.tsv", enquiries=tmp_path / "E.tsv", out=tmp_path / out)
    with pytest.raises(OverwrittenInputError):
        run_batch(asked, lambda _: None, lambda *_: None)

    assert "Шевченко" in (tmp_path / out).read_text(encoding="utf-8")


def test_refuses_a_run_whose_folder_holds_an_input(tmp_path: Path) -> None:
    register = tmp_path / ".O.tsv.batch" / "R.tsv"
    register.parent.mkdir()
    for path in (register, tmp_path / "E.tsv"):
        path.write_text("id\tname\np1\tШевченко Тарас\n", encoding="utf-8")
    asked = Batch(engine="duckdb", register=register, enquiries=tmp_path / "E.tsv", out=tmp_path / "O.tsv")
    with pytest.raises(OverwrittenInputError):
        run_batch(asked, lambda _: None, lambda *_: None)

    assert register.exists()


def test_refuses_to_write_columns_over_the_register_or_over_what_was_rejected(tmp_path: Path) -> None:
    for register, out in (("R.tsv", "R.tsv"), ("C-rejected.tsv", "C.parquet")):
        (tmp_path / register).write_text("id\tname\np1\tШевченко Тарас\n", encoding="utf-8")
        with pytest.raises(OverwrittenInputError):
            write_register_columns(tmp_path / register, tmp_path / out, None, "duckdb", AS_IT_IS, lambda _: None)

        assert "Шевченко" in (tmp_path / register).read_text(encoding="utf-8")
