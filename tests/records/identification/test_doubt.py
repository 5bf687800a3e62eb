"""A name that one takes back is decided by others, with a clock: nobody alone keeps a family from being told."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.identification_board import BoardOrderError, HypothesisState
from repatria.records.access.errors import RoleForbidsError
from repatria.records.identification.selectors.concluded import identified
from repatria.records.identification.services.board import annul_conclusion, uphold_conclusion
from tests.records.identification.test_board import bench, concluded, what

pytestmark = pytest.mark.django_db
__all__ = ["bench"]


def take_back(bench, name, number, said="labels"):
    return annul_conclusion(bench.by(name), hypothesis_id=number, said=said)


def uphold(bench, name, number, said="the labels were read again"):
    return uphold_conclusion(bench.by(name), hypothesis_id=number, said=said)


def is_doubted(bench):
    return [one.is_annulment_asked for one in identified(enquiry_id=bench.mother)]


def test_a_name_is_upheld_by_two_who_neither_signed_nor_ask_and_the_overruled_asks_no_second_time(bench):
    _, number = concluded(bench)
    with pytest.raises(BoardOrderError):
        uphold(bench, "expert-3", number)
    take_back(bench, "expert-2", number)
    for signer_or_asker in ("expert-1", "expert-4", "expert-2"):
        with pytest.raises(SecondPersonError) as refused:
            uphold(bench, signer_or_asker, number)
        assert ["upheld_by_others"] == what(refused)
    with pytest.raises(RoleForbidsError):
        uphold(bench, "doctor", number)
    assert HypothesisState.ANNULMENT_ASKED is uphold(bench, "expert-3", number)
    assert [True] == is_doubted(bench)
    with pytest.raises(SecondPersonError):
        uphold(bench, "expert-3", number)
    assert HypothesisState.CONCLUDED is uphold(bench, "head", number)
    assert [False] == is_doubted(bench)
    with pytest.raises(SecondPersonError) as again:
        take_back(bench, "expert-2", number)
    assert ["upheld_before"] == what(again)
    take_back(bench, "expert-3", number)  # who upheld it once may see it otherwise later
    assert HypothesisState.ANNULLED is take_back(bench, "expert-2", number)
    assert () == identified(enquiry_id=bench.mother)


def test_one_who_upholds_stops_no_second_who_takes_it_back(bench):
    _, number = concluded(bench)
    take_back(bench, "expert-2", number)
    uphold(bench, "expert-3", number)
    assert HypothesisState.ANNULLED is take_back(bench, "head", number)
    with pytest.raises(BoardOrderError):
        uphold(bench, "expert-3", number)
