"""Making a letter ready: one that tells something rests on a decision about this enquirer, or is not written."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.core.vocabulary.paper_codes import paper_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import tree_size
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.errors import NoDecisionError
from repatria.records.notices.selectors import letters_of
from repatria.records.notices.services import issue_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast):
    text = LetterText(title="t", paragraphs=("p",), code=paper_code(bytes(13)), check_word="вишня")

    def issue(kind=LetterKind.NO_INFORMATION, index=None, acting=None):
        return issue_letter(
            acting or cast.house(Role.COURIER), enquiry_id=cast.mother, letter_kind=kind, decision_index=index,
            language="uk", dated=date(2026, 5, 24), text=text,
        )  # fmt: skip

    return issue


@pytest.mark.parametrize("name", ["caseworker-1", "head", "hotline", "registrar"])
def test_refuses_everybody_but_the_house(cast, letter, name):
    with pytest.raises(RoleForbidsError):
        letter(acting=cast.by(name))


@pytest.mark.parametrize("kind", [LetterKind.ALIVE_AND_HELD, LetterKind.MEETING])
def test_refuses_a_letter_that_tells_something_without_a_decision(cast, letter, kind):
    before = (cast.mother, tree_size())[1]

    with pytest.raises(NoDecisionError):
        letter(kind)

    assert before == tree_size()


@pytest.mark.parametrize("kind", [LetterKind.ALIVE_AND_HELD, LetterKind.MEETING])
def test_refuses_an_act_that_decides_nothing_and_one_that_is_none(cast, letter, kind):
    enquiry_index = (cast.mother, tree_size() - 1)[1]

    for index in (enquiry_index, 10_000, -1, 10**30):
        with pytest.raises(NoDecisionError):
            letter(kind, index)


def test_the_letter_that_all_get_needs_no_decision(cast, letter):
    letter_id = letter()

    (view,) = letters_of(cast.by("caseworker-1"), cast.mother)
    assert (letter_id, "no_information", ("p",)) == (view.letter_id, view.letter_kind, view.text.paragraphs)
    assert (None, "uk") == (view.decision_index, view.language)
