"""What a release rests on stands in acts: each refused paper, decision and promise, and what each opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.errors import InterviewError, OpenGuardError, UnstatedParticularsError
from repatria.core.law.release import ReleaseBasis, ReleaseOutcome
from repatria.core.law.release_papers import DecidedBy, GroundPaper, MedicalCategory
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.agreements import agreement_says_article_117, agreements
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.register import grounds
from repatria.records.register.errors import NoPromiseError, NotHeldError, OwnActError, UnknownGroundPaperError
from repatria.records.register.ground_acts import GroundPaperRecorded
from repatria.records.register.selectors.grounds import ground_papers
from repatria.records.register.services.grounds import record_ground_paper, take_promise_back, withdraw_ground_paper
from tests.records.register.laid import FREELY, LINE, agreement, decided, lay, paper, promised
from tests.records.register.releasing import DONE, GROUND, Releasing

pytestmark = pytest.mark.django_db
RESTS_ON = {
    ReleaseBasis.ART109_110: ("commission_decided", "GC III 110"),
    ReleaseBasis.PAROLE21: ("parole_law_notified", "GC III 21"),
    ReleaseBasis.EXCHANGE: ("agreed_line", "practice rule 18"),
    ReleaseBasis.ART118: ("hostilities_ended", "GC III 118"),
}


@pytest.fixture
def man(clock, randomness, monkeypatch):
    monkeypatch.setattr(grounds, "_answers", [])
    return Releasing(clock, randomness).identified()


def _of_the_register():
    """Acts of this room: whoever refuses may be hired with the call."""
    return sum(one.kind.startswith("register.") for one in entries_since(0, at_most=10_000))


def refused(do, refusal=OpenGuardError):
    before = _of_the_register()
    with pytest.raises(refusal) as caught:
        do()
    assert before == _of_the_register()
    return caught.value.params["guards"]


def test_refuses_papers_of_anybody_but_the_head_and_the_legal_adviser_and_decisions_of_anybody_but_a_doctor(man):
    for name in ("registrar", "caseworker-1", "interviewer", "camp", "doctor"):
        with pytest.raises(RoleForbidsError):
            paper(man, GroundPaper.NEUTRAL_STATE, name=name)
    for name in ("registrar", "head", "adviser", "interviewer", "camp"):
        with pytest.raises(RoleForbidsError):
            decided(man, name=name)
    for name in ("registrar", "head", "doctor", "camp"):
        with pytest.raises(RoleForbidsError):
            promised(man, name)


@pytest.mark.parametrize(
    ("lacking", "what", "provision"),
    [
        ({"party": " "}, "ground_party", "GC III 21"), ({"reference": ""}, "ground_reference", "GC III 21"),
        ({"signed_by": ""}, "ground_signed_by", "GC III 21"), ({"supplied_by": ""}, "ground_supplied_by", "GC III 21"),
        ({"given_on": None}, "ground_day", "GC III 21"),
        ({"paper": GroundPaper.NEUTRAL_STATE, "party": ""}, "ground_party", "GC III 111"),
        ({"paper": GroundPaper.HOSTILITIES_ENDED, "signed_by": ""}, "ground_signed_by", "GC III 118"),
    ],
)  # fmt: skip
def test_refuses_a_paper_that_lacks_one_thing(man, lacking, what, provision):
    given = {
        "paper": GroundPaper.PAROLE_LAW, "party": "PA", "reference": "law 3", "signed_by": "its minister",
        "supplied_by": "the Protecting Power", "given_on": man.clock().date(),
    }  # fmt: skip
    guards = refused(lambda: record_ground_paper(man.by("adviser"), **given | lacking), UnstatedParticularsError)

    assert ((what, provision),) == guards
    tomorrow = man.clock().date().replace(year=man.clock().year + 1)
    with pytest.raises(InputError):
        record_ground_paper(man.by("adviser"), **given | {"given_on": tomorrow})


def test_refuses_a_commission_of_two_and_a_manifest_case_that_no_doctor_signed(man):
    for by, members in (
        (DecidedBy.COMMISSION, ("Dr Ardo", "dr ardo", " ", "Dr Kelner")),
        (DecidedBy.DETAINING_DOCTORS, ()),
    ):
        guards = refused(lambda by=by, members=members: decided(man, by=by, members=members), UnstatedParticularsError)
        assert (("commission_members", "GC III 112"),) == guards
    guards = refused(lambda: decided(man, reference=" "), UnstatedParticularsError)
    assert (("commission_reference", "GC III 112"),) == guards


@pytest.mark.parametrize(
    ("changed", "what", "refusal"),
    [
        ({"law_read_to_him": False}, "parole_law_read", InterviewError),
        ({"is_free": False}, "promise_is_free", InterviewError),
        ({"is_guard_in_hearing": True}, "no_guard_in_hearing", InterviewError),
        ({"is_understood": False}, "language_understood", InterviewError),
        ({"witness": " "}, "promise_witness", UnstatedParticularsError),
    ],
)
def test_refuses_a_promise_that_was_not_free_or_not_understood(man, changed, what, refusal):
    paper(man, GroundPaper.PAROLE_LAW)

    guards = refused(lambda: promised(man, facts=replace(FREELY, **changed)), refusal)

    assert [what] == [one for one, _ in guards]


def test_refuses_a_promise_under_no_law_of_his_own_power_and_under_one_that_forbids_it(man):
    for what in ({"party": "PB"}, {"allows_promise": False}):
        paper(man, GroundPaper.PAROLE_LAW, **what)
        assert (("parole_law_notified", "GC III 21"),) == refused(lambda: promised(man))
    paper(man, GroundPaper.PAROLE_LAW, party=" pa ")
    promised(man)
    paper(man, GroundPaper.PAROLE_LAW, allows_promise=False)
    assert (("parole_law_notified", "GC III 21"),) == refused(lambda: promised(man))


def test_refuses_to_take_back_a_promise_that_does_not_stand_and_whoever_may_not_take_it(man):
    take_back = {"person_id": man.person, "taken_back_at": man.clock(), "language": "uk"}
    for name in ("registrar", "head", "camp", "doctor"):
        with pytest.raises(RoleForbidsError):
            take_promise_back(man.by(name), **take_back)
    with pytest.raises(NoPromiseError):
        take_promise_back(man.by("interviewer"), **take_back)
    paper(man, GroundPaper.PAROLE_LAW)
    promised(man)
    with pytest.raises(InputError):
        take_promise_back(man.by("interviewer"), **take_back | {"taken_back_at": man.clock() + timedelta(days=1)})
    take_promise_back(man.by("interviewer"), **take_back)
    with pytest.raises(NoPromiseError):
        take_promise_back(man.by("interviewer"), **take_back)


def test_refuses_to_let_him_go_on_a_promise_that_he_took_back_until_he_gives_it_anew(man):
    paper(man, GroundPaper.PAROLE_LAW)
    man.ready(ground=replace(GROUND, basis=ReleaseBasis.PAROLE21))
    promised(man)
    assert set() == man.missing
    take_promise_back(man.by("interviewer"), person_id=man.person, taken_back_at=man.clock(), language="uk")
    assert {"his_promise"} == man.missing
    assert (("his_promise", "GC III 21"),) == refused(man.complete)
    promised(man)
    man.complete()

    with pytest.raises(NotHeldError):  # whoever left on his promise is bound by it
        take_promise_back(man.by("interviewer"), person_id=man.person, taken_back_at=man.clock(), language="uk")


@pytest.mark.parametrize("basis", list(RESTS_ON))
def test_refuses_a_release_whose_paper_no_act_holds_whatever_the_clerk_writes(man, basis):
    assert (RESTS_ON[basis],) == refused(lambda: man.open(ground=replace(GROUND, basis=basis)))
    man.staff.called("head", "doctor", "interviewer")
    before = tree_size()

    lay(man, basis, grounds._answers)
    rests_on = {LINE.act_index} if basis is ReleaseBasis.EXCHANGE else set(range(before, tree_size()))
    for other in set(RESTS_ON) - {basis, ReleaseBasis.EXCHANGE}:
        lay(man, other, grounds._answers)
    man.open(ground=replace(GROUND, basis=basis))

    assert ("release_pending", rests_on) == (man.state, set(man.act.read.ground_papers)), "and on nothing else"


def test_refuses_a_decision_of_one_party_that_nobody_signed(man):
    for lacking in ("reference", "signed_by"):
        bare = replace(GROUND, **{lacking: " "})
        assert (("decision_named", "house rule 6.1"),) == refused(
            lambda b=bare: man.open(ground=b), UnstatedParticularsError
        )


def test_refuses_whom_a_commission_leaves_where_he_is_and_whom_it_sends_elsewhere(man):
    ground = replace(GROUND, basis=ReleaseBasis.ART109_110)
    decided(man)
    decided(man, MedicalCategory.STAYS)
    assert (("commission_decided", "GC III 110"),) == refused(lambda: man.open(ground=ground))

    decided(man, MedicalCategory.BETTER_ELSEWHERE)
    man.ready(ground=ground)
    assert (("medical_category", "GC III 110"),) == refused(man.complete)
    number = paper(man, GroundPaper.NEUTRAL_STATE, party="an invented neutral State")
    to_it = replace(DONE, outcome=ReleaseOutcome.NEUTRAL_COUNTRY, neutral_paper=number)
    assert (("neutral_agreement", "GC III 111"),) == refused(
        lambda: man.complete(done=replace(to_it, neutral_paper=""))
    )
    withdraw_ground_paper(man.by("adviser"), paper_id=number, reason="it closed its border")
    assert (("neutral_agreement", "GC III 111"),) == refused(lambda: man.complete(done=to_it))
    number = paper(man, GroundPaper.NEUTRAL_STATE, party="another")

    man.complete(done=replace(to_it, neutral_paper=number))

    assert "neutral_country" == man.state


def test_refuses_to_let_him_go_on_a_promise_that_he_did_not_give_or_gave_under_a_law_that_fell(man):
    law = paper(man, GroundPaper.PAROLE_LAW)
    man.ready(ground=replace(GROUND, basis=ReleaseBasis.PAROLE21))
    assert {"his_promise"} == man.missing
    assert (("his_promise", "GC III 21"),) == refused(man.complete)
    promised(man)
    withdraw_ground_paper(man.by("head"), paper_id=law, reason="the Power took it back")
    assert {"parole_law_notified", "his_promise"} == man.missing
    paper(man, GroundPaper.PAROLE_LAW)
    assert {"his_promise"} == man.missing
    promised(man)

    man.complete()

    assert "repatriated" == man.state


def test_refuses_an_exchange_of_a_man_whose_line_is_agreed_no_more(man):
    ground = replace(GROUND, basis=ReleaseBasis.EXCHANGE)
    grounds.answers_agreed_lines(lambda numbers: LINE if man.person in numbers else None)
    man.ready(answer=ContactAnswer.YES, ground=ground)
    grounds._answers.clear()

    assert (("agreed_line", "practice rule 18"),) == refused(man.complete)


def test_refuses_an_agreement_as_a_paper_of_the_register_and_reads_one_that_was_recorded_so(man):
    with pytest.raises(OwnActError) as caught:
        paper(man, GroundPaper.AGREEMENT)
    assert ("practice rule 18", ()) == (caught.value.provision, agreements())

    before = GroundPaperRecorded(
        paper_id="GP-OLD", paper=GroundPaper.AGREEMENT, party="PB", reference="treaty 2", signed_by="both",
        supplied_by="the ministry", given_on="2026-05-01", allows_promise=False, says_article_117=True,
    )  # fmt: skip
    with bulk_acts():
        append(before, index=tree_size(), actor="R", at=instant_text(man.clock()), cause=None, salt=bytes(32))
    number = agreement(man, reference="treaty 3")
    assert [(number, "treaty 3"), ("GP-OLD", "treaty 2")] == [(one.number, one.reference) for one in agreements()]
    assert agreement_says_article_117("GP-OLD") and not agreement_says_article_117(number)
    withdraw_ground_paper(man.by("head"), paper_id="GP-OLD", reason="it was recorded twice")
    assert [number] == [one.number for one in agreements()]


def test_refuses_to_withdraw_without_a_reason_or_twice_and_lists_what_is_in_force(man):
    number = paper(man, GroundPaper.NEUTRAL_STATE)
    with pytest.raises(InputError):
        withdraw_ground_paper(man.by("head"), paper_id=number, reason=" ")
    assert [(number, False)] == [(one.paper_id, one.says_article_117) for one in ground_papers()]
    withdraw_ground_paper(man.by("head"), paper_id=number, reason="replaced")

    with pytest.raises(UnknownGroundPaperError):
        withdraw_ground_paper(man.by("head"), paper_id=number, reason="replaced")

    assert ((), ["replaced"]) == (ground_papers(), [one.ended_because for one in ground_papers(in_force_only=False)])
