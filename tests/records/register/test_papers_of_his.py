"""Proceedings and their notice, the treatment certificate, the statement of his account: what each must say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.errors import StatementError, UnstatedParticularsError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.calls import call_service
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.ledger.catalogue import services
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.errors import UnfitValueError
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import OwnActError
from repatria.records.register.models import PaperOfHis
from repatria.records.register.services.papers import record_account, record_proceedings, record_treatment
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
OPENED, NOTIFIED, ENDED = HisPaper.PROCEEDINGS_OPENED, HisPaper.PROCEEDINGS_NOTIFIED, HisPaper.PROCEEDINGS_ENDED


@pytest.fixture
@built_once
def man(clock, randomness):
    made = Releasing(clock, randomness)
    made.staff.on_call("doctor-2", Role.MEDICAL)
    return made


def proceedings(man, step=OPENED, name="adviser", days=30, **more):
    said = {"court": "court 4", "reference": "case 7", "happened_at": man.clock()} | more
    trial_on = (man.clock() + timedelta(days=days)).date() if days is not None else None
    done = record_proceedings(man.by(name), person_id=man.person, step=step, trial_on=trial_on, **said)
    keep_clocks(man.outside)
    return done


def treatment(man, name="doctor-2", **more):
    said = {"reference": "c 1", "agency_reference": "bag 4", "happened_at": man.clock()} | more
    return record_treatment(man.by(name), person_id=man.person, **said)


def account(man, name="registrar", **more):
    said = {"signed_by": "paymaster 2", "reference": "a 1", "happened_at": man.clock()} | more
    return record_account(man.by(name), person_id=man.person, **said)


@pytest.mark.parametrize(
    ("paper", "lacking", "guard"),
    [
        (proceedings, {"court": " "}, ("signed_by", "GC III 104")),
        (proceedings, {"reference": ""}, ("paper_reference", "GC III 104")),
        (proceedings, {"days": None}, ("trial_day", "GC III 104")),
        (treatment, {"agency_reference": ""}, ("duplicate_to_agency", "GC III 30")),
        (treatment, {"reference": " "}, ("paper_reference", "GC III 30")),
        (account, {"signed_by": ""}, ("signed_by", "GC III 66")),
        (account, {"reference": ""}, ("paper_reference", "GC III 66")),
    ],
)
def test_refuses_a_paper_that_lacks_what_the_law_asks_of_it(man, paper, lacking, guard):
    with pytest.raises(UnstatedParticularsError) as refused:
        paper(man, **lacking)

    assert (guard,) == refused.value.params["guards"]
    assert 0 == PaperOfHis.objects.count()
    assert paper(man)


@pytest.mark.parametrize("paper", [proceedings, treatment, account])
def test_refuses_another_role_a_day_to_come_and_words_of_his(man, paper):
    with pytest.raises(RoleForbidsError):
        paper(man, name="camp")
    with pytest.raises(NotYetError):
        paper(man, happened_at=man.clock() + timedelta(days=1))
    with pytest.raises(StatementError):
        paper(man, reference="he said: we were told to go")

    assert 0 == PaperOfHis.objects.count()


def test_refuses_another_paper_for_a_step_of_proceedings(man):
    acting = man.by("adviser")
    size = tree_size()
    with pytest.raises(OwnActError, match="its own"):
        record_proceedings(
            acting, person_id=man.person, step=HisPaper.ACCOUNT, happened_at=man.clock(), court="c", reference="r"
        )  # fmt: skip

    assert size == tree_size()


def test_notice_of_a_trial_is_owed_three_weeks_before_it_and_late_it_reaches_head_and_delegate(man):
    proceedings(man, days=30)
    (item,) = [one for one in owed_clocks(man.by("adviser")) if one.rule == "trial"]
    assert 9 == (item.due_at.date() - man.clock().date()).days
    man.later(24 * 10)
    for name in ("head-2", "delegate"):
        assert "trial" in [one.rule for one in owed_clocks(man.by(name))]

    proceedings(man, NOTIFIED, days=None)

    assert "satisfied" == Clock.objects.get(rule="trial").ending


def test_proceedings_that_ended_are_notified_no_more(man):
    proceedings(man)
    proceedings(man, ENDED, days=None)

    assert "void" == Clock.objects.get(rule="trial").ending


def test_what_the_doctor_notes_lies_under_his_health_key(man):
    treatment(man, words="a burn")

    row = PaperOfHis.objects.get()
    assert ("treatment", "c 1", "bag 4") == (row.paper, row.reference, row.agency_reference)
    assert row.note is not None and b"burn" not in bytes(row.note)
    assert verify(log_verifier()).is_equal


def test_refuses_through_a_call_what_no_row_can_hold(man):
    """PostgreSQL would break off in the middle, SQLite would keep it: both refuse it before an act is written."""
    acting, size = man.by("registrar"), tree_size()
    given = {
        "person_id": man.person,
        "happened_at": man.clock().isoformat(),
        "signed_by": "p" * 10_001,
        "reference": "a",
    }
    with pytest.raises(UnfitValueError) as refused:
        call_service(acting, services()["register.record_account"], given)

    assert (("by", "length"),) == refused.value.faults
    assert "ppp" not in str(refused.value)
    assert (size, 0) == (tree_size(), PaperOfHis.objects.count())
    call_service(acting, services()["register.record_account"], given | {"signed_by": "п" * 200})
