"""Hypotheses and the board: a list by numbers, one with all that was said, and each word on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.identification_board import HypothesisState, Method, ReviewVerdict, Weighs
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words, day_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, following_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices, word_text
from repatria.doors.desk.identification.beside import sentence
from repatria.doors.desk.identification.pages import whole_day
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.beside import BESIDE
from repatria.records.identification.selectors.findings import (
    FINDING,
    HYPOTHESES,
    HYPOTHESIS,
    finding,
    hypotheses,
    hypothesis,
    policies,
)
from repatria.records.identification.selectors.report import PRINT
from repatria.records.identification.services.board import (
    ANNUL,
    DECLINE,
    POLICY,
    SIGN,
    UPHOLD,
    annul_conclusion,
    decline_signature,
    record_policy,
    sign_conclusion,
    uphold_conclusion,
)
from repatria.records.identification.services.hypotheses import (
    LAY,
    LEAVE,
    OPEN,
    RESOLVE,
    REVIEW,
    lay_evidence,
    open_hypothesis,
    record_review,
    resolve_contradiction,
    withdraw_hypothesis,
)
from repatria.records.identification.services.sought import SAME

_CODE = 40
_LIST = (
    "column.hypothesis", "column.hypothesis_items", "column.hypothesis_of", "column.hypothesis_methods",
    "column.given_state",
)  # fmt: skip
_POLICIES = ("column.policy", "column.policy_decision", "column.policy_day", "column.policy_text")
_STANDS = (HypothesisState.CONCLUDED, HypothesisState.ANNULMENT_ASKED)
_SAID = Field(name="board_said", kind="text", is_required=True)
_AT_FIELDS = {
    "review_reason": "board_said", "board_words": "board_said", "taken_back_reason": "board_said",
    "upheld_reason": "board_said",
}  # fmt: skip


@page(HYPOTHESES, path="identification/hypotheses", name="hypotheses", menu="menu.hypotheses", is_rare=True)
def hypothesis_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The hypotheses by numbers, and the names that stand."""
    language, lines = language_of(request), hypotheses(acting, after_of(request))
    rows = [
        Row(
            cells=(
                one.hypothesis_id, ", ".join(one.items), one.person_id or one.enquiry_id,
                "; ".join(word_text(language, "id_method", method.value) for method in one.methods) or "—",
                word_text(language, "hypothesis_state", one.state.value),
            ),
            link=reverse("desk:hypothesis", args=[one.hypothesis_id]) if may(acting, HYPOTHESIS) else "",
            tone="waiting" if one.state is HypothesisState.SIGNED_ONCE else "",
        )
        for one in lines
    ]  # fmt: skip
    offered = (("page.open_hypothesis", "open_hypothesis", OPEN), ("page.policies", "policies", HYPOTHESES))
    return table_page(
        request, title="page.hypotheses", columns=_LIST, rows=rows, intro="intro.hypotheses",
        empty="empty.hypotheses", following=following_of(request, lines, lines[-1].recorded_index) if lines else "",
        actions=[(label, reverse(f"desk:{name}")) for label, name, action in offered if may(acting, action)],
    )  # fmt: skip


