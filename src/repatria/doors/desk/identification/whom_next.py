"""Whom to sample next: the whole case-load, one family, and the rounds in which families are asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered
from repatria.doors.desk.frame.lists import Row, after_of, following_of, skipped_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.measure import Forecast
from repatria.records.identification.selectors.carrying import (
    NEXT,
    ROUNDS,
    asked_in_round,
    caseload,
    samples_rounds,
    whom_next,
)
from repatria.records.identification.services.sampling_round import OPEN_SAMPLES, open_samples_round

_LOAD = ("column.carrying_kind", "column.carrying_families", "column.carrying_share", "column.given_state")
_FAMILY = ("column.carrying_more", "column.carrying_share", "column.carrying_mean")
_ROUNDS = ("column.samples_round", "column.samples_before", "column.carrying_families")


def _kind(language: str, kind: tuple[str, ...]) -> str:
    words = ", ".join(word_text(language, "pedigree_word", one) for one in kind)
    return words or say(language, "sentence.carrying_nobody")


@page(NEXT, path="identification/next", name="whom_next", menu="menu.whom_next", is_rare=True)
def load(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Which families carry too little, by who of them gave; each leads to one of its families."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                _kind(language, one.kind), str(one.families), f"{one.reaching} %",
                say(language, "sentence.carrying_little" if one.is_too_little else "sentence.carrying_enough"),
            ),
            link=reverse("desk:whom_next_family", args=[one.first]), tone="waiting" if one.is_too_little else "",
        )
        for one in caseload(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.whom_next", columns=_LOAD, rows=rows, intro="intro.whom_next", empty="empty.whom_next",
        actions=[("page.samples_rounds", reverse("desk:samples_rounds"))] if may(acting, ROUNDS) else [],
    )  # fmt: skip


def _row(language: str, one: Forecast) -> Row:
    said = word_text(language, "pedigree_word", one.relation) if one.relation else say(
        language, "sentence.carrying_stands"
    )  # fmt: skip
    return Row(cells=(said, f"{round(100 * one.reaching)} %", f"{one.mean:.1f}"))


@page(NEXT, path="identification/next/<str:enquiry_id>", name="whom_next_family")
def family(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """One family as it stands, and with one more sample of each who has not given."""
    language, one = language_of(request), whom_next(acting, enquiry_id)
    return table_page(
        request, title="page.whom_next_family", columns=_FAMILY, intro="intro.whom_next_family", subject=enquiry_id,
        rows=[_row(language, told) for told in (one.as_it_stands, *one.further)],
    )  # fmt: skip


@page(ROUNDS, path="identification/rounds", name="samples_rounds")
def rounds(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The rounds of samples, the newest first."""
    language, lines = language_of(request), samples_rounds(acting, after_of(request))
    rows = [
        Row(
            cells=(one.round_id, date_words(language, one.received_before), str(one.families)),
            link=reverse("desk:samples_round", args=[one.round_id]),
        )
        for one in lines
    ]  # fmt: skip
    actions = [("page.open_samples_round", reverse("desk:open_samples_round"))] if may(acting, OPEN_SAMPLES) else []
    return table_page(
        request, title="page.samples_rounds", columns=_ROUNDS, rows=rows, intro="intro.samples_rounds",
        empty="empty.samples_rounds", actions=actions,
        following=following_of(request, lines, lines[-1].recorded_index) if lines else "",
    )  # fmt: skip


@page(ROUNDS, path="identification/rounds/<str:samples_round_id>", name="samples_round")
def one_round(request: HttpRequest, acting: Acting, samples_round_id: str) -> HttpResponse:
    """The families that a round asks and that have not given since: for whoever speaks with them."""
    skipped = skipped_of(request)
    lines = asked_in_round(acting, samples_round_id, skipped)
    rows = [Row(cells=(one,)) for one in lines]
    return table_page(
        request, title="page.samples_round", columns=("column.beside_enquiry",), rows=rows,
        intro="intro.samples_round", empty="empty.samples_round", subject=samples_round_id,
        following=following_of(request, lines, skipped + len(lines)),
    )  # fmt: skip


@page(OPEN_SAMPLES, path="identification/rounds/open", name="open_samples_round")
def open_round(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens a round; it causes no letter."""

    def act(entered: Entered) -> str:
        return reverse("desk:samples_round", args=[open_samples_round(acting)])

    asked = Asked(
        title="page.open_samples_round", fields=(), back=reverse("desk:samples_rounds"),
        intro="intro.open_samples_round", button="button.open_samples_round",
    )  # fmt: skip
    return ask(request, asked, act)
