"""The embargo: from a death, a dead candidate or a man unaccounted for on, nothing is told to anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.custody import CustodyState
from repatria.core.law.disclosure import DisclosureFacts, DisclosureVerdict, decide_answer, open_grounds
from repatria.core.law.embargo import EmbargoFacts, EmbargoGround, embargo, embargo_guards

S, CANDIDATE = CustodyState, EmbargoGround.DEAD_CANDIDATE


@pytest.mark.parametrize(
    ("facts", "ground", "provision"),
    [
        (EmbargoFacts(is_death_asserted=True, custody_state=S.IN_CAMP), EmbargoGround.DEATH, "practice rule 4"),
        (EmbargoFacts(custody_state=S.DIED), EmbargoGround.DEATH, "practice rule 4"),
        (EmbargoFacts(is_dead_candidate=True, custody_state=S.IN_CAMP), CANDIDATE, "practice rule 4"),
        (EmbargoFacts(custody_state=S.UNACCOUNTED), EmbargoGround.UNACCOUNTED, "practice rule 14"),
        (EmbargoFacts(custody_state=S.UNACCOUNTED, is_dead_candidate=True), CANDIDATE, "practice rule 4"),
    ],
)  # fmt: skip
def test_it_stands_on_each_of_its_grounds_the_gravest_first(facts, ground, provision):
    assert ground is embargo(facts)
    assert provision == next(embargo_guards(facts)).provision

    told = DisclosureFacts(
        custody_state=facts.custody_state, is_death_asserted=facts.is_death_asserted,
        is_dead_candidate=facts.is_dead_candidate,
    )  # fmt: skip
    assert DisclosureVerdict.FREEZE is decide_answer(told)
    assert next(embargo_guards(facts)).what in {one.what for one in open_grounds(told)}


@pytest.mark.parametrize("state", [None, *(state for state in S if state not in (S.DIED, S.UNACCOUNTED))])
def test_it_stands_on_no_other_state(state):
    facts = EmbargoFacts(custody_state=state)

    assert embargo(facts) is None
    assert [] == list(embargo_guards(facts))
    assert embargo(replace(facts, is_dead_candidate=True)) is EmbargoGround.DEAD_CANDIDATE
