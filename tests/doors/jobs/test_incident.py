"""The larger incident of a demonstration: what is planted in it stands there, and nothing is added a second time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from repatria.core.vocabulary.remains_codes import remains_code
from repatria.doors.jobs.demo.incident import BATCHES, PLACE, SAMPLED, TEAM, Incident, person_of
from repatria.doors.jobs.demo.incident_families import BROTHERS, FAMILIES, PERSONS, Families
from repatria.doors.jobs.demo.sign_ins import open_sign_ins
from repatria.records.access.credentials import provision_credentials
from repatria.records.identification.models import ProfileReading, Reference
from repatria.records.identification.selectors.samples import samples
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.bodies import examined
from repatria.records.remains.selectors.items import item, sites
from repatria.records.remains.selectors.steps import mortuary_board
from repatria.records.returns.models import BatchDifference
from repatria.records.returns.selectors.batches import batches

pytestmark = [pytest.mark.django_db, pytest.mark.whole]


def test_the_incident_holds_what_is_planted_in_it(clock, randomness):
    staff = open_sign_ins(clock() - timedelta(days=1), randomness, provision_credentials, b"k" * 32)
    drawn_by(lambda content: content)
    incident = Incident(staff=staff, at=clock() - timedelta(hours=3), seed=417, progress=lambda *_: None)
    assert incident.fill() == sum(BATCHES) == 150
    drawn_by(None)
    registrar = staff.by("registrar-1", clock())
    assert [one.items for one in sites(registrar) if one.place_code == PLACE] == [150]
    assert Counter(map(person_of, range(150))).most_common(1)[0][1] == 2
    first, second = batches(registrar)
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
    assert len(store.days) == 150
    other = item(registrar, remains_code(PLACE, TEAM, PERSONS))
    assert other.disc_says.startswith("PB-")
    given = samples(staff.by("laboratory-1", clock()))
    assert given.has_more and all(one.readings for one in given)
    assert Reference.objects.count() >= FAMILIES
    assert SAMPLED == ProfileReading.objects.count() - Reference.objects.count()
    assert incident.fill() == 0
