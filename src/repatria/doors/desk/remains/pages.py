"""Places where dead were reported, a recovery with its codes, and one item: what is on record of each."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.remains import find_steps_after
from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.pedigrees import INCIDENT
from repatria.records.register.selectors.found_dead import FOUND_ONES
from repatria.records.remains.selectors.items import (
    READS,
    SEES,
    codes,
    item,
    recoveries,
    recovery,
    site,
    sites,
)
from repatria.records.remains.selectors.pictures import SHOW, PictureView, picture
from repatria.records.remains.selectors.spoiled import SPOILED, spoiled_codes
from repatria.records.remains.services.finds import KEEP, MOVE, SEAL
from repatria.records.remains.services.recovering import RECOVER, SITE, SPOIL, TAKE_UP

_SIZES = tuple(one.value for one in LabelSize)
_SITES = ("column.remains_place", "column.remains_reported", "column.remains_recoveries", "column.remains_items")
_CODES = (
    "column.remains_code", "column.remains_kind", "column.disc_found", "column.remains_pictures",
    "column.remains_packets",
)  # fmt: skip


@page(SEES, path="remains", name="remains", menu="menu.remains", is_rare=True)
def remains_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The places by their codes and numbers. Where they are stands behind each."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.place_code, date_words(language, one.reported_at[:10]), str(one.recoveries), str(one.items)),
            link=reverse("desk:remains_site", args=[one.site_id]) if may(acting, READS) else "",
        )
        for one in sites(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.remains", columns=_SITES, rows=rows, intro="intro.remains", empty="empty.remains",
        template="remains.html", may_record=may(acting, SITE),
        may_see_found=may(acting, FOUND_ONES),
    )  # fmt: skip


@page(READS, path="remains/places/<str:site_id>", name="remains_site")
def one_site(request: HttpRequest, acting: Acting, site_id: str) -> HttpResponse:
    """One place: where it is, who said so, and its recoveries."""
    return render(request, "remains_site.html", {
        "one": site(acting, site_id), "recoveries": recoveries(acting, site_id), "may_recover": may(acting, RECOVER),
        "may_follow": may(acting, INCIDENT),
    })  # fmt: skip


@page(READS, path="remains/recoveries/<str:recovered_id>", name="remains_recovery")
def one_recovery(request: HttpRequest, acting: Acting, recovered_id: str) -> HttpResponse:
    """One recovery: who was there, and its codes, each with its item or that it was spoiled."""
    language = language_of(request)
    one, lines, why = recovery(acting, recovered_id), codes(acting, recovered_id), {}
    if may(acting, SPOILED) and not all(line.kind for line in lines):
        why = {line.item_code: line.reason for line in spoiled_codes(acting, recovered_id)}
    spoiled = say(language, "sentence.code_spoiled")
    rows = [
        Row(
            cells=(
                line.item_code,
                word_text(language, "remains_kind", line.kind) if line.kind else why.get(line.item_code, spoiled),
                word_text(language, "disc_found", line.disc) if line.kind else "—",
                str(line.pictures) if line.kind else "—", str(line.packets) if line.kind else "—",
            ),
            link=reverse("desk:remains_item", args=[line.item_code]) if line.kind else "",
            tone="waiting" if line.kind and not line.pictures else "",
        )
        for line in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.remains_recovery", columns=_CODES, rows=rows, intro="intro.remains_recovery",
        empty="empty.remains_recovery", template="remains_recovery.html", one=one, may_take_up=may(acting, TAKE_UP),
        may_spoil=may(acting, SPOIL), sizes=_SIZES,
    )  # fmt: skip


@page(READS, path="remains/items/<str:item_code>", name="remains_item", clocks=(ClockRule.DISC_HALF,))
def one_item(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """One item: what was said of it, what was found, and that photographs are kept. No face stands on it."""
    return _item(request, acting, item_code, None)


@page(SHOW, path="remains/items/<str:item_code>/photograph/show", name="show_remains_picture")
def show(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Shows the photograph that was pressed, on this answer alone; each time is noted."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:remains_item", args=[item_code]))
    return _item(request, acting, item_code, picture(acting, request.POST.get("picture", "")))


def _item(request: HttpRequest, acting: Acting, item_code: str, shown: PictureView | None) -> HttpResponse:
    one = item(acting, item_code)
    return render(request, "remains_item.html", {
        "one": one, "finds": [(find, [step.value for step in find_steps_after(find.state)]) for find in one.finds],
        "may_seal": may(acting, SEAL), "may_move": may(acting, MOVE), "may_keep": may(acting, KEEP),
        "may_show": may(acting, SHOW), "may_take_up": may(acting, TAKE_UP), "sizes": _SIZES,
        "may_see_found": may(acting, FOUND_ONES),
        "shown": shown.picture_id if shown else "",
        "picture": "data:image/jpeg;base64," + b64encode(shown.content).decode() if shown else "",
    })  # fmt: skip
