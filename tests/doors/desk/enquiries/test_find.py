"""The page on which a caseworker finds a family: posted, exported with its leaf, and kept for oneself alone, sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.doors.desk.enquiries import find
from repatria.doors.desk.enquiries.find import SAVED
from repatria.records.access.drafts import drafts_of, keep_draft
from repatria.records.access.models import RunDraft
from repatria.records.enquiries import finding
from repatria.records.ledger.reading import entries_since
from tests.cast import Cast
from tests.doors.desk.bureau import Bureau, main_of, readings_since, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(bureau: Bureau) -> Bureau:
    return bureau.ask()


def test_the_field_of_every_page_finds_a_family_and_never_for_the_hotline(asked: Bureau) -> None:
    shown = main_of(asked.at("caseworker-1").post("/number", {"number": "Shevchenko"}))
    refused = asked.at("hotline").post("/enquiries/find", {"asked": "Shevchenko"})

    assert asked.enquiry in shown and "Search the register for this name" in shown
    assert 403 == refused.status_code
    assert asked.enquiry not in main_of(asked.at("hotline").post("/number", {"number": "Shevchenko"}))


def test_what_is_found_leaves_as_a_file_and_a_search_is_kept_for_its_account_alone(asked: Bureau) -> None:
    one, two = asked.at("caseworker-1"), asked.at("caseworker-2")
    size = tree_size()
    file = one.post("/enquiries/find", {"asked": "Шевченко", "export": "csv"})
    assert file.content.decode().startswith("\ufeff") and asked.enquiry in file.content.decode()
    book = one.post("/enquiries/find", {"asked": "Шевченко", "export": "xlsx"})
    assert "families.xlsx" in book["Content-Disposition"]
    assert 2 == len([one for one in readings_since(size) if one == ("enquiries.?find", (asked.enquiry,))])
    leaves = [one.act for one in entries_since(size, kinds=["access.reading_recorded"]) if one.act.reason]
    assert [("enquiries.?find", "export csv: 1"), ("enquiries.?find", "export xlsx: 1")] == [
        (leaf.question, leaf.reason) for leaf in leaves
    ]
    size = tree_size()
    one.post("/number", {"number": "Шевченко", "export": "csv"})
    assert "export csv: 1" == [x.act.reason for x in entries_since(size, kinds=["access.reading_recorded"])][-1]
    one.post("/enquiries/find/save", {"asked": "Шевченко"})

    assert "Шевченко" in main_of(one.get("/enquiries/find"))
    assert "Шевченко" not in main_of(two.get("/enquiries/find"))
    (row,) = RunDraft.objects.all()
    assert "Шевченко".encode() not in bytes(row.sealed)
    one.post("/enquiries/find/save", {"forget": "Шевченко"})
    assert "Шевченко" not in main_of(one.get("/enquiries/find"))


def test_neither_a_telephone_nor_a_number_is_kept_and_a_name_for_thirty_days_whoever_said_longer(asked: Bureau) -> None:
    one, at = asked.at("caseworker-1"), asked.clock()
    for typed in ("+380 67 123 45 67", Cast.receipt("mother").number, " "):
        one.post("/enquiries/find/save", {"asked": typed})
    assert "Keep it for me" not in main_of(one.post("/enquiries/find", {"asked": "+380 67 123 45 67"}))
    assert not RunDraft.objects.exists()
    account = asked.staff.numbers["caseworker-1"]
    keep_draft(account, SAVED, "x", {"asked": ["x"]}, at=at, randomness=bytes, lasts=timedelta(days=3650))
    assert 1 == len(drafts_of(account, SAVED, at=at + timedelta(days=30)))
    RunDraft.objects.update(until="2036-01-01T00:00:00+00:00")  # as an earlier program kept it

    assert () == drafts_of(account, SAVED, at=at + timedelta(days=31))
    keep_draft(account, SAVED, "y", {"asked": ["y"]}, at=at + timedelta(days=31), randomness=bytes)
    assert 1 == RunDraft.objects.count()


def test_a_list_is_narrowed_by_its_address_and_no_name_stands_there(asked: Bureau) -> None:
    one = asked.at("caseworker-1")
    assert asked.enquiry in main_of(one.get("/enquiries?channel=web"))
    assert asked.enquiry not in main_of(one.get("/enquiries?channel=paper"))
    assert asked.enquiry not in main_of(one.get("/enquiries?whose=mine"))
    one.post("/my-work/take", {"about": asked.enquiry})
    assert asked.enquiry in main_of(one.get("/enquiries?whose=mine&channel=web"))
    assert asked.enquiry not in main_of(one.get("/enquiries?older=21"))
    asked.clock.forward(days=22)
    again = asked.at("caseworker-2")
    assert asked.enquiry in main_of(again.get("/enquiries?older=21"))
    assert asked.enquiry in main_of(again.get("/enquiries?channel=';--&older=x"))


def test_a_list_leaves_as_a_workbook_and_the_leaf_says_how_many_lines(asked: Bureau) -> None:
    size = tree_size()
    book = asked.at("caseworker-1").get("/enquiries?export=csv&export=xlsx")
    assert book["Content-Disposition"].endswith('enquiries.xlsx"') and book.content.startswith(b"PK")
    (leaf,) = [one.act.reason for one in entries_since(size, kinds=["access.reading_recorded"]) if one.act.reason]

    assert "export xlsx: 1" == leaf


def test_a_further_page_shows_whom_later_ones_hid(asked: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (find, finding):
        monkeypatch.setattr(module, "MOST", 1)
    hers = asked.enquiry
    asked.ask(locator="c" * 64)
    by = asked.at("caseworker-1")
    first = main_of(by.post("/enquiries/find", {"asked": "Шевченко"}))
    assert asked.enquiry in first and hers not in first and 'name="page" value="2"' in first
    second = main_of(by.post("/enquiries/find", {"asked": "Шевченко", "page": "2"}))
    assert hers in second and asked.enquiry not in second and 'value="3"' not in second
    file = by.post("/enquiries/find", {"asked": "Шевченко", "page": "2", "export": "csv"}).content.decode()
    assert hers in file and asked.enquiry not in file
