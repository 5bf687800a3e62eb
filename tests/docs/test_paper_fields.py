"""No paper states what no act holds: every field of every paper names where it comes from, and that exists."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

import repatria.core.vocabulary
from repatria.core.vocabulary.paper_mark import PaperMark
from repatria.records.ledger.acts import known_kinds
from tests.docs.pages import DOCS
from tests.docs.paper_fields import FIELDS, OUTSIDE, page

REGENERATE = "write it again: python -m tests.docs.paper_fields > docs/operating/paper-fields.md"
_ACT = re.compile(r"\b([a-z]+\.[a-z_]+)\.([a-z_]+)\b")


def _papers() -> dict[str, type]:
    found: dict[str, type] = {"PaperMark": PaperMark}
    for module in iter_modules(repatria.core.vocabulary.__path__):
        if module.name.startswith("papers"):
            for one in vars(import_module(f"repatria.core.vocabulary.{module.name}")).values():
                if (
                    isinstance(one, type)
                    and is_dataclass(one)
                    and one.__name__.endswith("Paper")
                    and "mark" in one.__annotations__
                ):
                    found[one.__name__] = one
    return found


def _held() -> dict[str, set[str]]:
    """What the acts of each kind hold, whatever their version."""
    found: dict[str, set[str]] = {}
    for kind, act in known_kinds().items():
        found.setdefault(kind.rpartition(".")[0], set()).update(one.name for one in fields(act))
    return found


def test_every_paper_is_listed_with_all_its_fields_and_no_other() -> None:
    papers = _papers()

    assert set(papers) == set(FIELDS) and len(papers) > 15
    for name, paper in papers.items():
        assert {one.name for one in fields(paper)} - {"mark"} == set(FIELDS[name]), name


@pytest.mark.parametrize("paper", sorted(FIELDS))
def test_each_field_names_an_act_that_holds_it_or_says_that_none_does(paper: str) -> None:
    held, wrong = _held(), []
    for field, source in FIELDS[paper].items():
        named = _ACT.findall(source)
        if not named and not source.startswith(OUTSIDE):
            wrong.append((field, source))
        wrong += [(field, f"{kind}.{what}") for kind, what in named if what not in held.get(kind, ())]

    assert [] == wrong


def test_the_page_is_the_list() -> None:
    path = DOCS / "operating" / "paper-fields.md"

    assert page() == path.read_text(encoding="utf-8"), REGENERATE
