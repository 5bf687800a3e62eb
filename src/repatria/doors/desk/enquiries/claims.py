"""Her claim of kinship and the cells of the matrix: what each proof gives, what is missing, what she may be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.kinship_claim import ClaimStanding
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.enquiries.evidence import named_proofs
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import exported, is_export
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.matrix_cells import CellsView, cells_of
from repatria.records.disclosure.withholding import SAY as WITHHOLD
from repatria.records.enquiries.services.claims import (
    JUDGE,
    LONGEST_REASON,
    ClaimView,
    claim_of,
    doubted_claims,
    judge_claim,
)

_FOLLOWS = {
    ClaimStanding.STANDS: (ClaimStanding.DOUBTFUL,), ClaimStanding.REVOKED: (ClaimStanding.DOUBTFUL,),
    ClaimStanding.DOUBTFUL: (ClaimStanding.REVOKED, ClaimStanding.STANDS),
}  # fmt: skip
_COLUMNS = ("column.fact", "column.rule", "column.now")


def _open_to(acting: Acting, view: ClaimView) -> tuple[ClaimStanding, ...]:
    """What this account may say of the claim now, by the rule of two."""
    if view.is_closed or not may(acting, JUDGE):
        return ()
    found = _FOLLOWS[ClaimStanding(view.standing)]
    if view.doubted_by == acting.account_id:
        return ()
    return tuple(one for one in found if one is not ClaimStanding.STANDS or acting.account_id not in view.weighed_by)


@page("enquiries.?enquiry", path="enquiries/<str:enquiry_id>/kinship", name="claim")
def claim(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Her claim of kinship: each kind of proof, the level, what the next one lacks, and how the claim stands."""
    view = claim_of(acting, enquiry_id)
    return render(request, "claim.html", {
        "claim": view, "proofs": named_proofs(language_of(request), view.proofs),
        "judges": _open_to(acting, view), "is_doubted": view.standing == ClaimStanding.DOUBTFUL,
        "may_weigh": not view.is_closed and may(acting, "enquiries.record_kinship_evidence"),
        "needs_another": view.doubted_by == acting.account_id,
        "may_cells": may(acting, "disclosure.?answer"),
    })  # fmt: skip


@page(JUDGE, path="enquiries/<str:enquiry_id>/kinship/judge", name="judge_claim")
def judge(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Doubts her claim, revokes a doubted one, or lets it stand."""
    view, back = claim_of(acting, enquiry_id), reverse("desk:claim", args=[enquiry_id])
    options = choices(language_of(request), "claim_standing", _FOLLOWS[ClaimStanding(view.standing)])
    fields = (
        Field(name="claim_standing", kind="radio", options=options, is_required=True),
        Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON, hint="hint.note"),
    )

    def act(entered: Entered) -> str:
        judge_claim(
            acting, enquiry_id=enquiry_id, standing=ClaimStanding(entered["claim_standing"]), reason=entered["reason"]
        )
        return back

    asked = Asked(title="page.judge_claim", fields=fields, back=back, intro="intro.judge_claim")
    return ask(request, asked, act, subject=enquiry_id)


@page("disclosure.?answer", path="enquiries/<str:enquiry_id>/cells", name="cells")
def cells(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """What she may be told, fact by fact: the cell, its provision, and what is missing now."""
    view = cells_of(acting, enquiry_id)
    if is_export(request):
        return _file(request, language_of(request), view)
    return render(request, "cells.html", {
        "view": view, "may_enquiry": may(acting, "enquiries.?enquiry"), "may_person": may(acting, "register.?person"),
        "may_withhold": may(acting, WITHHOLD),
    })  # fmt: skip


def _file(request: HttpRequest, language: str, view: CellsView) -> HttpResponse:
    lines = [
        [
            word_text(language, "fact", one.fact),
            f"{word_text(language, 'telling', one.telling)} ({provision_words(language, one.provision)})",
            word_text(language, "cell_now", one.now),
        ]
        for one in view.lines
    ]  # fmt: skip
    return exported(request, "cells", [[say(language, one) for one in _COLUMNS], *lines])


@owed(JUDGE, what="owed.doubted_claims", at=lambda: reverse("desk:enquiries"))
def claims_to_judge(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Claims of kinship that another doubts."""
    for one in doubted_claims():
        if one.doubted_by != acting.account_id:
            yield OwedItem(
                what="owed.doubted_claims", link=reverse("desk:claim", args=[one.enquiry_id]), about=one.enquiry_id,
                since=read_instant(one.doubted_at), is_for_second=True, waits="waits.enquirer",
                provision="two-person rule",
            )  # fmt: skip
