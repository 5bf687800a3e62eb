"""The reviewer's pages: pairs to judge, and one pair with the bits between its two records. Blind to the other."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.doors.desk.entered import Entered, Field
from repatria.doors.desk.pages import Asked, Row, ask, choices, language_of, page, table_page
from repatria.doors.desk.templatetags.desk import reason_words, sure_words
from repatria.records.access.acting import Acting
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.selectors import PairView, pairs_to_judge
from repatria.records.matching.selectors import pair as pair_view
from repatria.records.matching.services import record_judgement
from repatria.records.register.selectors import PersonView

_COLUMNS = ("column.bits", "column.probability", "column.equally_good", "column.enquiry", "column.person")
_FULL_BAR_BITS = 16.0  # a bar as long as its half of the column; heavier ones are cut there and say their number
_KINDS_OF_FIELD = {
    "surname": (ParticularKind.SURNAME,), "given_name": (ParticularKind.FIRST_NAMES,),
    "patronymic": (ParticularKind.PATRONYMIC,), "birth_date": (ParticularKind.BIRTH_DATE,),
    "place": (ParticularKind.BIRTH_PLACE,),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of the middle column: to the right it speaks for, to the left against."""

    field: str
    sentence: str
    bits: str
    start: int  # per cent of half the column, zero at 100
    width: int
    is_for: bool
    hers: str
    his: str


def _bar(language: str, line: WeightLine, view: PairView) -> Bar:
    bits = line.millibits / 1000
    width = min(100, round(abs(bits) / _FULL_BAR_BITS * 100))
    return Bar(
        field=line.field, sentence=reason_words(language, line.level), bits=f"{bits:+.1f}", is_for=bits >= 0,
        start=100 if bits >= 0 else 100 - width, width=width, hers=_hers(line.field, view),
        his=_his(line.field, view.person),
    )  # fmt: skip


def _hers(field: str, view: PairView) -> str:
    said = view.enquiry.said
    return {"birth_date": said["sought_birth"], "place": said["sought_place"]}.get(field, said["sought_name"])


def _his(field: str, person: PersonView) -> str:
    return " ".join(filter(None, (person.first(kind) for kind in _KINDS_OF_FIELD.get(field, ()))))


@page("matching.?pairs")
def pair_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The pairs that wait for this reviewer, heaviest first."""
    rows = [
        Row(
            cells=(f"{line.match_weight_bits:+.1f}", f"{line.probability * 100:.0f} / 100",
                   str(max(0, line.equally_good - 1)), line.enquiry_id, line.person_id),
            link=reverse("desk:pair", args=[line.pair_id]),
        )
        for line in pairs_to_judge(acting)
    ]  # fmt: skip
    return table_page(request, title="page.pairs", columns=_COLUMNS, rows=rows, intro="intro.pairs")


@page("matching.?pair")
def pair(request: HttpRequest, acting: Acting, pair_id: str) -> HttpResponse:
    """One pair: her enquiry on the left, his record on the right, between them what speaks for and against."""
    language = language_of(request)
    view = pair_view(acting, pair_id)
    fields = (
        Field(name="judgement", kind="radio", options=choices(language, "judgement", JudgementKind), is_required=True),
    )

    def act(entered: Entered) -> str:
        record_judgement(acting, pair_id=pair_id, judgement=JudgementKind(entered["judgement"]))
        return reverse("desk:pairs")

    line = view.line
    asked = Asked(
        title="page.pair", fields=fields, back=reverse("desk:pairs"), button="button.judge",
        template="desk/pair.html",
    )  # fmt: skip
    if request.method != "POST" and (line.judged_by_me or line.conclusion):
        asked = Asked(title="page.pair", fields=(), back=reverse("desk:pairs"), template="desk/pair.html")
        context = {"asked": asked, "fields": ()}
    else:
        context = {}
    more = {
        "pair": view, "bars": [_bar(language, one, view) for one in view.waterfall],
        "words": sure_words(language, line.probability, line.equally_good),
        "total": f"{line.match_weight_bits:+.1f}", "is_mine": line.judged_by_me,
        "is_concluded": line.conclusion in (JudgementConclusion.CONFIRMED, JudgementConclusion.REFUSED),
    }  # fmt: skip
    if context:
        return render(request, asked.template, context | more)
    return ask(request, asked, act, **more)
