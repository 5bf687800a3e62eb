"""Telling him and her that it does not take place: alone, in the same words whatever the cause, by a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.handover import HandoverEvent
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.core.law.handover_ending import EndingWay
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.handover.endings import endings_of, tell_ending
from repatria.records.handover.errors import ToldAlreadyError, UnknownHandoverError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from tests.doors.desk.bureau import all_cells
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E, HE, SHE, W = HandoverEvent, AskedPerson.HE, AskedPerson.SHE, EndingWay
OF = {HE: ClockRule.TELL_HIM_ENDED, SHE: ClockRule.TELL_HER_ENDED}


@pytest.fixture
@built_once
def on_the_way(clock, randomness):
    """She has set out."""
    return opened_one(clock, randomness).before(E.KIN_ARRIVED)


def tell(meeting, who, name=None, **more):
    given = {
        "handover_id": meeting.handover, "who": who, "way": W.IN_PERSON, "told_at": meeting.clock(), "is_alone": True,
        "are_words_said": True,
    }  # fmt: skip
    return tell_ending(meeting.by(name or ("interviewer" if who is HE else "caseworker-1")), **given | more)


def guards(meeting, who, **more):
    size = tree_size()
    with pytest.raises(RuleError) as refused:
        tell(meeting, who, **more)
    assert size == tree_size()
    return {what for what, _ in refused.value.params["guards"]}


def running(meeting):
    keep_clocks(meeting.outside)
    rows = Clock.objects.filter(rule__in=[one.value for one in OF.values()], ending="")
    return {row.rule for row in rows}


def test_refuses_other_roles_an_unknown_one_an_hour_to_come_and_words_about_him(on_the_way):
    on_the_way.take(E.STOPPED_BY_AUTHORITY, authority="ministry", reason="shelling", provision="GC III 119")
    for who, names in ((SHE, ("interviewer", "head", "hotline")), (HE, ("caseworker-1", "head", "registrar"))):
        for name in names:
            with pytest.raises(RoleForbidsError):
                tell(on_the_way, who, name)
    with pytest.raises(UnknownHandoverError):
        tell(on_the_way, SHE, handover_id="H-00000-00000-0")
    with pytest.raises(NotYetError):
        tell(on_the_way, SHE, told_at=on_the_way.clock() + timedelta(hours=2))
    for who, needs in ((HE, "a word"), (SHE, "x" * 1001)):
        with pytest.raises(InputError):
            tell(on_the_way, who, needs=needs)


def test_refuses_while_it_goes_on_and_to_whoever_stopped_it(on_the_way):
    assert {"knows_not_yet"} == guards(on_the_way, SHE) == guards(on_the_way, HE)
    on_the_way.take(E.STOPPED_BY_PRISONER)
    assert {"knows_not_yet"} == guards(on_the_way, HE), "he stopped it himself"


def test_refuses_in_anothers_hearing_in_other_words_before_it_ended_and_him_by_telephone(on_the_way):
    before = on_the_way.clock() - timedelta(days=3)
    on_the_way.take(E.FAILED, reason="nobody came")
    assert {"told_alone", "words_said", "told_after_end"} == guards(
        on_the_way, SHE, is_alone=False, are_words_said=False, told_at=before
    )
    assert {"he_told_in_person"} == guards(on_the_way, HE, way=W.BY_TELEPHONE)
    assert {"safe_way"} == guards(on_the_way, SHE, way=W.BY_TELEPHONE), "she left no number"


def test_she_is_owed_a_word_within_a_day_once_he_stopped_and_it_ends_when_she_was_told(on_the_way):
    assert set() == running(on_the_way)
    on_the_way.take(E.STOPPED_BY_PRISONER)
    assert {OF[SHE].value} == running(on_the_way)
    assert (SHE,) == endings_of(on_the_way.by("officer"), on_the_way.handover).owed
    tell(on_the_way, SHE, needs="a bus home from the border")

    assert set() == running(on_the_way)
    assert "a bus home" not in str(all_cells())
    seen = endings_of(on_the_way.by("officer"), on_the_way.handover)
    assert ((), "a bus home from the border") == (seen.owed, seen.told[0].needs)
    assert "" == endings_of(on_the_way.by("interviewer"), on_the_way.handover).told[0].needs
    with pytest.raises(ToldAlreadyError):
        tell(on_the_way, SHE)
    assert verify(log_verifier()).is_equal


def test_both_are_told_where_an_authority_stopped_it_each_by_whoever_may(on_the_way):
    on_the_way.take(E.STOPPED_BY_AUTHORITY, authority="ministry", reason="shelling", provision="GC III 119")
    assert {one.value for one in OF.values()} == running(on_the_way)
    tell(on_the_way, HE, "officer", way=W.AT_THE_POINT)
    assert {OF[SHE].value} == running(on_the_way)


def test_her_no_in_the_separate_room_owes_him_a_word(clock, randomness):
    meeting = opened_one(clock, randomness).before(E.ASKED_AGAIN)
    meeting.asked_alone(SHE, RenewedAnswer.NO)
    assert {OF[HE].value} == running(meeting)
    tell(meeting, HE)
    assert set() == running(meeting)
