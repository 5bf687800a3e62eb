"""Two reviewers, blind to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.errors import ConcludedJudgementError, RepeatedReviewerError
from repatria.core.law.judgement import JudgementConclusion, JudgementKind, conclusion_of
from repatria.core.vocabulary.errors import RuleError

KINDS = {"p": JudgementKind.POSITIVE, "n": JudgementKind.NEGATIVE, "u": JudgementKind.UNSURE}


def _given(letters: str) -> list[tuple[str, JudgementKind]]:
    return [(f"reviewer {number}", KINDS[letter]) for number, letter in enumerate(letters)]


def test_refuses_a_second_judgement_by_the_same_reviewer() -> None:
    with pytest.raises(RepeatedReviewerError) as refused:
        conclusion_of([("reviewer 1", JudgementKind.POSITIVE), ("reviewer 1", JudgementKind.POSITIVE)])

    assert refused.value.provision == "house rule 6.4"


@pytest.mark.parametrize("letters", ["ppp", "ppn", "nnp", "pnpn"])
def test_refuses_a_judgement_of_a_concluded_pair(letters: str) -> None:
    with pytest.raises(ConcludedJudgementError):
        conclusion_of(_given(letters))


@pytest.mark.parametrize(
    "letters, expected",
    [
        ("", "undecided"), ("p", "undecided"), ("n", "undecided"), ("u", "undecided"), ("pp", "confirmed"),
        ("nn", "refused"), ("pn", "needs_third"), ("np", "needs_third"), ("pu", "needs_third"),
        ("uu", "needs_third"), ("pnp", "confirmed"), ("pnn", "refused"), ("pnu", "undecided"), ("uup", "undecided"),
        ("uupp", "confirmed"), ("pnun", "refused"),
    ],
)  # fmt: skip
def test_two_that_agree_conclude(letters: str, expected: str) -> None:
    assert JudgementConclusion(expected) is conclusion_of(_given(letters))


@given(st.text("pnu", max_size=6))
def test_nothing_is_concluded_by_fewer_than_two_that_agree(letters: str) -> None:
    try:
        concluded = conclusion_of(_given(letters))
    except RuleError:
        return
    assert (concluded is JudgementConclusion.CONFIRMED) is (letters.count("p") == 2)
    assert (concluded is JudgementConclusion.REFUSED) is (letters.count("n") == 2)
