"""What a table answered within the log's transaction: the same as it would answer now."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatria.records.access.models import Account, RunPassword
from repatria.records.access.services import open_account
from repatria.records.ledger import tail
from repatria.records.ledger.rows import how_many, is_there, row_numbered, rows_where
from repatria.records.ledger.services import bulk_acts
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db
NEW = {"sign_in_name": "new-1"}


@pytest.fixture
def staff(clock, randomness):
    return Staff(clock, randomness).found(with_places=False)


def opened(staff, name="new-1"):
    return open_account(staff.acting("administrator-1"), sign_in_name=name)


def asked_by(question):
    with CaptureQueriesContext(connection) as asked:
        question()
    return len(asked.captured_queries)


def test_what_was_written_since_is_answered(staff):
    with bulk_acts():
        assert (False, 2, []) == (is_there(Account, **NEW), how_many(Account), rows_where(Account, **NEW))
        number = opened(staff)
        assert (True, 3) == (is_there(Account, **NEW), how_many(Account))
        assert "new-1" == row_numbered(Account, number).sign_in_name == rows_where(Account, **NEW)[0].sign_in_name


def test_what_was_taken_back_is_no_answer(staff):
    with bulk_acts():
        with suppress(ValueError), bulk_acts():
            opened(staff)
            assert is_there(Account, **NEW)
            raise ValueError
        assert (False, 2) == (is_there(Account, **NEW), how_many(Account))


def test_each_question_is_asked_once_until_its_table_is_written(staff):
    def ask():
        return rows_where(Account, order="id"), is_there(Account, **NEW)

    with bulk_acts():
        assert (2, 0) == (asked_by(ask), asked_by(ask))
        opened(staff)
        assert (2, 0) == (asked_by(ask), asked_by(ask))
    assert (2, 2) == (asked_by(ask), asked_by(ask))  # nobody has the log's lock


def test_what_becomes_of_a_row_that_was_handed_out_changes_no_answer(staff):
    with bulk_acts():
        (row, _) = rows_where(Account, order="id")
        row.branch = "CAMP-9"
        assert [""] == sorted({one.branch for one in rows_where(Account, order="id")})


def test_a_table_that_no_projector_writes_is_asked_each_time(staff):
    number = staff.numbers["administrator-1"]
    with bulk_acts():
        assert row_numbered(RunPassword, number) is None
        RunPassword.objects.create(account_id=number, password_hash="x")
        assert "x" == row_numbered(RunPassword, number).password_hash


def test_more_answers_than_are_held_are_asked_again(staff, monkeypatch):
    monkeypatch.setattr(tail, "_ANSWERS", 2)
    with bulk_acts():
        found = [row_numbered(Account, number) for number in (*staff.numbers.values(), "A-NONE") for _ in range(2)]
        assert [True, True, True, True, False, False] == [one is not None for one in found]
