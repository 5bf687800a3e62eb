"""The public appeal at the desk: the text in full before whoever gives a copy, approves, publishes or withdraws it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.appeal import check_appeal, shipped_appeal
from repatria.core.vocabulary.appeals import LANGUAGES_OF_APPEALS
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import day_typed
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.appeals.acts import WithdrawalReason
from repatria.records.appeals.errors import UnknownAppealError
from repatria.records.appeals.selectors import READ, appeals, copies_of, text_reference
from repatria.records.appeals.services import PUBLISH, give_copy, publish_appeal, withdraw_appeal
from repatria.records.handover.selectors import switches

FIELDS = {
    "uk": ("words_uk", "conditions_uk"), "ru": ("words_ru", "conditions_ru"), "en": ("words_en", "conditions_en"),
}  # fmt: skip
"""The fields of a text and of its conditions, by language."""

Words = dict[str, tuple[str, ...]]
Shown = list[tuple[str, str, tuple[str, ...], str]]


@page(READ, path="appeals", menu="menu.appeals", is_rare=True)
def appeal_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What stands, what was withdrawn, and what lies on the table."""
    return render(request, "appeals.html", {
        "appeals": [(one, _shown(one.paragraphs, one.conditions)) for one in appeals(acting)],
        "proposed": proposals(PUBLISH), "may_propose": may(acting, PUBLISH),
        "may_withdraw": may(acting, "appeals.withdraw_appeal"),
    })  # fmt: skip


def _fields() -> tuple[Field, ...]:
    shipped = shipped_appeal()
    grounds = tuple((one.switch_id, f"{one.switch_id} · {one.legal_basis[:80]}") for one in switches())
    texts = [
        Field(
            name=f"words_{one}", kind="text", is_required=True, value="\n".join(shipped[one]), hint="hint.appeal_words"
        )
        for one in LANGUAGES_OF_APPEALS
    ]
    terms = [Field(name=terms, kind="text") for _, terms in FIELDS.values()]
    return (Field(name="switch_id", kind="choice", options=grounds, is_required=True), *texts, *terms)


def _words(content: Mapping[str, str]) -> Words:
    return {
        one: tuple(line.strip() for line in content[words].splitlines() if line.strip())
        for one, (words, _) in FIELDS.items()
    }


def _conditions(content: Mapping[str, str]) -> dict[str, str]:
    return {one: content[terms] for one, (_, terms) in FIELDS.items() if content[terms].strip()}


def _reference(content: Mapping[str, str]) -> str:
    return text_reference(
        switch_id=content["switch_id"], words=_words(content), conditions=_conditions(content)
    )  # fmt: skip


def _shown(words: Mapping[str, tuple[str, ...]], conditions: Mapping[str, str]) -> Shown:
    return [(one, f"field.{name}", words.get(one, ()), conditions.get(one, "")) for one, (name, _) in FIELDS.items()]


@page(PUBLISH, path="appeals/new")
def propose_appeal(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays a text before the delegate and those who approve. Nothing is published by this."""

    def act(entered: Entered) -> str:
        content = dict(entered.values)
        check_appeal(_words(content), _conditions(content))
        reference = _reference(content)
        propose(acting, action=PUBLISH, reference=reference, content=content)
        return reverse("desk:proposed_appeal", args=[reference])

    asked = Asked(
        title="page.propose_appeal", fields=_fields(), back=reverse("desk:appeal_list"), button="button.propose",
        intro="intro.propose_appeal",
    )  # fmt: skip
    return ask(request, asked, act)


def _proposed(reference: str) -> Mapping[str, str]:
    found = proposal(PUBLISH, reference)
    if found is None or _reference(found.content) != reference:
        raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")
    return found.content


@page(READ, path="appeals/proposed/<str:reference>")
def proposed_appeal(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """One text in full with its ground, who has a copy and who approved it."""
    content = _proposed(reference)
    approvers = approvers_of(PUBLISH, reference, at=acting.at)
    copies = copies_of(acting, reference=reference)
    ground = next((one for one in switches() if one.switch_id == content["switch_id"]), None)
    return render(request, "proposed_appeal.html", {
        "reference": reference, "ground": ground, "copies": copies, "approvers": approvers,
        "texts": _shown(_words(content), _conditions(content)),
        "has_approved": acting.account_id in approvers, "may_approve": may_approve(acting.roles, PUBLISH),
        "may_publish": may(acting, PUBLISH), "may_give_copy": may(acting, "appeals.give_copy") and not copies,
        "is_ready": bool(copies) and len(approvers) >= 2 and ground is not None,
    })  # fmt: skip


def _whole_day(entered: Entered, name: str) -> date:
    given = entered.partial_date(name)
    if given is None or given.month is None or given.day is None or not given.is_possible:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(given.year, given.month, given.day)


@page("appeals.give_copy", path="appeals/proposed/<str:reference>/copy")
def give_appeal_copy(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Says that the delegate has a copy: whoever handed it over, or the delegate himself."""
    content = _proposed(reference)
    back = reverse("desk:proposed_appeal", args=[reference])

    def act(entered: Entered) -> str:
        give_copy(
            acting, switch_id=content["switch_id"], words=_words(content), conditions=_conditions(content),
            given_on=_whole_day(entered, "copy_given_on"), given_to=entered["copy_given_to"],
            by_way=entered["copy_by_way"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="copy_given_on", kind="date", is_required=True, value=day_typed(local(current().now()).date())),
        Field(name="copy_given_to", is_required=True, hint="hint.copy_given_to"),
        Field(name="copy_by_way", is_required=True),
    )  # fmt: skip
    return ask(request, Asked(title="page.give_appeal_copy", fields=fields, back=back), act)


@page("access.record_approval", path="appeals/proposed/<str:reference>/approve")
def approve_appeal(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves exactly this text on this ground."""
    _proposed(reference)
    back = reverse("desk:proposed_appeal", args=[reference])
    return act_once(request, lambda: record_approval(acting, action=PUBLISH, object_reference=reference), back)


@page(PUBLISH, path="appeals/proposed/<str:reference>/publish", name="publish_appeal")
def publish(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Publishes it, once ground, copy and both offices stand."""
    back = reverse("desk:appeal_list")
    if request.method == "POST":
        content = _proposed(reference)
        publish_appeal(
            acting, switch_id=content["switch_id"], words=_words(content), conditions=_conditions(content)
        )  # fmt: skip
        take_away(PUBLISH, reference)
        return going_on(request, back)
    return HttpResponseRedirect(back)


@page("appeals.withdraw_appeal", path="appeals/<str:appeal_id>/withdraw", name="withdraw_appeal")
def withdraw(request: HttpRequest, acting: Acting, appeal_id: str) -> HttpResponse:
    """Withdraws an appeal; the portal says so where it stood."""
    back = reverse("desk:appeal_list")
    if not any(one.appeal_id == appeal_id and not one.withdrawn_on for one in appeals(acting)):
        raise UnknownAppealError("no such appeal stands")

    def act(entered: Entered) -> str:
        withdraw_appeal(
            acting, appeal_id=appeal_id, reason=WithdrawalReason(entered["withdrawal"]), remark=entered["remark"]
        )  # fmt: skip
        return back

    reasons = choices(language_of(request), "withdrawal", WithdrawalReason)
    fields = (
        Field(name="withdrawal", kind="radio", options=reasons, is_required=True), Field(name="remark", kind="text"),
    )  # fmt: skip
    asked = Asked(title="page.withdraw_appeal", fields=fields, back=back, intro="intro.withdraw_appeal")
    return ask(request, asked, act, subject=appeal_id)
