"""A certificate that fell, at the desk: asked to be withdrawn, withdrawn by another, and whom word of it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.certificates import CERTIFICATE
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.certificates.sending import ask_sending
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.certificates.selectors.withdrawals import certificates_fallen, words_owed
from repatria.records.certificates.services.withdrawing import (
    ASK,
    TELL,
    WITHDRAW,
    ask_withdrawal,
    decline_withdrawal,
    tell_withdrawal,
    withdraw_certificate,
)


def _certificate(certificate_id: str) -> str:
    return reverse("desk:certificate", args=[certificate_id])


@page(ASK, path="certificates/<str:certificate_id>/withdrawal", name="ask_withdrawal")
def ask_back(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """Says that a certificate is to be withdrawn."""
    back = _certificate(certificate_id)

    def act(entered: Entered) -> str:
        ask_withdrawal(acting, certificate_id=certificate_id, reason=entered["reason"])
        return back

    asked = Asked(
        title="page.ask_withdrawal", fields=(Field(name="reason", kind="text", is_required=True),), back=back,
        at_fields={"withdrawal_why": "reason"}, intro="intro.ask_withdrawal",
    )  # fmt: skip
    return ask(request, asked, act, subject=certificate_id)


@page(WITHDRAW, path="certificates/<str:certificate_id>/withdrawal/sign", name="withdraw_certificate")
def withdraw(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """Withdraws a certificate by a press."""
    back = _certificate(certificate_id)
    return act_once(request, lambda: withdraw_certificate(acting, certificate_id=certificate_id), back)


@page(WITHDRAW, path="certificates/<str:certificate_id>/withdrawal/decline", name="decline_withdrawal")
def decline(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """Does not agree that it is withdrawn, or takes one's own asking back."""
    back = _certificate(certificate_id)

    def act(entered: Entered) -> str:
        decline_withdrawal(acting, certificate_id=certificate_id, reason=entered["reason"])
        return back

    asked = Asked(
        title="page.decline_withdrawal", fields=(Field(name="reason", kind="text", is_required=True),), back=back,
        at_fields={"withdrawal_why": "reason"}, intro="intro.decline_withdrawal",
    )  # fmt: skip
    return ask(request, asked, act, subject=certificate_id)


@page(TELL, path="certificates/<str:certificate_id>/withdrawal/told", name="tell_withdrawal")
def told(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """Records that word of it was sent to whoever has it, or what came back."""
    return ask_sending(
        request, partial(tell_withdrawal, acting, certificate_id=certificate_id), title="page.tell_withdrawal",
        back=_certificate(certificate_id), subject=certificate_id,
    )  # fmt: skip


def _certificates() -> str:
    return reverse("desk:certificates")


@owed(WITHDRAW, what="owed.certificates_fallen", at=_certificates)
def fallen(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Certificates whose name or death was taken back: one asks, another withdraws."""
    for one in certificates_fallen(acting):
        if one.asked_by != acting.account_id:
            yield OwedItem(
                what="owed.certificates_fallen", link=_certificate(one.certificate_id), about=one.certificate_id,
                is_for_second=bool(one.asked_by), waits="waits.agency", provision=CERTIFICATE,
            )  # fmt: skip


@owed(TELL, what="owed.withdrawals_to_tell", at=_certificates)
def to_tell(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Whoever has a withdrawn certificate and was sent no word of it."""
    for number, recipient, since in words_owed(acting):
        yield OwedItem(
            what="owed.withdrawals_to_tell", link=reverse("desk:tell_withdrawal", args=[number]), about=number,
            since=read_instant(since), waits="waits.agency", provision=CERTIFICATE, lies_with=f"recipient.{recipient}",
        )  # fmt: skip
