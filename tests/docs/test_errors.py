"""The page of errors is the one that the classes give; codes are unique, and nothing is raised that is not on it."""

from __future__ import annotations

import ast
import builtins
import re
import tomllib

from tests.docs.errors import ADVICE, code_of, declared, error_classes, errors_page, family_of, meaning_of
from tests.docs.pages import DOCS, SOURCE

REGENERATE = "write it again: python -m tests.docs.errors > docs/errors.md"
_FORM = re.compile(r"[a-z]+\.E\d{3}")


def test_every_code_belongs_to_one_class() -> None:
    assert {} == {code: names for code, names in declared().items() if len(names) > 1}


def test_every_class_of_errors_has_a_code_of_its_own_and_a_meaning() -> None:
    faulty = [one.__name__ for one in error_classes() if not _FORM.fullmatch(code_of(one)) or not meaning_of(one)]

    assert [] == faulty


def test_no_class_that_declares_a_code_is_left_out() -> None:
    found = {code_of(one) for one in error_classes()}

    assert len(found) > 80
    assert set() == set(declared()) - found


def test_every_error_of_ours_that_is_raised_is_on_the_page() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    on_it = set(re.findall(r"^\| [a-z]+\.E\d{3} \| `(\w+)` \|", page, re.MULTILINE))
    outside = {"SettingError", "BusyFolderError", "MissingTextError"}  # they end a process before anything is served
    raised = {
        function.id
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(function := node.exc.func, ast.Name)
        and function.id.endswith("Error")
    }
    ours = {name for name in raised if not hasattr(builtins, name)}

    assert len(ours) > 50
    assert set() == ours - on_it - outside


def test_the_page_in_the_documents_is_the_one_that_the_classes_give() -> None:
    assert errors_page() == (DOCS / "errors.md").read_text(encoding="utf-8"), REGENERATE


def test_advice_is_given_for_codes_that_exist() -> None:
    assert set() == set(ADVICE) - set(declared())


def test_the_desk_says_refusals_of_codes_that_exist() -> None:
    told = {
        f"{room}.{code}"
        for path in (SOURCE / "doors" / "desk").rglob("*.toml")
        for room, table in tomllib.loads(path.read_text("utf-8")).get("refusal", {}).items()
        for code in table
        if re.fullmatch(r"E\d{3}", code)
    }

    assert told
    assert set() == told - set(declared())


def test_a_broken_seal_is_never_caught_with_the_others() -> None:
    from repatria.core.vocabulary.errors import RepatriaError

    assert [] == [
        one.__name__ for one in error_classes() if family_of(one) == "TamperError" and issubclass(one, RepatriaError)
    ]
