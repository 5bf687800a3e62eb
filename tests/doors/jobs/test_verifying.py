"""Verify looks at both stores: whatever is changed beside the acts in either of them is named."""

from __future__ import annotations

import hashlib
import os
import random
import threading
from contextlib import contextmanager, suppress
from datetime import date

import pytest
from django.db import connection, connections, transaction

from repatria.config.install import portal_keys_of
from repatria.doors.jobs import rounds, verifying
from repatria.doors.jobs.courier import fetch_enquiries, items_waiting
from repatria.doors.jobs.rounds import hold_round
from repatria.doors.jobs.verifying import verify_house
from repatria.records.contact.call_models import Call
from repatria.records.contact.parcel_models import Parcel
from repatria.records.enquiries.models import Enquiry
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.selectors import lying_round
from repatria.records.intake.services import receive_sealed
from repatria.records.vault import keyring as vault
from tests.house import filled_house, sealed_enquiry
from tests.records.staff import outside
from tests.tampering import Undone, change_one_cell, kept_tables

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
TODAY = date.today().toordinal()


def silent(*_):
    return None


@pytest.fixture
def mac_key(keyring, clock, randomness):
    return filled_house(keyring, clock, randomness, persons=8, enquiries=8)


def named_tables(mac_key):
    report = verify_house(mac_key, silent, patience_seconds=0)
    return {d.table for d in (*report.bureau.differences, *report.intake)}


def is_named(model, tables):
    """A changed log names itself; which of its two tables is said follows from what the change broke."""
    if model.table_class == "log":
        return any(table.startswith("ledger_") for table in tables)
    return model._meta.db_table in tables


def columns_filled():
    return [(m, f) for m in kept_tables() for f in m._meta.local_concrete_fields if m.objects.exists()]


def unnamed(mac_key, chance, places):
    """Changes one cell in each of these columns, each alone, and returns those whose table verify did not name."""
    missed = []
    for model, field in places:
        row = chance.choice(list(model.objects.all()))
        try:
            with transaction.atomic(using="default"), transaction.atomic(using="intake"):
                assert change_one_cell(chance, model, field, row), "the mutation changed nothing"
                if not is_named(model, named_tables(mac_key)):
                    missed.append((model._meta.db_table, field.column))
                raise Undone
        except Undone:
            pass
    return missed


def of_today(fields):
    """Of a table's columns every tenth, others each day, so that ten days try all; at least one."""
    if os.environ.get("REPATRIA_HEAVY") == "full":
        return fields
    return [field for at, field in enumerate(fields) if (at + TODAY) % 10 == 0] or [fields[TODAY % len(fields)]]


@pytest.mark.whole
def test_a_changed_byte_in_any_column_of_either_store_is_named(mac_key, capsys):
    columns = {}
    for model, field in columns_filled():
        columns.setdefault(model, []).append(field)
    tried = [(model, field) for model, fields in columns.items() for field in of_today(fields)]

    tables = {model._meta.db_table for model in columns}
    assert {m._meta.db_table for m in kept_tables()} == tables, "a table stood empty"
    assert {"intake_sealedenquiry", "intake_letterbox", "intake_roundstate", "intake_papercode"} <= tables
    assert [] == unnamed(mac_key, random.Random(f"{connection.vendor} {TODAY}"), tried)
    assert set() == named_tables(mac_key)
    with capsys.disabled():
        print(f"\n  {len(tried)} of {sum(map(len, columns.values()))} columns of {len(tables)} tables", end="")


@contextmanager
def undone_after():
    """Looks at a change of the intake and takes it back: one filled house serves many."""
    with suppress(Undone), transaction.atomic(using="intake"):
        with connections["intake"].cursor() as cursor:
            yield cursor
        raise Undone


def test_a_row_taken_out_of_the_intake_is_named_and_a_round_that_no_act_holds(mac_key):
    keys = {
        "intake_sealedenquiry": "sequence", "intake_letterbox": "locator", "intake_papercode": "code_hash",
        "intake_roundstate": "number",
    }  # fmt: skip
    for table, key in keys.items():
        with undone_after() as cursor:
            cursor.execute(f"SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1")
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [cursor.fetchone()[0]])
            assert {table} == named_tables(mac_key)
        assert set() == named_tables(mac_key), "it was not taken back"

    with undone_after() as cursor:
        cursor.execute(
            'INSERT INTO intake_roundstate (number, "on", digest, code_digest) VALUES (9, %s, %s, %s)', ["a", "b", "c"]
        )
        assert {"intake_roundstate"} == named_tables(mac_key)


