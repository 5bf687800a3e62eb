"""The weights by which enquiries are weighed: what our links teach, who adopted which, and the way back."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import OutsideError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.files import csv_file
from repatria.doors.desk.frame.matcher import weights_version
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.matching.levels import LevelLine, level_lines
from repatria.doors.desk.matching.owed import proposed_weights
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import proposal, propose, take_away
from repatria.records.access.role_table import SECOND_PERSONS, may_approve
from repatria.records.access.services import record_approval
from repatria.records.matching.selectors import (
    LEAST_LINKS,
    SHIPPED,
    Offered,
    adopted_act,
    evidence,
    level_changes,
    version_in_force,
    weights_versions,
)
from repatria.records.matching.services import ADOPT, WITHDRAW, adopt_weights, offered_now, withdraw_weights

_COLUMNS = (
    "column.field", "column.level", "column.m_before", "column.m_after", "column.shift", "column.among_links",
    "column.among_refused",
)  # fmt: skip


_REASON = (Field(name="reason", kind="text", is_required=True, longest=400),)


def _matcher_version() -> int | None:
    try:
        return weights_version(current().matcher_socket)
    except OutsideError:
        return None


@page("matching.?weights", path="weights", menu="menu.weights", is_rare=True)
def weights(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Which weights are in force, on what they rest, what our links would teach now, and all versions before."""
    now = evidence()
    return render(request, "weights.html", {
        "in_force": version_in_force(), "versions": weights_versions(acting), "proposed": proposed_weights(),
        "evidence": now, "least": LEAST_LINKS, "is_enough": now.links >= LEAST_LINKS, "matcher": _matcher_version(),
        "may_adopt": may(acting, ADOPT), "may_withdraw": may(acting, WITHDRAW),
    })  # fmt: skip


@page("matching.?weights", path="weights/<int:number>", name="weights_version")
def version(request: HttpRequest, acting: Acting, number: int) -> HttpResponse:
    """One version: every level before and after; with ?export=csv the same as a file."""
    language, given = language_of(request), adopted_act(number)
    lines = level_lines(language, level_changes(given.based_on, given.levels))
    if request.GET.get("export") == "csv":
        heads = [say(language, one) for one in _COLUMNS]
        return csv_file(f"weights-{number}", [heads, *(_cells(one) for one in lines)])
    (told,) = (one for one in weights_versions(acting) if one.version == number)
    return render(request, "weights_version.html", {
        "told": told, "lines": lines, "may_adopt": may(acting, ADOPT) and not told.is_in_force,
        "may_withdraw": may(acting, WITHDRAW) and told.is_in_force,
    })  # fmt: skip


def _cells(one: LevelLine) -> tuple[str, ...]:
    counts = str(one.among_links), str(one.among_refused)
    return (one.field, one.sentence, one.before, one.after, one.bits, *counts)


def _laid_before_others(acting: Acting, offered: Offered) -> str:
    """Lays weights on the table and returns the page on which they are read and approved."""
    content = {
        "evidence_index": str(offered.evidence.evidence_index), "based_on": str(offered.based_on),
        "again_of": "" if offered.again_of is None else str(offered.again_of), "reason": offered.reason,
    }  # fmt: skip
    propose(acting, action=ADOPT, reference=offered.reference, content=content)
    return reverse("desk:proposed_weights", args=[offered.reference])


