"""The reviewer's pages: pairs to judge, and one pair with the bits between its two records. Blind to the other."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.linkage.explanation import level_sentence, signed, word
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.plots import shares
from repatria.doors.desk.frame.run import link_in_run
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.matching.comparison import chance_words, of_pair
from repatria.records.access.acting import Acting
from repatria.records.matching.selectors import PairLine, count_to_judge, count_unlaid, pairs_to_judge, refused_pairs
from repatria.records.matching.selectors import pair as pair_view
from repatria.records.matching.services import record_judgement

_COLUMNS = ("column.enquiry", "column.person", "column.probability", "column.bits", "column.equally_good")
_OTHERS_SHOWN, _REASONS_SHOWN = 12, 3


@page("matching.?pairs", path="pairs", name="pairs", menu="menu.pairs")
def pair_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The pairs that wait for this reviewer, likeliest first; and how many were too unlikely to wait for anybody."""
    language = language_of(request)
    lines = pairs_to_judge(acting, after_pair=request.GET.get("after", ""))
    rows = [
        Row(
            cells=(line.enquiry_id, line.person_id, chance_words(language, line.probability),
                   signed(line.match_weight_bits), str(max(0, line.equally_good - 1))),
            link=link_in_run(reverse("desk:pair", args=[line.pair_id]), of="owed.pairs"),
        )
        for line in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.pairs", columns=_COLUMNS, rows=rows, intro="intro.pairs",
        first_link=rows[0].link if rows else "", empty="empty.pairs", whole=count_to_judge(acting),
        following=f"?after={lines[-1].pair_id}" if lines.has_more else "", template="pairs.html",
        unlaid=count_unlaid(acting),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another record that was proposed for the same enquiry and that this reviewer has not judged."""

    person_id: str
    link: str
    chance: str


def in_thousand(probability: float) -> str:
    """A chance in a thousand; never a certainty, whichever way."""
    whole = round(probability * 1000)
    return "< 1 / 1000" if whole < 1 else "> 999 / 1000" if whole > 999 else f"{whole} / 1000"


def _others(acting: Acting, line: PairLine) -> tuple[Other, ...]:
    found = [one for one in pairs_to_judge(acting, enquiry_id=line.enquiry_id) if one.pair_id != line.pair_id]
    return tuple(
        Other(person_id=one.person_id, link=reverse("desk:pair", args=[one.pair_id]),
              chance=in_thousand(one.probability))
        for one in found[:_OTHERS_SHOWN]
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record that was refused for the same enquiry: why, by the fields that spoke against it."""

    person_id: str
    chance: str
    why: str
    was_linked: bool


def _refused(language: str, acting: Acting, line: PairLine) -> tuple[Refused, ...]:
    found = [one for one in refused_pairs(acting, line.enquiry_id) if one.pair_id != line.pair_id]
    return tuple(
        Refused(
            person_id=one.person_id, chance=in_thousand(one.probability), was_linked=one.was_linked,
            why="; ".join(
                f"{word('field', step.field, language)}: {level_sentence(step.level, language)}"
                for step in sorted(one.differing, key=lambda step: step.millibits)[:_REASONS_SHOWN]
            ),
        )
        for one in found[:_OTHERS_SHOWN]
    )  # fmt: skip


@page("matching.?pair", path="pairs/<str:pair_id>")
def pair(request: HttpRequest, acting: Acting, pair_id: str) -> HttpResponse:
    """One pair: her enquiry on the left, his record on the right, between them what speaks for and against."""
    language = language_of(request)
    view = pair_view(acting, pair_id)
    line = view.line
    more = {
        "pair": view, "comparison": of_pair(language, view), "is_mine": line.judged_by_me,
        "others": _others(acting, line), "refused": _refused(language, acting, line),
        "chance": in_thousand(line.probability),
        "shares": shares(
            ((line.probability, "f1"), (max(0.0, 1 - line.probability), "f4")),
            label=chance_words(language, line.probability),
        ),
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
