"""What of certificates and lists waits for another: a signature, and a list that is drawn up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.certificates import CERTIFICATE, LIST
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.roles import Role
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.certificates.selectors.certificates import certificates_to_sign
from repatria.records.certificates.selectors.lists import lists_to_certify
from repatria.records.certificates.services.certifying import SIGN
from repatria.records.certificates.services.listing import CERTIFY


@owed(SIGN, what="owed.certificates_to_sign", at=lambda: reverse("desk:certificates"))
def to_sign(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Certificates that lack a signature which this account may give."""
    is_doctor = Role.MEDICAL in acting.roles
    for one in certificates_to_sign(acting):
        may_sign = acting.account_id not in one.signed_by and (is_doctor or one.has_doctor or not one.signed_by)
        if may_sign:
            yield OwedItem(
                what="owed.certificates_to_sign", link=reverse("desk:certificate", args=[one.certificate_id]),
                about=one.certificate_id, since=read_instant(one.since), is_for_second=bool(one.signed_by),
                waits="waits.colleague", provision=CERTIFICATE,
            )  # fmt: skip


@owed(CERTIFY, what="owed.lists_to_certify", at=lambda: reverse("desk:death_lists"))
def to_certify(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Lists of the dead and of graves that another drew up."""
    for number, since, drawn_by in lists_to_certify(acting):
        if drawn_by != acting.account_id:
            yield OwedItem(
                what="owed.lists_to_certify", link=reverse("desk:death_list", args=[number]), about=number,
                since=read_instant(since), is_for_second=True, waits="waits.colleague", provision=LIST,
            )  # fmt: skip
