"""Lists that go out: of a place, of a journey before it begins, and of a visit with what changed since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.roll import Presence
from repatria.core.vocabulary.papers_roll import ListFor, PersonLineOut, PersonListPaper
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import written_date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import csv_file, pdf_file, xlsx_file
from repatria.doors.desk.frame.lists import after_of
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import with_latin, word_text
from repatria.records.access.acting import Acting
from repatria.records.ledger.reading import instants_at
from repatria.records.places.selectors import open_places
from repatria.records.register.selectors.lists_out import (
    JOURNEY,
    PLACE,
    VISIT,
    ListedMan,
    journey_list,
    place_list,
    visit_list,
)
from repatria.records.register.services.visits import LONGEST_REFERENCE, REFER, TAKE
from repatria.records.register.services.visits import record_visit_list as take_list
from repatria.records.register.services.visits import record_visit_reference as refer_to

_FORMS = ("xlsx", "csv", "pdf")
_COLUMNS = (
    "column.reference", "column.card", "column.name", "column.born", "column.place", "column.presence",
    "column.change",
)  # fmt: skip


def name_of(man: ListedMan) -> str:
    """His name as the first source has it."""
    return " ".join(filter(None, (man.line.surname, man.line.first_names, man.line.patronymic)))


def _cells(language: str, man: ListedMan) -> tuple[str, ...]:
    change = word_text(language, "list_change", man.change) if man.change else ""
    if man.before and man.change in ("moved", "gone"):
        change = f"{change} ({man.before})"
    return (
        man.reference, man.line.card_number or "", name_of(man), man.line.birth_date, man.place or "—",
        word_text(language, "presence", man.presence), change,
    )  # fmt: skip


def _listed(
    request: HttpRequest, men: Sequence[ListedMan], *, goes_on: ListFor, about: str, since: datetime | None = None,
    **more: object,
) -> HttpResponse:  # fmt: skip
    """The list as a page, a spreadsheet, separated text or a sheet."""
    language, wanted = language_of(request), request.GET.get("export", "")
    labels, name = [say(language, one) for one in _COLUMNS], f"{goes_on.value}-{about or 'all'}"
    rows = [(man, _cells(language, man)) for man in men]
    if not wanted:  # files hold the date as it is recorded
        born = _COLUMNS.index("column.born")
        rows = [(man, (*one[:born], written_date_words(language, one[born]), *one[born + 1 :])) for man, one in rows]
    if wanted in ("csv", "xlsx"):
        write = csv_file if wanted == "csv" else xlsx_file
        return write(name, [labels, *(cells for _, cells in rows)])
    if wanted == "pdf" and men:
        return pdf_file(name, current().printer.print_paper(_paper(language, men, goes_on, about, since)))
    return render(request, "list_out.html", {
        "title": f"page.{goes_on.value}_list", "goes_on": goes_on.value, "about": about,
        "rows": [(man, list(zip(labels, cells, strict=True))) for man, cells in rows], "columns": _COLUMNS,
        "since": since, "persons": len(men), "forms": _FORMS, "may_refer": goes_on is ListFor.VISIT, **more,
    })  # fmt: skip


def _paper(
    language: str, men: Sequence[ListedMan], goes_on: ListFor, about: str, since: datetime | None
) -> PersonListPaper:  # fmt: skip
    outside, second = current(), "uk" if language == "en" else "en"
    return PersonListPaper(
        mark=outside.mark(*outside.fresh_mark(language), language, second), goes_on=goes_on, title=about,
        made_at=local(outside.now()), since=local(since) if since else None,
        lines=tuple(
            PersonLineOut(
                reference=man.reference, card_number=man.line.card_number or "", name=with_latin(name_of(man)),
                birth_date=man.line.birth_date, place=man.place, change=man.change, before=man.before,
            )
            for man in men
        ),
    )  # fmt: skip


@page(VISIT, path="visit-list", name="visit_list", menu="page.visit_list", is_rare=True)
def before_a_visit(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every person of a place, or of all, before a visit, a page at a time; its files and sheet have all."""
    place = request.GET.get("place", "")
    after = -1 if request.GET.get("export") in _FORMS else max(0, after_of(request))
    view = visit_list(acting, place=place, after=after)
    following = "?" + urlencode({"place": view.place, "after": view.following}) if view.following else ""
    since = instants_at([view.since_index])[view.since_index] if view.since_index is not None else None
    return _listed(
        request, view.men, goes_on=ListFor.VISIT, about=view.place, since=since, places=open_places(acting),
        changes=view.changes, persons=view.persons, following=following, may_take=may(acting, TAKE),
    )  # fmt: skip


@page(TAKE, path="visit-list/take", name="take_visit_list")
def take_along(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that the list was taken along: from here on changes are counted."""
    place = request.POST.get("place", "")
    return act_once(request, lambda: take_list(acting, place=place), reverse("desk:visit_list"))


@page(REFER, path="visit-list/<str:person_id>", name="visit_reference")
def reference(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """By which number visitors know a person."""

    def act(entered: Entered) -> str:
        refer_to(acting, person_id=person_id, reference=entered["reference"])
        return reverse("desk:visit_list")

    fields = (Field(name="reference", label="field.visit_reference", is_required=True, longest=LONGEST_REFERENCE),)
    return ask(request, Asked(title="page.visit_reference", fields=fields, back=reverse("desk:visit_list")), act,
               subject=person_id)  # fmt: skip


@page(PLACE, path="place-list", name="place_list", menu="page.place_list", is_rare=True)
def of_a_place(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everybody for whom a place answers; a camp officer's own."""
    place = request.GET.get("place", "")
    return _listed(
        request, place_list(acting, place=place), goes_on=ListFor.PLACE, about=place or acting.branch,
        places=open_places(acting) if not acting.branch else (),
    )  # fmt: skip


@page(JOURNEY, path="journey-list/<str:list_id>", name="journey_list")
def of_a_journey(request: HttpRequest, acting: Acting, list_id: str) -> HttpResponse:
    """Everybody who is ordered to go with a list, before they leave."""
    men = journey_list(acting, list_id)
    may_leave = may(acting, "register.record_custody") and any(man.presence == Presence.THERE.value for man in men)
    return _listed(request, men, goes_on=ListFor.JOURNEY, about=list_id, may_leave=may_leave)
