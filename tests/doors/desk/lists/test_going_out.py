"""A list for a visit at the desk: page, workbook, separated text and sheet; the visitor's numbers; taken along."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest

from repatria.records.register.selectors import lists_out
from tests.doors.desk.bureau import Whole, enter, readings_since, text_of, tree_size

pytestmark = pytest.mark.django_db


def test_a_page_of_a_visit_leads_to_the_next_and_a_file_has_all(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = whole.at("delegate")
    every = visitor.get("/visit-list?export=csv").content.decode().splitlines()[1:]
    monkeypatch.setattr(lists_out, "PAGE", 1)
    first = visitor.get("/visit-list").content.decode()
    assert f'<span class="count">{len(every)}</span>' in first
    assert "after=1" in first
    last = visitor.get(f"/visit-list?after={len(every) - 1}").content.decode()
    assert 'rel="next"' not in last
    assert 1 < len(every) == len(visitor.get("/visit-list?export=csv").content.decode().splitlines()[1:])


def test_a_visitor_sees_takes_and_numbers(whole: Whole) -> None:
    visitor, size = whole.at("delegate"), tree_size()
    page = visitor.get("/visit-list")
    shown = text_of(page)
    assert "You took no list yet" in shown
    assert "0417" in shown
    assert readings_since(size)
    assert 302 == enter(visitor, f"/visit-list/{whole.person}", reference="=AB-1").status_code
    assert 302 == visitor.post("/visit-list/take", {"place": ""}).status_code
    page = visitor.get("/visit-list")
    assert "Changes since the list that you took last: 0" in text_of(page)
    if out := os.environ.get("SHOTS"):
        Path(out, "visit.html").write_text(page.content.decode())

    sent = visitor.get("/visit-list?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).worksheets[0]
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "'=AB-1" in cells
    assert "f" not in cells.values()
    assert "'=AB-1" in visitor.get("/visit-list?export=csv").content.decode()
    assert visitor.get("/visit-list?export=pdf").content.startswith(b"%PDF")
    assert "0417" in text_of(whole.at("camp-2").get("/place-list"))
    assert 200 == whole.at("registrar").get(f"/journey-list/{whole.list_id}").status_code


def test_a_place_in_pictures_says_in_tables_what_it_draws(whole: Whole) -> None:
    page = whole.at("camp-2").get("/places/CAMP-2/figures")
    shown = text_of(page)
    assert 3 == shown.count('role="img"')
    assert all(words in shown for words in ("When each was last seen beyond doubt", "persons registered", "Came"))
    if out := os.environ.get("SHOTS"):
        Path(out, "figures.html").write_text(page.content.decode())
    assert 403 == whole.at("camp-1").get("/places/CAMP-2/figures").status_code
