"""Crowds to learn from: each as it was drawn, with the truth, and unlike the next."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.core.linkage.comparison import Heat
from tests.core.linkage.learn_chances import Answers, FirstAnswer
from tests.core.linkage.prior import crowds


def test_a_crowd_is_the_same_every_time_and_knows_who_is_registered() -> None:
    one, again, other = (crowds.make(300, 40, 60, seed) for seed in (1, 1, 2))

    assert one == again
    assert one.habits != other.habits
    registered = {row.person_id for row in one.rows}
    assert len(registered) == len(one.rows) == 300
    assert {asked.person_id for asked in one.about_registered} <= registered
    assert {asked.person_id for asked in one.about_nobody} == {""}


@pytest.mark.parametrize("slope", [1.0, 0.5])
def test_the_loss_is_least_where_chances_mean_what_they_say(slope: float) -> None:
    """Answers that come as often of somebody as of nobody say nothing: their mass is that of all strangers together."""
    records, bits = 1_000.0, np.array([12.0])
    answers = Answers([FirstAnswer(bits, bits, [], records, at < 50, at < 50, 1.0) for at in range(100)])
    even = slope * (np.log2(records) - 12.0)

    found = {off: answers.loss(Heat(slope, even + off, 1e-9, 1e-9)) for off in (-3.0, -0.5, 0.0, 0.5, 3.0)}

    assert min(found, key=lambda off: found[off]) == 0.0
