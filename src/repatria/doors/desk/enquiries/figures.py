"""Working figures of the house: how long families wait, by month and channel, as plots with their table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.lists import exported, is_export
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.plots import bars, line
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.enquiries.figures import FIGURES, WaitingFigures, waiting_figures

_COLUMNS = (
    "column.month", "column.channel", "column.received_number", "column.answered", "column.share", "column.wait_answer",
    "column.waiting", "column.wait_now", "column.oldest_days",
)  # fmt: skip
_MONTHS_DRAWN = 24


def _cells(language: str, one: WaitingFigures) -> tuple[str, ...]:
    def two(median: int | None, most: int | None) -> str:
        return "—" if median is None else f"{median} / {most}"

    share = one.share_answered
    return (
        date_words(language, one.month) if one.month else say(language, "figures.all_months"),
        word_text(language, "channel", one.channel) if one.channel else say(language, "figures.all_channels"),
        str(one.received), str(one.answered), "—" if share is None else f"{round(100 * share)} %",
        two(one.median_answered, one.p90_answered), str(one.waiting), two(one.median_waiting, one.p90_waiting),
        "—" if one.oldest_waiting is None else str(one.oldest_waiting),
    )  # fmt: skip


@page(FIGURES, path="enquiries/figures", name="enquiry_figures", menu="menu.enquiry_figures", is_rare=True)
def enquiry_figures(request: HttpRequest, acting: Acting) -> HttpResponse:
    """How long families wait; none of it counts prisoners, and none of it leaves the house by itself."""
    language, found = language_of(request), waiting_figures(acting)
    rows = [_cells(language, one) for one in found]
    if is_export(request):
        return exported(request, "waiting", [[say(language, one) for one in _COLUMNS], *rows])
    labels = [say(language, one) for one in _COLUMNS]
    return render(request, "enquiry_figures.html", {
        "columns": labels, "rows": [list(zip(labels, row, strict=True)) for row in rows], "whole": found[0],
        "plots": _plots(language, found),
    })  # fmt: skip


def _plots(language: str, found: tuple[WaitingFigures, ...]) -> list[tuple[str, SafeString]]:
    """Received a month, and the longest of the channels' medians a month: the table beneath says the same."""
    months: dict[str, list[WaitingFigures]] = {}
    for one in found:
        if one.month:
            months.setdefault(one.month, []).append(one)
    shown = sorted(months)[-_MONTHS_DRAWN:]
    received = [sum(one.received for one in months[month]) for month in shown]
    waits = [max((one.median_answered or 0 for one in months[month]), default=0) for month in shown]
    said = "; ".join(f"{date_words(language, month)}: {number}" for month, number in zip(shown, received, strict=True))
    waited = "; ".join(f"{date_words(language, month)}: {days}" for month, days in zip(shown, waits, strict=True))
    return [
        ("figures.received_plot", bars(received, label=f"{say(language, 'figures.received_plot')}: {said}")),
        ("figures.wait_plot", line(waits, label=f"{say(language, 'figures.wait_plot')}: {waited}")),
    ]
