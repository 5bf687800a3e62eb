"""Withdrawing a migration: alone, at once, and nothing that was brought in is taken back."""

from __future__ import annotations

import pytest

from repatria.records.access.errors import (
    ApprovalsMissingError,
    NoMigrationError,
    RoleForbidsError,
    UnknownMigrationError,
)
from repatria.records.access.selectors import migrations
from repatria.records.access.services import close_migration
from repatria.records.register.models import ProtectedPerson
from tests.house import capture_one
from tests.kept import built_once
from tests.records.access.moving import Mover

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def mover(clock, randomness):
    return Mover(clock, randomness).hired()


@pytest.mark.parametrize("name", ["registrar", "migration", "adviser"])
def test_refuses_a_role_that_does_not_answer_for_it(mover, name):
    number = mover.opened()

    with pytest.raises(RoleForbidsError):
        close_migration(mover.acting(name), migration_id=number, reason="enough")


def test_refuses_one_that_there_is_not_and_one_that_is_over(mover, clock):
    number = mover.opened(days=1)

    with pytest.raises(UnknownMigrationError):
        close_migration(mover.acting("head"), migration_id="M-1", reason="enough")
    clock.forward(days=2)
    with pytest.raises(UnknownMigrationError):
        close_migration(mover.acting("head"), migration_id=number, reason="enough")


@pytest.mark.parametrize("name", ["administrator-2", "head-2", "auditor"])
def test_one_alone_withdraws_it_at_once_and_what_was_brought_in_stands(mover, name):
    number = mover.opened()
    moving = mover.moving()
    capture_one(moving, 1)

    close_migration(mover.acting(name), migration_id=number, reason="the file was wrong")

    with pytest.raises(NoMigrationError):
        capture_one(moving, 2)
    assert 1 == ProtectedPerson.objects.count()
    (told,) = migrations(mover.acting("auditor"))
    assert ("withdrawn", mover.numbers[name]) == (told.state, told.withdrawn_by)
    with pytest.raises(UnknownMigrationError):
        close_migration(mover.acting(name), migration_id=number, reason="again")


def test_what_was_withdrawn_is_opened_again_by_two_only(mover, clock):
    close_migration(mover.acting("head"), migration_id=mover.opened(), reason="enough")
    clock.forward(minutes=1)

    with pytest.raises(ApprovalsMissingError):
        mover.open_on_terms()
    assert mover.opened()
