"""How many enquiries are about somebody registered: as the reviewers concluded, and as each pair says it."""

from __future__ import annotations

import pytest

from repatria.core.law.judgement import JudgementKind
from repatria.core.linkage.prior import Prior, ShareSource, given_prior
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import tree_size
from repatria.records.matching.acts import ProposedPair, RegisteredShare
from repatria.records.matching.models import CandidatePair
from repatria.records.matching.selectors import pair as pair_view
from repatria.records.matching.selectors import prior_of_bureau
from repatria.records.matching.services import pair_number, propose_candidates
from repatria.records.matching.shares import share_of
from tests.records.matching.judged import Judged

pytestmark = pytest.mark.django_db


@pytest.fixture
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
