"""How many enquiries are about somebody registered: as the reviewers concluded, and as each pair says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.judgement import JudgementKind
from repatria.core.linkage.prior import Prior, ShareSource, given_prior
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import tree_size
from repatria.records.matching.acts import ProposedPair, RegisteredShare, UnlaidPair
from repatria.records.matching.errors import KnownPairsError
from repatria.records.matching.models import CandidatePair
from repatria.records.matching.selectors import count_unlaid, pairs_to_judge, prior_of_bureau
from repatria.records.matching.selectors import pair as pair_view
from repatria.records.matching.services import pair_number, propose_candidates
from repatria.records.matching.shares import share_of
from tests.kept import built_once
from tests.records.matching.judged import Judged

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house(clock, randomness):
    return Judged(clock, randomness)


def _told(prior: Prior) -> tuple[float, ShareSource, int]:
    return prior.registered_share, prior.source, prior.among


def _asked(house: Judged) -> str:
    house.count += 1
    house.ask(locator=f"{house.count:064d}")
    return house.enquiry


def test_before_anything_is_concluded_the_share_is_assumed_and_says_so(house):
    assert (0.5, ShareSource.ASSUMED, 0) == _told(prior_of_bureau())


def test_links_refusals_and_searches_that_found_nobody_say_how_many_are_registered(house):
    house.links(4)
    linked = prior_of_bureau()
    house.judged(JudgementKind.NEGATIVE)
    for _ in range(5):
        propose_candidates(house.outside.house(Role.MATCHER), enquiry_id=_asked(house), pairs=[])

    assert (pytest.approx(14 / 24), ShareSource.JUDGED, 4) == _told(linked)
    assert (pytest.approx(14 / 30), ShareSource.JUDGED, 10) == _told(prior_of_bureau())


def test_what_is_still_open_says_nothing(house):
    enquiry = _asked(house)
    propose_candidates(house.outside.house(Role.MATCHER), enquiry_id=enquiry, pairs=[_pair(house, enquiry)])

    assert ShareSource.ASSUMED is prior_of_bureau().source


def _pair(house: Judged, enquiry: str) -> ProposedPair:
    return ProposedPair(
        pair_id=pair_number(enquiry, house.person), person_id=house.person, millibits=9000, probability_ppm=400_000,
        equally_good=1, lines=(),
    )  # fmt: skip


def _unlaid(house: Judged, enquiry: str, ppm: int = 400) -> UnlaidPair:
    return UnlaidPair(pair_id=pair_number(enquiry, house.person), person_id=house.person, probability_ppm=ppm)


def test_refuses_to_leave_unlaid_who_is_likely_enough(house):
    enquiry, before = _asked(house), tree_size()

    with pytest.raises(InputError):
        _leave(house, enquiry, 1_000)

    assert before == tree_size()


def _leave(house: Judged, enquiry: str, ppm: int = 400) -> None:
    propose_candidates(
        house.outside.house(Role.MATCHER),
        enquiry_id=enquiry,
        pairs=[],
        unlaid=[_unlaid(house, enquiry, ppm)],
        least_ppm=1_000,
    )


def test_who_is_too_unlikely_is_counted_once_and_laid_when_somebody_asks_for_it(house):
    enquiry, reviewer = _asked(house), house.by("reviewer-1")
    _leave(house, enquiry)
    counted, share = count_unlaid(reviewer), prior_of_bureau()
    with pytest.raises(KnownPairsError):
        _leave(house, enquiry)
    listed = list(pairs_to_judge(reviewer))
    propose_candidates(house.outside.house(Role.MATCHER), enquiry_id=enquiry, pairs=[_pair(house, enquiry)])

    assert (1, [], ShareSource.JUDGED) == (counted, listed, share.source), "searched, and nobody likely was found"
    assert [enquiry] == [line.enquiry_id for line in pairs_to_judge(reviewer)]
    assert (0, 0) == (count_unlaid(reviewer), count_unlaid(reviewer, enquiry_id=enquiry))


def test_the_likeliest_pair_comes_first_whatever_it_weighs(house):
    for millibits, ppm in ((30_000, 200_000), (9_000, 700_000), (12_000, 200_000)):
        enquiry = _asked(house)
        pair = replace(_pair(house, enquiry), millibits=millibits, probability_ppm=ppm)
        propose_candidates(house.outside.house(Role.MATCHER), enquiry_id=enquiry, pairs=[pair])
    lines = pairs_to_judge(house.by("reviewer-1"))
    after = pairs_to_judge(house.by("reviewer-1"), after_pair=lines[0].pair_id)

    assert [(0.7, 9.0), (0.2, 30.0), (0.2, 12.0)] == [(one.probability, one.match_weight_bits) for one in lines]
    assert list(lines)[1:] == list(after)


def test_a_pair_keeps_the_share_that_its_probability_rests_on(house):
    enquiry = _asked(house)
    propose_candidates(
        house.outside.house(Role.MATCHER),
        enquiry_id=enquiry,
        pairs=[_pair(house, enquiry)],
        share=share_of(given_prior(0.2)),
    )
    row = CandidatePair.objects.get()

    assert (200_000, "given", 0) == (row.share_ppm, row.share_source, row.share_among)
    assert given_prior(0.2) == pair_view(house.by("reviewer-1"), row.pk).line.prior


@pytest.mark.parametrize("ppm", [-1, 0, 1_000_000, 2_000_000])
def test_refuses_a_share_of_none_and_of_all(house, ppm):
    enquiry, share = _asked(house), RegisteredShare(ppm=ppm, source=ShareSource.GIVEN, among=0)
    before = tree_size()

    with pytest.raises(InputError):
        propose_candidates(house.outside.house(Role.MATCHER), enquiry_id=enquiry, pairs=[], share=share)

    assert before == tree_size()
