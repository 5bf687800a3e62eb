"""Whose work it is: taking a thing, giving it to another, giving all away at leave, and being away."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words, day_typed, instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, exported, is_export
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.whom import NOBODY, whom
from repatria.doors.desk.frame.words import actor_text
from repatria.doors.desk.frame.work import FREE, MINE
from repatria.records.access.acting import Acting
from repatria.records.access.errors import NotYourWorkError
from repatria.records.access.services.work import (
    ALL,
    AWAY,
    GIVE,
    OF_OTHERS,
    TAKE,
    give_all_work,
    give_work,
    record_absence,
    take_work,
)
from repatria.records.access.work import absence_of, check_known, colleagues, own_work, work_of, workload

_PLACES = {"P": "desk:person", "E": "desk:enquiry", "N": "desk:notice", "H": "desk:handover"}
_COLUMNS = ("column.number", "column.about_whom", "column.yours_since")
_SHOWN = frozenset({MINE, FREE, "late", "second"})


@page(TAKE, path="my-work/take", name="take_work")
def take(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes what is owed about a record, and goes back to where it was taken."""
    about, show = fold_number(request.POST.get("about", "")), request.POST.get("show", "")
    back = reverse("desk:owed") + (f"?show={show}" if show in _SHOWN else "")
    if request.POST.get("back") == "record" and about.partition("-")[0] in _PLACES:
        back = reverse(_PLACES[about.partition("-")[0]], args=[about])
    return act_once(request, lambda: take_work(acting, about=about), back)


def _to_whom(language: str, choices: tuple[tuple[str, str], ...], but: str) -> Field:
    nobody = ("", say(language, "work.nobody"))
    return Field(name="to", kind="choice", options=(nobody, *(one for one in choices if one[0] != but)))


@page(GIVE, path="my-work/<str:about>/give", name="give_work")
def give(request: HttpRequest, acting: Acting, about: str) -> HttpResponse:
    """Gives one's own thing to another, or back to all; the head gives away what lies with others too."""
    check_known(about)
    fields = (
        _to_whom(language_of(request), colleagues(acting, about), ""),
        Field(name="reason", is_required=True, longest=400, hint="hint.work_reason"),
    )

    def act(entered: Entered) -> str:
        give_work(acting, about=about, to=entered["to"], reason=entered["reason"])
        return reverse("desk:owed")

    asked = Asked(title="page.give_work", fields=fields, back=reverse("desk:owed"), button="button.give")
    return ask(request, asked, act, subject=about)


@page(path="my-work", name="work", menu="menu.work", is_rare=True)
def work(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What lies with oneself; for the head also with whom how much lies, and who is away."""
    language, held = language_of(request), own_work(acting)
    names = whom(acting, [one.about for one in held])
    if is_export(request):
        lines = [(one.about, names.get(one.about, NOBODY).words, instant_words(language, one.since)) for one in held]
        return exported(request, "work", [[say(language, one) for one in _COLUMNS], *lines])
    return render(request, "work.html", {
        "held": [(one, names.get(one.about, NOBODY), _link(acting, one.about)) for one in held],
        "away": absence_of(acting.account_id), "loads": _loads(language, acting) if may(acting, OF_OTHERS) else (),
    })  # fmt: skip


def _link(acting: Acting, about: str) -> str:
    letter = about.partition("-")[0]
    if letter == "P" and not may(acting, "register.?person"):
        return ""
    return reverse(_PLACES[letter], args=[about]) if letter in _PLACES else ""


def _loads(language: str, acting: Acting) -> list[tuple[Row, str]]:
    """Each account with how much lies with it, and the address where its absence is said."""
    return [
        (Row(
            cells=(
                one.sign_in_name, str(one.held), instant_words(language, one.oldest) if one.oldest else "—",
                f"{date_words(language, one.away_from)} – {date_words(language, one.away_until)}"
                if one.away_until else "" if one.is_open else say(language, "work.closed"),
            ),
            link=reverse("desk:give_all_work", args=[one.account_id]) if one.held else "",
        ), reverse("desk:away", args=[one.account_id]) if one.is_open else "")
        for one in workload(acting)
    ]  # fmt: skip


def _check_own(acting: Acting, account_id: str) -> None:
    if account_id != acting.account_id and not may(acting, OF_OTHERS):
        raise NotYourWorkError("this lies with another", provision="house rule 6.4")


@page(ALL, path="my-work/of/<str:account_id>/give", name="give_all_work")
def give_all(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Gives all that lies with an account to another, or back to all: at leave, or when somebody is gone."""
    language = language_of(request)
    _check_own(acting, account_id)
    held = own_work(acting) if account_id == acting.account_id else work_of(acting, account_id)
    fit = [set(colleagues(acting, one)) for one in {view.about.partition("-")[0]: view.about for view in held}.values()]
    able = sorted(set.intersection(*fit), key=lambda one: one[1]) if fit else []
    fields = (
        _to_whom(language, tuple(able), account_id),
        Field(name="reason", is_required=True, longest=400, hint="hint.work_reason"),
    )

    def act(entered: Entered) -> str:
        give_all_work(acting, account_id=account_id, to=entered["to"], reason=entered["reason"])
        return reverse("desk:work")

    asked = Asked(title="page.give_all_work", fields=fields, back=reverse("desk:work"), button="button.give")
    subject = say(language, "work.lies_with", number=len(held), who=actor_text(language, account_id))
    return ask(request, asked, act, subject=subject)


def _whole_day(entered: Entered, name: str) -> date | None:
    given = entered.partial_date(name)
    if given is None:
        return None
    if given.month is None or given.day is None or not given.is_possible:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(given.year, given.month, given.day)


@page(AWAY, path="my-work/of/<str:account_id>/away", name="away")
def away(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Says from when to when somebody is away; without a last day, that he is here after all."""
    language = language_of(request)
    _check_own(acting, account_id)
    fields = (
        Field(name="from_on", kind="date", is_required=True, value=day_typed(local(current().now()).date())),
        Field(name="until_on", kind="date", hint="hint.until_on"),
        Field(name="reason", is_required=True, longest=400, hint="hint.away_reason"),
    )

    def act(entered: Entered) -> str:
        first, last = _whole_day(entered, "from_on"), _whole_day(entered, "until_on")
        assert first is not None, "the form asks for it"
        record_absence(acting, account_id=account_id, from_on=first, until_on=last, reason=entered["reason"])
        return reverse("desk:work")

    asked = Asked(title="page.away", fields=fields, back=reverse("desk:work"), intro="intro.away")
    return ask(request, asked, act, subject=actor_text(language, account_id))
