"""Certificates of death: the list, one of them, drawing one up, signing it, and the sheet."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.certificates import CertificateState
from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.certificates import CertificateField, CertificateLine
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.papers_certificates import (
    CertificatePaperLine,
    CertificateSigner,
    DeathCertificatePaper,
)
from repatria.doors.desk.certificates.sending import ask_sending
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, word_text
from repatria.records.access.acting import Acting
from repatria.records.certificates.selectors.certificates import (
    READS,
    SEES,
    CertificateView,
    SignatureView,
    before_certificate,
    certificate,
    certificates,
)
from repatria.records.certificates.selectors.withdrawals import withdrawal
from repatria.records.certificates.services.certifying import (
    DRAW,
    SEND,
    SIGN,
    draw_certificate,
    send_death_paper,
    sign_certificate,
)
from repatria.records.certificates.services.withdrawing import ASK, TELL, WITHDRAW

_COLUMNS = (
    "column.certificate_number", "column.certificate_of", "column.certificate_power", "column.certificate_state",
    "column.certificate_drawn",
)  # fmt: skip
_LONG = frozenset({CertificateField.CIRCUMSTANCES, CertificateField.CARED})
_AT_FIELDS = {
    "certificate_power": "power", "certificate_told_by": "told_by", "certificate_reason": "reason",
}  # fmt: skip


@page(SEES, path="certificates", name="certificates", menu="menu.certificates", is_rare=True)
def certificate_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The certificates by numbers."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                str(one.number), " ".join(one.items) or one.person_id or "—", one.power or "—",
                word_text(language, "certificate_state", one.state.value), date_words(language, one.drawn_at[:10]),
            ),
            link=reverse("desk:certificate", args=[one.certificate_id]) if may(acting, READS) else "",
            tone="" if one.state not in (CertificateState.DRAWN, CertificateState.SIGNED_ONCE) else "waiting",
        )
        for one in certificates(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.certificates", columns=_COLUMNS, rows=rows, intro="intro.certificates",
        empty="empty.certificates", actions=[("page.death_lists", reverse("desk:death_lists"))], are_plain=True,
    )  # fmt: skip


def _shown(language: str, one: CertificateLine) -> str:
    word = word_text(language, f"certificate_{one.field.value}", one.word) if one.word else ""
    return ": ".join(filter(None, (word, one.text)))


def _rows(language: str, lines: tuple[CertificateLine, ...]) -> list[tuple[str, str, str, CertificateLine]]:
    return [
        (say(language, f"certificate_field.{one.field.value}"), _shown(language, one),
         word_text(language, "field_from", one.read_from.value), one)
        for one in lines
    ]  # fmt: skip


@page(READS, path="certificates/<str:certificate_id>", name="certificate", clocks=(ClockRule.WITHDRAWAL,))
def one_certificate(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """One certificate: each field with where it was read, who signed, and where it went."""
    one = certificate(acting, certificate_id)
    state = one.summary.state
    has_signed = acting.account_id in {each.account_id for each in one.signatures}
    return render(request, "certificate.html", {
        "one": one, "line": one.summary, "rows": _rows(language_of(request), one.lines),
        "may_sign": may(acting, SIGN) and not has_signed
        and state in (CertificateState.DRAWN, CertificateState.SIGNED_ONCE),
        "may_send": may(acting, SEND) and state is CertificateState.SIGNED,
        **_withdrawal(acting, certificate_id),
    })  # fmt: skip


def _withdrawal(acting: Acting, certificate_id: str) -> dict[str, object]:
    """How far it is withdrawn, and what this account may do about it."""
    back = withdrawal(acting, certificate_id)
    return {
        "back": back, "may_ask_back": back.has_fallen and not back.asked_by and may(acting, ASK),
        "may_withdraw": back.has_fallen and bool(back.asked_by) and may(acting, WITHDRAW)
        and back.asked_by != acting.account_id,
        "may_decline": bool(back.asked_by) and not back.withdrawn_by and may(acting, WITHDRAW),
        "may_tell": bool(back.recipients) and may(acting, TELL),
    }  # fmt: skip


@page(SIGN, path="certificates/<str:certificate_id>/sign", name="sign_certificate")
def sign(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """Signs a certificate."""
    back = reverse("desk:certificate", args=[certificate_id])
    return act_once(request, lambda: sign_certificate(acting, certificate_id=certificate_id), back)


def paper_of(
    language: str, view: CertificateView, mark: Any, withdrawn_at: str = ""
) -> DeathCertificatePaper:  # fmt: skip
    """What the sheet says: nothing that its act does not hold."""
    return DeathCertificatePaper(
        mark=mark,
        number=view.summary.number,
        replaces=view.summary.replaces,
        remains=view.summary.items,
        withdrawn_at=local(read_instant(withdrawn_at)) if withdrawn_at else None,
        lines=tuple(
            CertificatePaperLine(field=one.field, text=one.text, word=one.word, told_by=one.told_by)
            for one in view.lines
        ),
        signers=tuple(_signer(language, one) for one in view.signatures),
    )


def _signer(language: str, one: SignatureView) -> CertificateSigner:
    """By the name of the account: its number says nothing to whoever reads the sheet."""
    account = actor_text(language, one.account_id)
    return CertificateSigner(account=account, at=local(read_instant(one.at)), as_doctor=one.as_doctor)


@page(READS, path="certificates/<str:certificate_id>/sheet.pdf", name="certificate_sheet")
def sheet(request: HttpRequest, acting: Acting, certificate_id: str) -> HttpResponse:
    """The certificate as a sheet, with lines to be filled by hand where nobody recorded anything."""
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    mark = outside.mark(code, word, language, "uk" if language == "en" else "en")
    view = certificate(acting, certificate_id)
    return pdf_file(f"certificate-{view.summary.number}", outside.printer.print_paper(
        paper_of(language, view, mark, withdrawal(acting, certificate_id).withdrawn_at)
    ))  # fmt: skip


@page(DRAW, path="remains/items/<str:item_code>/certificate", name="draw_certificate")
def of_remains(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Draws up a certificate of remains that have a name."""
    return _draw(request, acting, reverse("desk:remains_rest", args=[item_code]), item_code, item_code=item_code)


