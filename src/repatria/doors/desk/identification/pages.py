"""Samples that relatives gave: a list by numbers, one with who gave it, a new one, and one that is taken back."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.identification import ASKED_USES, ConsentUse, GivenBy
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words, day_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.labels import sheet_of_labels
from repatria.doors.desk.frame.lists import Row, after_of, following_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.pedigrees import PEDIGREE
from repatria.records.identification.selectors.samples import (
    OPENS,
    READS,
    SEES,
    SampleLine,
    held_apart,
    sample,
    samples,
    whose_bureau,
)
from repatria.records.identification.services.consents import (
    GIVE,
    OWN,
    SEXES,
    WITHDRAW,
    pedigree_words,
    record_consent,
    state_own_power,
    withdraw_consent,
)

_COLUMNS = (
    "column.given_code", "column.sample_of", "column.sample_enquiry", "column.sample_until", "column.given_state",
)  # fmt: skip
_AT_FIELDS = {
    "donor_name": "donor", "donor_relation": "donor_relation", "consent_search": "consent_uses",
    "consent_witness": "consent_witness", "consent_language": "consent_language", "consent_end": "consent_until",
    "own_power": "family_power",
}  # fmt: skip
_A_YEAR = timedelta(days=365)


def _state(language: str, line: SampleLine) -> str:
    if line.is_over:
        return say(language, "sentence.sample_over")
    return say(language, "sentence.sample_read" if line.readings else "sentence.sample_unread")


@page(
    SEES, path="identification/samples", name="identification_samples", menu="menu.identification", is_rare=True,
    count=lambda acting: held_apart(acting) if may(acting, OPENS) else 0,
)  # fmt: skip
def sample_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The samples that were given, by codes and numbers."""
    language, lines = language_of(request), samples(acting, request.GET.get("enquiry", "")[:40], after_of(request))
    rows = [
        Row(
            cells=(
                one.reference_id, word_text(language, "sample_given_by", one.given_by.value), one.enquiry_id or "—",
                date_words(language, one.until), _state(language, one),
            ),
            link=reverse("desk:sample", args=[one.reference_id]) if may(acting, READS) else "",
        )
        for one in lines
    ]  # fmt: skip
    offered = (
        ("page.record_consent", "record_consent", GIVE), ("page.waiting_profiles", "waiting_profiles", OPENS),
        ("page.laboratory_results", "laboratory_results", SEES), ("page.frequencies", "frequencies", SEES),
        ("page.state_own_power", "state_own_power", OWN),
    )  # fmt: skip
    family = request.GET.get("enquiry", "")[:40]
    pedigree = [("page.pedigree", reverse("desk:pedigree", args=[family]))] if family and may(acting, PEDIGREE) else []
    return table_page(
        request, title="page.identification_samples", columns=_COLUMNS, rows=rows,
        intro="intro.identification_samples", empty="empty.identification_samples",
        following=following_of(request, lines, lines[-1].recorded_index) if lines else "",
        actions=pedigree + [(label, reverse(f"desk:{name}")) for label, name, action in offered if may(acting, action)],
    )  # fmt: skip


@page(READS, path="identification/samples/<str:reference_id>", name="sample")
def one_sample(request: HttpRequest, acting: Acting, reference_id: str) -> HttpResponse:
    """One sample: who gave it, for what, until when, and what is said of its profile."""
    return render(request, "sample.html", {
        "one": sample(acting, reference_id), "may_withdraw": may(acting, WITHDRAW), "may_open": may(acting, OPENS),
    })  # fmt: skip


@page(READS, path="identification/samples/<str:reference_id>/label.pdf", name="reference_label")
def one_label(request: HttpRequest, acting: Acting, reference_id: str) -> HttpResponse:
    """The label of a relative's sample: its number alone, to be stuck on the tube."""
    number = sample(acting, reference_id).reference_id
    return sheet_of_labels(request, f"label-{number}", LabelSize.PACKET, (number,))


