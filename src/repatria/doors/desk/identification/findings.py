"""What comparisons found, by numbers; one opened; and items as parts of one person."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.identification_board import FindingState, Shown, Strength
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.remains_codes import fold_remains_code
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, following_of, skipped_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.findings import (
    FINDING,
    FINDINGS,
    finding,
    findings,
    is_contradicted,
    parts,
    places_of_findings,
)
from repatria.records.identification.services.hypotheses import (
    AGREE_PARTS,
    OPEN,
    PROPOSE_PARTS,
    UNDO_PARTS,
    agree_parts,
    propose_parts,
    undo_parts,
)
from repatria.records.identification.services.sought import SAME

E = TypeVar("E", bound=StrEnum)
_CODE = 40
_FINDINGS = (
    "column.finding_item", "column.finding_kind", "column.finding_beside", "column.finding_strength",
    "column.finding_loci", "column.given_state",
)  # fmt: skip
_PARTS = ("column.parts_first", "column.parts_second", "column.given_state")


@page(FINDINGS, path="identification/findings", name="findings", menu="menu.findings", is_rare=True)
def finding_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What comparisons found, the strongest first. A finding names nobody."""
    language, asked, skipped = language_of(request), request.GET, skipped_of(request)
    show, least = _one_of(Shown, asked.get("show", "")) or Shown.OPEN, _one_of(Strength, asked.get("least", ""))
    narrowed = {name: asked.get(name, "").strip()[:_CODE] for name in ("place", "batch", "enquiry", "item")}
    lines = findings(
        acting, fold_remains_code(narrowed["item"]) or narrowed["item"], place=narrowed["place"].upper(),
        batch_id=narrowed["batch"].upper(), enquiry_id=fold_number(narrowed["enquiry"]) or narrowed["enquiry"],
        at_least=least, show=show, skip=skipped,
    )  # fmt: skip
    rows = [
        Row(
            cells=(
                one.item_code, word_text(language, "finding_kind", one.kind), one.enquiry_id or one.other_code,
                word_text(language, "finding_strength", one.strength.value) if one.strength else "—", str(one.loci),
                word_text(language, "finding_state", one.state.value),
            ),
            link=reverse("desk:finding", args=[one.finding_id]) if may(acting, FINDING) else "",
            tone="waiting" if one.state is FindingState.NEW else "",
        )
        for one in lines
    ]  # fmt: skip
    offered = (("page.parts", "parts", FINDINGS), ("page.open_hypothesis", "open_hypothesis", OPEN))
    return table_page(
        request, title="page.findings", columns=_FINDINGS, rows=rows, intro="intro.findings", empty="empty.findings",
        template="findings.html", following=following_of(request, lines, skipped + len(lines)),
        links=[(label, reverse(f"desk:{name}")) for label, name, action in offered if may(acting, action)],
        narrowed={**narrowed, "show": show.value, "least": least.value if least else ""},
        places=places_of_findings(acting), shown=choices(language, "findings_shown", Shown),
        strengths=choices(language, "finding_strength", [one for one in Strength if one.least > 0]),
    )  # fmt: skip


def _one_of(words: type[E], said: str) -> E | None:
    """The word that an address names; None for any other."""
    return words(said) if said in {one.value for one in words} else None


@page(FINDING, path="identification/findings/<str:finding_id>", name="finding")
def one_finding(request: HttpRequest, acting: Acting, finding_id: str) -> HttpResponse:
    """One finding: its ratio, by locus, and what it was compared with."""
    return render(request, "finding.html", {
        "one": finding(acting, finding_id), "may_open": may(acting, OPEN), "may_propose": may(acting, PROPOSE_PARTS),
        "may_say": may(acting, SAME),
    })  # fmt: skip


@page(FINDINGS, path="identification/parts", name="parts")
def parts_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Items as parts of one person: proposed by one, agreed by another, taken back with a reason."""
    lines = parts(acting, after_of(request))
    return render(request, "parts.html", {
        "lines": lines, "following": following_of(request, lines, lines[-1].recorded_index) if lines else "",
        "may_propose": may(acting, PROPOSE_PARTS), "may_agree": may(acting, AGREE_PARTS),
        "may_undo": may(acting, UNDO_PARTS),
    })  # fmt: skip


@page(PROPOSE_PARTS, path="identification/parts/new", name="propose_parts")
def propose(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes that two items are parts of one person."""
    back = reverse("desk:parts")

    def act(entered: Entered) -> str:
        propose_parts(
            acting, first_code=entered["first_code"], second_code=entered["second_code"], reason=entered["reason"],
            finding_id=entered["finding_id"],
        )  # fmt: skip
        return back

    asked_of = request.GET
    fields = (
        Field(name="first_code", is_required=True, longest=_CODE, value=asked_of.get("first", "")[:_CODE]),
        Field(name="second_code", is_required=True, longest=_CODE),
        Field(name="finding_id", longest=_CODE, value=asked_of.get("finding", "")[:_CODE], hint="hint.finding_id"),
        Field(name="reason", kind="text", is_required=True),
    )
    return ask(request, Asked(title="page.propose_parts", fields=fields, back=back, intro="intro.propose_parts"), act)


@page(AGREE_PARTS, path="identification/parts/<str:parts_id>/agree", name="agree_parts")
def agree(request: HttpRequest, acting: Acting, parts_id: str) -> HttpResponse:
    """Agrees to a link of parts by a press; where bones or sexes say otherwise, with what that was."""
    back = reverse("desk:parts")
    if not is_contradicted(acting, parts_id):
        return act_once(request, lambda: agree_parts(acting, parts_id=parts_id), back)

    def act(entered: Entered) -> str:
        agree_parts(acting, parts_id=parts_id, resolved=entered["resolved"])
        return back

    fields = (Field(name="resolved", label="field.parts_resolved", kind="text", is_required=True),)
    asked = Asked(title="page.agree_parts", fields=fields, back=back, intro="intro.agree_parts")
    return ask(request, asked, act, subject=parts_id)


@page(UNDO_PARTS, path="identification/parts/<str:parts_id>/undo", name="undo_parts")
def undo(request: HttpRequest, acting: Acting, parts_id: str) -> HttpResponse:
    """Takes a link of parts back."""
    back = reverse("desk:parts")

    def act(entered: Entered) -> str:
        undo_parts(acting, parts_id=parts_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    return ask(request, Asked(title="page.undo_parts", fields=fields, back=back), act, subject=parts_id)
