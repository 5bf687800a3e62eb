"""Registering a person who came into the power of the Party."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.vocabulary.errors import InputError, MissingParticularsError
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import KnownRowError, RepeatedFormError, TakenCardError, UsedFormError
from repatria.records.register.selectors import custody_of, notice_items, person
from repatria.records.register.services import record_capture
from tests.cast import CAMP, Cast, particulars
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def cast(clock, randomness):
    made = Cast(clock, randomness)
    made.staff.open_places("UNIT-4", "CAMP-1")
    return made


@pytest.fixture
def form():
    """What a capture is recorded with."""
    return {
        "category": Category.PRISONER_OF_WAR, "power": "PA", "card_number": "0500", "captured_on": None,
        "captured_at": "", "holder": "UNIT-3", "particulars": particulars("0500", "Бондар"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["caseworker-1", "interviewer", "reviewer-1", "head", "hotline", "administrator-1"])
def test_refuses_whoever_keeps_no_register(cast, form, name):
    acting, before = cast.by(name), tree_size()

    with pytest.raises(RoleForbidsError):
        record_capture(acting, **form)

    assert before == tree_size()


@pytest.mark.parametrize("holder", ["UNIT-3", "CAMP-1", ""])
def test_refuses_a_camp_that_registers_whom_another_holds(cast, form, holder):
    with pytest.raises(OutOfScopeError):
        record_capture(cast.by("camp"), **{**form, "holder": holder})


@pytest.mark.parametrize("left_out", list(range(5)))
def test_refuses_a_form_on_which_one_of_the_five_items_is_not_answered(cast, form, left_out):
    answered = [one for place, one in enumerate(form["particulars"]) if place != left_out]
    before = tree_size()

    with pytest.raises(MissingParticularsError):
        record_capture(cast.by("registrar"), **{**form, "particulars": answered})

    assert before <= tree_size() <= before + 3  # the registrar was hired meanwhile; nobody was registered


@pytest.mark.parametrize(
    ("category", "provision"),
    [
        (Category.PRISONER_OF_WAR, "GC III 17(1)"),
        (Category.RETAINED_PERSONNEL, "GC III 17(1)"),
        (Category.NOT_YET_DETERMINED, "GC III 17(1)"),  # doubt protects as a prisoner of war
        (Category.CIVILIAN_INTERNEE, "GC IV 138"),
        (Category.OTHER_PROTECTED, "GC IV 138"),
    ],
)
def test_who_is_in_doubt_answers_for_the_five_of_a_prisoner_and_a_civilian_for_three(cast, form, category, provision):
    asked = {one.kind for one in form["particulars"]}
    is_civilian = provision == "GC IV 138"
    of_soldiers = {ParticularKind.RANK, ParticularKind.SERVICE_NUMBER}
    needed = asked - of_soldiers if is_civilian else asked
    for lacking in needed:
        kept = [one for one in form["particulars"] if one.kind in needed - {lacking}]
        with pytest.raises(MissingParticularsError) as refused:
            record_capture(cast.by("registrar"), **{**form, "category": category, "particulars": kept})
        assert (provision, (lacking,)) == (refused.value.provision, refused.value.params["missing"])

    kept = [one for one in form["particulars"] if one.kind in needed]
    made = record_capture(cast.by("registrar"), **{**form, "category": category, "particulars": kept})
    assert category.value == person(cast.by("registrar"), made).category


@pytest.mark.parametrize("given", [Given.DECLINED, Given.UNKNOWN, Given.NOT_ASKED])
def test_who_declines_everything_is_registered_all_the_same(cast, form, given):
    said = [replace(one, value=None, given=given) for one in form["particulars"]]
    made = record_capture(cast.by("registrar"), **{**form, "particulars": said})

    view = person(cast.by("registrar"), made)
    assert {given} == {one.given for one in view.particulars}
    assert "in_unit" == custody_of(made).custody_state


def test_a_notice_carries_what_he_gave_of_the_article_and_nothing_that_he_declined_or_that_it_does_not_name(cast, form):
    source = form["particulars"][0].source
    further = [
        Particular(kind=ParticularKind.RELIGION, value="Orthodox", source=source),
        Particular(kind=ParticularKind.MOTHER_MAIDEN_NAME, value="Коваль", source=source),
    ]
    made = record_capture(cast.by("registrar"), **{**form, "particulars": [*form["particulars"], *further]})

    given = {"surname", "first_names", "birth_date", "service_number", "mother_maiden_name", "power_of_dependence"}
    items = notice_items(made)
    assert given == set(items.given), "his rank he declined, and his religion no article names"
    assert ("declined", "not_asked") == (items.without["rank"], items.without["father_first_name"])
    assert not given & set(items.without)
    assert form["card_number"] == items.mail_number


def test_refuses_a_card_that_is_anothers(cast, form):
    assert cast.prisoner

    with pytest.raises(TakenCardError):
        record_capture(cast.by("registrar"), **{**form, "card_number": "0417"})


def test_refuses_a_row_of_a_list_a_second_time(cast, form):
    record_capture(cast.by("registrar"), **form, source_key="register 1 line 7")

    with pytest.raises(KnownRowError):
        record_capture(cast.by("registrar"), **{**form, "card_number": "0501"}, source_key="register 1 line 7")


def test_a_camp_registers_whom_it_holds(cast, form):
    made = record_capture(cast.by("camp"), **{**form, "holder": CAMP})

    assert ("in_unit", CAMP) == (custody_of(made).custody_state, custody_of(made).holder)


def test_whoever_is_held_is_held_by_one_and_what_he_declined_stays_declined(cast):
    view = person(cast.by("registrar"), cast.prisoner)

    assert "UNIT-3" == custody_of(cast.prisoner).holder
    by_kind = {str(one.kind): one for one in view.particulars}
    assert "Шевченко" == by_kind[ParticularKind.SURNAME].value
    assert not by_kind[ParticularKind.RANK].value
    assert verify(log_verifier()).is_equal


def test_somebody_of_whom_nothing_is_known_is_registered_and_no_notice_can_name_him(cast):
    assert "UNIT-3" == custody_of(cast.nameless).holder
    nobody = notice_items(cast.nameless)
    assert ({}, "") == (nobody.given, nobody.mail_number)
    assert {} != notice_items(cast.internee).given


FORM = "0f" * 16


@pytest.mark.parametrize(
    "other",
    [
        {"particulars": particulars("0500", "Бондаренко")}, {"card_number": "0501"}, {"holder": "UNIT-4"},
        {"captured_at": "Млин"}, {"category": Category.RETAINED_PERSONNEL}, {"power": "PB"},
    ],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_refuses_a_form_sent_again_that_says_something_else_and_leaves_the_first_as_it_was(cast, form, other):
    number = record_capture(cast.by("registrar"), **form, form_number=FORM)
    before = tree_size()

    with pytest.raises(UsedFormError) as refused:
        record_capture(cast.by("registrar"), **{**form, **other}, form_number=FORM)

    assert number == refused.value.params["number"]
    assert before == tree_size()


def test_refuses_a_form_number_beside_the_key_of_a_row(cast, form):
    with pytest.raises(InputError):
        record_capture(cast.by("registrar"), **form, form_number=FORM, source_key="list:7")


@pytest.mark.parametrize("card", ["0500", ""])
def test_a_form_sent_thrice_registers_one_man_and_says_who_he_is(cast, form, card):
    form["card_number"] = card
    number = record_capture(cast.by("registrar"), **form, form_number=FORM)
    before = tree_size()
    for _ in range(2):
        with pytest.raises(RepeatedFormError) as done:
            record_capture(cast.by("registrar"), **form, form_number=FORM)

        assert (number, before - 1) == (done.value.number, done.value.act_index)
    assert before == tree_size()


def test_two_forms_that_say_the_same_register_two_men(cast, form):
    form["card_number"] = ""
    numbers = {record_capture(cast.by("registrar"), **form, form_number=one * 32) for one in "ab"}

    assert len(numbers) == 2
