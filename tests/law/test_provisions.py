"""The table of provisions: complete, tested line by line, and the same as the page in the documents."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from repatria.config.law_callers import awaited_rules
from repatria.core.law import errors
from repatria.core.law.clocks import CLOCKS, WAITING
from repatria.core.law.errors import UnknownProvisionError
from repatria.core.law.provisions import SourceMark, provision, provisions, provisions_page
from repatria.core.vocabulary.errors import RepatriaError
from tests.law.reaching import services_reached

ROOT = Path(__file__).parents[2]
LAW = ROOT / "src" / "repatria" / "core" / "law"
TESTS = tomllib.loads((Path(__file__).parent / "provision_tests.toml").read_text("utf-8"))
LATER: dict[str, dict[str, int | str]] = TESTS.pop("later")
"""Provisions whose act comes with a later issue; until then only the pure law is tested."""
_CODE = re.compile(
    r"(GC I|GC II|GC III|GC IV|AP I|Berlin 1937|Strasbourg 1973|practice rule|house rule) [0-9][0-9.()]*"
)
REGENERATE = 'python -c "from repatria.core.law.provisions import *; print(provisions_page(), end=str())"'


def _codes_in(folder: Path) -> set[str]:
    """Every string of the code that is a provision's code, docstrings left aside: they are longer."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
                found.add(node.value)
    return found


def _tests_in(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_refuses_a_code_that_the_table_does_not_hold() -> None:
    with pytest.raises(UnknownProvisionError):
        provision("GC III 999")


def test_every_provision_that_the_law_names_is_in_the_table() -> None:
    named = _codes_in(LAW)

    assert len(named) > 40
    assert set() == named - set(provisions())


def _asserts(test: str) -> bool:
    path, _, name = test.partition("::")
    functions = _tests_in(ROOT / path)
    assert name in functions, f"{test} does not exist"
    return any(isinstance(node, ast.Assert | ast.With) for node in ast.walk(functions[name]))


@pytest.mark.parametrize("code", sorted(set(provisions()) - set(LATER)))
def test_every_provision_names_a_test_that_asserts_something_of_a_service_or_a_door(code: str) -> None:
    assert code in TESTS, f"{code} names no test in provision_tests.toml"
    path, _, name = TESTS[code].partition("::")

    assert _asserts(TESTS[code])
    assert not path.startswith("tests/law/"), f"{code} is tested by pure functions alone: {TESTS[code]}"
    assert services_reached(ROOT / path, name), f"{TESTS[code]} calls no service and no door"


@pytest.mark.parametrize("code", sorted(LATER))
def test_a_provision_whose_act_is_still_to_come_names_the_issue_that_brings_it_and_leaves_the_list_with_it(
    code: str,
) -> None:
    issue, test = int(LATER[code]["issue"]), str(LATER[code]["test"])

    assert _asserts(test)
    assert issue in _issues_that_bring(code), f"{code} runs or is asked: give it a test through its service"
    assert code not in {row.provision for row in CLOCKS}


def _issues_that_bring(code: str) -> set[int]:
    """The issues of clocks that wait for an act under this provision, and of rules that rest on it and nobody asks."""
    waiting = {one.issue for one in WAITING if one.row.provision == code}
    unasked = {one.rule.partition(".")[2]: one.issue for one in awaited_rules() if "." in one.rule}
    functions = {name: node for path in LAW.glob("*.py") for name, node in _tests_in(path).items() if name in unasked}
    return waiting | {unasked[name] for name, node in functions.items() if code in ast.unparse(node)}


def test_a_test_that_calls_no_service_stands_for_nothing() -> None:
    pure = services_reached(ROOT / "tests/law/test_contact.py", "test_refuses_an_answer_that_was_not_taken_freely")
    itself = services_reached(
        ROOT / "tests/records/register/test_record_fitness.py", "test_refuses_everybody_who_is_no_doctor"
    )  # fmt: skip

    assert (set(), True) == (pure, "record_fitness" in itself)


def test_no_test_stands_for_a_provision_that_is_not_in_the_table() -> None:
    assert set(provisions()) == {*TESTS, *LATER}
    assert set() == set(TESTS) & set(LATER)


def test_every_provision_says_what_it_does_how_well_it_is_known_and_where_it_is_specified() -> None:
    for found in provisions().values():
        assert found.title and found.summary.endswith(".") and found.clause
        assert isinstance(found.source_mark, SourceMark)
        assert (found.source_mark is SourceMark.PROPOSED) is found.code.startswith(("practice", "house"))


def test_no_summary_claims_to_quote_the_law() -> None:
    assert not [found.code for found in provisions().values() if "“" in found.summary or "«" in found.summary]


def test_the_page_in_the_documents_is_the_one_that_the_table_gives() -> None:
    page = (ROOT / "docs" / "law" / "provisions.md").read_text("utf-8")

    assert provisions_page() == page, f"write it again: {REGENERATE} > docs/law/provisions.md"


def test_the_page_has_every_provision_once() -> None:
    lines = provisions_page().splitlines()

    for code in provisions():
        assert sum(line.startswith(f"| {code} |") for line in lines) == 1


def test_every_refusal_of_this_room_has_its_own_code() -> None:
    classes = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, RepatriaError)]
    own = [c for c in classes if c.__module__ == errors.__name__]

    assert [f"law.E{number:03d}" for number in range(1, len(own) + 1)] == sorted(c.code for c in own)
