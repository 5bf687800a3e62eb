"""His own card: what each ending must say, who may record it, which clock it ends, and what the sheet holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from repatria.core.law.capture_card import CardCopy, CardEnding
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.errors import StatementError, UnstatedParticularsError
from repatria.core.vocabulary.paper_codes import PaperCodeError, code_hash, paper_code
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval
from repatria.records.clocks.models import Clock
from repatria.records.clocks.selectors import clocks_of, owed_clocks
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import act_at, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.models import StatutoryNotice
from repatria.records.register.card_models import EndedCard, LaidOutCard
from repatria.records.register.errors import NotHeldError, UnknownCardError
from repatria.records.register.selectors.cards import capture_cards, card_sheet, paper_with_code
from repatria.records.register.services import record_custody, record_particular
from repatria.records.register.services.cards import lay_out_capture_card, record_capture_card
from repatria.records.vault.keyring import Purpose
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
AGENCY, BOTH = [CardCopy.AGENCY], [CardCopy.AGENCY, CardCopy.FAMILY]
TWO = {"witnesses": ["M. Keller", "A. Roth"], "are_witnesses_outside_camp": True, "copies": []}
CODE, WORD = paper_code(bytes(13)), "вишня"


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def ends(man, ending=CardEnding.SIGNED, name="registrar", copies=AGENCY, **more):
    said = {"happened_at": man.clock()} | more
    done = record_capture_card(man.by(name), person_id=man.person, ending=ending, copies=copies, **said)
    keep_clocks(man.outside)
    return done


def lays_out(man, name="registrar"):
    return lay_out_capture_card(man.by(name), person_id=man.person, code=CODE, check_word=WORD, languages=("uk", "en"))


def running(man):
    keep_clocks(man.outside)
    return {one.rule for one in Clock.objects.filter(subject=man.person, ending="") if one.rule.startswith("capcard")}


@pytest.mark.parametrize(
    ("ending", "said", "missing"),
    [
        (CardEnding.SIGNED, {"copies": []}, {"card_copies"}),
        (CardEnding.MARKED, {"witnesses": [" "]}, {"card_witness"}),
        (CardEnding.DICTATED, {"writer": " ", "copies": []}, {"card_copies", "card_writer"}),
        (CardEnding.REFUSED, {}, {"two_witnesses", "witnesses_outside_camp"}),
        (CardEnding.REFUSED, {"witnesses": ["M. Keller", "m. keller "], "are_witnesses_outside_camp": True},
         {"two_witnesses"}),
        (CardEnding.REFUSED, {"witnesses": ["M. Keller", "A. Roth"]}, {"witnesses_outside_camp"}),
    ],
)  # fmt: skip
def test_refuses_an_ending_that_does_not_say_what_it_must(man, ending, said, missing):
    man.by("registrar")
    size = tree_size()
    with pytest.raises(UnstatedParticularsError) as refused:
        record_capture_card(
            man.by("registrar"), person_id=man.person, ending=ending, happened_at=man.clock(),
            **({"copies": AGENCY} | said),
        )  # fmt: skip

    assert missing == {what for what, _ in refused.value.params["guards"]}
    assert size == tree_size()


@pytest.mark.parametrize("ending", [CardEnding.REFUSED, CardEnding.UNABLE])
def test_no_camp_says_that_he_refused_or_is_unable(man, ending):
    said = dict(TWO)
    with pytest.raises(UnstatedParticularsError) as refused:
        ends(man, ending, "camp", **said)

    assert (("card_outside_camp", "practice rule 9"),) == refused.value.params["guards"]
    ends(man, ending, "interviewer", **said)
    assert ending == EndedCard.objects.get().ending


def test_refuses_another_camp_s_man_whoever_has_no_card_to_do_with_a_day_to_come_and_a_quotation(man):
    man.staff.hire("camp-9", Role.CAMP_OFFICER, branch="CAMP-9")
    for name in ("reviewer-1", "caseworker-1", "head"):
        with pytest.raises(RoleForbidsError):
            ends(man, name=name)
    for name in ("camp", "interviewer", "doctor"):
        with pytest.raises(RoleForbidsError):
            lays_out(man, name)
    with pytest.raises(OutOfScopeError):
        ends(man, name="camp-9")
    with pytest.raises(NotYetError):
        ends(man, happened_at=man.clock() + timedelta(hours=1))
    with pytest.raises(StatementError):
        ends(man, CardEnding.DICTATED, writer="він сказав: нас кинули без наказу")
    with pytest.raises(UnknownCardError):
        card_sheet(man.by("registrar"), "B-00000-00000-0")

    assert 0 == EndedCard.objects.count() == LaidOutCard.objects.count()


def test_refuses_a_card_of_whom_nobody_holds(man):
    record_custody(
        man.by("registrar"), person_id=man.person, event=CustodyEvent.ESCAPED, happened_at=man.clock(), holder="",
        attested=CustodyAttested(),
    )  # fmt: skip
    for act in (ends, lays_out):
        with pytest.raises(NotHeldError):
            act(man)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (CardEnding.SIGNED, {"copies": BOTH}), (CardEnding.MARKED, {"witnesses": ["his neighbour"]}),
        (CardEnding.DICTATED, {"writer": "the doctor's clerk"}),
        (CardEnding.REFUSED,
         TWO | {"name": "interviewer"}),
        (CardEnding.UNABLE, {"copies": [], "name": "doctor"}),
    ],
)  # fmt: skip
def test_each_ending_ends_the_clock_of_his_coming_and_an_earlier_card_does_not(man, ending, said):
    assert {"capcard_camp"} == running(man)
    man.later(hours=5)
    ends(man, happened_at=man.clock() - timedelta(days=2))
    assert {"capcard_camp"} == running(man), "written before he came here"

    ends(man, ending, **said)
    assert set() == running(man)
    assert [False, True] == [one.is_of_now for one in capture_cards(man.by("registrar"), man.person).ended]
    man.later(hours=1)
    record_custody(
        man.by("registrar"), person_id=man.person, event=CustodyEvent.HOSPITALISED, happened_at=man.clock(),
        holder="HOSPITAL-1", attested=CustodyAttested(doctor="doctor 4"),
    )  # fmt: skip
    assert {"capcard_event"} == running(man)
    man.later(hours=24 * 7)
    keep_clocks(man.outside)
    assert "" == Clock.objects.get(rule="capcard_event").alarmed_at
    man.later(hours=1)
    keep_clocks(man.outside)
    assert "" != Clock.objects.get(rule="capcard_event").alarmed_at
    assert verify(log_verifier()).is_equal


def test_the_sheet_says_what_its_act_holds_and_what_he_gave_freely_can_be_destroyed(man):
    for kind, value in ((ParticularKind.FATHER_FIRST_NAME, "Петро"), (ParticularKind.PERSON_TO_INFORM, "Олена, мати")):
        particular = Particular(kind=kind, value=value, source=Source(kind="capture_form"))
        record_particular(man.by("registrar"), person_id=man.person, particular=particular)
    card_id = lays_out(man)

    sheet = card_sheet(man.by("registrar"), card_id)
    assert (CODE, WORD, ("uk", "en")) == (sheet.code, sheet.check_word, sheet.languages)
    assert code_hash(CODE, WORD).hex() == LaidOutCard.objects.get().code_hash
    said = {name: sheet.values[name] for name in ("surname", "prisoner_number", "camp_name", "father_first_name")}
    assert {
        "surname": "Шевченко",
        "prisoner_number": "0417",
        "camp_name": "CAMP-2",
        "father_first_name": "Петро",
    } == said
    assert ("Олена, мати", "") == (sheet.values["next_of_kin_address"], sheet.values["captured_on"])
    assert sheet.values["coming_from"]

    man.staff.on_call("auditor", Role.AUDITOR)
    reference = destroy_reference(Purpose.VOLUNTARY, man.person)
    for name in ("head", "auditor"):
        record_approval(man.by(name), action="access.destroy_key", object_reference=reference)
    destroy_key(man.by("head"), purpose=Purpose.VOLUNTARY, subject=man.person, reason="he asked")
    left = card_sheet(man.by("registrar"), card_id).values
    assert "Шевченко" == left["surname"] and "father_first_name" not in left
    assert verify(log_verifier()).is_equal


def seen_by_camp(man):
    owed = [one for one in owed_clocks(man.by("camp")) if one.subject == man.person and one.rule.startswith("capcard")]
    found = clocks_of(man.by("camp"), [man.person]).get(man.person, ())
    return [replace(one, is_late=False) for one in owed], [one for one in found if one.rule.startswith("capcard")]


def test_no_camp_learns_from_its_clock_how_a_card_ended_that_others_recorded(man):
    running(man)
    man.later(60)
    before = seen_by_camp(man)
    assert before[0]
    for ending, more in ((CardEnding.REFUSED, TWO), (CardEnding.UNABLE, {"copies": []}), (CardEnding.SIGNED, {})):
        with transaction.atomic():
            ends(man, ending, **more)
            assert before == seen_by_camp(man)
            transaction.set_rollback(True)
    man.later(6 * 24)
    assert ([], []) == seen_by_camp(man)  # nor is it told of a late one
    assert running(man)


def test_its_own_entry_ends_it_before_its_eyes(man):
    running(man)
    man.later(60)
    ends(man, CardEnding.SIGNED, name="camp")
    assert ([], []) == seen_by_camp(man)


def test_its_code_is_checked_by_delegate_and_auditor_alone_who_learn_no_name(man):
    card = lays_out(man)
    for name in ("registrar", "camp", "interviewer"):
        with pytest.raises(RoleForbidsError):
            paper_with_code(man.by(name), CODE, WORD)
    with pytest.raises(PaperCodeError):
        paper_with_code(man.by("delegate"), CODE[:-1] + "7", WORD)
    assert paper_with_code(man.by("delegate"), CODE, "калина") is None

    assert ("capture_card", card) == (
        (found := paper_with_code(man.by("delegate"), CODE.lower().replace("-", " "), WORD.upper())).kind,
        found.number,
    )
    draw_consequences(man.outside)
    notice = StatutoryNotice.objects.all()[0]
    said = act_at(notice.recorded_index).act.content
    assert notice.pk == paper_with_code(man.by("delegate"), said.code, said.check_word).number
