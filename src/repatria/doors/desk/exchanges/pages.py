"""Agreements and lists: what is on record, a new one, a list with its lines, and closing it."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.exchange_corrected import CORRECTED
from repatria.core.law.exchange_list import LineEvent, LineState, ListDirection
from repatria.core.law.exchange_outward import may_be_named, outward_word, tells_its_day
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.lists import LARGEST_PAGE_FILE
from repatria.doors.desk.exchanges.forms import lines_in, whole_day, yes_no
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, exported, is_export, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices, guard_text, word_text
from repatria.records.access.acting import Acting
from repatria.records.exchanges.selectors.lists import (
    LIST,
    LISTS,
    PAGE,
    LineView,
    ListSummary,
    agreement,
    agreements,
    crossings,
    differences,
    line,
    lines,
    list_summary,
    lists,
    versions,
)
from repatria.records.exchanges.services.agreements import AGREE, END, OPEN, end_agreement, open_list, record_agreement
from repatria.records.exchanges.services.crossings import CROSS
from repatria.records.exchanges.services.lines import DISPUTE, RECORD
from repatria.records.exchanges.services.lists import BRING, CLOSE, RESOLVE, UNRESOLVE, close_list
from repatria.records.exchanges.services.outward import RELEASE

_LISTS = (
    "column.list_title", "column.list_number", "column.list_direction", "column.list_power", "column.list_lines",
    "column.list_open_differences",
)  # fmt: skip
_LINES = (
    "column.line_no", "column.line_name", "column.birth_date", "column.their_number", "column.person",
    "column.line_state", "column.since", "column.missing",
)  # fmt: skip
_OF_FILE = _LINES[:-1]
"""Of the next step a file says nothing: what it lacks beside a number tells what he answered."""
_DIGEST = 64


def _states(language: str, one: ListSummary) -> str:
    return ", ".join(f"{word_text(language, 'listed_state', state)}: {n}" for state, n in one.by_state.items()) or "—"


@page(LISTS, path="exchanges", name="exchanges", menu="menu.exchanges")
def exchange_lists(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The lists by numbers, those that are open first; below them the agreements."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.title, one.list_id, word_text(language, "list_direction", one.direction), one.power,
                _states(language, one), str(one.open_differences),
            ),
            link=reverse("desk:exchange_list", args=[one.list_id]) if may(acting, LIST) else "",
            tone="late" if one.open_differences else "",
        )
        for one in lists(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.exchanges", columns=_LISTS, rows=rows, intro="intro.exchanges", empty="empty.exchanges",
        template="exchanges.html", agreements=agreements(acting), may_agree=may(acting, AGREE),
        may_wait=may(acting, "exchanges.?waiting"), may_hold=may(acting, "exchanges.?held_back"),
        may_see_out=may(acting, "exchanges.?released"), may_decide_unasked=may(acting, "exchanges.?unasked"),
    )  # fmt: skip


@page(AGREE, path="exchange-agreements/new", name="record_agreement")
def new_agreement(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records an agreement as its copy says it; of a file that is chosen the digest alone is kept."""

    def act(entered: Entered) -> str:
        sent = request.FILES.get("copy_file")
        if sent is not None and (sent.size or 0) > LARGEST_PAGE_FILE:
            raise InputError("the file is too large for a page", (("copy_file", "large_file"),))
        digest = sha256(sent.read()).hexdigest() if sent is not None else entered["copy_digest"]
        number = record_agreement(
            acting, parties=lines_in(entered, "agreement_parties"), agreed_on=whole_day(entered, "agreed_on"),
            place=entered["agreed_place"], basis=ReleaseBasis(entered["basis"]), legal_basis=entered["legal_basis"],
            terms=entered["agreement_terms"], signed_by=lines_in(entered, "agreement_signed_by"), copy_digest=digest,
            reference=entered["agreement_reference"], says_article_117=entered["says_article_117"] == "yes",
        )  # fmt: skip
        return reverse("desk:agreement", args=[number])

    fields = (
        Field(name="agreement_parties", kind="text", is_required=True, hint="hint.agreement_parties"),
        Field(name="agreed_on", kind="date", is_required=True), Field(name="agreed_place"),
        Field(name="basis", kind="choice", is_required=True, value=ReleaseBasis.EXCHANGE.value,
              options=choices(language_of(request), "basis", ReleaseBasis)),
        Field(name="legal_basis", is_required=True, hint="hint.agreement_basis"),
        Field(name="agreement_terms", kind="text", hint="hint.agreement_terms"),
        Field(name="agreement_signed_by", kind="text", is_required=True, hint="hint.agreement_signed_by"),
        Field(name="agreement_reference"),
        yes_no(request, "says_article_117", hint="hint.says_article_117"),
        Field(name="copy_file", kind="file", hint="hint.copy_file"),
        Field(name="copy_digest", longest=_DIGEST, hint="hint.copy_digest"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_agreement", fields=fields, back=reverse("desk:exchanges"), intro="intro.record_agreement",
        at_fields={
            "agreement_parties": "agreement_parties", "agreement_signed": "agreement_signed_by",
            "legal_basis": "legal_basis", "agreement_copy": "copy_digest",
        },
    )  # fmt: skip
    return ask(request, asked, act, is_with_file=True)


@page(LISTS, path="exchange-agreements/<str:agreement_id>", name="agreement")
def one_agreement(request: HttpRequest, acting: Acting, agreement_id: str) -> HttpResponse:
    """One agreement, and the lists under it."""
    return render(request, "agreement.html", {
        "one": agreement(acting, agreement_id), "may_end": may(acting, END), "may_open": may(acting, OPEN),
        "lists": [one for one in lists(acting) if one.agreement_id == agreement_id], "may_read": may(acting, LIST),
    })  # fmt: skip


@page(END, path="exchange-agreements/<str:agreement_id>/end", name="end_agreement")
def end_one(request: HttpRequest, acting: Acting, agreement_id: str) -> HttpResponse:
    """Records that an agreement holds no longer."""
    agreement(acting, agreement_id)
    back = reverse("desk:agreement", args=[agreement_id])

    def act(entered: Entered) -> str:
        end_agreement(
            acting, agreement_id=agreement_id, ended_on=whole_day(entered, "ended_on"), reason=entered["reason"]
        )  # fmt: skip
        return back

    fields = (Field(name="ended_on", kind="date", is_required=True), Field(name="reason", is_required=True))
    asked = Asked(title="page.end_agreement", fields=fields, back=back, intro="intro.end_agreement")
    return ask(request, asked, act, subject=agreement_id)


@page(OPEN, path="exchange-agreements/<str:agreement_id>/list", name="open_exchange_list")
def new_list(request: HttpRequest, acting: Acting, agreement_id: str) -> HttpResponse:
    """Opens a list under an agreement."""
    agreement(acting, agreement_id)

    def act(entered: Entered) -> str:
        number = open_list(
            acting, agreement_id=agreement_id, direction=ListDirection(entered["list_direction"]),
            power=entered["list_power"], title=entered["list_title"],
        )  # fmt: skip
        return reverse("desk:exchange_list", args=[number])

    fields = (
        Field(name="list_title", is_required=True),
        Field(name="list_direction", kind="radio", is_required=True,
              options=choices(language_of(request), "list_direction", ListDirection)),
        Field(name="list_power", is_required=True, longest=16, hint="hint.list_power"),
    )  # fmt: skip
    asked = Asked(
        title="page.open_exchange_list", fields=fields, back=reverse("desk:agreement", args=[agreement_id])
    )  # fmt: skip
    return ask(request, asked, act, subject=agreement_id)


def line_cells(language: str, number: int, one: LineView, *, is_file: bool = False) -> tuple[str, ...]:
    """One line as cells of a table, or of a file: that is carried away, and tells no ground, nothing that is missing,
    and of nobody who is not verified or did not cross a name or a day."""
    missing = ", ".join(guard_text(language, guard.what) for guard in one.missing)
    state = word_text(language, "listed_state", one.state)
    if one.ground and not is_file:
        state = f"{state}: {word_text(language, 'refusal_ground', one.ground)}"
    is_named = not is_file or may_be_named(LineState(one.state), has_come=one.has_come)
    name, birth = (one.name or "—", one.birth_date) if is_named else ("", "")
    if is_file:
        tells = tells_its_day(outward_word(LineState(one.state), has_come=one.has_come))
        since = date_words(language, one.since) if tells else ""
        return str(number), name, birth, one.their_number, one.person_id, state, since
    if birth:
        birth = date_words(language, birth)
    return (
        str(number), name, birth, one.their_number, one.person_id, state, date_words(language, one.since),
        missing or "—",
    )  # fmt: skip


@page(LIST, path="exchange-lists/<str:exchange_list>", name="exchange_list")
def one_list(request: HttpRequest, acting: Acting, exchange_list: str) -> HttpResponse:
    """One list: its lines with name, state and what the next step lacks; versions, crossings, differences."""
    language = language_of(request)
    skip = max(0, after_of(request))
    summary = list_summary(acting, exchange_list)
    if is_export(request):
        whole = lines(acting, exchange_list, at_most=0, is_outside=True)
        told = [line_cells(language, n, one, is_file=True) for n, one in enumerate(whole, 1)]
        return exported(request, exchange_list, [[say(language, one) for one in _OF_FILE], *told])
    labels = [say(language, one) for one in _LINES]
    found = lines(acting, exchange_list, skip=skip, at_most=PAGE)
    cells = [line_cells(language, n, one) for n, one in enumerate(found, skip + 1)]
    return render(request, "exchange_list.html", {
        "summary": summary, "columns": _LINES, "states": _states(language, summary),
        "rows": [(one, list(zip(labels, row, strict=True))) for one, row in zip(found, cells, strict=True)],
        "following": f"?after={skip + len(found)}" if found.has_more else "",
        "versions": versions(acting, exchange_list), "crossings": crossings(acting, exchange_list),
        "differences": differences(acting, list_id=exchange_list),
        "may_bring": may(acting, BRING) and summary.is_in_force, "may_cross": may(acting, CROSS),
        "may_step": may(acting, RECORD), "may_close": may(acting, CLOSE) and not summary.closed_on,
        "may_let_out": may(acting, RELEASE),
    })  # fmt: skip


@page(CLOSE, path="exchange-lists/<str:exchange_list>/close", name="close_exchange_list")
def close_one(request: HttpRequest, acting: Acting, exchange_list: str) -> HttpResponse:
    """Closes a list on which all has ended."""
    return act_once(
        request, lambda: close_list(acting, list_id=exchange_list), reverse("desk:exchange_list", args=[exchange_list])
    )  # fmt: skip


@page(LIST, path="exchange-lines/<str:exchange_line>", name="exchange_line")
def one_line(request: HttpRequest, acting: Acting, exchange_line: str) -> HttpResponse:
    """One line with every step that it took, and what its next one lacks."""
    whole, language = line(acting, exchange_line), language_of(request)
    is_live = bool(whole.line.next_event)
    return render(request, "exchange_line.html", {
        "line": whole.line, "steps": whole.steps,
        "missing": [(guard_text(language, one.what), one.provision) for one in whole.line.missing],
        "may_step": may(acting, RECORD) and is_live, "may_dispute": may(acting, DISPUTE),
        "may_resolve": may(acting, RESOLVE) and is_live and not whole.line.person_id
        and whole.line.direction == ListDirection.LEAVING.value,
        "may_unresolve": may(acting, UNRESOLVE) and bool(whole.line.person_id)
        and LineState(whole.line.state) in CORRECTED
        and "resolved" in {one.event for one in whole.steps},
        "may_see_person": may(acting, "register.?person"), "next_is": LineEvent(whole.line.next_event).value
        if is_live else "",
    })  # fmt: skip
