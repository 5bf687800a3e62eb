"""Graves by their place in lists, one of them whole, and the form that records or marks one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains_graves import GraveKind
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.graves import grave, graves
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.remains.services.graves import BURY, GRAVE, LONGEST_PLACE, MARK, mark_grave, record_grave

_COLUMNS = (
    "column.grave_cemetery", "column.grave_row", "column.grave_position", "column.grave_kind", "column.grave_at",
    "column.grave_lie_there",
)  # fmt: skip
_AT_FIELDS = {
    "grave_cemetery": "cemetery", "grave_position": "position", "grave_marker": "marker", "item_by": "laid_out_by",
    "grave_why_collective": "reason", "grave_why_marked": "reason",
}  # fmt: skip


@page(SEES, path="graves", name="graves", menu="menu.graves", is_rare=True)
def grave_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The graves by cemetery, row and position. Where that is stands behind each."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.cemetery_code, one.grave_row or "—", one.position, word_text(language, "grave_kind", one.kind),
                date_words(language, one.at[:10]), str(one.lie_there),
            ),
            link=reverse("desk:grave", args=[one.grave_id]) if may(acting, READS) else "",
        )
        for one in graves(acting)
    ]  # fmt: skip
    actions = [("page.record_grave", reverse("desk:record_grave"))] if may(acting, GRAVE) else []
    actions.append(("page.graveside_forms", reverse("desk:graveside_forms")))
    actions.append(("page.fragment_policies", reverse("desk:fragment_policies")))
    return table_page(
        request, title="page.graves", columns=_COLUMNS, rows=rows, intro="intro.graves", empty="empty.graves",
        actions=actions,
    )  # fmt: skip


@page(GRAVE, path="graves/new", name="record_grave")
def new_grave(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records a grave."""

    def act(entered: Entered) -> str:
        laid_out_at = entered.instant("laid_out_at")
        assert laid_out_at is not None, "the form asks for it"
        number = record_grave(
            acting, cemetery_code=entered["cemetery_code"], grave_row=entered["grave_row"],
            position=entered["position"], kind=GraveKind(entered["grave_kind"]), cemetery=entered["cemetery"],
            marker=entered["marker"], laid_out_at=laid_out_at, laid_out_by=entered["laid_out_by"],
            coordinates=entered["coordinates"], plan=entered["plan"], reason=entered["reason"],
        )  # fmt: skip
        return reverse("desk:grave", args=[number])

    fields = (
        Field(name="cemetery_code", is_required=True, longest=LONGEST_PLACE, hint="hint.cemetery_code"),
        Field(name="cemetery", is_required=True, hint="hint.cemetery"),
        Field(name="grave_row", longest=LONGEST_PLACE), Field(name="position", is_required=True, longest=LONGEST_PLACE),
        Field(name="plan"), Field(name="coordinates", hint="hint.grave_coordinates"),
        Field(name="marker", is_required=True, hint="hint.marker"),
        Field(name="grave_kind", kind="radio", is_required=True,
              options=choices(language_of(request), "grave_kind", GraveKind)),
        Field(name="reason", label="field.grave_why_collective", hint="hint.grave_why_collective"),
        Field(name="laid_out_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="laid_out_by", is_required=True),
    )  # fmt: skip
    asked = Asked(
        title="page.record_grave", fields=fields, back=reverse("desk:graves"), at_fields=_AT_FIELDS,
        intro="intro.record_grave",
    )  # fmt: skip
    return ask(request, asked, act)


@page(READS, path="graves/<str:grave_id>", name="grave")
def one_grave(request: HttpRequest, acting: Acting, grave_id: str) -> HttpResponse:
    """One grave: where it is, its marker, who lies there and who lay there."""
    one = grave(acting, grave_id)
    return render(request, "grave.html", {
        "one": one, "line": one.line, "there": [each for each in one.burials if not each.exhumed_at],
        "left": [each for each in one.burials if each.exhumed_at], "may_bury": may(acting, BURY),
        "may_mark": may(acting, MARK),
    })  # fmt: skip


@page(MARK, path="graves/<str:grave_id>/marker", name="mark_grave")
def new_marker(request: HttpRequest, acting: Acting, grave_id: str) -> HttpResponse:
    """Records that a marker was set anew."""
    back = reverse("desk:grave", args=[grave_id])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        mark_grave(
            acting, grave_id=grave_id, happened_at=happened_at, marker=entered["marker"], by=entered["laid_out_by"],
            reason=entered["reason"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="marker", is_required=True, hint="hint.marker"),
        Field(name="reason", is_required=True, label="field.grave_why_marked"),
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="laid_out_by", is_required=True, label="field.marked_by"),
    )  # fmt: skip
    asked = Asked(title="page.mark_grave", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=grave_id)
