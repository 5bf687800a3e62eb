"""No paper states what no act holds: every field of every paper names where it comes from, and that exists."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest

import repatria.core.vocabulary
from repatria.adapters.printing.catalogue import texts, texts_of_paper
from repatria.core.law.paper_words import kept_texts
from repatria.core.law.provisions import provisions
from repatria.core.vocabulary.letters import placeholders
from repatria.core.vocabulary.paper_mark import PaperMark
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.papers import LETTER_KINDS
from repatria.records.ledger.acts import known_kinds
from tests.docs.pages import DOCS
from tests.docs.paper_fields import FIELDS, OUTSIDE, PLACES, page

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


def test_every_text_of_every_paper_is_words_of_one_paper_and_each_place_in_it_is_a_field() -> None:
    """Letters have classes of their own; whatever else is printed can be replaced by the bureau, and no field can."""
    papers, of_papers = _papers(), [key for paper in PaperClass for key in texts_of_paper(paper)]
    of_letters = {key for key in texts() if key.partition(".")[0] in ("letter", *LETTER_KINDS)}

    assert {*of_papers, *of_letters} == set(texts()) and len(of_papers) == len(set(of_papers)) > 500
    places = {
        key: set(placeholders([text])) for key in of_papers for text in texts()[key].values() if placeholders([text])
    }
    assert places == {key: set(said) for key, said in PLACES.items()}
    for where in (one for said in PLACES.values() for one in said.values() if not one.startswith(OUTSIDE)):
        paper, _, field = where.partition(".")
        assert field in {one.name for one in fields(papers[paper])}, where


def test_every_text_that_stands_word_for_word_exists_and_rests_on_a_provision_that_does() -> None:
    of_papers = {key for paper in PaperClass for key in texts_of_paper(paper)}

    assert set(kept_texts()) <= of_papers
    assert {one for one in kept_texts().values() if one} <= set(provisions())


def test_the_page_is_the_list() -> None:
    path = DOCS / "operating" / "paper-fields.md"

    assert page() == path.read_text(encoding="utf-8"), REGENERATE


def test_every_paper_has_its_row_in_the_table_of_papers() -> None:
    said = (DOCS / "operating" / "papers.md").read_text(encoding="utf-8")

    assert [] == sorted(name for name in set(_papers()) - {"PaperMark"} if f"| `{name}` |" not in said)
