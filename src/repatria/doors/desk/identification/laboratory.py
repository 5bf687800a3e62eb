"""What a laboratory sent: its files, a new one, one profile to whoever may see it, what is said of profiles, and the
tables of frequencies."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.identification import ProfileFlag
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words, day_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, following_of, skipped_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.identification.pages import whole_day
from repatria.doors.desk.identification.reading import read_results, read_table_of_frequencies
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.samples import (
    OPENS,
    SEES,
    frequency_tables,
    profile,
    refused_lines,
    results,
    waiting_profiles,
)
from repatria.records.identification.services.frequencies import (
    AGREE,
    PROPOSE,
    agree_frequencies,
    propose_frequencies,
)
from repatria.records.identification.services.importing import import_results
from repatria.records.identification.services.results import RECEIVE, SETTLE, settle_flag

LARGEST_RESULTS = 10 * 1024 * 1024
_RESULTS = (
    "column.results_file", "column.results_laboratory", "column.results_typed_on", "column.results_samples",
    "column.results_refused",
)  # fmt: skip
_WAITING = ("column.given_code", "column.profile_flags", "column.given_state")
_TABLES = ("column.frequencies_of", "column.frequencies_source", "column.frequencies_loci", "column.given_state")


@page(SEES, path="identification/results", name="laboratory_results")
def result_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The files of laboratories, by numbers."""
    language, lines = language_of(request), results(acting, after_of(request))
    rows = [
        Row(
            cells=(
                one.results_id, f"{one.laboratory} · {one.kit}", date_words(language, one.typed_on), str(one.samples),
                str(one.refused),
            ),
            link=reverse("desk:refused_lines", args=[one.results_id]) if may(acting, OPENS) else "",
            tone="waiting" if one.refused else "",
        )
        for one in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.laboratory_results", columns=_RESULTS, rows=rows, intro="intro.laboratory_results",
        empty="empty.laboratory_results",
        following=following_of(request, lines, lines[-1].recorded_index) if lines else "",
        actions=[("page.receive_results", reverse("desk:receive_results"))] if may(acting, RECEIVE) else [],
    )  # fmt: skip


def _content(request: HttpRequest) -> tuple[str, bytes]:
    sent = request.FILES.get("file")
    if sent is None:
        raise InputError("a file is needed", (("file", "missing"),))
    if (sent.size or 0) > LARGEST_RESULTS:
        raise InputError("the file is too large for a page", (("file", "large_file"),))
    return str(sent.name or ""), sent.read()


