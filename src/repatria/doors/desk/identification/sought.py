"""Enquiries that seek one person who stands in no register: proposed by one, agreed by another, undone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.sought import SOUGHT, WORDS, one_sought, sought_link
from repatria.records.identification.services.sought import (
    AGREE_SAME,
    SAME,
    UNDO_SAME,
    agree_one_sought,
    propose_one_sought,
    undo_one_sought,
)
from repatria.records.identification.sought_acts import SoughtSays

_NUMBER = 40
_LINES = ("column.number", "field.sought_first", "field.sought_second", "field.sought_says", "column.given_state")
_WAITS = ("proposed", "undo_asked")
"""Where a second person is waited for."""


@page(SOUGHT, path="identification/sought", name="one_sought", menu="menu.one_sought", is_rare=True)
def sought_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The enquiries that seek one person, by numbers."""
    language, lines = language_of(request), one_sought(acting, after_of(request))
    rows = [
        Row(
            cells=(
                one.sought_id,
                one.first_enquiry,
                one.second_enquiry,
                word_text(language, "sought_says", one.says.value),
                word_text(language, "sought_state", one.state),
            ),
            link=reverse("desk:sought_link", args=[one.sought_id]) if may(acting, WORDS) else "",
            tone="waiting" if one.state in _WAITS else "",
        )
        for one in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.one_sought", columns=_LINES, rows=rows, intro="intro.propose_one_sought",
        empty="empty.one_sought", following=f"?after={lines[-1].recorded_index}" if lines.has_more else "",
        actions=[("page.propose_one_sought", reverse("desk:propose_one_sought"))] if may(acting, SAME) else [],
    )  # fmt: skip


@page(WORDS, path="identification/sought/<str:sought_id>", name="sought_link")
def one_link(request: HttpRequest, acting: Acting, sought_id: str) -> HttpResponse:
    """One link with its words, before another agrees to it or parts the two."""
    one = sought_link(acting, sought_id)
    return render(request, "sought_link.html", {
        "one": one, "may_agree": one.line.state in _WAITS and may(acting, AGREE_SAME),
        "may_undo": one.line.state != "undone" and may(acting, UNDO_SAME),
    })  # fmt: skip


@page(SAME, path="identification/sought/new", name="propose_one_sought")
def propose(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes that two enquiries seek one person."""
    back = reverse("desk:one_sought")

    def act(entered: Entered) -> str:
        first, second = (entered[name] for name in ("sought_first", "sought_second"))
        propose_one_sought(
            acting, first_enquiry=fold_number(first) or first, second_enquiry=fold_number(second) or second,
            reason=entered["reason"], says=SoughtSays(entered["sought_says"]),
        )  # fmt: skip
        return back

    options = choices(language_of(request), "sought_says", SoughtSays)
    fields = (
        Field(name="sought_says", kind="radio", is_required=True, options=options),
        Field(name="sought_first", is_required=True, longest=_NUMBER, value=request.GET.get("enquiry", "")[:_NUMBER]),
        Field(name="sought_second", is_required=True, longest=_NUMBER, value=request.GET.get("second", "")[:_NUMBER]),
        Field(name="reason", kind="text", is_required=True),
    )
    asked = Asked(title="page.propose_one_sought", fields=fields, back=back, intro="intro.propose_one_sought")
    return ask(request, asked, act)


@page(AGREE_SAME, path="identification/sought/<str:sought_id>/agree", name="agree_one_sought")
def agree(request: HttpRequest, acting: Acting, sought_id: str) -> HttpResponse:
    """Agrees by a press."""
    return act_once(
        request, lambda: agree_one_sought(acting, sought_id=sought_id), reverse("desk:sought_link", args=[sought_id])
    )  # fmt: skip


@page(UNDO_SAME, path="identification/sought/<str:sought_id>/undo", name="undo_one_sought")
def undo(request: HttpRequest, acting: Acting, sought_id: str) -> HttpResponse:
    """Asks to part them, or parts them where another asked."""
    back = reverse("desk:sought_link", args=[sought_id])

    def act(entered: Entered) -> str:
        undo_one_sought(acting, sought_id=sought_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.undo_one_sought", fields=fields, back=back, intro="intro.undo_one_sought")
    return ask(request, asked, act, subject=sought_id)
