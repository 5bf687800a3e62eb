"""The dead and those who are sought beside each other: what to look at first, with reasons, and both on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.bodies.beside import AGAINST, EXCLUDES, POINTS
from repatria.core.bodies.said_beside import BesideGroup, BesideWord, Reason
from repatria.core.vocabulary.body_record import FIELDS_OF, BodyRecord, Said, said_of
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.body_shown import shown
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.lists import Row, following_of, skipped_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.beside import (
    BESIDE,
    BesideLine,
    both_beside,
    examined_items,
    families_beside,
    items_beside,
)
from repatria.records.identification.services.hypotheses import OPEN

_FIRST = 3  # reasons that a line of a list says
_EXAMINED = ("column.hypothesis_items", "column.given_state")
_TABLES = {
    BesideWord.SEX_AGREES: "body_sex", BesideWord.SEX_DIFFERS: "body_sex", BesideWord.SEX_LEANS: "body_sex",
    BesideWord.TOOTH_AGREES: "tooth_code", BesideWord.TOOTH_CANNOT: "tooth_code",
    BesideWord.TOOTH_TREATED_SINCE: "tooth_code",
}  # fmt: skip
_DAYS = frozenset({BesideWord.TIME_AGREES, BesideWord.SEEN_AFTER})


def sentence(language: str, one: Reason) -> str:
    """One reason as a sentence, with what both sides say."""
    post, ante = one.post, one.ante
    if table := _TABLES.get(one.word):
        post, ante = word_text(language, table, post), word_text(language, table, ante)
    elif one.word in _DAYS:
        post, ante = date_words(language, post), date_words(language, ante)
    about = one.about
    if one.word in (BesideWord.FIELD_AGREES, BesideWord.UNIT_AGREES):
        about = word_text(language, "body_field", about)
    elif one.group in (BesideGroup.MARKS, BesideGroup.MEDICAL) and about:
        about = word_text(language, "body_region", about)
    return say(language, f"beside.{one.word.value}", post=post, ante=ante, about=about)


def _weightiest(line: BesideLine) -> list[Reason]:
    """What excludes, then what adds or takes most."""
    order = sorted(line.reasons, key=lambda one: (one.word not in EXCLUDES, -abs(POINTS[one.word])))
    return order[:_FIRST]


def _weighs(language: str, line: BesideLine) -> str:
    return say(language, "sentence.beside_cannot" if line.is_excluded else "sentence.beside_points", points=line.points)


def _rows(language: str, lines: tuple[BesideLine, ...], *, is_of_item: bool) -> list[Row]:
    return [
        Row(
            cells=(
                one.enquiry_id if is_of_item else one.item_code, _weighs(language, one),
                " ".join(sentence(language, reason) for reason in _weightiest(one)),
            ),
            link=reverse("desk:beside_both", args=[one.item_code, one.enquiry_id]),
            tone="late" if one.is_excluded else "",
        )
        for one in lines
    ]  # fmt: skip


@page(BESIDE, path="identification/beside", name="beside", menu="menu.beside", is_rare=True)
def examined(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The items that were examined, those without a name first; each leads to the families that fit."""
    language, skipped = language_of(request), skipped_of(request)
    lines = examined_items(acting, skipped)
    rows = [
        Row(
            cells=(one.item_code, say(language, "sentence.beside_named" if one.has_name else "sentence.beside_open")),
            link=reverse("desk:beside_item", args=[one.item_code]),
        )
        for one in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.beside", columns=_EXAMINED, rows=rows, intro="intro.beside", empty="empty.beside",
        following=following_of(request, lines, skipped + len(lines)),
    )  # fmt: skip


@page(BESIDE, path="identification/beside/items/<str:item_code>", name="beside_item")
def of_item(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """The families that were asked, the likest first."""
    rows = _rows(language_of(request), families_beside(acting, item_code), is_of_item=True)
    return table_page(
        request, title="page.beside_item",
        columns=("column.beside_enquiry", "column.beside_points", "column.beside_why"), rows=rows,
        intro="intro.beside_ranked", empty="empty.beside_ranked", subject=item_code,
    )  # fmt: skip


@page(BESIDE, path="identification/beside/families/<str:enquiry_id>", name="beside_family")
def of_family(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """The items without a name, the likest first."""
    rows = _rows(language_of(request), items_beside(acting, enquiry_id), is_of_item=False)
    return table_page(
        request, title="page.beside_family",
        columns=("column.hypothesis_items", "column.beside_points", "column.beside_why"), rows=rows,
        intro="intro.beside_ranked", empty="empty.beside_ranked", subject=enquiry_id,
    )  # fmt: skip


def _answer(language: str, record: BodyRecord, field: Any) -> str:
    one = said_of(record, field)
    return one.text if one.said is Said.GIVEN else word_text(language, "body_said", one.said.value)


def _fields(language: str, seen: BodyRecord, told: BodyRecord) -> list[tuple[str, str, str]]:
    """The fields of which a side says something, both sides beside each other."""
    silent = Said.NOT_EXAMINED
    return [
        (field.value, _answer(language, seen, field), _answer(language, told, field))
        for fields in FIELDS_OF.values() for field in fields
        if not said_of(seen, field).said is said_of(told, field).said is silent
    ]  # fmt: skip


def _teeth(seen: BodyRecord, told: BodyRecord) -> list[tuple[int, Any, Any]]:
    ours, theirs = ({one.tooth: one for one in side.teeth} for side in (seen, told))
    return [(number, ours.get(number), theirs.get(number)) for number in sorted(ours.keys() | theirs.keys())]


@page(BESIDE, path="identification/beside/<str:item_code>/<str:enquiry_id>", name="beside_both")
def both(request: HttpRequest, acting: Acting, item_code: str, enquiry_id: str) -> HttpResponse:
    """What was seen and what was told on one page: reasons, fields, teeth and marks beside each other."""
    language, one = language_of(request), both_beside(acting, item_code, enquiry_id)
    reasons = [
        (reason.group.value, sentence(language, reason), reason.word in EXCLUDES, reason.word in AGAINST)
        for reason in one.line.reasons
    ]  # fmt: skip
    return render(request, "beside.html", {
        "one": one, "reasons": reasons, "weighs": _weighs(language, one.line), "may_open": may(acting, OPEN),
        "fields": _fields(language, one.examined, one.told), "teeth": _teeth(one.examined, one.told),
        "sides": [("seen", shown(language, one.examined)), ("told", shown(language, one.told))],
    })  # fmt: skip
