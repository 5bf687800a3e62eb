"""Release of remains to the family: all by number, one as it is proposed, one that was given with its paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.family_release import GIVEN, ReleaseState
from repatria.core.law.return_list import LabelsRead
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers_returns import RemainsReleasePaper
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import actor_text, word_text
from repatria.doors.desk.returns.forms import at_field, instant_in
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.releases import (
    READS,
    READS_PROPOSED,
    SEES,
    RemainsReleaseLine,
    proposed_release,
    remains_release,
    remains_releases,
)
from repatria.records.returns.services.release import (
    DECLINE,
    PROPOSE,
    RELEASE,
    decline_release,
    propose_release,
    release_remains,
)
from repatria.records.returns.services.release_wrong import AGREE_BACK, ASK_BACK

_COLUMNS = ("column.remains_release", "column.release_state", "column.batch_lines", "column.released_at")
_AT_PROPOSAL = {
    "board_concluded": "release_enquiry", "family_told": "release_enquiry",
    "release_kinship": "release_enquiry", "release_receiver": "receiver",
    "release_relation": "relation", "release_named": "named_by", "release_wishes": "as_wished",
}  # fmt: skip
_AT_FIELDS = {
    "release_items": "release_labels", "board_concluded": "release_labels", "family_told": "release_labels",
    "release_labels": "release_labels", "release_here": "release_labels", "release_effects": "release_labels",
    "release_document": "document", "release_place": "place", "release_receipt": "reference", "release_by": "by",
}  # fmt: skip
_THREE = 3


def address_of(acting: Acting, one: RemainsReleaseLine) -> str:
    """Where an account may read a release: whole once it was given, else as it was proposed."""
    was_given = bool(one.at)
    if was_given and may(acting, READS):
        return reverse("desk:remains_release", args=[one.given_id])
    return reverse("desk:proposed_release", args=[one.given_id]) if may(acting, READS_PROPOSED) else ""


@page(SEES, path="remains-releases", name="remains_releases")
def all_releases(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every release by its number."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.given_id, word_text(language, "remains_release_state", one.state.value),
                str(one.items) if one.at else "—", instant_words(language, one.at) if one.at else "—",
            ),
            link=address_of(acting, one),
            tone="waiting" if one.state in (ReleaseState.PROPOSED, ReleaseState.BACK_ASKED) else "",
        )
        for one in remains_releases(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.remains_releases", columns=_COLUMNS, rows=rows, intro="intro.remains_releases",
        empty="empty.remains_releases",
        actions=[("page.propose_release", reverse("desk:propose_release"))] if may(acting, PROPOSE) else [],
    )  # fmt: skip


@page(PROPOSE, path="remains-releases/new", name="propose_release")
def new_release(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes to whom remains go, and how what she wishes is kept."""

    def act(entered: Entered) -> str:
        number = propose_release(
            acting, enquiry_id=entered["release_enquiry"], person_id=entered["release_person"],
            receiver=entered["receiver"], relation=entered["relation"], is_herself=entered.is_ticked("is_herself"),
            named_by=entered["named_by"], as_wished=entered["as_wished"],
        )  # fmt: skip
        return reverse("desk:proposed_release", args=[number])

    fields = (
        Field(name="release_enquiry", is_required=True, longest=40, hint="hint.release_enquiry"),
        Field(name="release_person", longest=40, hint="hint.release_person"),
        Field(name="receiver", label="field.release_receiver", is_required=True),
        Field(name="relation", label="field.release_relation", is_required=True),
        Field(name="is_herself", kind="box", label="field.release_herself"),
        Field(name="named_by", label="field.release_named_by", hint="hint.release_named_by"),
        Field(name="as_wished", kind="text", label="field.release_as_wished", hint="hint.release_as_wished"),
    )  # fmt: skip
    asked = Asked(
        title="page.propose_release", fields=fields, back=reverse("desk:remains_releases"), at_fields=_AT_PROPOSAL,
        intro="intro.propose_release",
    )  # fmt: skip
    return ask(request, asked, act)


