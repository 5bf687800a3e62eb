"""A telling rests on the board's own acts: silent from the hypothesis on, opened on the name, ended by its annulment.

Who is compared with whom, and who signs, is tried in tests/records/identification.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.telling import DeathKnown
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.identification.services.board import annul_conclusion
from repatria.records.telling.board import of_board
from repatria.records.telling.concluded import answers_identified, identified
from repatria.records.telling.errors import TellingStateError
from repatria.records.telling.selectors.standing import cases_to_end, names_untold
from repatria.records.telling.services.opening import end_telling, open_telling
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import SON, bench, opened, reviewed, sign

pytestmark = pytest.mark.django_db
__all__ = ["bench", "laboratory"]


def test_it_is_silent_from_the_hypothesis_on_opens_on_the_signed_name_and_ends_once_two_took_it_back(bench) -> None:
    answers_identified(of_board)
    given = {
        "known": DeathKnown.PROVEN, "enquiry_id": bench.mother, "certificate": "C 1",
        "visit_by": bench.clock().date() + timedelta(days=5),
    }  # fmt: skip
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    assert embargo_on(bench.mother) is None
    number = opened(bench, item)
    assert EmbargoGround.DEAD_CANDIDATE is embargo_on(bench.mother)
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    with pytest.raises(OpenGuardError) as refused:
        open_telling(bench.by("caseworker-1"), **given)
    assert "board_concluded" in {what for what, _ in refused.value.params["guards"]}
    sign(bench, "expert-4", number)
    assert 1 == len(names_untold(bench.by("head")))
    (found,) = identified(enquiry_id=bench.mother)
    assert (item,) == found.items and ("dna",) == found.methods

    case = open_telling(bench.by("caseworker-1"), **given)

    assert () == names_untold(bench.by("head")) and () == cases_to_end(bench.by("head"))
    annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels")
    with pytest.raises(TellingStateError):
        end_telling(bench.by("head"), telling_id=case, why="one alone took it back")
    annul_conclusion(bench.by("head"), hypothesis_id=number, said="labels")
    assert (case,) == cases_to_end(bench.by("caseworker-1"))
    assert () == end_telling(bench.by("head"), telling_id=case, why="labels were mixed up")
    assert embargo_on(bench.mother) is None
