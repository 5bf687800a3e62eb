"""Questions by name: refused as the page would be, answered with the reading act, and within a day's measure."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.doors.jobs.asking import answered
from repatria.records.access.calls import read_arguments
from repatria.records.access.errors import DayIsFullError, RoleForbidsError, UnknownCallError
from repatria.records.access.given_out import MOST_A_DAY
from repatria.records.access.questions import questions
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at, tree_size
from repatria.records.register.services import record_capture
from tests.doors.jobs.applying.conftest import MARK, capture
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff(clock, randomness):
    return Staff(clock, randomness).found()


@pytest.fixture
def registrar(staff):
    return staff.hire("registrar-1", Role.REGISTRAR)


@pytest.fixture
def person(registrar):
    return record_capture(registrar, **read_arguments(record_capture, capture(surname=MARK)["with"]))


@pytest.mark.parametrize(
    "name",
    ["register.person_for_room", "person_for_room", "register.names", "enquiries.sought", "register.?person", ""],
)
def test_refuses_what_is_no_question(registrar, name):
    with pytest.raises(UnknownCallError):
        answered(registrar, name, {}, is_measured=False)


def test_refuses_whom_the_table_gives_no_such_page_and_leaves_no_act(staff, person):
    for role in (Role.REVIEWER, Role.DELEGATE, Role.ADMINISTRATOR):
        acting, size = staff.hire(f"{role.value}-8", role), tree_size()

        with pytest.raises(RoleForbidsError):
            answered(acting, "register.person", {"person_id": person}, is_measured=False)
        assert size == tree_size()


def test_refuses_parameters_as_the_list_gives_them(registrar, person):
    for given in ({}, {"person_id": 1}, {"person_id": person, "more": 1}, {"person_id": "P-0"}):
        with pytest.raises(InputError):
            answered(registrar, "register.person", given, is_measured=False)


def test_answers_as_json_with_the_reading_act(registrar, person):
    answer = json.loads(json.dumps(answered(registrar, "person", {"person_id": person}, is_measured=True)))

    (index,) = answer["acts"]
    assert ("register.person", person) == (answer["question"], answer["returned"]["person_id"])
    assert MARK in {one["value"] for one in answer["returned"]["particulars"]}
    assert (registrar.account_id, (person,)) == (act_at(index).actor, act_at(index).act.records)


def test_every_question_without_parameters_is_answered_to_every_role_that_has_it(staff):
    asked, answers = 0, set()
    for role in (one for one in Role if one not in {Role.COURIER, Role.MATCHER, Role.CLERKWORK}):
        acting = staff.hire(f"{role.value}-9", role, branch="CAMP-1")
        for one in questions().values():
            if one.name in answers and connection.vendor != "sqlite":
                continue  # the database answers one role as it does another
            try:
                answer = answered(acting, one.name, {}, is_measured=True)
            except (RoleForbidsError, InputError):
                continue
            json.dumps(answer)
            asked += 1
            answers.add(one.name)

    assert asked > 40


def _read(acting, count, start=0):
    numbers = [record_number("P", (start + n).to_bytes(7, "big")) for n in range(count)]
    record_reading(acting, question="register.?persons", records=numbers)
    return numbers


def test_gives_a_hundred_persons_a_day_and_not_one_more(registrar, person, clock, staff):
    _read(registrar, MOST_A_DAY - 1)
    answered(registrar, "register.person", {"person_id": person}, is_measured=True)
    answered(registrar, "register.person", {"person_id": person}, is_measured=True)  # the same man counts once
    _read(registrar, 1, start=1000)
    size = tree_size()

    with pytest.raises(DayIsFullError):
        answered(registrar, "register.person", {"person_id": person}, is_measured=True)

    assert size == tree_size()
    answered(registrar, "clocks.owed", {}, is_measured=True)  # numbers of record only: nobody is given
    other = staff.hire("registrar-2", Role.REGISTRAR)
    answered(other, "register.person", {"person_id": person}, is_measured=True)
    clock.forward(hours=24, seconds=1)
    answered(staff.acting("registrar-1"), "register.person", {"person_id": person}, is_measured=True)


def test_counts_an_enquiry_as_the_person_it_asks_for(person, staff):
    head = staff.hire("head-1", Role.HEAD_OF_BUREAU)
    numbers = [record_number("E", n.to_bytes(7, "big")) for n in range(MOST_A_DAY)]
    record_reading(head, question="enquiries.?enquiry", records=numbers)

    with pytest.raises(DayIsFullError):
        answered(head, "register.person", {"person_id": person}, is_measured=True)
