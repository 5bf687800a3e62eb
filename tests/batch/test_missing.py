"""What is not installed is said in one line before anything is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from repatria.doors.files.linking.batch import backends
from repatria.doors.files.linking.batch.backends import check_libraries
from repatria.doors.files.linking.batch.errors import MissingEngineError
from repatria.doors.files.linking.batch.running import Batch, run_batch


@pytest.mark.parametrize(("engine", "extra"), [("duckdb", "batch"), ("spark", "spark"), ("columns", "batch")])
def test_a_missing_library_is_named_with_its_extra(engine: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda module: None)

    with pytest.raises(MissingEngineError, match=rf"pip install 'repatria\[{extra}\]'"):
        check_libraries(engine)


def test_a_missing_java_runtime_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda module: object())
    monkeypatch.setattr(shutil, "which", lambda program: None)

    with pytest.raises(MissingEngineError, match="Java"):
        check_libraries("spark")


def test_nothing_is_written_where_the_engine_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda module: None)
    for name in ("r.tsv", "e.tsv"):
        (tmp_path / name).write_text("id\tname\n1\tШевченко\n", encoding="utf-8")
    asked = Batch(
        register=tmp_path / "r.tsv", enquiries=tmp_path / "e.tsv", out=tmp_path / "o.tsv", engine="duckdb"
    )  # fmt: skip

    with pytest.raises(MissingEngineError):
        run_batch(asked, lambda text: None, lambda stage, done, all_: None)

    assert ["e.tsv", "r.tsv"] == sorted(path.name for path in tmp_path.iterdir())
