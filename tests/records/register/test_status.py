"""What he is and how he stands: who decides his category, facts, rights read aloud, the grade of his health."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.errors import OpenGuardError, StatementError, UnstatedParticularsError
from repatria.core.law.status import CategoryStandsError, NotInternedError
from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.errors import InputError, RepatriaError
from repatria.core.vocabulary.papers import CardHealth
from repatria.core.vocabulary.particulars import Category
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import NotHeldError
from repatria.records.register.models import StatusWord
from repatria.records.register.selectors import person_for_room
from repatria.records.register.selectors.status import facts_of, health_notes
from repatria.records.register.services import record_capture
from repatria.records.register.services.status import (
    decide_category,
    record_facts,
    record_health_grade,
    record_internment_review,
    record_rights_read,
)
from tests.cast import particulars
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
CIVILIAN, POW, OPEN = Category.CIVILIAN_INTERNEE, Category.PRISONER_OF_WAR, Category.NOT_YET_DETERMINED


@pytest.fixture
@built_once
def man(clock, randomness):
    """A man in CAMP-2 whose category is open."""
    made = Releasing(clock, randomness)
    made.staff.on_call("doctor-2", Role.MEDICAL)
    made.person = record_capture(
        made.by("registrar"), category=OPEN, power="PA", card_number="0533", captured_on=None, captured_at="",
        holder="CAMP-2", particulars=particulars("0533", "Осадчук", "Ілля"), facts=(Fact.MINOR,),
    )  # fmt: skip
    keep_clocks(made.outside)
    return made


def decided(man, category=CIVILIAN, name="registrar", **more):
    said = {"tribunal": "tribunal 2", "members": "a judge and two officers", "reference": "decision 9",
            "was_he_heard": True, "decided_at": man.clock()} | more  # fmt: skip
    done = decide_category(man.by(name), person_id=man.person, category=category, **said)
    keep_clocks(man.outside)
    return done


def rights(man, name="camp", **more):
    said = {"language": "українська", "read_by": "sergeant 4", "interpreter": "none", "read_at": man.clock()} | more
    return record_rights_read(man.by(name), person_id=man.person, **said)


def graded(man, name="doctor-2", **more):
    said = {"grade": CardHealth.SICK, "seen_at": man.clock()} | more
    return record_health_grade(man.by(name), person_id=man.person, **said)


def reviewed(man, name="adviser", **more):
    said = {"authority": "review board", "reference": "r 1", "happened_at": man.clock()} | more
    done = record_internment_review(man.by(name), person_id=man.person, **said)
    keep_clocks(man.outside)
    return done


def running(man, rule):
    return [one.ending for one in Clock.objects.filter(rule=rule.value, subject=man.person).order_by("pk")]


@pytest.mark.parametrize(
    ("category", "lacking", "guard", "refusal"),
    [
        (CIVILIAN, {"tribunal": " "}, "competent_tribunal", UnstatedParticularsError),
        (CIVILIAN, {"was_he_heard": False}, "he_was_heard", OpenGuardError),
        (Category.OTHER_PROTECTED, {"tribunal": ""}, "competent_tribunal", UnstatedParticularsError),
        (CIVILIAN, {"members": ""}, "decided_by", UnstatedParticularsError),
        (POW, {"members": ""}, "decided_by", UnstatedParticularsError),
        (POW, {"reference": " "}, "decision_reference", UnstatedParticularsError),
    ],
)
def test_refuses_a_decision_that_takes_protection_without_a_tribunal_or_lacks_name_or_paper(
    man, category, lacking, guard, refusal
):
    with pytest.raises(refusal) as refused:
        decided(man, category, **lacking)

    assert ((guard, "GC III 5"),) == refused.value.params["guards"]
    assert OPEN.value == person_for_room(man.person).category
    assert 0 == StatusWord.objects.count()


@pytest.mark.parametrize("category", [POW, Category.RETAINED_PERSONNEL])
def test_to_acknowledge_him_takes_a_name_and_a_paper_and_no_tribunal(man, category):
    decided(man, category, tribunal="", was_he_heard=False)

    assert category.value == person_for_room(man.person).category
    assert ["satisfied"] == running(man, ClockRule.TWO_WEEKS)
    with pytest.raises(CategoryStandsError):
        decided(man, category)
    with pytest.raises(CategoryStandsError):
        decided(man, OPEN)


def test_refuses_another_role_a_day_to_come_a_stranger_and_words_of_his_for_each_act(man):
    ahead = man.clock() + timedelta(days=1)
    for act, other, when in (
        (decided, "camp", "decided_at"), (rights, "doctor-2", "read_at"), (graded, "registrar", "seen_at"),
    ):  # fmt: skip
        with pytest.raises(RoleForbidsError):
            act(man, name=other)
        with pytest.raises(NotYetError):
            act(man, **{when: ahead})
    for act, field in ((decided, "members"), (rights, "read_by"), (graded, "words")):
        with pytest.raises(StatementError):
            act(man, **{field: "он сказал: «нас бросили, мы сдались сами»"})
    with pytest.raises(RepatriaError):
        record_facts(man.by("camp"), person_id=man.person, facts=(), reference="passport")
    man.person = "P-0000000-X"
    for act in (decided, rights, graded, reviewed):
        with pytest.raises(RepatriaError):
            act(man)

    assert 0 == StatusWord.objects.count()


def test_an_open_category_is_owed_for_two_weeks_and_a_civilians_internment_is_looked_at_twice_a_year(man, clock):
    assert [""] == running(man, ClockRule.TWO_WEEKS)
    with pytest.raises(NotInternedError):
        reviewed(man)
    decided(man)
    assert (["satisfied"], [""]) == (running(man, ClockRule.TWO_WEEKS), running(man, ClockRule.INTERNMENT_REVIEW))
    man.later(24 * 170)
    reviewed(man)
    assert ["satisfied", ""] == running(man, ClockRule.INTERNMENT_REVIEW)
    decided(man, POW)

    assert ["satisfied", "void"] == running(man, ClockRule.INTERNMENT_REVIEW)


@pytest.mark.parametrize("lacking", [{"authority": ""}, {"reference": " "}])
def test_refuses_a_review_that_nobody_signed_or_without_a_paper(man, lacking):
    decided(man)

    with pytest.raises(UnstatedParticularsError):
        reviewed(man, **lacking)
    assert ["satisfied"] == running(man, ClockRule.TWO_WEEKS)


def test_facts_hold_whatever_the_category_and_are_changed_with_the_paper_they_rest_on(man):
    assert ("minor",) == facts_of(man.person) == person_for_room(man.person).facts
    for facts, reference, fault in (((Fact.MINOR,), "passport", "facts"), ((Fact.WOMAN,), " ", "reference")):
        with pytest.raises(InputError) as refused:
            record_facts(man.by("registrar"), person_id=man.person, facts=facts, reference=reference)
        assert [fault] == [name for name, _ in refused.value.faults]
    decided(man)
    record_facts(
        man.by("registrar"), person_id=man.person, facts=(Fact.THIRD_COUNTRY, Fact.WOMAN), reference="passport seen"
    )

    assert ("woman", "third_country") == facts_of(man.person)
    view = person_for_room(man.person).status["facts"]
    assert {"reference": "passport seen", "previous": "minor"} == dict(view.said)


@pytest.mark.parametrize(("lacking", "guard"), [({"language": " "}, "language_read"), ({"read_by": ""}, "read_by")])
def test_refuses_rights_of_which_nobody_says_who_read_them_or_in_which_language(man, lacking, guard):
    with pytest.raises(UnstatedParticularsError) as refused:
        rights(man, **lacking)

    assert ((guard, "GC III 41"),) == refused.value.params["guards"]


def test_a_camp_reads_the_rights_to_its_own_men_alone(man):
    rights(man)
    view = person_for_room(man.person).status["rights"]
    assert ("українська", "sergeant 4") == (view.value, view.by)
    man.person = record_capture(
        man.by("registrar"), category=OPEN, power="PA", card_number="0534", captured_on=None, captured_at="",
        holder="CAMP-1", particulars=particulars("0534", "Лис", "Гнат"),
    )  # fmt: skip

    with pytest.raises(OutOfScopeError):
        rights(man)


def test_of_his_health_everybody_sees_the_grade_and_doctors_alone_what_it_is(man):
    graded(man, words="pneumonia, left")
    man.later(1)
    graded(man, grade=CardHealth.CONVALESCENT)

    assert "convalescent" == person_for_room(man.person).status["health"].value
    notes = health_notes(man.by("doctor-2"), man.person)
    assert [("convalescent", None), ("sick", "pneumonia, left")] == [(one.grade, one.note) for one in notes]
    with pytest.raises(RoleForbidsError):
        health_notes(man.by("registrar"), man.person)
    assert "pneumonia" not in repr(list(StatusWord.objects.values()))


def test_nobody_who_is_not_held_is_graded_or_read_to_and_all_of_it_verifies(man):
    decided(man)
    graded(man, words="a cough")
    rights(man, was_understood=True)
    record_facts(man.by("registrar"), person_id=man.person, facts=(), reference="birth certificate")
    reviewed(man)
    assert verify(log_verifier()).is_equal
    free = record_capture(
        man.by("registrar"), category=POW, power="PA", card_number="", captured_on=None, captured_at="", holder="",
        particulars=particulars("0535", "Гук", "Петро"),
    )  # fmt: skip
    man.person = free

    for act in (graded, lambda man: rights(man, name="registrar")):
        with pytest.raises(NotHeldError):
            act(man)