@pytest.fixture
def sent(keyring, clock, randomness):
    """A small house with one enquiry that was fetched and two rounds held; returns its outside."""
    house, portal = outside(clock, randomness), portal_keys_of(keyring)

    def send(number):
        receive_sealed(
            form_id_sha256=hashlib.sha256(b"form %d" % number).digest(), on=clock().date(), mac_key=portal.mac_key,
            ciphertext=sealed_enquiry(portal, randomness(32), f"Коваль {number}"),
        )  # fmt: skip

    send(1)
    fetch_enquiries(house, 0)
    hold_round(house)
    return house, portal.mac_key, send


def test_a_call_and_a_parcel_of_the_portal_are_held_by_their_acts(sent):
    house, mac_key, _ = sent
    portal, (enquiry,) = portal_keys_of(vault.current()), Enquiry.objects.all()
    wish = {"item": "call", "want": "yes", "way": "video", "urgency": "", "why": "", "suits": "", "zone": ""}
    parcel = {"item": "message", "kind": "parcel", "text": "socks", "wish": ""}
    for number, header in enumerate((wish, wish | {"want": "no"}, parcel)):
        receive_sealed(
            form_id_sha256=hashlib.sha256(b"%d" % number).digest(), on=house.now().date(), mac_key=mac_key,
            ciphertext=seal_to_bureau(portal.bureau_recipient, header | {"locator": enquiry.locator}, b""),
        )  # fmt: skip
    assert 3 == fetch_enquiries(house, 0)
    assert [] == list(verify_house(mac_key, silent, patience_seconds=0).intake)
    assert (1, 1) == (Call.objects.count(), Parcel.objects.count())


def meanwhile(monkeypatch, work):
    """Lets the house work between the moment at which the bureau is read and the one at which the intake is."""
    read = verifying.last_round

    def last_round():
        found = read()
        beside = threading.Thread(target=lambda: (work(), connections.close_all()))
        beside.start()
        beside.join(30)
        assert not beside.is_alive(), "the house was held up"
        return found

    monkeypatch.setattr(verifying, "last_round", last_round)


@pytest.mark.django_db(databases=["default", "intake"], transaction=True)
def test_what_was_sent_fetched_and_held_between_the_two_moments_is_no_difference(sent, monkeypatch):
    house, mac_key, send = sent

    def work():
        for number in range(2, 5):
            send(number)
            fetch_enquiries(house, 0)
            hold_round(house)
        send(5)

    meanwhile(monkeypatch, work)

    assert [] == named(verify_house(mac_key, silent))
    assert (4, 1) == (lying_round(), items_waiting())


@pytest.mark.django_db(databases=["default", "intake"], transaction=True)
def test_a_round_that_lies_there_before_its_act_is_waited_for(sent, monkeypatch):
    house, mac_key, _ = sent
    recorded = rounds.record_round

    def later(*given, **more):
        beside = threading.Timer(0.5, lambda: (recorded(*given, **more), connections.close_all()))
        beside.start()

    monkeypatch.setattr(rounds, "record_round", later)
    meanwhile(monkeypatch, lambda: hold_round(house))

    assert [] == named(verify_house(mac_key, silent, patience_seconds=20))


@pytest.mark.django_db(databases=["default", "intake"], transaction=True)
@pytest.mark.parametrize("column", ["digest", "code_digest", "on"])
def test_a_round_held_meanwhile_is_judged_by_its_own_act(sent, monkeypatch, column):
    house, mac_key, _ = sent

    def work():
        hold_round(house)
        with connections["intake"].cursor() as cursor:
            cursor.execute(f'UPDATE intake_roundstate SET "{column}" = %s', ["2020-01-01" if column == "on" else "x"])

    meanwhile(monkeypatch, work)

    assert [("intake_roundstate", "2", column)] == named(verify_house(mac_key, silent, patience_seconds=0))


@pytest.mark.django_db(databases=["default", "intake"], transaction=True)
def test_an_item_changed_before_anybody_fetched_it_is_named_beside_a_house_at_work(sent, monkeypatch):
    _, mac_key, send = sent

    def work():
        send(2)
        with connections["intake"].cursor() as cursor:
            cursor.execute("UPDATE intake_sealedenquiry SET received_on = '2020-01-01' WHERE sequence = 2")
        send(3)

    meanwhile(monkeypatch, work)

    assert [("intake_sealedenquiry", "2", "received_on")] == named(verify_house(mac_key, silent))


def named(report):
    return [(d.table, d.row, d.column) for d in (*report.bureau.differences, *report.intake, *report.passed_over)]
