"""A place in pictures, each with the table that says the same: how many, in and out, seen when, arrivals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.plots import balance, bars
from repatria.doors.desk.frame.texts import say
from repatria.records.access.acting import Acting
from repatria.records.arrivals.selectors.funnel import arrivals_funnel
from repatria.records.roll.selectors import ROLLS, SEEN_WITHIN, place_figures

_QUIET_FROM = len(SEEN_WITHIN) + 1  # from this bar on nobody saw them within the rule


@page(ROLLS, path="places/<str:place>/figures", name="place_figures")
def figures_of(request: HttpRequest, acting: Acting, place: str) -> HttpResponse:
    """Occupancy and balance over thirty days, ages of the last sighting, and how far the arrivals of the night got."""
    language, told = language_of(request), place_figures(acting, place)
    held, came, left = (tuple(getattr(one, name) for one in told.days) for name in ("held", "came", "left"))
    ages = [(say(language, "figures.never"), told.ages[-1])]  # whoever came lately was seen by nobody yet
    ages += [
        (say(language, "figures.within", number=limit), count)
        for limit, count in zip(SEEN_WITHIN, told.ages, strict=False)
    ]
    ages.append((say(language, "figures.longer", number=SEEN_WITHIN[-1]), told.ages[-2]))
    steps = []
    if may(acting, "arrivals.?night"):
        funnel = arrivals_funnel(acting, place=place)
        steps = [
            (say(language, "funnel.lines"), funnel.lines), (say(language, "funnel.registered"), funnel.registered),
            (say(language, "funnel.card"), funnel.card_done), (say(language, "funnel.notice"), funnel.notice_sent),
        ]  # fmt: skip
    return render(request, "place_figures.html", {
        "place": place, "days": [(instant_text(one.at), one) for one in reversed(told.days)],
        "held_plot": balance(held, came, left, label=say(language, "figures.held_plot", first=held[0], last=held[-1])),
        "ages": ages, "ages_plot": bars(
            [count for _, count in ages], late_from=_QUIET_FROM,
            label=", ".join(f"{label}: {count}" for label, count in ages),
        ),
        "steps": steps, "steps_plot": bars(
            [number for _, number in steps], label=", ".join(f"{label}: {number}" for label, number in steps)
        ),
    })  # fmt: skip