@page(HYPOTHESIS, path="identification/hypotheses/<str:hypothesis_id>", name="hypothesis")
def one_hypothesis(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """One hypothesis whole: of another's review nothing before one's own."""
    one = hypothesis(acting, hypothesis_id)
    offered = (
        ("lay_evidence", LAY, one.is_open), ("record_review", REVIEW, one.state is HypothesisState.OPEN),
        ("sign_conclusion", SIGN, one.is_open), ("decline_signature", DECLINE, one.is_open),
        ("print_report", PRINT, one.state is HypothesisState.CONCLUDED),
        ("annul_conclusion", ANNUL, one.state in _STANDS),
        ("uphold_conclusion", UPHOLD, one.state is HypothesisState.ANNULMENT_ASKED),
        ("withdraw_hypothesis", LEAVE, one.is_open),
    )  # fmt: skip
    return render(request, "hypothesis.html", {
        "one": one, "acts": [name for name, action, is_now in offered if is_now and may(acting, action)],
        "may_resolve": one.is_open and may(acting, RESOLVE), "may_beside": may(acting, BESIDE),
        "against": [(said, sentence(language_of(request), said.reason)) for said in one.against],
        "may_finding": may(acting, FINDING), "may_say": may(acting, SAME),
    })  # fmt: skip


@page(OPEN, path="identification/hypotheses/new", name="open_hypothesis")
def new(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens a hypothesis. It says nothing to anybody."""

    def act(entered: Entered) -> str:
        number = open_hypothesis(
            acting, items=entered.lines("hypothesis_items"), enquiry_id=entered["enquiry_id"],
            person_id=entered["person_id"], said=entered["board_said"], finding_id=entered["finding_id"],
        )  # fmt: skip
        return reverse("desk:hypothesis", args=[number])

    asked_of = request.GET
    fields = (
        Field(name="hypothesis_items", kind="text", is_required=True, hint="hint.hypothesis_items",
              value=asked_of.get("item", "")[:_CODE]),
        Field(name="enquiry_id", label="field.hypothesis_enquiry", longest=_CODE,
              value=asked_of.get("enquiry", "")[:_CODE]),
        Field(name="person_id", label="field.hypothesis_person", longest=_CODE,
              value=asked_of.get("person", "")[:_CODE]),
        Field(name="finding_id", label="field.hypothesis_finding", longest=_CODE,
              value=asked_of.get("finding", "")[:_CODE]), _SAID,
    )  # fmt: skip
    asked = Asked(
        title="page.open_hypothesis", fields=fields, back=reverse("desk:hypotheses"), intro="intro.open_hypothesis",
        template="form_with_rivals.html",
    )  # fmt: skip
    found = asked_of.get("finding", "")[:_CODE]
    rivals = finding(acting, found).in_the_way if found and may(acting, FINDING) else ()
    return ask(
        request, asked, act, rivals=rivals, of_enquiry=asked_of.get("enquiry", "")[:_CODE], may_say=may(acting, SAME)
    )  # fmt: skip


def _word(
    request: HttpRequest, hypothesis_id: str, title: str, act: Callable[[Entered], object],
    fields: tuple[Field, ...] = (), intro: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    back = reverse("desk:hypothesis", args=[hypothesis_id])

    def done(entered: Entered) -> str:
        act(entered)
        return back

    template = "form_with_rivals.html" if "rivals" in more else "form.html"
    asked = Asked(
        title=title, fields=(*fields, _SAID), back=back, at_fields=_AT_FIELDS, intro=intro, template=template
    )  # fmt: skip
    return ask(request, asked, done, subject=hypothesis_id, **more)


@page(LAY, path="identification/hypotheses/<str:hypothesis_id>/evidence", name="lay_evidence")
def lay(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Lays a line of evidence beside a hypothesis."""
    language = language_of(request)
    fields = (
        Field(name="id_method", kind="radio", is_required=True, options=choices(language, "id_method", Method)),
        Field(name="evidence_weighs", kind="radio", is_required=True,
              options=choices(language, "evidence_weighs", Weighs)),
        Field(name="finding_id", longest=_CODE, hint="hint.finding_id"),
        Field(name="reference", label="field.evidence_report", longest=200),
    )  # fmt: skip
    return _word(request, hypothesis_id, "page.lay_evidence", lambda entered: lay_evidence(
        acting, hypothesis_id=hypothesis_id, method=Method(entered["id_method"]),
        weighs=Weighs(entered["evidence_weighs"]), finding_id=entered["finding_id"], reference=entered["reference"],
        said=entered["board_said"],
    ), fields)  # fmt: skip


@page(REVIEW, path="identification/hypotheses/<str:hypothesis_id>/review", name="record_review")
def review(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Records a reviewer's word."""
    fields = (
        Field(name="review_verdict", kind="radio", is_required=True,
              options=choices(language_of(request), "review_verdict", ReviewVerdict)),
    )  # fmt: skip
    return _word(request, hypothesis_id, "page.record_review", lambda entered: record_review(
        acting, hypothesis_id=hypothesis_id, verdict=ReviewVerdict(entered["review_verdict"]),
        said=entered["board_said"],
    ), fields, "intro.record_review")  # fmt: skip


@page(SIGN, path="identification/hypotheses/<str:hypothesis_id>/sign", name="sign_conclusion")
def sign(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Signs; the second signature is the conclusion."""
    found, one = policies(acting), hypothesis(acting, hypothesis_id)
    options = (("", "—"), *((one.policy_id, f"{one.decision} · {one.policy_id}") for one in found))
    fields = (Field(name="board_policy", kind="choice", options=options, hint="hint.board_policy"),) if found else ()
    return _word(request, hypothesis_id, "page.sign_conclusion", lambda entered: sign_conclusion(
        acting, hypothesis_id=hypothesis_id, policy_id=entered["board_policy"] if found else "",
        said=entered["board_said"],
    ), fields, "intro.sign_conclusion", rivals=one.in_the_way, of_enquiry=one.enquiry_id,
       may_say=may(acting, SAME))  # fmt: skip


@page(DECLINE, path="identification/hypotheses/<str:hypothesis_id>/decline", name="decline_signature")
def decline(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Records that an expert declines to sign."""
    return _word(request, hypothesis_id, "page.decline_signature", lambda entered: decline_signature(
        acting, hypothesis_id=hypothesis_id, said=entered["board_said"]
    ), intro="intro.decline_signature")  # fmt: skip


@page(ANNUL, path="identification/hypotheses/<str:hypothesis_id>/annul", name="annul_conclusion")
def annul(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Takes a name back, or completes that another began."""
    return _word(request, hypothesis_id, "page.annul_conclusion", lambda entered: annul_conclusion(
        acting, hypothesis_id=hypothesis_id, said=entered["board_said"]
    ), intro="intro.annul_conclusion")  # fmt: skip


@page(UPHOLD, path="identification/hypotheses/<str:hypothesis_id>/uphold", name="uphold_conclusion",
      clocks=(ClockRule.NAME_DOUBTED,))  # fmt: skip
def uphold(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Says that a name which one takes back stands."""
    return _word(request, hypothesis_id, "page.uphold_conclusion", lambda entered: uphold_conclusion(
        acting, hypothesis_id=hypothesis_id, said=entered["board_said"]
    ), intro="intro.uphold_conclusion")  # fmt: skip


@page(LEAVE, path="identification/hypotheses/<str:hypothesis_id>/withdraw", name="withdraw_hypothesis")
def leave(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Follows a hypothesis no longer."""
    return _word(request, hypothesis_id, "page.withdraw_hypothesis", lambda entered: withdraw_hypothesis(
        acting, hypothesis_id=hypothesis_id, said=entered["board_said"]
    ))  # fmt: skip


@page(RESOLVE, path="identification/hypotheses/<str:hypothesis_id>/resolve/<str:about>", name="resolve_contradiction")
def resolve(request: HttpRequest, acting: Acting, hypothesis_id: str, about: str) -> HttpResponse:
    """Records what a contradiction was."""
    return _word(request, hypothesis_id, "page.resolve_contradiction", lambda entered: resolve_contradiction(
        acting, hypothesis_id=hypothesis_id, about=about, said=entered["board_said"]
    ), intro="intro.resolve_contradiction")  # fmt: skip


@page(HYPOTHESES, path="identification/policies", name="policies")
def policy_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The policies of the board."""
    language = language_of(request)
    rows = [
        Row(cells=(one.policy_id, one.decision, date_words(language, one.decided_on), one.allows))
        for one in policies(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.policies", columns=_POLICIES, rows=rows, intro="intro.policies", empty="empty.policies",
        actions=[("page.record_policy", reverse("desk:record_policy"))] if may(acting, POLICY) else [],
    )  # fmt: skip


@page(POLICY, path="identification/policies/new", name="record_policy")
def new_policy(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records a policy of the board."""
    back = reverse("desk:policies")

    def act(entered: Entered) -> str:
        record_policy(
            acting, decision=entered["policy_decision"], decided_on=whole_day(entered, "policy_day"),
            text=entered["policy_text"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="policy_decision", is_required=True, longest=200),
        Field(name="policy_day", kind="date", is_required=True, value=day_typed(current().now().date())),
        Field(name="policy_text", kind="text", is_required=True),
    )
    return ask(request, Asked(title="page.record_policy", fields=fields, back=back), act)