@page(DRAW, path="deaths/<str:person_id>/certificate", name="draw_person_certificate",
      clocks=(ClockRule.DEATH_CERT,))  # fmt: skip
def of_person(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Draws up a certificate of a registered person."""
    return _draw(request, acting, reverse("desk:certificates"), person_id, person_id=person_id)


def _draw(request: HttpRequest, acting: Acting, back: str, subject: str, **whose: str) -> HttpResponse:
    known = before_certificate(acting, **whose)
    language = language_of(request)

    def act(entered: Entered) -> str:
        number = draw_certificate(
            acting, **whose, told_by=entered["told_by"], reason=entered["reason"],
            attested={one: entered[one.value] for one in CertificateField if one not in known},
        )  # fmt: skip
        return reverse("desk:certificate", args=[number])

    fields = (
        *(Field(name=one.value, label=f"certificate_field.{one.value}", kind="text" if one in _LONG else "line")
          for one in CertificateField if one not in known),
        Field(name="told_by", hint="hint.told_by"), Field(name="reason", label="field.certificate_reason"),
    )  # fmt: skip
    lines = tuple(known[one] for one in CertificateField if one in known)
    asked = Asked(
        title="page.draw_certificate", fields=fields, back=back, at_fields=_AT_FIELDS, template="draw_certificate.html",
        intro="intro.draw_certificate",
    )  # fmt: skip
    return ask(request, asked, act, subject=subject, rows=_rows(language, lines))


@page(SEND, path="certificates/<str:document_id>/sent", name="send_death_paper")
def send(request: HttpRequest, acting: Acting, document_id: str) -> HttpResponse:
    """Records that a certificate or a list went out, or what came back."""
    back = reverse("desk:death_list" if document_id.startswith("GM") else "desk:certificate", args=[document_id])
    return ask_sending(
        request, partial(send_death_paper, acting, document_id=document_id), title="page.send_death_paper", back=back,
        subject=document_id,
    )  # fmt: skip
