"""Joint answers of other programs: pairwise ratios, exclusions, ranks, posteriors, conclusions of six incidents."""

from __future__ import annotations

import json

import pytest

from repatria.doors.files.kinship.datasets import solve_dataset
from tests.core.kinship.shared import REFERENCE, needs_reference, reference

INCIDENTS = ("KETPchap481", "example1", "example2", "fire", "planecrash", "exclusionExample")


@pytest.fixture(params=INCIDENTS)
def both(request, tmp_path):
    if not REFERENCE.is_dir():
        pytest.skip("the reference values of other programs are not here")
    solve_dataset(REFERENCE / f"dvi-{request.param}.json", tmp_path / "out.json", lambda *_: None)
    return reference(f"dvi-{request.param}.json")["expected"], json.loads((tmp_path / "out.json").read_text())


def test_pairwise_ratios_and_exclusions_are_those_of_the_other_program(both):
    expected, found = both
    for body, row in expected["pairwise_LR"].items():
        for missing, ratio in row.items():
            # the frequencies of the files are rounded to ten digits
            assert found["pairwise_LR"][body][missing] == (None if ratio is None else pytest.approx(ratio, rel=1e-9))

    assert expected["exclusion_matrix"] == found["exclusion_matrix"]


def test_posteriors_are_those_of_the_other_program(both):
    expected, found = both
    names = ("posterior_pairing_flat_prior", "posterior_pairing_exact_all_assignments_ours")
    for body, row in next((expected[n] for n in names if expected.get(n)), {}).items():
        for missing, posterior in row.items():
            here = found["posterior_pairing_flat_prior"][body][missing]
            assert here == pytest.approx(posterior, rel=1e-6, abs=1e-14)


def test_answers_are_ranked_as_by_the_other_program(both):
    expected, found = both
    bodies = list(expected["pairwise_LR"])
    for here, there in zip(found["joint_top20"], expected.get("joint_top20") or [], strict=False):
        assert [there[b] for b in bodies] == [here[b] for b in bodies]
        assert here["loglik"] == pytest.approx(there["loglik"], abs=1e-6)
        assert here["posterior"] == pytest.approx(there["posterior"], rel=1e-6)


def test_conclusions_are_those_of_the_other_program(both):
    expected, found = both
    for side in ("AM", "PM"):
        there = [one["Conclusion"] for one in expected["dviSolve"][side]]
        here = [one["Conclusion"] for one in found["conclusions"][side]]
        # it calls a body without any candidate relative "no match" where rounding made 1 a little less
        different = [
            (a, b) for a, b in zip(there, here, strict=True) if a != b and (a, b) != ("No match", "Inconclusive")
        ]
        assert [] == different


@needs_reference
def test_an_answer_says_how_it_was_had(tmp_path):
    answer, remarks = solve_dataset(REFERENCE / "dvi-fire.json", tmp_path / "out.json", lambda *_: None)

    assert [] == remarks
    assert 0 == answer.pairing.error
    assert "keep" == json.loads((tmp_path / "out.json").read_text())["conventions"]["untyped_founders"]