def whole_day(entered: Entered, name: str) -> date:
    day = entered.partial_date(name)
    if day is None or day.month is None or day.day is None:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(day.year, day.month, day.day)


@page(GIVE, path="identification/consents/new", name="record_consent")
def give(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that somebody gave a sample, and what he allowed."""
    language, today = language_of(request), current().now().date()
    back = reverse("desk:identification_samples")

    def act(entered: Entered) -> str:
        number = record_consent(
            acting, given_by=GivenBy(entered["sample_given_by"]), donor=entered["donor"],
            enquiry_id=entered["enquiry_id"], relation=entered["donor_relation"], power=entered["family_power"],
            uses=[ConsentUse(one) for one in entered.many("consent_uses")],
            given_on=whole_day(entered, "consent_given_on"), until=whole_day(entered, "consent_until"),
            witness=entered["consent_witness"], taken_by=entered["consent_taken_by"],
            language=entered["consent_language"], sex=entered["donor_sex"],
        )  # fmt: skip
        return reverse("desk:sample", args=[number])

    fields = (
        Field(name="sample_given_by", kind="radio", is_required=True, value=GivenBy.RELATIVE.value,
              options=choices(language, "sample_given_by", GivenBy)),
        Field(name="enquiry_id", label="field.sample_enquiry", longest=40, hint="hint.sample_enquiry",
              value=request.GET.get("enquiry", "")[:40]),
        Field(name="donor", is_required=True, longest=200),
        Field(name="donor_relation", kind="choice", hint="hint.donor_relation",
              options=choices(language, "pedigree_word", pedigree_words(), empty=True)),
        Field(name="donor_sex", kind="radio", is_required=True, options=choices(language, "donor_sex", SEXES)),
        Field(name="family_power", longest=120, hint="hint.family_power"),
        Field(name="consent_uses", kind="boxes", is_required=True,
              options=choices(language, "consent_use", ASKED_USES)),
        Field(name="consent_language", is_required=True, longest=80),
        Field(name="consent_witness", is_required=True, longest=200),
        Field(name="consent_taken_by", is_required=True, longest=200),
        Field(name="consent_given_on", kind="date", is_required=True, value=day_typed(today)),
        Field(name="consent_until", kind="date", is_required=True, value=day_typed(today + _A_YEAR),
              hint="hint.consent_until"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_consent", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.record_consent"
    )  # fmt: skip
    return ask(request, asked, act)


@page(WITHDRAW, path="identification/samples/<str:reference_id>/withdraw", name="withdraw_consent")
def withdraw(request: HttpRequest, acting: Acting, reference_id: str) -> HttpResponse:
    """Records that a sample is taken back; its profile is destroyed then."""
    back = reverse("desk:sample", args=[reference_id])

    def act(entered: Entered) -> str:
        withdraw_consent(
            acting, reference_id=reference_id, withdrawn_on=whole_day(entered, "withdrawn_on"), by_way=entered["by_way"]
        )  # fmt: skip
        return back

    fields = (
        Field(name="withdrawn_on", kind="date", label="field.consent_withdrawn_on", is_required=True,
              value=day_typed(current().now().date())),
        Field(name="by_way", label="field.consent_by_way", is_required=True, longest=200),
    )  # fmt: skip
    asked = Asked(
        title="page.withdraw_consent", fields=fields, back=back, button="button.withdraw_consent",
        intro="intro.withdraw_consent",
    )  # fmt: skip
    return ask(request, asked, act, subject=reference_id)


@page(OWN, path="identification/power", name="state_own_power")
def power(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Says whose bureau this is."""
    back = reverse("desk:identification_samples")

    def act(entered: Entered) -> str:
        state_own_power(acting, power=entered["power"])
        return back

    fields = (Field(name="power", label="field.own_power", is_required=True, longest=120, value=whose_bureau(acting)),)
    asked = Asked(title="page.state_own_power", fields=fields, back=back, intro="intro.state_own_power")
    return ask(request, asked, act)
