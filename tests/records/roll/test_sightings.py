"""Who saw whom: one man at a time, by whoever could see him, at an hour at which he was held."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.sighting import SightingKind
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import NotHeldError
from repatria.records.roll.errors import NoReasonError, RepeatedSightingError, UnknownSightingError
from repatria.records.roll.selectors import quiet_count, quiet_list, sightings_of
from repatria.records.roll.services import annul_sighting
from tests.records.roll.stage import CAMP, OTHER

pytestmark = pytest.mark.django_db
KIND = SightingKind


@pytest.mark.parametrize("name", ["interviewer", "head"])
def test_refuses_whoever_sees_no_men(camp, name):
    man = camp.arrive()

    with pytest.raises(RoleForbidsError):
        camp.seen(man, KIND.DELEGATE, name)


@pytest.mark.parametrize("kind", [KIND.DELEGATE, KIND.DOCTOR, KIND.AUDITOR])
def test_refuses_a_camp_that_speaks_for_the_delegate_the_doctor_or_the_auditor(camp, kind):
    man = camp.arrive()

    with pytest.raises(OpenGuardError) as refused:
        camp.seen(man, kind, "camp")
    assert ("seen_by_one_outside", "practice rule 15") in refused.value.params["guards"]


def test_refuses_another_camps_man_the_future_and_somebody_who_is_in_nobodys_custody(camp):
    man = camp.arrive()

    with pytest.raises(OutOfScopeError):
        camp.seen(man, KIND.ROLL_CALL, "other")
    with pytest.raises(NotYetError) as refused:
        camp.seen(man, KIND.DELEGATE, at=camp.clock() + timedelta(hours=1))
    assert (("seen_at", "ahead"),) == refused.value.faults
    with pytest.raises(NotHeldError):
        camp.seen("P-00000-00000-0", KIND.DELEGATE)
    with pytest.raises(InputError):
        camp.seen(man, KIND.DELEGATE, place="x" * 81)
    with pytest.raises(UnstatedParticularsError):
        camp.seen(man, KIND.DELEGATE, seen_by=" ")


@pytest.mark.parametrize("event", [CustodyEvent.DIED, CustodyEvent.ESCAPED])
def test_refuses_an_hour_after_he_was_held_and_takes_one_before_it_late(camp, event):
    man = camp.arrive()
    camp.clock.forward(hours=4)
    camp.happens(man, event)
    camp.clock.forward(hours=4)

    with pytest.raises(OpenGuardError) as refused:
        camp.seen(man, KIND.DELEGATE)
    assert ("held_when_seen", "practice rule 15") in refused.value.params["guards"]
    camp.seen(man, KIND.DELEGATE, at=camp.clock() - timedelta(hours=6))


def test_refuses_the_same_sighting_twice_and_one_paper_for_two_men(camp):
    one, other = camp.arrive(), camp.arrive()
    camp.seen(one, KIND.OWN_SIGNATURE, "camp", reference="receipt 12")

    with pytest.raises(RepeatedSightingError):
        camp.seen(one, KIND.OWN_SIGNATURE, "camp", reference="receipt 12")
    with pytest.raises(RepeatedSightingError) as refused:
        camp.seen(other, KIND.OWN_SIGNATURE, "camp", reference="receipt 12")
    assert (("reference", "another_mans"),) == refused.value.params["faults"]


def test_who_was_not_seen_beyond_doubt_for_thirty_days_is_quiet_until_he_is(camp):
    quiet, seen, gone = camp.arrive(), camp.arrive(), camp.arrive(OTHER)
    camp.clock.forward(days=12)
    camp.seen(seen, KIND.DOCTOR, "doctor")
    camp.seen(quiet, KIND.ROLL_CALL, "camp")
    camp.clock.forward(days=19)
    camp.happens(gone, CustodyEvent.DIED)
    follow(camp)

    (line,) = quiet_list(camp.by("delegate"))
    assert (quiet, CAMP, 31, "0001", "") == (line.person_id, line.place, line.days, line.card_number, line.last_kind)
    assert line.weak_at
    assert [quiet] == [one.person_id for one in quiet_list(camp.by("camp"))]
    assert (1, 1, 0) == tuple(quiet_count(camp.by(one)) for one in ("delegate", "camp", "other"))
    assert () == quiet_list(camp.by("other"))
    with pytest.raises(RoleForbidsError):
        quiet_list(camp.by("doctor"))
    camp.seen(quiet, KIND.DELEGATE)
    follow(camp)
    assert () == quiet_list(camp.by("head"))


def test_quiet_men_are_read_page_by_page_as_they_are_read_at_once(camp):
    men = [camp.arrive(place) for place in (CAMP, OTHER, CAMP, CAMP, OTHER)]
    camp.happens(men[2], CustodyEvent.DIED)
    camp.clock.forward(days=31)
    follow(camp)

    for name, whole in (("delegate", [*men[:2], *men[3:]]), ("camp", [men[0], men[3]])):
        assert whole == [one.person_id for one in quiet_list(camp.by(name))]
        pages, after = [], ""
        while found := quiet_list(camp.by(name), after=after, at_most=2):
            pages.append([one.person_id for one in found])
            after = pages[-1][-1]
        assert whole == [number for page in pages for number in page]
        assert max(map(len, pages)) <= 2


def test_a_quiet_man_who_was_moved_or_lent_stands_on_the_list_of_whoever_answers_for_him(camp):
    moved, lent = camp.arrive(), camp.arrive()
    camp.clock.forward(days=25)
    camp.arrive(OTHER, person=moved)
    camp.signed_out(lent)
    camp.clock.forward(days=6)
    follow(camp)

    assert [lent] == [one.person_id for one in quiet_list(camp.by("camp"))]
    assert (1, 1) == (quiet_count(camp.by("camp")), quiet_count(camp.by("other")))
    assert [moved] == [one.person_id for one in quiet_list(camp.by("other"))]


def test_a_sighting_that_was_wrong_is_taken_back_and_he_is_as_quiet_as_before(camp):
    man = camp.arrive()
    camp.clock.forward(days=20)
    sighting = camp.seen(man, KIND.DELEGATE)
    camp.clock.forward(days=11)
    follow(camp)
    assert () == quiet_list(camp.by("auditor"))

    with pytest.raises(NoReasonError):
        annul_sighting(camp.by("delegate"), sighting_id=sighting, reason=" ")
    with pytest.raises(OutOfScopeError):
        annul_sighting(camp.by("other"), sighting_id=sighting, reason="another man")
    annul_sighting(camp.by("delegate"), sighting_id=sighting, reason="it was another man")
    follow(camp)

    assert [31] == [one.days for one in quiet_list(camp.by("auditor"))]
    assert [True] == [one.is_annulled for one in sightings_of(camp.by("auditor"), man)]
    with pytest.raises(UnknownSightingError):
        annul_sighting(camp.by("delegate"), sighting_id=sighting, reason="again")
    assert not verify(log_verifier()).differences


def follow(camp):
    while follow_clocks(camp.bound):
        pass
