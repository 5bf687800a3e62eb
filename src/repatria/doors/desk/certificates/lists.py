"""Lists of the dead and of graves: drawn up, certified, as a sheet and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.certificates import ListState
from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.certificates import DeathListKind, ListedDead
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.papers_certificates import DeathListPaper
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, exported, is_export, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.certificates.selectors.certificates import SEES
from repatria.records.certificates.selectors.lists import READS_LIST, death_list, death_lists
from repatria.records.certificates.services.certifying import SEND
from repatria.records.certificates.services.listing import CERTIFY, DRAW_LIST, certify_death_list, draw_death_list

_COLUMNS = (
    "column.certificate_number", "column.death_list_kind", "column.certificate_power", "column.death_list_count",
    "column.certificate_state", "column.certificate_drawn",
)  # fmt: skip
_LINES = (
    "column.listed_certificate", "column.remains_code", "column.listed_name", "column.listed_rank",
    "column.listed_birth", "column.listed_death", "column.listed_grave", "column.listed_marker",
)  # fmt: skip
_FILE = (
    "certificate", "code", "surname", "first_names", "rank", "service_number", "birth_date", "death_date",
    "death_place", "cause", "buried_on", "grave", "marker",
)  # fmt: skip
_LONGEST_POWER = 40


@page(SEES, path="certificates/lists", name="death_lists")
def list_of_lists(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The lists by numbers."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                str(one.number), word_text(language, "death_list_kind", one.kind.value), one.power, str(one.count),
                word_text(language, "death_list_state", one.state.value), date_words(language, one.drawn_at[:10]),
            ),
            link=reverse("desk:death_list", args=[one.death_list_id]) if may(acting, READS_LIST) else "",
            tone="waiting" if one.state is ListState.DRAWN else "",
        )
        for one in death_lists(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.death_lists", columns=_COLUMNS, rows=rows, intro="intro.death_lists",
        empty="empty.death_lists",
        actions=[("page.draw_death_list", reverse("desk:draw_death_list"))] if may(acting, DRAW_LIST) else [],
    )  # fmt: skip


@page(DRAW_LIST, path="certificates/lists/new", name="draw_death_list", clocks=(ClockRule.GRAVE_LIST,))
def new_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Draws up a list."""

    def act(entered: Entered) -> str:
        number = draw_death_list(
            acting, kind=DeathListKind(entered["death_list_kind"]), power=entered["power"], reason=entered["reason"]
        )  # fmt: skip
        return reverse("desk:death_list", args=[number])

    fields = (
        Field(name="death_list_kind", kind="radio", is_required=True,
              options=choices(language_of(request), "death_list_kind", DeathListKind)),
        Field(name="power", label="field.death_list_power", is_required=True, longest=_LONGEST_POWER,
              hint="hint.death_list_power"),
        Field(name="reason", label="field.certificate_reason"),
    )  # fmt: skip
    asked = Asked(
        title="page.draw_death_list", fields=fields, back=reverse("desk:death_lists"), intro="intro.draw_death_list",
        at_fields={"certificate_reason": "reason"},
    )  # fmt: skip
    return ask(request, asked, act)


def _cells(language: str, one: ListedDead) -> tuple[str, ...]:
    cause = word_text(language, "certificate_cause", one.cause) if one.cause else ""
    return (
        one.certificate or "—", one.item_code or "—", ", ".join(filter(None, (one.surname, one.first_names))) or "—",
        ", ".join(filter(None, (one.rank, one.service_number))) or "—", one.birth_date or "—",
        "; ".join(filter(None, (one.death_date, one.death_place, cause))) or "—",
        "; ".join(filter(None, (one.buried_on, one.grave))) or "—", one.marker or "—",
    )  # fmt: skip


def _file(one: ListedDead) -> tuple[str, ...]:
    return (
        one.certificate, one.item_code, one.surname, one.first_names, one.rank, one.service_number, one.birth_date,
        one.death_date, one.death_place, one.cause, one.buried_on, one.grave, one.marker,
    )  # fmt: skip


@page(READS_LIST, path="certificates/lists/<str:death_list_id>", name="death_list")
def one_list(request: HttpRequest, acting: Acting, death_list_id: str) -> HttpResponse:
    """One list: its lines, who certified it, and where it went; the same lines as a file."""
    one, language = death_list(acting, death_list_id), language_of(request)
    if is_export(request):
        return exported(request, f"{one.summary.kind.value}-{one.summary.number}", [_FILE, *map(_file, one.lines)])
    labels = [say(language, column) for column in _LINES]
    return render(request, "death_list.html", {
        "one": one, "line": one.summary, "columns": labels,
        "rows": [list(zip(labels, _cells(language, each), strict=True)) for each in one.lines],
        "may_certify": may(acting, CERTIFY) and one.summary.state is ListState.DRAWN,
        "may_send": may(acting, SEND) and one.summary.state is ListState.CERTIFIED,
    })  # fmt: skip


@page(CERTIFY, path="certificates/lists/<str:death_list_id>/certify", name="certify_death_list")
def certify(request: HttpRequest, acting: Acting, death_list_id: str) -> HttpResponse:
    """Certifies a list."""
    back = reverse("desk:death_list", args=[death_list_id])
    return act_once(request, lambda: certify_death_list(acting, death_list_id=death_list_id), back)


@page(READS_LIST, path="certificates/lists/<str:death_list_id>/sheet.pdf", name="death_list_sheet")
def sheet(request: HttpRequest, acting: Acting, death_list_id: str) -> HttpResponse:
    """The list as a sheet."""
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    one = death_list(acting, death_list_id)
    line = one.summary
    paper = DeathListPaper(
        mark=outside.mark(code, word, language, "uk" if language == "en" else "en"), which=line.kind,
        number=line.number, power=line.power, drawn_at=local(read_instant(line.drawn_at)), digest=line.digest,
        lines=one.lines, certified_by=actor_text(language, one.certified_by) if one.certified_by else "",
        certified_at=local(read_instant(one.certified_at)) if one.certified_at else None,
    )  # fmt: skip
    return pdf_file(f"{line.kind.value}-{line.number}", outside.printer.print_paper(paper))
