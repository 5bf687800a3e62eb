"""The larger incident of a demonstration: what is planted in it stands there, and nothing is added a second time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from repatria.core.law.identification_board import HypothesisState, InTheWay
from repatria.core.law.return_batch import BatchWay
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.doors.jobs.comparing import Comparing
from repatria.doors.jobs.demo.incident import BATCHES, PLACE, SAMPLED, TEAM, Incident, person_of
from repatria.doors.jobs.demo.incident_end import NAMED
from repatria.doors.jobs.demo.incident_families import BROTHERS, FAMILIES, PERSONS, Families
from repatria.doors.jobs.demo.sign_ins import open_sign_ins
from repatria.records.access.credentials import provision_credentials
from repatria.records.certificates.models import Certificate
from repatria.records.identification.models import ProfileReading, Reference
from repatria.records.identification.selectors.findings import hypotheses, hypothesis
from repatria.records.identification.selectors.samples import samples
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.bodies import examined
from repatria.records.remains.selectors.items import item, sites
from repatria.records.remains.selectors.steps import mortuary_board
from repatria.records.returns.models import Batch, BatchDifference, BatchLine, ReleasedItem
from repatria.records.returns.selectors.batches import batches
from repatria.records.telling.models import TellingAsker, Visit
from tests.records.staff import outside

pytestmark = [pytest.mark.django_db, pytest.mark.whole]


def test_the_incident_holds_what_is_planted_in_it(clock, randomness):
    staff = open_sign_ins(clock() - timedelta(days=1), randomness, provision_credentials, b"k" * 32)
    drawn_by(lambda content: content)
    bound, comparing = outside(clock, randomness), Comparing()

    def compare():
        while comparing.read_on(bound, 500):
            pass

    incident = Incident(
        staff=staff, at=clock() - timedelta(hours=3), seed=417, progress=lambda *_: None, compare=compare
    )  # fmt: skip
    assert incident.fill() == sum(BATCHES) == 150
    drawn_by(None)
    registrar = staff.by("registrar-1", clock())
    assert [one.items for one in sites(registrar) if one.place_code == PLACE] == [150]
    assert Counter(map(person_of, range(150))).most_common(1)[0][1] == 2
    first, second = [one for one in batches(registrar) if one.way is BatchWay.RECEIVED]
    amiss = [
        Counter(one.kind for one in BatchDifference.objects.filter(batch_id=of.batch_id)) for of in (first, second)
    ]
    faults = {"extra": 1, "label_mismatch": 2, "missing": 1, "seal_broken": 1}
    assert sorted(map(sum, (one.values() for one in amiss))) == [5, 6], "the second says one more than its list has"
    assert all(one | {"count": 0} == faults | {"count": 0} for one in amiss)
    two_femurs = examined(remains_code(PLACE, TEAM, 8)).elements
    assert two_femurs and [2] == [one.count for one in two_femurs], "bones of two under one label"
    families = Families(417)
    assert families.mothers[BROTHERS[0]] == families.mothers[BROTHERS[1]]
    (store,) = [one for one in mortuary_board(registrar) if one.store.store_code == "МОРГ-2"]
    assert len(store.days) == 148, "two were given"
    other = item(registrar, remains_code(PLACE, TEAM, PERSONS))
    assert other.disc_says.startswith("PB-")
    given = samples(staff.by("laboratory-1", clock()))
    assert given.has_more and all(one.readings for one in given)
    assert Reference.objects.count() >= FAMILIES
    assert SAMPLED == ProfileReading.objects.count() - Reference.objects.count()
    _goes_on_to_its_end(staff, clock, incident)
    assert incident.fill() == 0


def _goes_on_to_its_end(staff, clock, incident):
    """Three names, a telling of each in its own state, one given, brothers undecided, one that is theirs on a batch."""
    expert = staff.by("board-expert-1", clock())
    told, planned, elsewhere = (incident.enquiries[person] for person in NAMED)
    lines = hypotheses(expert)
    assert {one.enquiry_id: len(one.items) for one in lines if one.state is HypothesisState.CONCLUDED} == {
        told: 2, planned: 2, elsewhere: 2
    }  # fmt: skip
    undecided = [one for one in lines if one.state is HypothesisState.OPEN]
    assert {one.enquiry_id for one in undecided} == {incident.enquiries[number] for number in BROTHERS}
    for one in undecided:
        rivals = {rival.why for rival in hypothesis(expert, one.hypothesis_id).in_the_way}
        assert {InTheWay.ITEM, InTheWay.SAME_NAME} <= rivals
    assert ["signed"] * 3 == [one.state for one in Certificate.objects.all()]
    assert {one.enquiry_id: (one.state, one.way) for one in TellingAsker.objects.all()} == {
        told: ("told", ""), planned: ("waits", ""), elsewhere: ("waits", "society")
    }  # fmt: skip
    assert {one.enquiry_id: one.ended for one in Visit.objects.all()} == {told: "told", planned: ""}
    assert 2 == ReleasedItem.objects.count()
    (back,) = Batch.objects.filter(is_theirs=True)
    assert ("agreed", 1) == (back.state, BatchLine.objects.filter(batch_id=back.pk).count())
