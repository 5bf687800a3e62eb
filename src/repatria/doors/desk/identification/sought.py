"""Enquiries that seek one person who stands in no register: proposed by one, agreed by another, undone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.sought import SOUGHT, one_sought
from repatria.records.identification.services.sought import (
    AGREE_SAME,
    SAME,
    UNDO_SAME,
    agree_one_sought,
    propose_one_sought,
    undo_one_sought,
)

_NUMBER = 40


@page(SOUGHT, path="identification/sought", name="one_sought", menu="menu.one_sought", is_rare=True)
def sought_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The enquiries that seek one person, by numbers."""
    return render(request, "one_sought.html", {
        "lines": one_sought(acting), "may_propose": may(acting, SAME), "may_agree": may(acting, AGREE_SAME),
        "may_undo": may(acting, UNDO_SAME),
    })  # fmt: skip


@page(SAME, path="identification/sought/new", name="propose_one_sought")
def propose(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes that two enquiries seek one person."""
    back = reverse("desk:one_sought")

    def act(entered: Entered) -> str:
        first, second = (entered[name] for name in ("sought_first", "sought_second"))
        propose_one_sought(
            acting, first_enquiry=fold_number(first) or first, second_enquiry=fold_number(second) or second,
            reason=entered["reason"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="sought_first", is_required=True, longest=_NUMBER, value=request.GET.get("enquiry", "")[:_NUMBER]),
        Field(name="sought_second", is_required=True, longest=_NUMBER),
        Field(name="reason", kind="text", is_required=True),
    )
    asked = Asked(title="page.propose_one_sought", fields=fields, back=back, intro="intro.propose_one_sought")
    return ask(request, asked, act)


@page(AGREE_SAME, path="identification/sought/<str:sought_id>/agree", name="agree_one_sought")
def agree(request: HttpRequest, acting: Acting, sought_id: str) -> HttpResponse:
    """Agrees by a press."""
    return act_once(request, lambda: agree_one_sought(acting, sought_id=sought_id), reverse("desk:one_sought"))


@page(UNDO_SAME, path="identification/sought/<str:sought_id>/undo", name="undo_one_sought")
def undo(request: HttpRequest, acting: Acting, sought_id: str) -> HttpResponse:
    """Takes it back."""
    back = reverse("desk:one_sought")

    def act(entered: Entered) -> str:
        undo_one_sought(acting, sought_id=sought_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    return ask(request, Asked(title="page.undo_one_sought", fields=fields, back=back), act, subject=sought_id)
