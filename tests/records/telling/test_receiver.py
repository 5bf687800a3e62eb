"""Of a dead of the register the notices go first; their receiver owes the visit once one of them is receipted."""

from __future__ import annotations

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.notices import FAMILY_BY, RECEIVER_VISITS, NoticeRecipient
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.disclosure.selectors import enquiry_standing
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import close_enquiry
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.selectors import notice
from repatria.records.notices.services import deliver_notice, receipt_notice
from repatria.records.telling.errors import TellingStateError
from repatria.records.telling.models import Telling
from repatria.records.telling.selectors.standing import acts_of_telling, is_family_told
from repatria.records.telling.services.opening import leave_to_receiver, record_receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(family):
    """A prisoner whose mother asks, who was identified, and two who were trained."""
    family.capture().asks("mother")
    family.enquiry = family.of["mother"]
    family.link().dies().concluded(person_id=family.person).trained().opened()
    draw_consequences(family.outside)
    return family


def drawn(family):
    basis = Telling.objects.get().recorded_index
    return list(StatutoryNotice.objects.filter(basis_index=basis).order_by("recorded_index"))


def test_the_notices_say_that_the_visit_is_the_receivers_and_leave_before_any_of_ours(theirs):
    assert {NoticeRecipient.CENTRAL_TRACING_AGENCY.value} <= {one.recipient for one in drawn(theirs)}
    for one in drawn(theirs):
        items = notice(theirs.by("registrar"), one.pk).items
        assert RECEIVER_VISITS in items and FAMILY_BY not in items, "a day of ours is not kept by the receiver"
    with pytest.raises(OpenGuardError) as refused:
        theirs.planned()
    assert ("notices_gone", "GC III 122(3)") in refused.value.params["guards"]
    for one in drawn(theirs):
        deliver_notice(theirs.by("registrar"), notice_id=one.pk, reference="by courier")
    theirs.planned()


def test_a_receipted_notice_suffices_and_its_receiver_owes_the_visit_with_a_clock(theirs):
    def close(rests_on):
        close_enquiry(
            theirs.by("caseworker-1"), enquiry_id=theirs.enquiry, reason=ClosingReason.DEAD_NOTIFIED,
            rests_on=(*enquiry_standing(theirs.enquiry).rests_on, *rests_on),
        )  # fmt: skip

    for one in drawn(theirs):
        deliver_notice(theirs.by("registrar"), notice_id=one.pk, reference="by courier")
    with pytest.raises(OpenGuardError) as refused:
        leave_to_receiver(theirs.by("caseworker-1"), telling_id=theirs.case)
    assert (("notice_receipted", "practice rule 24"),) == refused.value.params["guards"]
    given = {"telling_id": theirs.case, "happened_at": theirs.clock(), "reference": "CTA 7"}
    with pytest.raises(TellingStateError):
        record_receiver(theirs.by("delegate"), is_told=True, **given)
    with pytest.raises(OpenGuardError):
        close(())
    receipt_notice(theirs.by("delegate"), notice_id=drawn(theirs)[0].pk, reference="CTA 6")
    leave_to_receiver(theirs.by("caseworker-1"), telling_id=theirs.case)
    keep_clocks(theirs.outside)
    assert 1 == Clock.objects.filter(rule=ClockRule.DEATH_RECEIVER.value, ending="", subject=theirs.case).count()
    with pytest.raises(TellingStateError):
        leave_to_receiver(theirs.by("caseworker-1"), telling_id=theirs.case)
    assert not is_family_told(person_id=theirs.person) and () == acts_of_telling(theirs.enquiry)

    with pytest.raises(RoleForbidsError):
        record_receiver(theirs.by("liaison"), is_told=True, **given)
    with pytest.raises(InputError):
        record_receiver(theirs.by("delegate"), is_told=False, **given)
    with pytest.raises(OpenGuardError):
        close(acts_of_telling(theirs.enquiry))
    record_receiver(theirs.by("delegate"), is_told=True, **given)
    keep_clocks(theirs.outside)
    assert not Clock.objects.filter(rule=ClockRule.DEATH_RECEIVER.value, ending="").exists()
    assert is_family_told(person_id=theirs.person)
    close(acts_of_telling(theirs.enquiry))
    assert "dead_notified" == Enquiry.objects.get(pk=theirs.enquiry).closed_for


def test_where_the_receiver_cannot_the_visit_is_ours_again_with_its_clock(theirs):
    for one in drawn(theirs):
        deliver_notice(theirs.by("registrar"), notice_id=one.pk, reference="by courier")
    receipt_notice(theirs.by("delegate"), notice_id=drawn(theirs)[0].pk, reference="CTA 6")
    leave_to_receiver(theirs.by("caseworker-1"), telling_id=theirs.case)
    record_receiver(
        theirs.by("delegate"), telling_id=theirs.case, is_told=False, happened_at=theirs.clock(), reference="CTA 9",
        why_not="she lives here",
    )  # fmt: skip
    keep_clocks(theirs.outside)
    running = Clock.objects.filter(ending="", rule=ClockRule.DEATH_VISIT.value)
    assert [theirs.enquiry] == [one.subject for one in running]
    assert () == acts_of_telling(theirs.enquiry) and not is_family_told(person_id=theirs.person)
    theirs.told()
    assert is_family_told(enquiry_id=theirs.enquiry)


def test_refuses_to_leave_a_dead_of_our_own_to_anybody(opened):
    with pytest.raises(OpenGuardError) as refused:
        leave_to_receiver(opened.by("caseworker-1"), telling_id=opened.case)
    assert {"of_other_party", "notice_receipted"} == {what for what, _ in refused.value.params["guards"]}
