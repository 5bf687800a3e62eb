"""Whether a card or notice about a prisoner is of this bureau, for whoever received it through delegate or auditor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.register.selectors.cards import CODE, paper_with_code


@page(CODE, path="code", name="check_code", menu="menu.check_code", is_rare=True)
def check_code(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Looks up the code and check word that stand in the foot of a card or notice."""
    fields = (
        Field(name="code", label="field.paper_code", is_required=True, longest=80,
              value=request.GET.get("code", "")[:80]),
        Field(name="word", label="field.paper_word", is_required=True, longest=80),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        found = paper_with_code(acting, entered["code"], entered["word"])
        return render(request, "checked_code.html", {"found": found, "code": entered["code"]})

    asked = Asked(title="page.check_code", fields=fields, back=reverse("desk:owed"), intro="intro.check_code",
                  button="button.look")  # fmt: skip
    return ask(request, asked, act)
