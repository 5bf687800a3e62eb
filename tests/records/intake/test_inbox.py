"""The inbox: written once, idempotent, chained; no time of day anywhere."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections

from repatria.records.intake import models as tables
from repatria.records.intake import services
from repatria.records.intake.errors import FullDayError, ItemNotKeptError, MalformedItemError
from repatria.records.intake.keys import PortalKeys
from repatria.records.intake.selectors import received_on, sealed_since, verify_chain
from repatria.records.intake.services import receive_paper, receive_sealed
from repatria.records.intake.together import Item, Writer

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
DAY = date(2026, 5, 3)


def _hash(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest()


def _fill(keys: PortalKeys, count: int) -> None:
    for n in range(1, count + 1):
        receive_sealed(form_id_sha256=_hash(n), ciphertext=b"sealed %d" % n, on=DAY, mac_key=keys.mac_key)


def _run(sql: str, *params: object) -> None:
    with connections["intake"].cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize(("form", "ciphertext"), [(b"short", b"x"), (b"x" * 32, b"")])
def test_refuses_what_is_no_sealed_item(keys: PortalKeys, form: bytes, ciphertext: bytes) -> None:
    with pytest.raises(MalformedItemError):
        receive_sealed(form_id_sha256=form, ciphertext=ciphertext, on=DAY, mac_key=keys.mac_key)

    assert sealed_since(0) == ()


def test_the_same_form_sent_twice_is_one_row_with_the_first_content(keys: PortalKeys) -> None:
    first = receive_sealed(form_id_sha256=_hash(1), ciphertext=b"first", on=DAY, mac_key=keys.mac_key)
    second = receive_sealed(form_id_sha256=_hash(1), ciphertext=b"again", on=DAY, mac_key=keys.mac_key)

    assert (first, second) == (True, False)
    assert [row.ciphertext for row in sealed_since(0)] == [b"first"]
    assert received_on(_hash(1)) == DAY
    assert received_on(_hash(2)) is None


def test_the_courier_reads_on_from_its_cursor_in_order(keys: PortalKeys) -> None:
    _fill(keys, 5)

    assert [row.sequence for row in sealed_since(2, limit=2)] == [3, 4]


def test_an_untouched_inbox_verifies(keys: PortalKeys) -> None:
    assert verify_chain(keys.mac_key) is None
    _fill(keys, 4)

    assert verify_chain(keys.mac_key) is None


@pytest.mark.parametrize("column", ["form_id_sha256", "ciphertext", "chain"])
@pytest.mark.parametrize("place", [0, 7, 15])
def test_names_the_row_and_column_of_one_changed_byte(keys: PortalKeys, column: str, place: int) -> None:
    _fill(keys, 4)
    row = tables.SealedEnquiry.objects.using("intake").get(pk=3)
    value = bytearray(getattr(row, column))
    value[place % len(value)] ^= 1
    _run(f"UPDATE intake_sealedenquiry SET {column} = %s WHERE sequence = 3", bytes(value))

    found = verify_chain(keys.mac_key)
    assert found is not None
    assert (found.table, found.row, found.column) == ("intake_sealedenquiry", "3", column)


def test_names_every_byte_of_the_chain_value(keys: PortalKeys) -> None:
    _fill(keys, 3)
    chain = bytes(tables.SealedEnquiry.objects.using("intake").get(pk=2).chain)
    for place in range(len(chain)):
        changed = bytearray(chain)
        changed[place] ^= 0x80
        _run("UPDATE intake_sealedenquiry SET chain = %s WHERE sequence = 2", bytes(changed))
        found = verify_chain(keys.mac_key)
        assert found is not None
        assert (found.row, found.column) == ("2", "chain")


def test_names_a_changed_day_and_a_changed_number(keys: PortalKeys) -> None:
    _fill(keys, 3)
    _run("UPDATE intake_sealedenquiry SET received_on = '2026-05-04' WHERE sequence = 2")
    found = verify_chain(keys.mac_key)
    assert found is not None and (found.row, found.column) == ("2", "received_on")
    _run("UPDATE intake_sealedenquiry SET received_on = '2026-05-03' WHERE sequence = 2")
    _run("UPDATE intake_sealedenquiry SET sequence = 9 WHERE sequence = 3")

    found = verify_chain(keys.mac_key)
    assert found is not None and (found.row, found.column) == ("9", "sequence")


def test_a_removed_row_and_a_row_written_without_the_key_show(keys: PortalKeys) -> None:
    _fill(keys, 3)
    _run("DELETE FROM intake_sealedenquiry WHERE sequence = 2")
    found = verify_chain(keys.mac_key)
    assert found is not None and (found.row, found.column) == ("3", "sequence")

    receive_sealed(form_id_sha256=_hash(9), ciphertext=b"forged", on=DAY, mac_key=b"guess" * 8)
    _run("UPDATE intake_sealedenquiry SET sequence = 2 WHERE sequence = 4")
    found = verify_chain(keys.mac_key)
    assert found is not None and (found.row, found.column) == ("2", "chain")


def test_no_column_keeps_a_time_of_day_or_an_address(keys: PortalKeys) -> None:
    names = {field.name for table in (tables.SealedEnquiry, tables.Letterbox) for field in table._meta.concrete_fields}

    assert names == {"sequence", "form_id_sha256", "ciphertext", "received_on", "chain", "locator", "blob", "digest"}


@pytest.mark.skipif(
    os.environ.get("REPATRIA_TEST_DATABASE", "").startswith("postgresql://"), reason="PostgreSQL keeps its own files"
)
def test_the_files_show_midnight_whenever_something_came(keys: PortalKeys) -> None:
    _fill(keys, 1)
    path = Path(str(connections["intake"].settings_dict["NAME"]))

    midnight = datetime(2026, 5, 3, tzinfo=UTC).timestamp()
    assert path.exists()
    assert {p.stat().st_mtime for p in (path, path.with_name(path.name + "-wal")) if p.exists()} == {midnight}


def _paper(keys: PortalKeys, locator: str, content: bytes = b"%PDF- one", secret: bytes = b"s" * 32) -> bool:
    return receive_paper(
        locator=locator, content=content, ciphertext=b"sealed anew " + os.urandom(8), on=DAY, secret=secret,
        mac_key=keys.mac_key,
    )  # fmt: skip


def test_the_same_paper_for_the_same_receipt_is_kept_once(keys: PortalKeys) -> None:
    sent = [
        _paper(keys, "a" * 64),
        _paper(keys, "a" * 64),
        _paper(keys, "b" * 64),
        _paper(keys, "a" * 64, b"%PDF- two"),
    ]

    assert [True, False, True, True] == sent
    assert 3 == len(sealed_since(0))
    assert _paper(keys, "a" * 64, secret=b"t" * 32), "without the secret nobody finds which file it was"


def test_a_word_said_again_after_another_is_new_and_pressed_twice_is_one(keys: PortalKeys) -> None:
    sent = [
        receive_paper(
            locator="a" * 64, content=word, ciphertext=b"sealed", on=DAY, secret=b"s" * 32, mac_key=keys.mac_key,
            is_word=True,
        )
        for word in (b"yes", b"yes", b"no", b"no", b"yes", b"no")
    ]  # fmt: skip

    assert [True, False, True, False, True, True] == sent


def test_papers_for_receipts_that_nobody_holds_fill_a_day_and_stop_no_holder(
    keys: PortalKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_BYTES_A_DAY", 45)
    tables.Letterbox.objects.using("intake").create(locator="c" * 64, blob=b"x", digest=b"x")

    assert _paper(keys, "a" * 64)
    assert _paper(keys, "a" * 64, b"%PDF- two")
    with pytest.raises(FullDayError):
        _paper(keys, "d" * 64, b"%PDF- three")
    assert _paper(keys, "c" * 64, b"%PDF- three")
    assert verify_chain(keys.mac_key) is None


def test_one_receipt_sends_no_more_than_so_many_a_day_and_the_store_names_no_receipt(
    keys: PortalKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_ITEMS_A_DAY", 2)
    tables.Letterbox.objects.using("intake").create(locator="c" * 64, blob=b"x", digest=b"x")

    assert _paper(keys, "c" * 64) and _paper(keys, "c" * 64, b"%PDF- two")
    with pytest.raises(FullDayError):
        _paper(keys, "c" * 64, b"%PDF- three")
    assert not _paper(keys, "c" * 64, b"%PDF- two"), "what was kept is not told to be too much"
    assert _paper(keys, "d" * 64), "another one is not stopped"
    assert 3 == len(sealed_since(0))
    marks = set(tables.PapersOfReceipt.objects.using("intake").values_list("mark", "count"))
    assert {1, 2} == {count for _, count in marks} and not [m for m, _ in marks if bytes(m).hex() in "cd" * 64]
    receive_paper(
        locator="c" * 64, content=b"%PDF- three", ciphertext=b"s" * 9, on=DAY + timedelta(days=1), secret=b"s" * 32,
        mac_key=keys.mac_key,
    )  # fmt: skip
    assert 1 == tables.PapersOfReceipt.objects.using("intake").count(), "of yesterday nothing is left"


def test_what_waits_together_is_one_commit_in_its_order_and_each_once(
    keys: PortalKeys, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    items = [Item(_hash(n % 40), b"sealed %d" % n, DAY, keys.mac_key) for n in range(60)]
    with django_assert_max_num_queries(6, using="intake"):
        are_new = services.keep_all(items)

    assert [True] * 40 + [False] * 20 == are_new
    assert [b"sealed %d" % n for n in range(40)] == [row.ciphertext for row in sealed_since(0)]
    assert [False] * 60 == services.keep_all(items)
    assert verify_chain(keys.mac_key) is None


def test_nobody_is_told_before_the_commit_and_a_fault_reaches_everybody_who_waited() -> None:
    began, goes_on = threading.Event(), threading.Event()

    def write(items: list[Item]) -> list[bool]:
        began.set()
        goes_on.wait(5)
        if len(items) > 1:
            raise OperationalError("locked")
        return [True]

    writer = Writer(write)
    with ThreadPoolExecutor(4) as crowd:
        first = crowd.submit(writer.keep, Item(_hash(1), b"x", DAY, b""), 5)
        began.wait(5)
        others = [crowd.submit(writer.keep, Item(_hash(n), b"x", DAY, b""), 5) for n in (2, 3)]
        with pytest.raises(ItemNotKeptError):
            writer.keep(Item(_hash(4), b"x", DAY, b""), 0.05)
        assert not first.done()
        goes_on.set()

        assert first.result(5) is True
        for other in others:
            with pytest.raises(OperationalError):
                other.result(5)


def test_every_table_declares_its_class() -> None:
    rooms = (tables.SealedEnquiry, tables.Letterbox, tables.RoundState, tables.PaperCode, tables.PaperCheck,
             tables.DayOfPapers, tables.PapersOfReceipt)  # fmt: skip
    declared = {table.__name__: table.table_class for table in rooms}

    assert declared == {
        "SealedEnquiry": "inbox", "Letterbox": "letterbox", "RoundState": "letterbox", "PaperCode": "letterbox",
        "PaperCheck": "runtime", "DayOfPapers": "runtime", "PapersOfReceipt": "runtime",
    }  # fmt: skip