@page(ADOPT, path="weights/new", name="propose_weights")
def propose_learned(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes the weights that all links up to now teach. Nothing is weighed otherwise by this."""

    def act(entered: Entered) -> str:
        reached = evidence().evidence_index
        offered = offered_now(evidence_index=reached, reason=entered["reason"], again_of=None)
        return _laid_before_others(acting, offered)

    asked = Asked(
        title="page.propose_weights", fields=_REASON, back=reverse("desk:weights"), button="button.propose",
        intro="intro.propose_weights",
    )  # fmt: skip
    return ask(request, asked, act)


@page(ADOPT, path="weights/<int:number>/again", name="weights_again")
def propose_again(request: HttpRequest, acting: Acting, number: int) -> HttpResponse:
    """Proposes an earlier version again; 0 names the weights that came with the program."""
    if number != SHIPPED:
        adopted_act(number)  # no such version: no form

    def act(entered: Entered) -> str:
        reached = evidence().evidence_index
        offered = offered_now(evidence_index=reached, reason=entered["reason"], again_of=number)
        return _laid_before_others(acting, offered)

    asked = Asked(
        title="page.weights_again", fields=_REASON, back=reverse("desk:weights"), button="button.propose",
        intro="intro.weights_again",
    )  # fmt: skip
    return ask(request, asked, act, subject=f"№ {number}")


def _proposed(reference: str) -> tuple[Mapping[str, str], Offered]:
    """What was laid on the table, computed anew: a changed note has another reference than the approvals."""
    found = proposal(ADOPT, reference)
    if found is None:
        raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")
    content = found.content
    again_of = int(content["again_of"]) if content["again_of"] else None
    offered = offered_now(
        evidence_index=int(content["evidence_index"]), reason=content["reason"], again_of=again_of
    )  # fmt: skip
    if offered.reference != reference:
        raise UnknownProposalError("other weights are in force since, or the note was changed")
    return content, offered


@page("matching.?weights", path="weights/proposed/<str:reference>", name="proposed_weights")
def proposed(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """One proposal in full: every level before and after, what it rests on, and who approved it."""
    content, offered = _proposed(reference)
    approvers = approvers_of(ADOPT, reference, at=acting.at)
    others = [one for one in approvers if one != acting.account_id]
    found = proposal(ADOPT, reference)
    return render(request, "proposed_weights.html", {
        "content": content, "offered": offered, "reference": reference, "approvers": approvers,
        "lines": level_lines(language_of(request), level_changes(offered.based_on, offered.levels)),
        "has_approved": acting.account_id in approvers, "may_approve": may_approve(acting.roles, ADOPT),
        "may_adopt": may(acting, ADOPT), "is_enough": len(others) >= SECOND_PERSONS[ADOPT],
        "needed": SECOND_PERSONS[ADOPT], "proposed_by": found.proposed_by if found else "",
    })  # fmt: skip


@page("access.record_approval", path="weights/proposed/<str:reference>/approve", name="approve_weights")
def approve(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves exactly these weights; who may not read them approves nothing."""
    require(acting, "matching.?weights")
    back = reverse("desk:proposed_weights", args=[reference])

    def act() -> None:
        _proposed(reference)
        record_approval(acting, action=ADOPT, object_reference=reference)

    return act_once(request, act, back)


@page(ADOPT, path="weights/proposed/<str:reference>/adopt", name="adopt_weights")
def adopt(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Puts the proposed weights in force, once another approved them."""

    def act() -> None:
        _, offered = _proposed(reference)
        adopt_weights(
            acting, evidence_index=offered.evidence.evidence_index, based_on=offered.based_on, reason=offered.reason,
            again_of=offered.again_of,
        )  # fmt: skip
        take_away(ADOPT, reference)

    return act_once(request, act, reverse("desk:weights"))


@page(WITHDRAW, path="weights/<int:number>/withdraw", name="withdraw_weights")
def withdraw(request: HttpRequest, acting: Acting, number: int) -> HttpResponse:
    """Takes the weights in force back, alone and at once."""
    back = reverse("desk:weights")
    adopted_act(number)

    def act(entered: Entered) -> str:
        withdraw_weights(acting, version=number, reason=entered["reason"])
        return back

    asked = Asked(
        title="page.withdraw_weights", fields=_REASON, back=back, button="button.withdraw",
        intro="intro.withdraw_weights",
    )  # fmt: skip
    return ask(request, asked, act, subject=f"№ {number}")
