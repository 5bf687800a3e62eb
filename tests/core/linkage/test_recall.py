"""How often the right man is among the first ten, with errors that nothing was learned from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest

from repatria.core.linkage.index import LinkageIndex
from tests.core.linkage.generator import HELD_OUT_KINDS, LEARNING_KINDS, make_enquiries, make_persons, make_rows

LEAST_RECALL = 0.90  # of the first ten: what the thread asks for at 10,000 persons
LEAST_RECALL_OF_A_KIND = 0.80


@dataclass(frozen=True, slots=True)
class Trial:
    """Outcomes of many enquiries: those about somebody registered, and the first answers with their probability."""

    recall_at_ten: float
    recall_at_one: float
    of_kind: dict[str, float]
    first_answers: list[tuple[float, bool]]


def _trial(persons: int, enquiries: int, seed: int) -> Trial:
    random = Random(seed)
    made = make_persons(persons * 5 // 4, random)
    index = LinkageIndex.build(make_rows(made[:persons], random))
    in_ten, first, asked, found_of, asked_of = 0, 0, 0, Counter[str](), Counter[str]()
    first_answers = []
    for one in make_enquiries(made[:persons], enquiries, random, HELD_OUT_KINDS, made[persons:]):
        answer = index.find(one.row, top=10)
        found = [candidate.person_id for candidate in answer]
        if answer:
            first_answers.append((answer[0].probability, found[0] == one.person_id))
        if one.person_id:
            asked, in_ten = asked + 1, in_ten + (one.person_id in found)
            first += found[:1] == [one.person_id]
            asked_of.update(one.kinds)
            found_of.update(one.kinds if one.person_id in found else ())
    of_kind = {kind: found_of[kind] / asked_of[kind] for kind in asked_of}
    return Trial(in_ten / asked, first / asked, of_kind, first_answers)


@pytest.fixture(scope="module")
def thousand() -> Trial:
    return _trial(1_000, 600, seed=20_260_503)


def _is_good(trial: Trial) -> None:
    assert trial.recall_at_ten >= LEAST_RECALL
    assert set(trial.of_kind) == set(HELD_OUT_KINDS)
    assert {kind: recall for kind, recall in trial.of_kind.items() if recall < LEAST_RECALL_OF_A_KIND} == {}


def test_the_errors_of_this_trial_were_held_out_of_learning() -> None:
    assert set(HELD_OUT_KINDS) & set(LEARNING_KINDS) == set()


def test_nine_of_ten_are_found_among_a_thousand(thousand: Trial) -> None:
    _is_good(thousand)
    assert thousand.recall_at_one >= 0.85


def test_an_answer_given_as_nearly_certain_is_hardly_ever_wrong(thousand: Trial) -> None:
    sure = [is_right for probability, is_right in thousand.first_answers if probability >= 0.99]

    assert len(sure) > 100
    assert sum(sure) / len(sure) >= 0.97


def test_somebody_who_is_not_registered_is_rarely_taken_for_another(thousand: Trial) -> None:
    wrong = [probability for probability, is_right in thousand.first_answers if not is_right]

    assert len(wrong) > 30
    assert sum(probability > 0.9 for probability in wrong) / len(wrong) < 0.2


@pytest.mark.slow
def test_nine_of_ten_are_found_among_ten_thousand() -> None:
    _is_good(_trial(10_000, 2_000, seed=20_260_504))