@page(RECEIVE, path="identification/results/new", name="receive_results")
def receive(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Reads a laboratory's file: each sample of ours is recorded, each line that is not taken is named."""
    back = reverse("desk:laboratory_results")

    def act(entered: Entered) -> str:
        name, content = _content(request)
        read = read_results(name, content)
        number = import_results(
            acting, laboratory=entered["laboratory"], accreditation=entered["accreditation"], kit=entered["kit"],
            typed_on=whole_day(entered, "typed_on"), digest=sha256(content).hexdigest(),
            read=read.samples, refused=read.odd,
        )  # fmt: skip
        return reverse("desk:refused_lines", args=[number])

    fields = (
        Field(name="laboratory", is_required=True, longest=200), Field(name="accreditation", longest=200),
        Field(name="kit", is_required=True, longest=80),
        Field(name="typed_on", kind="date", is_required=True, value=day_typed(current().now().date())),
        Field(name="file", kind="file", label="field.results_file", hint="hint.results_file"),
    )  # fmt: skip
    asked = Asked(title="page.receive_results", fields=fields, back=back, intro="intro.receive_results")
    return ask(request, asked, act, is_with_file=True)


@page(OPENS, path="identification/results/<str:results_id>", name="refused_lines")
def refused(request: HttpRequest, acting: Acting, results_id: str) -> HttpResponse:
    """What of a file was not taken or read another way, each with its reason."""
    lines = refused_lines(acting, results_id)
    return render(request, "refused_lines.html", {"results_id": results_id, "lines": lines})


@page(OPENS, path="identification/profiles/<str:sample_code>", name="profile")
def one_profile(request: HttpRequest, acting: Acting, sample_code: str) -> HttpResponse:
    """One profile; reading it leaves a leaf. No page says whether a stated kinship holds."""
    return render(request, "profile.html", {"one": profile(acting, sample_code), "may_settle": may(acting, SETTLE)})


@page(OPENS, path="identification/waiting", name="waiting_profiles")
def waiting(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Profiles of which something is said that is not settled."""
    language, skipped = language_of(request), skipped_of(request)
    lines = waiting_profiles(acting, skipped)
    rows = [
        Row(
            cells=(
                one.sample_code,
                "; ".join(word_text(language, "profile_flag", flag.flag.value) for flag in one.flags),
                say(language, "sentence.profile_waits" if one.is_quarantined else "sentence.profile_noted"),
            ),
            link=reverse("desk:profile", args=[one.sample_code]) if may(acting, OPENS) else "",
            tone="late" if one.is_quarantined else "",
        )
        for one in lines
    ]  # fmt: skip
    return table_page(
        request, title="page.waiting_profiles", columns=_WAITING, rows=rows, intro="intro.waiting_profiles",
        empty="empty.waiting_profiles", following=following_of(request, lines, skipped + len(lines)),
    )  # fmt: skip


@page(SETTLE, path="identification/profiles/<str:sample_code>/said/<str:flag>", name="settle_flag")
def settle(request: HttpRequest, acting: Acting, sample_code: str, flag: str) -> HttpResponse:
    """Records what somebody found about what is said of a profile."""
    if flag not in {one.value for one in ProfileFlag}:
        raise Http404
    back = reverse("desk:waiting_profiles")

    def act(entered: Entered) -> str:
        settle_flag(
            acting, sample_code=sample_code, flag=ProfileFlag(flag), is_free=entered.is_ticked("profile_free"),
            reason=entered["reason"],
        )  # fmt: skip
        return back

    fields = (Field(name="profile_free", kind="box"), Field(name="reason", kind="text", is_required=True))
    asked = Asked(title="page.settle_flag", fields=fields, back=back, intro="intro.settle_flag")
    return ask(request, asked, act, subject=f"{sample_code} · {word_text(language_of(request), 'profile_flag', flag)}")


@page(SEES, path="identification/frequencies", name="frequencies")
def tables(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The tables of allele frequencies; the one that was agreed last holds."""
    language = language_of(request)
    found = frequency_tables(acting)
    rows = [
        Row(
            cells=(
                one.population, one.source, str(one.loci),
                say(language, "sentence.frequencies_agreed" if one.is_agreed else "sentence.frequencies_wait"),
            ),
            link=reverse("desk:agree_frequencies", args=[one.table_id])
            if not one.is_agreed and may(acting, AGREE) else "",
            tone="" if one.is_agreed else "waiting",
        )
        for one in found
    ]  # fmt: skip
    return table_page(
        request, title="page.frequencies", columns=_TABLES, rows=rows, intro="intro.frequencies",
        empty="empty.frequencies",
        actions=[("page.propose_frequencies", reverse("desk:propose_frequencies"))] if may(acting, PROPOSE) else [],
    )  # fmt: skip


@page(PROPOSE, path="identification/frequencies/new", name="propose_frequencies")
def propose(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes a table of frequencies from its file."""
    back = reverse("desk:frequencies")

    def act(entered: Entered) -> str:
        name, content = _content(request)
        propose_frequencies(
            acting, population=entered["population"], source=entered["frequencies_source"],
            by_marker=read_table_of_frequencies(name, content),
        )  # fmt: skip
        return back

    fields = (
        Field(name="population", is_required=True, longest=200),
        Field(name="frequencies_source", is_required=True, longest=400),
        Field(name="file", kind="file", label="field.frequencies_file", hint="hint.frequencies_file"),
    )  # fmt: skip
    asked = Asked(title="page.propose_frequencies", fields=fields, back=back, intro="intro.propose_frequencies")
    return ask(request, asked, act, is_with_file=True)


@page(AGREE, path="identification/frequencies/<str:table_id>/agree", name="agree_frequencies")
def agree(request: HttpRequest, acting: Acting, table_id: str) -> HttpResponse:
    """Shows a table that another proposed, and agrees to it by a press."""
    back = reverse("desk:frequencies")
    if request.method == "POST":
        return act_once(request, lambda: agree_frequencies(acting, table_id=table_id), back)
    one = next((line for line in frequency_tables(acting) if line.table_id == table_id), None)
    if one is None:
        raise Http404
    return render(request, "agree_frequencies.html", {"one": one})
