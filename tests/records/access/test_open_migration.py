"""Opening a migration: two approve exactly these terms; what the account may do then, and when it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.custody import CustodyEvent
from repatria.records.access.acting import acting_numbered, require
from repatria.records.access.acts import MigrationOpened
from repatria.records.access.errors import (
    ApprovalsMissingError,
    LinesUsedError,
    MigrationOverError,
    MigrationStandsError,
    MigrationTermsError,
    NoMigrationError,
    NotForMigrationError,
    RoleForbidsError,
)
from repatria.records.access.models import RunFileLine
from repatria.records.access.role_table import MOVED_IN, ROLE_TABLE, SECOND_PERSONS, Role, is_allowed
from repatria.records.access.selectors import migrations
from repatria.records.access.services import close_account, grant_reference, grant_roles, record_approval
from repatria.records.ledger.catalogue import services
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import act_at, tree_size
from repatria.records.ledger.services import bulk_acts, caused_by
from repatria.records.register.services import record_custody
from tests.house import capture_one
from tests.kept import built_once
from tests.records.access.moving import ORIGIN, Mover

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def mover(clock, randomness):
    return Mover(clock, randomness).hired()


def brought_in(mover, number, digest="a" * 32):
    """One line of a file, as the door does it."""
    with bulk_acts(), caused_by(f"apply:{digest}:{number}"):
        return capture_one(mover.moving(), number)


@pytest.mark.parametrize("name", ["head", "auditor", "registrar", "migration"])
def test_refuses_to_open_by_any_role_but_an_administrator(mover, name):
    mover.approve("head", "auditor")

    with pytest.raises(RoleForbidsError):
        mover.open_on_terms(by=name)


@pytest.mark.parametrize("approvers", [(), ("head",), ("auditor",)])
def test_refuses_without_the_approval_of_two(mover, approvers):
    mover.approve(*approvers)

    with pytest.raises(ApprovalsMissingError):
        mover.open_on_terms()
    assert () == migrations(mover.acting("auditor"))


@pytest.mark.parametrize("name", ["registrar", "administrator-2", "adviser", "migration"])
def test_refuses_the_approval_of_a_role_that_does_not_answer_for_it(mover, name):
    with pytest.raises(RoleForbidsError):
        mover.approve(name)


@pytest.mark.parametrize("other", [{"most_lines": 101}, {"days": 8}, {"origin": "another register"}])
def test_refuses_other_terms_than_those_approved(mover, other):
    mover.approve("head", "auditor")

    with pytest.raises(ApprovalsMissingError):
        mover.open_on_terms(**other)


@pytest.mark.parametrize(("terms", "field"), [
    ({"account": "registrar"}, "account_id"), ({"account": "A-nobody"}, "account_id"), ({"days": -1}, "until"),
    ({"days": 93}, "until"), ({"most_lines": 0}, "most_lines"), ({"most_lines": 1_000_001}, "most_lines"),
    ({"origin": ""}, "origin"), ({"origin": "x" * 201}, "origin"),
])  # fmt: skip
def test_refuses_terms_that_cannot_be_kept(mover, terms, field):
    mover.approve("head", "auditor", **terms)

    with pytest.raises(MigrationTermsError) as refused:
        mover.open_on_terms(**terms)
    assert [field] == [name for name, _ in refused.value.faults]


def test_refuses_an_account_that_has_a_role_beside(mover):
    one, two = mover.acting("administrator-1"), mover.acting("administrator-2")
    roles, number = [Role.MIGRATION, Role.REGISTRAR], mover.numbers["migration"]
    record_approval(two, action="access.grant_roles", object_reference=grant_reference(number, roles))
    grant_roles(one, account_id=number, roles=roles)

    with pytest.raises(MigrationTermsError):
        mover.opened()


def test_refuses_a_second_one_while_the_first_stands(mover):
    mover.opened()
    mover.approve("head", "auditor", most_lines=5)

    with pytest.raises(MigrationStandsError):
        mover.open_on_terms(most_lines=5)


def test_an_act_holds_account_day_number_origin_and_both_who_approved(mover):
    number = mover.opened()

    given = act_at(tree_size() - 1).act
    assert isinstance(given, MigrationOpened)
    assert (number, mover.numbers["migration"], "2026-05-10", 100, ORIGIN) == (
        given.migration_id, given.account_id, given.until, given.most_lines, given.origin)  # fmt: skip
    assert {mover.numbers["head"], mover.numbers["auditor"]} == set(given.approved_by)


def test_the_account_may_do_nothing_without_a_migration_and_nothing_at_the_desk_with_one(mover):
    with pytest.raises(NoMigrationError):
        mover.moving()
    mover.opened()

    at_the_desk = acting_numbered(mover.numbers["migration"], mover.clock(), mover.randomness)
    for action in sorted(MOVED_IN):
        with pytest.raises(RoleForbidsError):
            require(at_the_desk, action)
    assert not [action for action in MOVED_IN if is_allowed(at_the_desk.roles, action)]


@pytest.mark.parametrize("action", sorted({action for row in ROLE_TABLE.values() for action in row} - MOVED_IN))
def test_refuses_under_a_migration_every_action_but_those_that_bring_in(mover, action):
    mover.opened()

    with pytest.raises(NotForMigrationError):
        require(mover.moving(), action)


def test_nothing_that_needs_a_second_person_brings_in():
    assert set() == MOVED_IN & set(SECOND_PERSONS)
    declared = {action for one in services().values() if one.migration for action in one.every_action}
    assert declared == MOVED_IN


def test_refuses_another_account_and_one_that_was_closed(mover):
    mover.opened()
    with pytest.raises(NoMigrationError):
        require(replace(mover.acting("registrar"), migration="M-1"), "register.record_capture")
    moving = mover.moving()
    close_account(mover.acting("administrator-1"), account_id=mover.numbers["migration"], reason="done")

    with pytest.raises(NoMigrationError):
        capture_one(moving, 1)


def test_it_ends_with_the_end_of_its_last_day(mover, clock):
    mover.opened(days=1)
    clock.at = clock.at.replace(hour=23, minute=59)
    clock.forward(days=1)
    moving = mover.moving()
    brought_in(mover, 1)
    clock.forward(minutes=1)

    with pytest.raises(MigrationOverError):
        mover.moving()
    with pytest.raises(MigrationOverError):
        capture_one(replace(moving, at=clock.at), 2)
    assert ["ended"] == [one.state for one in migrations(mover.acting("auditor"))]


def test_it_ends_with_its_last_line_whatever_the_notes_of_files_say(mover):
    mover.opened(most_lines=2)
    brought_in(mover, 1)
    brought_in(mover, 2, digest="b" * 32)
    RunFileLine.objects.all().delete()

    with pytest.raises(LinesUsedError):
        mover.moving()
    (told,) = migrations(mover.acting("head"))
    assert ("used", 2, {"a" * 32: 1, "b" * 32: 1}) == (told.state, told.lines_used, dict(told.files))


def test_each_migration_counts_its_own_lines(mover, clock):
    mover.opened(most_lines=1)
    brought_in(mover, 1)
    clock.forward(days=1)
    mover.opened(most_lines=3)
    person_id = brought_in(mover, 2)
    with bulk_acts(), caused_by("apply:" + "c" * 32 + ":1"):
        record_custody(mover.moving(), person_id=person_id, event=CustodyEvent.UNACCOUNTED, happened_at=clock())
    capture_one(mover.acting("registrar"), 3)

    latest, first = migrations(mover.acting("administrator-2"))
    assert [("stands", 2, {"a" * 32: 1, "c" * 32: 1}), ("used", 1, {"a" * 32: 1})] == [
        (one.state, one.lines_used, dict(one.files)) for one in (latest, first)]  # fmt: skip
    assert 3 == Entry.objects.filter(cause__startswith="apply:").count()


@pytest.mark.parametrize("name", ["registrar", "migration"])
def test_the_list_is_for_those_who_answer_for_it(mover, name):
    with pytest.raises(RoleForbidsError):
        migrations(mover.acting(name))
