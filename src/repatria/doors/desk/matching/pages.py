"""The reviewer's pages: pairs to judge, and one pair with the bits between its two records. Blind to the other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.linkage.explanation import signed
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.matching.comparison import chance_words, of_pair
from repatria.records.access.acting import Acting
from repatria.records.matching.selectors import pair as pair_view
from repatria.records.matching.selectors import pairs_to_judge
from repatria.records.matching.services import record_judgement

_COLUMNS = ("column.bits", "column.probability", "column.equally_good", "column.enquiry", "column.person")


@page("matching.?pairs", path="pairs", name="pairs", menu="page.pairs")
def pair_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The pairs that wait for this reviewer, heaviest first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(signed(line.match_weight_bits), chance_words(language, line.probability),
                   str(max(0, line.equally_good - 1)), line.enquiry_id, line.person_id),
            link=reverse("desk:pair", args=[line.pair_id]),
        )
        for line in pairs_to_judge(acting)
    ]  # fmt: skip
    return table_page(request, title="page.pairs", columns=_COLUMNS, rows=rows, intro="intro.pairs")


@page("matching.?pair", path="pairs/<str:pair_id>")
def pair(request: HttpRequest, acting: Acting, pair_id: str) -> HttpResponse:
    """One pair: her enquiry on the left, his record on the right, between them what speaks for and against."""
    language = language_of(request)
    view = pair_view(acting, pair_id)
    line = view.line
    more = {
        "pair": view, "comparison": of_pair(language, view), "is_mine": line.judged_by_me,
        "is_concluded": line.conclusion in (JudgementConclusion.CONFIRMED, JudgementConclusion.REFUSED),
    }  # fmt: skip
    back, template = reverse("desk:pairs"), "pair.html"
    if request.method != "POST" and (line.judged_by_me or line.conclusion):
        asked = Asked(title="page.pair", fields=(), back=back, template=template)
        return render(request, template, {"asked": asked, "fields": (), **more})

    def act(entered: Entered) -> str:
        record_judgement(acting, pair_id=pair_id, judgement=JudgementKind(entered["judgement"]))
        return back

    fields = (
        Field(name="judgement", kind="radio", options=choices(language, "judgement", JudgementKind), is_required=True),
    )
    asked = Asked(title="page.pair", fields=fields, back=back, button="button.judge", template=template)
    return ask(request, asked, act, **more)
