"""One moment of a store: what others write meanwhile is not seen, they wait for nothing, nothing is written in it."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connections, transaction

from repatria.records.access.role_table import Role
from repatria.records.access.services import record_reading
from repatria.records.ledger.moment import one_moment
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import move_cursor

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


@pytest.fixture
def elsewhere(acting_as):
    """Records an act on another connection, as another process would; waits until it is committed."""

    def record():
        def work():
            record_reading(acting_as(Role.MATCHER), question="register.?names", records=())
            connections.close_all()

        beside = threading.Thread(target=work)
        beside.start()
        beside.join(10)
        assert not beside.is_alive(), "a writer was held up"

    return record


@pytest.mark.parametrize("alias", ["default", "intake"])
def test_nothing_is_written_within_a_moment(alias):
    table = "ledger_runcursor" if alias == "default" else "intake_papercheck"
    with pytest.raises(DatabaseError), one_moment(alias), connections[alias].cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_what_others_write_meanwhile_is_seen_after_it_and_not_within(elsewhere):
    elsewhere()
    with one_moment("default"):
        elsewhere()
        seen = tree_size()
        elsewhere()
        assert seen == tree_size()

    assert (1, 3) == (seen, tree_size())


def test_after_a_moment_the_connection_writes_as_before(elsewhere):
    with one_moment("default"):
        pass

    move_cursor("reader", 1)

    with transaction.atomic():
        connection = connections["default"]
        assert connection.vendor != "sqlite" or "IMMEDIATE" == connection.transaction_mode


def test_a_moment_within_a_transaction_is_that_transactions_view(elsewhere, acting_as):
    with transaction.atomic():
        record_reading(acting_as(Role.MATCHER), question="register.?names", records=())
        with one_moment("default"):
            assert 1 == tree_size()
        move_cursor("reader", 1)
