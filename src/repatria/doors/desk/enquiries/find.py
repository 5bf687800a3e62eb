"""Finding a family that calls or comes; and searches that an account keeps for itself, sealed, for some weeks.

What is sought is posted: an address is kept by browsers, proxies and their logs. A name alone is kept, since nobody who
calls again says it the same; never a telephone, nor the number of a receipt, which is half of what opens her letters.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.receipts import fold_number_of_receipt
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.lists import exported
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import in_latin, word_text
from repatria.records.access.acting import Acting
from repatria.records.access.drafts import LONGEST, drafts_of, drop_draft, keep_draft
from repatria.records.enquiries.finding import FIND, MOST, families

SAVED = "saved searches"
_LONGEST, _DIGITS = 400, 7
_COLUMNS = ("column.number", "column.sought", "column.who_asks", "column.received", "column.closed")


def _asked(typed: str) -> dict[str, str]:
    """What was typed is a receipt's number, a telephone, or a name."""
    if fold_number_of_receipt(typed):
        return {"receipt": typed}
    return {"telephone": typed} if sum(map(str.isdecimal, typed)) >= _DIGITS else {"name": typed}


def is_kept(typed: str) -> bool:
    """Whether this search is one that may be kept: by a name."""
    return bool(typed) and "name" in _asked(typed)


@page(FIND, path="enquiries/find", name="find_family", menu="menu.find_family", is_rare=True)
def find_family(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Finds the enquiries that fit a name in any script, a telephone or a receipt's number; each leaves a leaf."""
    return find_page(request, acting, typed=request.POST.get("asked", "").strip()[:_LONGEST])


def find_page(request: HttpRequest, acting: Acting, *, typed: str) -> HttpResponse:
    """The page of such a search, for whoever may."""
    language = language_of(request)
    typed_page = request.POST.get("page", "")[:_DIGITS]
    number = int(typed_page) if typed_page.isascii() and typed_page.isdecimal() else 1
    found = families(acting, **_asked(typed), page=number) if typed else ()
    kind = request.POST.get("export", "")
    if typed and kind in ("csv", "xlsx"):
        lines = [[say(language, one) for one in _COLUMNS]] + [
            [
                one.enquiry_id, one.sought_name, one.enquirer_name, date_words(language, one.received_on),
                word_text(language, "closing_reason", one.closed_for) if one.closed_for else "—",
            ]
            for one in found
        ]  # fmt: skip
        return exported(request, "families", lines, kind=kind, action=FIND)
    return render(request, "find_family.html", {
        "typed": typed, "may_keep": is_kept(typed),
        "found": [(one, in_latin(one.sought_name), in_latin(one.enquirer_name)) for one in found],
        "has_more": getattr(found, "has_more", False), "number": number,
        "following": number + 1 if getattr(found, "has_more", False) and len(found) == MOST else 0,
        "saved": _saved(acting),
        "may_search": may(acting, "matching.search"), "may_enquiry": may(acting, "enquiries.?enquiry"),
    })  # fmt: skip


def _saved(acting: Acting) -> list[tuple[str, str]]:
    kept = drafts_of(acting.account_id, SAVED, at=acting.at)
    return sorted(((one.number, one.values["asked"][0]) for one in kept), key=lambda one: one[1])


@page(FIND, path="enquiries/find/save", name="save_search")
def save_search(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Keeps a search by name for oneself, sealed to this account, or forgets one; nothing is recorded by it."""
    asked, number = request.POST.get("asked", "").strip()[:_LONGEST], request.POST.get("forget", "")[:_LONGEST]
    if request.method == "POST" and number:
        drop_draft(acting.account_id, SAVED, number)
    elif request.method == "POST" and is_kept(asked):
        keep_draft(
            acting.account_id, SAVED, asked, {"asked": [asked]}, at=acting.at, randomness=acting.randomness,
            lasts=LONGEST,
        )  # fmt: skip
    return HttpResponseRedirect(reverse("desk:find_family"))
