"""One of theirs, or of ours, who was found dead in the field: one notice of his death, and whose the visit is."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError
from repatria.core.law.telling import OwedBy
from repatria.core.vocabulary.notices import FAMILY_BY, RECEIVER_VISITS, NoticeRecipient
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.identification.services.consents import state_own_power
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.selectors import notice
from repatria.records.notices.services import deliver_notice, receipt_notice
from repatria.records.register.services import record_particular
from repatria.records.register.services.found_dead import record_found_dead
from repatria.records.telling.models import Telling
from repatria.records.telling.services.opening import leave_to_receiver
from tests.records.remains.field import Field

pytestmark = pytest.mark.django_db
K = ParticularKind


def found(family, *, power):
    """A body with sealed papers, who they say it is, and the board's name."""
    Field.recovered(Field.reported(family))
    code = Field.item(family, 1)
    Field.packet(family, code)
    family.person = record_found_dead(
        family.by("registrar"), item_code=code, particulars=tuple(
            Particular(kind=kind, value=value, source=Source(kind="papers"))
            for kind, value in ((K.SURNAME, "Doe"), (K.FIRST_NAMES, "John"), (K.POWER_OF_DEPENDENCE, power)) if value
        ),
    )  # fmt: skip
    draw_consequences(family.outside)
    assert not StatutoryNotice.objects.exists(), "no capture, and no death before the board"
    family.concluded(person_id=family.person, items=(code,)).trained()
    family.case = family.opened(person_id=family.person).case
    draw_consequences(family.outside)
    return list(StatutoryNotice.objects.order_by("recorded_index"))


def test_of_theirs_one_notice_of_death_goes_to_agency_and_power_and_its_receipt_suffices(family):
    drawn = found(family, power="PB")
    assert [
        ("died", one.value) for one in (NoticeRecipient.CENTRAL_TRACING_AGENCY, NoticeRecipient.POWER_CONCERNED)
    ] == [(one.reason, one.recipient) for one in drawn]
    assert all(RECEIVER_VISITS in notice(family.by("registrar"), one.pk).items for one in drawn)
    with pytest.raises(OpenGuardError):
        leave_to_receiver(family.by("caseworker-1"), telling_id=family.case)
    for one in drawn:
        deliver_notice(family.by("registrar"), notice_id=one.pk, reference="by courier")
    receipt_notice(family.by("delegate"), notice_id=drawn[0].pk, reference="CTA 6")
    leave_to_receiver(family.by("caseworker-1"), telling_id=family.case)
    assert Telling.objects.get().receiver


def test_a_power_that_is_named_later_is_told_of_a_death_and_of_no_capture(family):
    (agency,) = found(family, power="")
    assert NoticeRecipient.CENTRAL_TRACING_AGENCY.value == agency.recipient
    record_particular(
        family.by("registrar"), person_id=family.person,
        particular=Particular(kind=K.POWER_OF_DEPENDENCE, value="PB", source=Source(kind="agency")),
    )  # fmt: skip
    draw_consequences(family.outside)
    assert ["died", "died"] == [one.reason for one in StatutoryNotice.objects.all()]


def test_of_ours_the_visit_is_ours_and_no_power_is_told_of_its_own(family):
    state_own_power(family.by("head"), power="pa")
    family.asks("mother")
    (agency,) = found(family, power="PA")
    assert OwedBy.BUREAU.value == Telling.objects.get().owed_by
    items = notice(family.by("registrar"), agency.pk).items
    assert FAMILY_BY in items and RECEIVER_VISITS not in items