@page(READS_PROPOSED, path="remains-releases/<str:given_id>/proposed", name="proposed_release")
def one_proposed(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """To whom remains are to go, and what follows."""
    one = proposed_release(acting, given_id)
    is_open = one.state is ReleaseState.PROPOSED
    return render(request, "proposed_release.html", {
        "one": one, "may_read": one.state not in (ReleaseState.PROPOSED, ReleaseState.DECLINED) and may(acting, READS),
        "may_give": is_open and may(acting, RELEASE) and one.proposed_by != acting.account_id,
        "may_decline": is_open and may(acting, DECLINE),
    })  # fmt: skip


def _labels(entered: Entered) -> list[LabelsRead]:
    """Three codes a line: on the body, on the bag, on the paper."""
    found = []
    for line in entered.lines("release_labels"):
        codes = [one.strip() for one in line.split(";")]
        if len(codes) != _THREE:
            raise InputError("three codes a line", (("release_labels", "three_codes"),))
        found.append(LabelsRead(on_body=codes[0], on_bag=codes[1], on_paper=codes[2]))
    return found


@page(RELEASE, path="remains-releases/<str:given_id>/give", name="release_remains")
def give(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """Records that remains were given as it was proposed."""

    def act(entered: Entered) -> str:
        release_remains(
            acting, given_id=given_id, labels=_labels(entered), happened_at=instant_in(entered), by=entered["by"],
            document=entered["document"], place=entered["place"], receipt=entered["reference"],
        )  # fmt: skip
        return reverse("desk:remains_release", args=[given_id])

    fields = (
        Field(name="release_labels", kind="text", is_required=True, hint="hint.release_labels"),
        Field(name="document", label="field.release_document", is_required=True),
        Field(name="place", label="field.batch_place", is_required=True),
        Field(name="by", label="field.given_by", is_required=True),
        Field(name="reference", label="field.handed_receipt", is_required=True), at_field(),
    )  # fmt: skip
    asked = Asked(
        title="page.release_remains", fields=fields, back=reverse("desk:proposed_release", args=[given_id]),
        at_fields=_AT_FIELDS, intro="intro.release_remains",
    )  # fmt: skip
    return ask(request, asked, act, subject=given_id)


@page(DECLINE, path="remains-releases/<str:given_id>/decline", name="decline_release")
def decline(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """Declines a proposal, or takes one's own back."""
    back = reverse("desk:proposed_release", args=[given_id])

    def act(entered: Entered) -> str:
        decline_release(acting, given_id=given_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.decline_release", fields=fields, back=back, at_fields={"release_why": "reason"})
    return ask(request, asked, act, subject=given_id)


@page(READS, path="remains-releases/<str:given_id>", name="remains_release")
def one_release(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """One release; as a paper with its receipt and the list of what was found, while it stands."""
    view = remains_release(acting, given_id)
    if request.GET.get("export") != "pdf" or view.state not in GIVEN:
        is_asked = view.state is ReleaseState.BACK_ASKED
        return render(request, "remains_release.html", {
            "one": view, "stands": view.state in GIVEN,
            "may_ask_back": may(acting, ASK_BACK) and view.state is ReleaseState.RELEASED,
            "may_agree_back": may(acting, AGREE_BACK) and is_asked and view.asked_by != acting.account_id,
            "may_refuse_back": may(acting, ASK_BACK) and is_asked,
        })  # fmt: skip
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    paper = RemainsReleasePaper(
        mark=outside.mark(code, word, language, "uk" if language == "en" else "en"), number=view.given_id,
        items=view.items, packets=tuple((one.found_id, one.seal_number, one.contents) for one in view.packets),
        released_at=local(read_instant(view.at)), place=view.place, receiver=view.receiver, relation=view.relation,
        document=view.document, by=view.by, second=view.second, receipt=view.receipt,
        named_by=view.named_by, as_wished=view.as_wished, proposed_by=actor_text(language, view.proposed_by),
        released_by=actor_text(language, view.released_by),
    )  # fmt: skip
    return pdf_file(view.given_id, outside.printer.print_paper(paper))
