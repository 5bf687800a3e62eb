"""Visits: by two who were trained, next of kin first, the others that day; what follows, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.telling import PartsWish, TellingWay, VisitEnd, VisitPurpose
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.spoken import languages_in
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.clocks.models import Clock
from repatria.records.disclosure.selectors import enquiry_standing
from repatria.records.disclosure.withholding import say_withholding
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import close_enquiry
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.telling import concluded
from repatria.records.telling.errors import NotAskerError, TellingStateError, UnknownVisitError, VisitStateError
from repatria.records.telling.models import TellingAsker, Visit
from repatria.records.telling.reading import wish_of
from repatria.records.telling.selectors import standing
from repatria.records.telling.selectors.standing import (
    acts_of_telling,
    concluded_for,
    is_family_told,
    is_item_told,
    is_nearest_told,
)
from repatria.records.telling.services.approving import ALLOW_OTHER_WAY, other_way_reference
from repatria.records.telling.services.ending import end_telling
from repatria.records.telling.services.visits import allow_other_way, follow_up
from repatria.records.telling.services.wishes import record_wishes

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def running(family):
    keep_clocks(family.outside)
    rows = Clock.objects.filter(ending="", rule__startswith="death_") | Clock.objects.filter(
        ending="", rule=ClockRule.TOLD_WRONGLY.value
    )
    names = {number: relation for relation, number in family.of.items()}
    return {(row.rule, names.get(row.subject, "case")) for row in rows}


def test_refuses_one_alone_one_untrained_and_a_training_that_has_lapsed(opened):
    one = opened.pair[0]
    for pair in ((), (one,), (one, one)):
        with pytest.raises(SecondPersonError):
            opened.planned(visitors=pair)
    with pytest.raises(OpenGuardError) as refused:
        opened.planned(visitors=(one, "TR-NOBODY"))
    assert {"trained_now"} == lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        opened.planned(on=opened.clock().date() + timedelta(days=701))
    assert {"trained_now"} == lacks(refused)
    with pytest.raises(RoleForbidsError):
        opened.planned(name="caseworker-1")
    with pytest.raises(InputError):
        opened.planned(on=opened.clock().date() - timedelta(days=1))
    with pytest.raises(UnstatedParticularsError) as refused:
        opened.planned(meets_at=" ", language="")
    assert {"visit_where", "visit_language"} == lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        opened.planned(language="Armenian")
    assert {"visit_in_her_language"} == lacks(refused), "neither of the two speaks it, and nobody comes along who does"
    with pytest.raises(NotAskerError):
        opened.of["aunt"] = "E-NOBODY"
        opened.planned("aunt")
    assert not Visit.objects.exists()


def test_refuses_the_others_before_next_of_kin_and_tells_them_that_day(opened):
    with pytest.raises(OpenGuardError) as refused:
        opened.planned("sister")
    assert {"next_of_kin_first"} == lacks(refused)
    assert {("death_visit", "mother"), ("death_visit", "sister")} == running(opened)

    opened.told("mother")

    assert {("death_visit", "sister"), ("death_others", "sister"), ("death_follow_up", "mother")} == running(opened)
    opened.told("sister")
    assert {("death_follow_up", "mother"), ("death_follow_up", "sister")} == running(opened)
    with pytest.raises(OpenGuardError) as refused:
        opened.planned("mother")
    assert {"not_told_yet"} == lacks(refused)


def test_whoever_is_not_at_home_is_waited_for_and_who_is_not_found_no_longer(opened):
    opened.planned()
    with pytest.raises(OpenGuardError) as refused:
        opened.planned()
    assert {"one_visit_planned"} == lacks(refused)
    opened.came_back(VisitEnd.NOT_AT_HOME, told="nobody opened")
    with pytest.raises(OpenGuardError):
        opened.planned("sister")
    opened.planned()
    with pytest.raises(OpenGuardError) as refused:
        opened.came_back(VisitEnd.POSTPONED)
    assert {"again_on"} == lacks(refused)
    opened.came_back(VisitEnd.POSTPONED, again_on=opened.clock().date() + timedelta(days=9))
    assert {("death_visit", "mother"), ("death_visit", "sister")} == running(opened)
    due = Clock.objects.get(ending="", rule="death_visit", subject=opened.of["mother"]).due_at
    assert due.startswith((opened.clock().date() + timedelta(days=9)).isoformat())
    opened.planned()
    opened.came_back(VisitEnd.NOT_FOUND, told="the neighbours say that she left")
    with pytest.raises(OpenGuardError) as refused:
        opened.planned("sister")
    assert {"next_of_kin_first"} == lacks(refused), "that she is not found is no one account's word"
    opened.planned()
    opened.came_back(VisitEnd.NOT_FOUND, name="liaison-2", told="the town hall knows no new address")
    opened.planned("sister")
    with pytest.raises(VisitStateError):
        opened.came_back(visit=Visit.objects.order_by("recorded_index")[0].pk)
    with pytest.raises(UnknownVisitError):
        opened.came_back(visit="TV-NOBODY")


def test_refuses_at_the_door_what_was_annulled_or_withheld_on_the_way_and_what_nobody_said(opened):
    opened.planned()
    with pytest.raises(UnstatedParticularsError):
        opened.came_back(told=" ")
    kept = list(opened.found)
    opened.annulled()
    with pytest.raises(OpenGuardError) as refused:
        opened.came_back()
    assert {"board_concluded"} == lacks(refused)
    opened.found.extend(kept)
    say_withholding(
        opened.by("caseworker-1"), enquiry_id=opened.of["mother"], ground=WithholdingGround.DANGER, reason="her son",
        until=opened.clock().date() + timedelta(days=20),
    )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        opened.came_back()
    assert {"not_withheld"} == lacks(refused)
    opened.came_back(VisitEnd.NOT_AT_HOME)
    with pytest.raises(OpenGuardError) as refused:
        opened.planned()
    assert {"not_withheld"} == lacks(refused)
    opened.told("sister"), "nobody waits for one who is told never"


def test_an_enquiry_closes_as_dead_notified_over_the_visit_alone(opened):
    def close(rests_on):
        close_enquiry(
            opened.by("caseworker-1"), enquiry_id=opened.of["mother"], reason=ClosingReason.DEAD_NOTIFIED,
            rests_on=(*enquiry_standing(opened.of["mother"]).rests_on, *rests_on),
        )  # fmt: skip

    assert () == acts_of_telling(opened.of["mother"]) and not is_family_told(enquiry_id=opened.of["mother"])
    assert not is_item_told("KHR-T2-00001-1", enquiry_id=opened.of["mother"])
    opened.planned()
    index = opened.came_back(VisitEnd.NOT_AT_HOME)
    for indices in ((), (index,)):
        with pytest.raises((OpenGuardError, Exception)) as refused:
            close(indices)
        assert "house rule" in str(getattr(refused.value, "provision", ""))
    index = opened.told()
    assert (index,) == acts_of_telling(opened.of["mother"]) and is_family_told(enquiry_id=opened.of["mother"])
    assert is_item_told("KHR-T2-00001-1", enquiry_id=opened.of["mother"])
    assert not is_item_told("KHR-T2-00002-9", enquiry_id=opened.of["mother"])
    close(acts_of_telling(opened.of["mother"]))
    assert "dead_notified" == Enquiry.objects.get(pk=opened.of["mother"]).closed_for
    record_wishes(
        opened.by("liaison"), enquiry_id=opened.of["mother"], parts=PartsWish.END, heard_on=opened.clock().date(),
        heard_by="the liaison", rite="at home",
    )  # fmt: skip
    assert PartsWish.END is wish_of(opened.of["mother"]), "told, she chooses and changes her choice after the closing"
    assert verify(log_verifier()).is_equal


def test_another_way_is_allowed_by_two_society_first_and_a_call_with_somebody_beside_her(opened):
    mother, way = opened.of["mother"], {"telling_id": opened.case, "enquiry_id": opened.of["mother"]}

    def allow(to, name="caseworker-1", approved=True, **more):
        reference = other_way_reference(opened.case, mother, to)
        if approved and not approvers_of(ALLOW_OTHER_WAY, reference, at=opened.clock()):
            record_approval(opened.by("head"), action=ALLOW_OTHER_WAY, object_reference=reference)
        return allow_other_way(opened.by(name), **way, way=to, **({"reason": "she lives across the line"} | more))

    with pytest.raises(OpenGuardError) as refused:
        opened.planned(way=TellingWay.SOCIETY, visitors=())
    assert {"other_way_allowed"} == lacks(refused)
    with pytest.raises(SecondPersonError):
        allow(TellingWay.SOCIETY, approved=False)
    with pytest.raises(OpenGuardError) as refused:
        allow(TellingWay.CALL)
    assert {"society_asked_first"} == lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        allow(TellingWay.VISIT)
    assert {"another_way"} == lacks(refused)
    allow(TellingWay.SOCIETY)
    opened.planned(way=TellingWay.SOCIETY, visitors=())
    with pytest.raises(OpenGuardError) as refused:
        opened.came_back()
    assert {"society_receipt"} == lacks(refused)
    opened.came_back(VisitEnd.NOT_AT_HOME, told="the Society cannot go there", reference="NS 14")
    allow(TellingWay.CALL, society_declined="NS 14")
    with pytest.raises(UnstatedParticularsError) as refused:
        opened.planned(way=TellingWay.CALL, visitors=())
    assert {"professional_beside_her"} == lacks(refused)
    opened.planned(way=TellingWay.CALL, visitors=(), beside_her="a doctor of her town")
    opened.came_back()
    with pytest.raises(TellingStateError):
        allow(TellingWay.SOCIETY)


def test_who_was_told_wrongly_is_owed_a_visit_that_corrects(opened):
    opened.told()
    kept = opened.visit
    with pytest.raises(OpenGuardError) as refused:
        opened.planned(purpose=VisitPurpose.CORRECTION)
    assert {"telling_ended"} == lacks(refused), "nobody says alone that what the board concluded is wrong"
    opened.annulled()
    assert (opened.of["mother"],) == end_telling(opened.by("head"), telling_id=opened.case, why="two were mixed up")
    assert {("told_wrongly", "mother")} == running(opened)
    with pytest.raises(OpenGuardError):
        opened.planned("sister", purpose=VisitPurpose.CORRECTION)
    opened.planned(purpose=VisitPurpose.CORRECTION)
    opened.came_back(told="it was another man")
    assert set() == running(opened) and TellingAsker.objects.get(enquiry_id=opened.of["mother"]).corrected_index
    assert () == acts_of_telling(opened.of["mother"]) and not is_family_told(enquiry_id=opened.of["mother"])
    assert Visit.objects.get(pk=kept).ended == "told"


def test_somebody_comes_back_as_promised_and_says_when_the_next_time_is(opened):
    opened.planned()
    given = {"happened_at": opened.clock(), "by": "the liaison", "found": "she asked for a doctor"}
    with pytest.raises(VisitStateError):
        follow_up(opened.by("liaison"), visit_id=opened.visit, **given)
    opened.came_back()
    with pytest.raises(InputError):
        follow_up(opened.by("liaison"), visit_id=opened.visit, **given, next_on=opened.clock().date())
    opened.passes(minutes=60 * 24 * 7)
    given["happened_at"] = opened.clock()
    follow_up(opened.by("liaison"), visit_id=opened.visit, **given, next_on=opened.clock().date() + timedelta(days=60))
    assert ("death_follow_up", "mother") in running(opened)
    follow_up(opened.by("liaison"), visit_id=opened.visit, **given)
    assert ("death_follow_up", "mother") not in running(opened)


def test_a_part_that_nobody_told_her_of_is_not_told_nor_is_what_one_alone_says_of_a_new_case(opened):
    mother, first, part = opened.of["mother"], "KHR-T2-00001-1", "KHR-T2-00002-9"
    opened.told()
    index = opened.concluded(items=(part,)).found[-1].act_index
    assert is_item_told(first, enquiry_id=mother) and not is_item_told(part, enquiry_id=mother)
    opened.planned(purpose=VisitPurpose.PART, part_index=index)
    opened.came_back(told="of a further part")
    assert not is_item_told(part, enquiry_id=mother), "one alone says so"
    opened.confirmed()
    assert is_item_told(part, enquiry_id=mother) and not is_item_told(part, enquiry_id=opened.of["sister"])
    opened.annulled()
    end_telling(opened.by("head"), telling_id=opened.case, why="two were mixed up")
    opened.concluded().opened().planned()
    opened.came_back()
    assert not is_family_told(enquiry_id=mother) and not is_item_told(first, enquiry_id=mother)
    opened.confirmed()
    assert is_family_told(enquiry_id=mother) and is_item_told(first, enquiry_id=mother)


def test_another_mans_remains_are_not_hers_and_nearest_is_who_was_told_or_waits(opened, monkeypatch):
    for room in (concluded, standing):
        monkeypatch.setattr(room, "numbers_of", lambda person_id: (person_id,))
    mother, sister = opened.of["mother"], opened.of["sister"]
    opened.told()
    another = replace(opened.found[0], act_index=opened.found[0].act_index + 1, person_id="P-2", enquiries=(),
                      items=("KHR-T2-00009-5",))  # fmt: skip
    opened.found.append(another)
    assert another not in concluded_for(mother, "P-2")
    assert not is_item_told("KHR-T2-00009-5", enquiry_id=mother, person_id="P-2")
    by = opened.by("liaison")
    assert is_nearest_told(by, mother) and not is_nearest_told(by, sister)
    TellingAsker.objects.filter(enquiry_id=mother).update(state="waits")
    assert not is_nearest_told(by, sister), "the mother waits still"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("uk, ru", {"uk", "ru"}), ("Українська; трохи російська", {"uk", "трохи", "ru"}), ("вірменська", {"вірменська"}),
     ("", set()), ("English", {"en"})],
)  # fmt: skip
def test_languages_are_read_as_somebody_wrote_them(written, expected):
    assert expected == languages_in(written)


def test_an_interpreter_or_one_of_the_two_is_enough(opened):
    opened.planned(language="Armenian", interpreter="a sworn interpreter")
    assert "Armenian" == Visit.objects.get().language
