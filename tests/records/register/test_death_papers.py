"""After a death in custody his testament and the report go on with receipts: refusals first. Everybody is invented."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.custody_facts import CustodyAttested, DeathCause
from repatria.core.law.death_papers import DeathPaper, DeathPaperOrderError, DeathPaperStep, PaperGoesTo
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.register.errors import NotDeadError
from repatria.records.register.selectors.death_papers import death_papers
from repatria.records.register.services import record_custody
from repatria.records.register.services.death import open_death_enquiry
from repatria.records.register.services.death_papers import move_death_paper
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
P, S = DeathPaper, DeathPaperStep
SENT = {"to": PaperGoesTo.PROTECTING_POWER, "office": "the embassy", "reference": "9", "copy_reference": "CTA 9"}


@pytest.fixture
def dead(clock, randomness):
    cast = Releasing(clock, randomness)
    record_custody(
        cast.by("registrar"), person_id=cast.person, event=CustodyEvent.DIED, happened_at=clock(),
        attested=CustodyAttested(),
    )  # fmt: skip
    return cast


def move(cast, paper, step, name="registrar", **more):
    return move_death_paper(
        cast.by(name), person_id=cast.person, paper=paper, step=step, happened_at=cast.clock(), **more
    )


def guards(refused):
    return {name for name, _ in refused.value.params["guards"]}


def owed(cast, rule):
    keep_clocks(cast.outside)
    return Clock.objects.filter(rule=rule.value, ending="", subject=cast.person).count()


def test_of_the_living_and_by_others_nothing_goes_on(clock, randomness):
    cast = Releasing(clock, randomness)
    with pytest.raises(NotDeadError):
        move(cast, P.TESTAMENT, S.HERE, said="his bag", reference="4")
    with pytest.raises(RoleForbidsError):
        move(cast, P.TESTAMENT, S.HERE, name="caseworker-1", said="his bag", reference="4")


def test_a_testament_is_owed_until_its_receipt_came_and_goes_with_a_copy_for_the_agency(dead):
    assert 1 == owed(dead, ClockRule.TESTAMENT)
    with pytest.raises(DeathPaperOrderError):
        move(dead, P.TESTAMENT, S.SENT, **SENT)
    with pytest.raises(UnstatedParticularsError) as refused:
        move(dead, P.TESTAMENT, S.HERE)
    assert {"death_paper_said", "death_paper_reference"} == guards(refused)
    move(dead, P.TESTAMENT, S.HERE, said="his bag", reference="4")
    with pytest.raises(UnstatedParticularsError) as refused:
        move(dead, P.TESTAMENT, S.SENT, reference="9")
    assert {"death_paper_to", "death_paper_office", "testament_copy"} == guards(refused)
    with pytest.raises(InputError):
        move_death_paper(
            dead.by("registrar"), person_id=dead.person, paper=P.TESTAMENT, step=S.SENT,
            happened_at=dead.clock() - timedelta(days=2), **SENT,
        )  # fmt: skip
    move(dead, P.TESTAMENT, S.SENT, **SENT)
    assert 1 == owed(dead, ClockRule.TESTAMENT)
    move(dead, P.TESTAMENT, S.RECEIPTED, reference="their 5")
    assert 0 == owed(dead, ClockRule.TESTAMENT)
    told = death_papers(dead.by("registrar"), dead.person)
    assert [("here", "his bag"), ("sent", ""), ("receipted", "")] == [(one.step, one.said) for one in told]
    assert "CTA 9" == told[1].copy_reference


def test_that_none_is_known_ends_it_and_one_that_is_found_later_goes_on_all_the_same(dead):
    with pytest.raises(UnstatedParticularsError):
        move(dead, P.TESTAMENT, S.NONE_KNOWN)
    move(dead, P.TESTAMENT, S.NONE_KNOWN, said="his bag, the representative asked")
    assert 0 == owed(dead, ClockRule.TESTAMENT)
    move(dead, P.TESTAMENT, S.HERE, said="sewn into his coat", reference="4")
    move(dead, P.TESTAMENT, S.SENT, **SENT)


def test_a_report_comes_of_an_enquiry_alone_and_is_owed_until_the_protecting_power_has_it(dead):
    here = {"said": "a blast", "reference": "report 8"}
    with pytest.raises(DeathPaperOrderError):
        move(dead, P.REPORT, S.NONE_KNOWN, said="none")
    with pytest.raises(OpenGuardError) as refused:
        move(dead, P.REPORT, S.HERE, "head", cause=DeathCause.VIOLENT, **here)
    assert {"death_enquiry_opened"} == guards(refused)
    open_death_enquiry(
        dead.by("head"), person_id=dead.person, opened_at=dead.clock(), authority="a court", reference="7"
    )
    assert 1 == owed(dead, ClockRule.DEATH_REPORT)
    with pytest.raises(UnstatedParticularsError) as refused:
        move(dead, P.REPORT, S.HERE, "head", **here)
    assert {"death_report_cause"} == guards(refused)
    move(dead, P.REPORT, S.HERE, "head", cause=DeathCause.VIOLENT, **here)
    assert (0, 1) == (owed(dead, ClockRule.DEATH_REPORT), owed(dead, ClockRule.DEATH_REPORT_SENT))
    move(dead, P.REPORT, S.SENT, "head", **SENT | {"copy_reference": ""})
    move(dead, P.REPORT, S.RECEIPTED, "head", reference="their 5")
    assert 0 == owed(dead, ClockRule.DEATH_REPORT_SENT)
