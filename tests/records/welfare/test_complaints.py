"""A complaint goes past the camp, sealed, and is passed on within a day."""

from __future__ import annotations

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.errors import OpenGuardError, StatementError, UnstatedParticularsError
from repatria.core.law.welfare import ComplaintAbout, WatchingBody
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.welfare.errors import ForwardedAlreadyError, UnknownComplaintError
from repatria.records.welfare.selectors import complaint, complaints
from repatria.records.welfare.services import forward_complaint, take_complaint
from tests.doors.desk.bureau import all_cells, readings_since, tree_size
from tests.records.roll.stage import CAMP
from tests.records.welfare.test_care import late

pytestmark = pytest.mark.django_db
CANARY = "zubr-7781"


def took(camp, name="interviewer", words=CANARY, **more):
    given = {"place": CAMP, "about": ComplaintAbout.VIOLENCE, "taken_at": camp.clock()} | more
    return take_complaint(camp.by(name), words=words, **given)


def forwarded(camp, number, name="head", reference="L 4"):
    forward_complaint(
        camp.by(name), complaint_id=number, forwarded_at=camp.clock(), to=WatchingBody.ICRC, reference=reference
    )


def test_refuses_whoever_is_of_a_camp_also_one_who_is_a_doctor_there(camp):
    camp.staff.hire("both", Role.MEDICAL, Role.CAMP_OFFICER, branch=CAMP)

    with pytest.raises(RoleForbidsError):
        took(camp, "camp")
    with pytest.raises(OpenGuardError) as refused:
        took(camp, "both")
    assert (("complaint_past_the_camp", "GC III 78"),) == refused.value.params["guards"]
    with pytest.raises(UnstatedParticularsError):
        took(camp, words=" ")


def test_refuses_to_pass_on_what_is_not_there_or_went_already(camp):
    number = took(camp)
    with pytest.raises(UnknownComplaintError):
        forwarded(camp, "WK-0")
    with pytest.raises(RoleForbidsError):
        forwarded(camp, number, "interviewer")
    with pytest.raises(StatementError):  # what he said stays where it is sealed
        forwarded(camp, number, reference="«він б'є нас щоночі тут»")
    forwarded(camp, number)
    with pytest.raises(ForwardedAlreadyError):
        forwarded(camp, number)


def test_a_complaint_that_lies_a_day_reaches_the_delegate_and_no_camp_reads_of_it(camp):
    man = camp.arrive()
    number = took(camp, person_id=man)
    assert (ClockRule.COMPLAINT, number) in late(camp, "delegate", days=2)
    assert (ClockRule.COMPLAINT, number) not in late(camp, "camp")
    for name in ("camp", "doctor", "registrar"):
        with pytest.raises(RoleForbidsError):
            complaints(camp.by(name))

    size = tree_size()
    view = complaint(camp.by("delegate"), number)
    assert (CANARY, man) == (view.words, view.complainant)
    assert [("welfare.?complaints", (number,))] == readings_since(size)
    forwarded(camp, number)
    assert (ClockRule.COMPLAINT, number) not in late(camp, "delegate")
    assert [number] == [one.complaint_id for one in complaints(camp.by("auditor"), place=CAMP) if one.forwarded_at]


def test_its_words_lie_open_nowhere_and_the_house_verifies(camp):
    took(camp)
    assert not any(CANARY in cells for cells in all_cells().values())
    assert not verify(log_verifier()).differences
