"""What is offered to machines is what the rooms declare, and says of itself what the services do."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from msgspec import inspect as kinds

from repatria.core.vocabulary.dates import PartialDate
from repatria.records.access.calls import parameters_of, returned_by, types_within
from repatria.records.access.offered import ANY_QUESTION, described, migration_of, roles_for
from repatria.records.access.questions import questions
from repatria.records.access.role_table import ROLE_TABLE, SECOND_PERSONS
from repatria.records.ledger.catalogue import ByParameter, Declared, services
from tests.architecture.test_house import modules, service_functions

SERVICES = tuple(services().values())
FOR_MACHINES_NEVER = {"register.?names", "enquiries.?names", "notices.?released_letter", "hotline.?note_contacts",
                      "contact.?laid", "contact.?codes_laid"}  # fmt: skip
"""What the matcher and the courier alone are given."""


def test_every_service_of_the_source_is_on_the_list():
    written = {
        f"{path.relative_to(path.parents[len(path.parts) - path.parts.index('records') - 2]).parts[0]}.{function.name}"
        for path, function in service_functions()
        if not function.name.startswith("_")
    }

    assert written == {one.name for one in SERVICES}
    assert len(written) >= 30


def _asked(service: Declared) -> Iterator[str]:
    """The actions that a service asks the role table for, as its own code says."""
    inner = inspect.unwrap(service.function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(inner)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require":
            said = compile(ast.Expression(node.args[1]), service.name, "eval")
            if isinstance(service.actions, ByParameter):
                parameter = next(p for p in parameters_of(service.function) if p.name == service.actions.parameter)
                assert issubclass(parameter.type, Enum)
                yield from (eval(said, inner.__globals__, {parameter.name: value}) for value in parameter.type)
            elif isinstance(node.args[1], ast.Name) and node.args[1].id in inspect.signature(inner).parameters:
                yield ANY_QUESTION
            else:
                yield eval(said, inner.__globals__)


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.name)
def test_a_service_declares_the_actions_that_it_asks_for(service: Declared):
    assert set(service.every_action) == set(_asked(service))


@pytest.fixture(scope="module")
def services_told() -> dict[str, Any]:
    return {one["name"]: one for one in described()["services"]}


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.name)
def test_a_service_says_who_may_and_on_which_provision(service: Declared, services_told: dict[str, Any]):
    told = services_told[service.name]

    assert told["provision"], "add a line `Source:` to its docstring"
    assert told["does"] and told["leaf"]
    assert all(who["roles"] for who in told["who_may"])


def test_every_action_that_asks_for_second_persons_is_described_with_them():
    told = {who["action"]: who for one in described()["services"] for who in one["who_may"]}
    # A reset is one use of another action: it asks for its second person only where there is something to lose.
    # That she be told unasked is approved by itself, and read by the service that decides the answer.
    # So is that a batch is closed, or stopped on the road: a step among others asks for it. And that a report is
    # withdrawn: a case of a proven death ends without it. A visit is put off without it while she waits 30 days in all.
    read_by_others = {
        "access.reset_credentials", "disclosure.tell_unasked", "exchanges.verify_unasked", "returns.end_batch",
        "telling.end_reported", "telling.attest_certificate", "telling.put_off_further",
    }  # fmt: skip
    wanted = {action: count for action, count in SECOND_PERSONS.items() if action not in read_by_others}

    assert wanted == {action: who["second_persons"] for action, who in told.items() if "second_persons" in who}


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.name)
def test_every_parameter_has_a_type_that_json_can_say(service: Declared):
    for parameter in parameters_of(service.function):
        node = kinds.type_info(parameter.type)

        strange = [one for one in types_within(node) if isinstance(one, kinds.CustomType | kinds.AnyType)]
        assert [] == strange, parameter.name


def test_no_answer_holds_a_type_that_json_says_otherwise():
    dates = [
        one.name
        for one in (*SERVICES, *questions().values())
        for node in types_within(kinds.type_info(returned_by(one.function)))
        if isinstance(node, kinds.DataclassType) and node.cls is PartialDate
    ]

    assert [] == dates


def test_nothing_that_a_room_answers_another_room_and_no_name_of_the_matcher_is_a_question():
    asked = questions().values()

    assert len(asked) >= 25
    assert [] == [one.name for one in asked if one.function.__name__.endswith("_for_room")]
    assert set() == {one.action for one in asked} & FOR_MACHINES_NEVER
    assert [] == [one.name for one in asked if not roles_for(one.action)]


def test_nothing_is_offered_for_migration_that_the_law_keeps_from_it():
    fit = {one.name: migration_of(one) for one in SERVICES if migration_of(one)}

    assert {
        "places.issue_pad": True,
        "places.open_place": True,
        "places.record_spelling": True,
        "register.record_capture": True,
        "register.record_custody": {"event": [
            "arrived", "departed", "discharged", "escaped", "evacuated", "hospitalised", "recaptured", "returned",
            "signed_out", "transfer_called_off", "transfer_ordered", "unaccounted",
        ]},
        "register.record_listed": True,
        "register.record_listed_again": True,
        "register.record_particular": True,
    } == fit  # fmt: skip


def test_a_question_of_numbers_holds_no_cell_that_is_sealed():
    sealed = {"surname", "first_names", "patronymic", "birth_date", "value", "text", "said", "words", "sought_name"}
    telling = [
        f"{one.name}: {field.name}"
        for one in questions().values()
        if one.is_of_numbers
        for node in types_within(kinds.type_info(returned_by(one.function)))
        if isinstance(node, kinds.DataclassType)
        for field in node.fields
        if field.name in sealed
    ]

    assert [] == telling


NOT_ASKED_BY_NAME = {
    "account_named", "account_numbered", "holds_given_credentials", "is_ready_for_first_credentials",  # of signing in
    "check_open", "is_open",  # whether an enquiry goes on
    "later_word",  # to which enquiry a word of hers belongs: numbers
    "custody_of", "kinship_level_of", "latest_decision", "links_of_person", "opening_lacks", "tellings",  # numbers
    "version_in_force",
    "person_of_card",  # whose card it is, for who may open him: a number
    "late_count", "late_by_rule",  # numbers; `clocks.owed_counts` gives each account its own
    "open_order",  # whether he is to leave, and where to
    "current_weights", "adopted_act", "evidence", "learned", "level_changes", "again",  # the weights' own reckoning
}  # fmt: skip
"""Selectors that a page of the desk calls on its way, and whose answer is no page."""


def test_every_selector_that_the_desk_shows_is_a_question():
    known = {one.function.__name__ for one in questions().values()}
    found = set()
    for _, tree in modules("doors", "desk"):
        for node in ast.walk(tree):
            named = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            if named[:2] == ["repatria", "records"] and named[-1] == "selectors":
                assert isinstance(node, ast.ImportFrom)
                found |= {alias.name for alias in node.names if alias.name.islower()}

    missing = found - known - NOT_ASKED_BY_NAME

    assert set() == {name for name in missing if not name.endswith("_for_room")}


def test_the_table_of_roles_names_no_question_that_is_not_asked():
    asked = {one.action for one in questions().values()}
    rows = {action for row in ROLE_TABLE.values() for action in row if ".?" in action}

    assert {"access.?readings"} | FOR_MACHINES_NEVER == rows - asked
