"""Opening a release: what is refused, what the register reads itself, and what stands in the act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.errors import CustodyOrderError, OpenGuardError, UnstatedParticularsError
from repatria.core.law.release import Proceedings, ReleaseBasis
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.ledger.reading import tree_size
from repatria.records.register import grounds
from repatria.records.register.errors import NoHandoverError, NoReleaseError, NotHeldError
from repatria.records.register.releases import release, releases_open
from repatria.records.register.selectors import person_for_room
from repatria.records.register.services import record_listed
from tests.records.register.laid import lay
from tests.records.register.releasing import GROUND, Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(clock, randomness, monkeypatch):
    monkeypatch.setattr(grounds, "_answers", [])
    return Releasing(clock, randomness)


@pytest.mark.parametrize("name", ["camp", "head", "adviser", "doctor", "caseworker-1", "interviewer", "delegate"])
def test_refuses_anybody_but_a_registrar(man, name):
    with pytest.raises(RoleForbidsError):
        man.identified().open(name)

    assert "in_camp" == man.state


def test_refuses_a_man_whose_identity_one_source_alone_gives(man):
    with pytest.raises(OpenGuardError) as refused:
        man.open()

    assert (("identity_established", "GC III 17(5)"),) == refused.value.params["guards"]
    assert "in_camp" == man.state


@pytest.mark.parametrize(
    ("changed", "refusal", "provision"),
    [
        ({"proceedings": None}, UnstatedParticularsError, "GC III 115"),
        ({"proceedings": Proceedings.PENDING}, OpenGuardError, "GC III 115"),
        ({"proceedings": Proceedings.CONSENTED}, OpenGuardError, "GC III 115"),
        ({"basis": ReleaseBasis.ART109_110}, OpenGuardError, "GC III 110"),
        ({"basis": ReleaseBasis.PAROLE21}, OpenGuardError, "GC III 21"),
        ({"basis": ReleaseBasis.EXCHANGE}, OpenGuardError, "practice rule 18"),
        ({"basis": ReleaseBasis.ART118}, OpenGuardError, "GC III 118"),
    ],
)
def test_refuses_a_ground_of_which_no_act_holds_a_paper(man, changed, refusal, provision):
    man.identified()
    size = tree_size()

    with pytest.raises(refusal) as refused:
        man.open(ground=replace(GROUND, **changed))

    assert (provision, size, "in_camp") == (refused.value.provision, tree_size(), man.state)


CONSENTED = replace(GROUND, proceedings=Proceedings.CONSENTED, consent_reference="note 5")


@pytest.mark.parametrize("step", [HisPaper.PROCEEDINGS_OPENED, HisPaper.PROCEEDINGS_NOTIFIED])
@pytest.mark.parametrize("said", [None, *Proceedings])
def test_refuses_whom_a_court_holds_by_the_papers_whatever_is_ticked(man, step, said):
    man.identified().court(step)
    size = tree_size()

    with pytest.raises(OpenGuardError) as refused:
        man.open(ground=replace(GROUND, proceedings=said))

    assert ((("judicial_consent", "GC III 115"),), size) == (refused.value.params["guards"], tree_size())


def test_a_consent_that_names_its_paper_or_the_end_of_every_proceedings_lets_him_go(man):
    man.identified().court()
    man.court(court="court 5", reference="case 8")
    man.court(HisPaper.PROCEEDINGS_ENDED)
    with pytest.raises(OpenGuardError):
        man.open()
    man.court(HisPaper.PROCEEDINGS_ENDED, court="court 5", reference="case 8")
    assert "release_pending" == man.open().state

    man.cancel(authority="the ministry", reason="a court", provision="GC III 115")
    man.court()
    assert "release_pending" == man.open(ground=CONSENTED).state


@pytest.mark.parametrize("ground", [GROUND, CONSENTED])
def test_refuses_to_complete_it_once_a_court_opened_proceedings_since(man, ground):
    if ground is CONSENTED:
        man.court()
    man.ready(ground=ground)
    assert set() == man.missing
    man.court(HisPaper.PROCEEDINGS_NOTIFIED, court="court 5", reference="case 8")
    assert {"judicial_consent"} == man.missing

    with pytest.raises(OpenGuardError) as refused:
        man.complete()

    assert (("judicial_consent", "GC III 115"),) == refused.value.params["guards"]
    assert "release_pending" == man.state


def test_refuses_a_release_without_any_ground(man):
    with pytest.raises(RuleError) as refused:
        man.identified().open(ground=None)

    assert "release_basis" in dict(refused.value.params["guards"])


def test_refuses_a_second_release_and_one_of_a_man_whom_only_a_list_names(man):
    man.identified().open()
    with pytest.raises(CustodyOrderError):
        man.open()

    man.person = record_listed(
        man.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Bizjak",
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))], events=[],
    )  # fmt: skip
    with pytest.raises(NotHeldError):
        man.open()


def test_refuses_the_acts_of_a_hand_over_from_anybody_but_the_house(man):
    with pytest.raises(NoHandoverError):
        man.identified().open(ground=None, handover=(1, 2, 3))

    assert "in_camp" == man.state


def test_there_is_nothing_to_see_of_a_release_that_is_not_open(man):
    with pytest.raises(NoReleaseError):
        release(man.by("registrar"), man.person)

    assert () == releases_open(man.by("head"))


@pytest.mark.parametrize("basis", list(ReleaseBasis))
def test_its_ground_stands_in_the_act_and_on_his_page(man, basis):
    ground = replace(GROUND, basis=basis, proceedings=Proceedings.CONSENTED, consent_reference="court 5")
    lay(man, basis, grounds._answers)
    man.identified().open(ground=ground)

    assert ("release_pending", "CAMP-2", ground) == (man.state, man.act.holder, man.act.ground)
    assert ground == person_for_room(man.person).timeline[-1].ground
    assert basis.value == release(man.by("head"), man.person).basis


def test_one_registrar_alone_opens_it_so_that_its_clock_runs_and_everything_missing_shows(man):
    man.identified().open()

    (open_now,) = releases_open(man.by("head"))
    assert {"his_decision", "fit_to_travel", "two_approvals"} == {guard.what for guard in open_now.missing}
    assert 7 == (open_now.due_at - open_now.opened_at).days


@pytest.mark.parametrize("missing", ["his answer", "the approvals", "the doctor"])
def test_what_is_missing_detains_in_silence_nobody_it_is_late_at_delegate_and_auditor(man, missing):
    man.staff.hire("auditor", Role.AUDITOR)
    man.identified().open()
    if missing != "his answer":
        man.he_answers(ContactAnswer.YES)
    if missing != "the doctor":
        man.found_fit()
    if missing != "the approvals":
        man.approve("head", "adviser")
    keep_clocks(man.outside)
    everybody = ("head", "delegate", "auditor")

    assert [] == late_at(man, *everybody)
    man.later(3 * 24)
    assert [("head", False)] == late_at(man, *everybody)
    man.later(4 * 24 + 1)

    assert [(name, True) for name in everybody] == late_at(man, *everybody)
    assert "release_pending" == man.state


def late_at(man, *names):
    """Who sees the clock of his release, and whether as a late one."""
    return [
        (name, clock.due_at < man.clock())
        for name in names
        for clock in owed_clocks(man.by(name))
        if clock.rule is ClockRule.RELEASE and clock.subject == man.person
    ]
