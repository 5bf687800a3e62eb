"""What was set aside, and the way to decide that nothing is to be drawn: the head proposes, the auditor approves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import has, say
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.set_aside.owed import SEE_ALL, set_aside_for
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.consequences.errors import UnknownMatterError
from repatria.records.consequences.selectors import PAGE, SetAsideLine, open_consequence
from repatria.records.consequences.services import (
    DECIDE,
    DESTROY,
    decide_consequence,
    decide_reference,
    destroy_matter,
    is_to_destroy,
)

_COLUMNS = ("column.matter", "column.record", "column.since", "column.why", "column.concerns")


def why(language: str, line: SetAsideLine) -> str:
    """Why it was set aside: the sentence of a refusal with its provision, or that the fault is ours."""
    key = f"refusal.{line.code}"
    sentence = say(language, key) if has(key) else say(language, "page.our_fault")
    return f"{sentence} ({provision_words(language, line.provision) or line.code})"


@page("consequences.?open", path="set-aside", menu="page.set_aside", is_rare=True)
def set_aside(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What stands open and concerns whoever asks, oldest first."""
    language = language_of(request)
    lines = set_aside_for(acting, after_index=after_of(request), at_most=PAGE)
    rows = [
        Row(
            cells=(
                word_text(language, "consumer", line.consumer), line.about or line.matter,
                instant_words(language, line.since_text), why(language, line),
                word_text(language, "role", line.concerns.value),
            ),
            link=reverse("desk:matter", args=[line.key]),
        )
        for line in lines
    ]  # fmt: skip
    following = f"?after={lines[-1].recorded_index}" if lines.has_more else ""
    return table_page(
        request,
        title="page.set_aside",
        columns=_COLUMNS,
        rows=rows,
        intro="intro.set_aside",
        following=following,
        empty="empty.set_aside",
    )


def _open(acting: Acting, key: str) -> SetAsideLine:
    line = open_consequence(key)
    if not acting.roles & SEE_ALL and line.concerns not in acting.roles:
        raise UnknownMatterError("nothing of that kind concerns this account")
    return line


def _named(language: str, line: SetAsideLine) -> str:
    """A matter in words: what was to be drawn, and of which record or act."""
    return f"{word_text(language, 'consumer', line.consumer)} · {line.about or line.matter}"


def _persons(about: str) -> tuple[str, ...]:
    """The men whom a matter names; where two stand against each other, both."""
    numbers = tuple(about.split())
    return numbers if all(one.startswith("P-") for one in numbers) else ()


def _proposed(line: SetAsideLine) -> tuple[Proposal, ...]:
    """The decisions that lie on the table about this matter; a note changed by hand names another reference."""
    return tuple(
        one for one in proposals(DECIDE)
        if one.reference == decide_reference(line.consumer, line.matter, one.content.get("ground", ""))
    )  # fmt: skip


def _proposal(line: SetAsideLine, reference: str) -> Proposal:
    for one in _proposed(line):
        if one.reference == reference:
            return one
    raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")


@page("consequences.?open", path="set-aside/<str:key>")
def matter(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """One matter: what could not be drawn, why, and what may be done."""
    line = _open(acting, key)
    decisions = [(one, approvers_of(DECIDE, one.reference, at=acting.at)) for one in _proposed(line)]
    return render(request, "matter.html", {
        "persons": _persons(line.about) if may(acting, "register.?person") else (),
        "line": line, "why": why(language_of(request), line), "decisions": decisions,
        "may_decide": may(acting, DECIDE), "may_approve": may_approve(acting.roles, DECIDE), "me": acting.account_id,
        "is_to_destroy": is_to_destroy(line.code, line.act_index, "open"), "may_destroy": may(acting, DESTROY),
        "may_approve_it": may_approve(acting.roles, DESTROY), "approvers": approvers_of(DESTROY, key, at=acting.at),
    })  # fmt: skip


@page("access.record_approval", path="set-aside/<str:key>/approve-destruction", name="approve_emptying")
def approve_emptying(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """Approves that exactly this be destroyed."""
    require(acting, "consequences.?open")
    _to_destroy(acting, key)
    back = reverse("desk:matter", args=[key])
    return act_once(request, lambda: record_approval(acting, action=DESTROY, object_reference=key), back)


@page(DESTROY, path="set-aside/<str:key>/destroy", name="destroy_matter")
def destroy_it(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """Has destroyed what came in, once two approved: nobody ever read it, and nobody can any more."""
    line = _to_destroy(acting, key)

    def act(entered: Entered) -> str:
        destroy_matter(acting, consumer=line.consumer, matter=line.matter, reason=entered["reason"])
        return reverse("desk:set_aside")

    fields = (Field(name="reason", is_required=True, longest=400),)
    asked = Asked(
        title="page.destroy_matter", fields=fields, back=reverse("desk:matter", args=[key]), button="button.destroy",
        intro="intro.destroy_matter",
    )  # fmt: skip
    return ask(request, asked, act, subject=_named(language_of(request), line))


def _to_destroy(acting: Acting, key: str) -> SetAsideLine:
    line = _open(acting, key)
    if not is_to_destroy(line.code, line.act_index, "open"):
        raise UnknownMatterError("nothing of that number is to be destroyed")
    return line


@page(DECIDE, path="set-aside/<str:key>/propose", name="propose_decision")
def propose_it(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """Lays before the auditor how the duty was met otherwise. Nothing is decided by this."""
    line, back = _open(acting, key), reverse("desk:matter", args=[key])

    def act(entered: Entered) -> str:
        reference = decide_reference(line.consumer, line.matter, entered["ground"])
        propose(acting, action=DECIDE, reference=reference, content={"key": key, "ground": entered["ground"].strip()})
        return back

    fields = (Field(name="ground", kind="text", is_required=True, longest=1000),)
    asked = Asked(
        title="page.decide_nothing", fields=fields, back=back, button="button.propose", intro="intro.decide_nothing"
    )
    return ask(request, asked, act, subject=_named(language_of(request), line))


@page("access.record_approval", path="set-aside/<str:key>/<str:reference>/approve", name="approve_decision")
def approve_it(request: HttpRequest, acting: Acting, key: str, reference: str) -> HttpResponse:
    """Approves exactly this ground."""
    require(acting, "consequences.?open")
    _proposal(_open(acting, key), reference)
    back = reverse("desk:matter", args=[key])
    return act_once(request, lambda: record_approval(acting, action=DECIDE, object_reference=reference), back)


@page(DECIDE, path="set-aside/<str:key>/<str:reference>/decide", name="decide_matter")
def decide_it(request: HttpRequest, acting: Acting, key: str, reference: str) -> HttpResponse:
    """Decides that nothing is to be drawn, once the auditor approved."""
    line = _open(acting, key)
    ground = _proposal(line, reference).content["ground"]

    def act() -> None:
        decide_consequence(acting, consumer=line.consumer, matter=line.matter, ground=ground)
        for one in _proposed(line):
            take_away(DECIDE, one.reference)

    return act_once(request, act, reverse("desk:set_aside"))
