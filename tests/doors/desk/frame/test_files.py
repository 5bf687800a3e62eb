"""A list as a file: what a spreadsheet would reckon with is disarmed, the rest left as it stands."""

from __future__ import annotations

import csv
import io

import pytest

from repatria.doors.desk.frame.files import csv_file


@pytest.mark.parametrize(("cell", "shown"), [
    ("", ""), ("Коваль", "Коваль"), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("＝1", "'＝1"),
    ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"), ("\n=1", "'\n=1"), ("\nx", "'\nx"), ("\t1", "'\t1"),
    ("\rx", "'\rx"), ("  =1", "'  =1"), ("1-1", "1-1"), ("x@y", "x@y"),
])  # fmt: skip
def test_a_list_evaluates_nothing_and_leaves_the_rest_as_it_stands(cell: str, shown: str) -> None:
    content = csv_file("list", [["a", cell]]).content.decode("utf-8-sig")

    assert [["a", shown]] == list(csv.reader(io.StringIO(content, newline="")))
