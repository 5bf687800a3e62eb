"""Figures of merit against numbers reckoned by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.evaluation import (
    Outcome,
    by_stratum,
    calibration_error,
    false_matches_by_stratum,
    first_answers,
    recall_at,
    reliability,
    share_right_from,
    threshold_at,
)
from repatria.core.linkage.evaluation.figures import accepted_from


def outcome(true_id: str, *answers: tuple[str, float], stratum: str = "") -> Outcome:
    return Outcome(
        enquiry_id="E", true_ids=frozenset({true_id} - {""}), person_ids=tuple(person for person, _ in answers),
        probabilities=tuple(probability for _, probability in answers), stratum=stratum,
    )  # fmt: skip


# Four are registered: found first, found third, not found, not answered; one is not registered, and is "found".
FIVE = (
    outcome("a", ("a", 0.95), ("b", 0.02), stratum="date"),
    outcome("a", ("x", 0.40), ("y", 0.30), ("a", 0.20), stratum="date"),
    outcome("a", ("x", 0.85), ("y", 0.05), stratum="no date"),
    outcome("a", stratum="no date"),
    outcome("", ("x", 0.75), stratum="no date"),
)


def test_recall_counts_enquiries_about_somebody_registered_only() -> None:
    assert recall_at(FIVE, 1) == 1 / 4
    assert recall_at(FIVE, 2) == 1 / 4
    assert recall_at(FIVE, 3) == 2 / 4


def test_recall_of_no_registered_person_cannot_be_told() -> None:
    assert recall_at([outcome("", ("x", 0.5))], 1) is None


def test_any_record_of_the_person_meant_is_right() -> None:
    twice = Outcome(enquiry_id="E", true_ids=frozenset({"a", "b"}), person_ids=("b",), probabilities=(0.5,))

    assert twice.is_first_right


def test_an_enquiry_without_answers_is_no_first_answer() -> None:
    assert first_answers(FIVE) == [(0.95, True), (0.40, False), (0.85, False), (0.75, False)]


def test_reliability_puts_answers_into_bins_of_equal_width() -> None:
    parts = reliability([(0.91, True), (0.97, True), (1.0, False), (0.2, False), (0.29, True)])

    assert [(part.lowest, part.highest, part.count) for part in parts] == [(0.2, 0.3, 2), (0.9, 1.0, 3)]
    assert [part.mean_probability for part in parts] == pytest.approx([0.245, 0.96])
    assert [part.share_right for part in parts] == pytest.approx([1 / 2, 2 / 3])


def test_calibration_error_weighs_every_bin_by_its_answers() -> None:
    # (2 * |1/2 - 0.245| + 3 * |2/3 - 0.96|) / 5 = (0.51 + 0.88) / 5
    answers = [(0.91, True), (0.97, True), (1.0, False), (0.2, False), (0.29, True)]

    assert calibration_error(answers) == pytest.approx(0.278)


def test_calibration_error_of_no_answer_cannot_be_told() -> None:
    assert calibration_error([]) is None


def test_share_right_looks_at_the_sure_answers_only() -> None:
    answers = [(0.99, True), (0.995, True), (1.0, False), (0.98, False)]

    assert share_right_from(answers) == pytest.approx(2 / 3)
    assert share_right_from([(0.5, True)]) is None


def test_acceptance_counts_right_and_false_ones_and_those_without_counterpart() -> None:
    accepted = accepted_from(FIVE, 0.75)

    assert (accepted.accepted, accepted.right, accepted.false) == (3, 1, 2)
    assert accepted.right_of_registered == 1 / 4
    assert accepted.false_of_accepted == pytest.approx(2 / 3)


def test_the_threshold_is_the_lowest_that_bears_the_false_matches() -> None:
    right = [outcome("a", ("a", 0.9 + at / 10_000)) for at in range(100)]
    worse = [outcome("a", ("x", 0.8)), outcome("a", ("a", 0.7)), outcome("a", ("x", 0.6))]

    chosen = threshold_at(right + worse)

    # 101 right and 1 false of 102 accepted is under 1 %; the second false one makes 2 of 103
    assert (chosen.probability, chosen.accepted, chosen.false) == (0.7, 102, 1)
    assert chosen.right_of_registered == pytest.approx(101 / 103)


def test_answers_with_one_probability_are_accepted_together_or_not_at_all() -> None:
    tied = [outcome("a", ("a", 0.9))] * 50 + [outcome("a", ("x", 0.9))]

    chosen = threshold_at(tied)

    assert (chosen.accepted, chosen.right_of_registered, chosen.false_of_accepted) == (0, 0.0, 0.0)
    assert chosen.probability > 1


def test_false_matches_are_counted_by_stratum() -> None:
    counted = false_matches_by_stratum(FIVE, 0.75)

    assert {name: (c.right, c.false) for name, c in counted.items()} == {"date": (1, 0), "no date": (0, 2)}
    assert {name: len(members) for name, members in by_stratum(FIVE).items()} == {"date": 2, "no date": 3}


ANSWERS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


@given(ANSWERS)
def test_no_answer_is_lost_among_the_bins(answers: list[tuple[float, bool]]) -> None:
    parts = reliability(answers)

    assert len(answers) == sum(part.count for part in parts)
    assert sum(right for _, right in answers) == pytest.approx(sum(part.share_right * part.count for part in parts))


@given(ANSWERS, st.floats(0, 1))
def test_a_threshold_never_bears_more_false_matches_than_it_was_given(
    answers: list[tuple[float, bool]], most_false: float
) -> None:
    outcomes = [outcome("a", ("a" if is_right else "x", probability)) for probability, is_right in answers]

    assert threshold_at(outcomes, most_false).false_of_accepted <= most_false + 1e-12
