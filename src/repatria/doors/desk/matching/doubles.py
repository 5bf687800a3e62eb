"""Records that may be one man: the reviewer's list, and two records side by side. Blind to the other reviewer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.linkage.explanation import signed
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.run import link_in_run
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.matching.comparison import chance_words, of_double
from repatria.records.access.acting import Acting
from repatria.records.matching.doubles import double as double_view
from repatria.records.matching.doubles import doubles_to_judge, judge_double

_COLUMNS = (
    "column.record_a", "column.record_b", "column.probability", "column.bits", "column.in_group", "column.since",
)  # fmt: skip


@page("matching.?doubles", path="doubles", name="doubles", menu="menu.doubles")
def double_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The pairs of records that wait for this reviewer, likeliest first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(line.first_id, line.second_id, chance_words(language, line.probability),
                   signed(line.match_weight_bits), str(line.records_in_group),
                   instant_words(language, line.proposed_at)),
            link=link_in_run(reverse("desk:double", args=[line.pair_id]), of="owed.doubles"),
        )
        for line in doubles_to_judge(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.doubles", columns=_COLUMNS, rows=rows, intro="intro.doubles", empty="empty.doubles",
        first_link=rows[0].link if rows else "",
    )  # fmt: skip


@page("matching.?doubles", path="doubles/<str:double_id>")
def double(request: HttpRequest, acting: Acting, double_id: str) -> HttpResponse:
    """Two records side by side with what speaks for and against one man; judged by two, apart."""
    language, view = language_of(request), double_view(acting, double_id)
    line, back, template = view.line, reverse("desk:doubles"), "double.html"
    more = {
        "double": view, "comparison": of_double(language, view),
        "is_concluded": line.conclusion in (JudgementConclusion.CONFIRMED, JudgementConclusion.REFUSED),
    }  # fmt: skip
    if request.method != "POST" and (line.judged_by_me or line.conclusion):
        asked = Asked(title="page.double", fields=(), back=back, template=template)
        return render(request, template, {"asked": asked, "fields": (), **more})

    def act(entered: Entered) -> str:
        judge_double(acting, double_id=double_id, judgement=JudgementKind(entered["judgement"]))
        return back

    options = choices(language, "double_judgement", JudgementKind)
    fields = (Field(name="judgement", kind="radio", options=options, is_required=True),)
    asked = Asked(title="page.double", fields=fields, back=back, button="button.judge", template=template)
    return ask(request, asked, act, **more)
