"""Lists that go out: proposed in full, approved by the head and the legal adviser, let out, as a file or a paper."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.doors.desk.exchanges.forms import recipient_field
from repatria.doors.desk.exchanges.papers import paper_of, released_cells, released_labels
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, exported, is_export, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices, guard_text, word_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.proposals import proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.exchanges.selectors.lists import list_summary
from repatria.records.exchanges.selectors.outward import (
    RELEASED,
    OutgoingView,
    outgoing_now,
    released,
    released_list,
)
from repatria.records.exchanges.services.outward import RELEASE, release_names

_COLUMNS = (
    "column.released_no", "column.released_kind", "column.list_number", "column.recipients", "column.list_lines",
    "column.released_at", "column.digest",
)  # fmt: skip
_SHOWN_DIGITS = 16


@page(RELEASED, path="exchange-out", name="released_lists", menu="menu.released_lists", is_rare=True)
def out_lists(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every list that went out, and what lies on the table."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                str(one.number), word_text(language, "released_kind", one.kind), one.list_id or one.power,
                ", ".join(word_text(language, "recipient", to) for to in one.recipients), str(one.count),
                instant_words(language, one.released_at), one.content_digest[:_SHOWN_DIGITS],
            ),
            link=reverse("desk:released_list", args=[one.release_id]),
        )
        for one in released(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.released_lists", columns=_COLUMNS, rows=rows, intro="intro.released_lists",
        empty="empty.released_lists", template="released_lists.html", on_table=proposals(RELEASE),
        may_let_out=may(acting, RELEASE),
    )  # fmt: skip


def _ask_kind(request: HttpRequest, acting: Acting, fields: tuple[Field, ...], list_id: str, back: str) -> HttpResponse:
    def act(entered: Entered) -> str:
        kind = ReleasedKind(entered.values.get("released_kind", ReleasedKind.HELD_BACK.value))
        recipients = [NoticeRecipient(one) for one in entered.many("list_recipients")]
        power = entered.values.get("list_power", "")
        view = outgoing_now(acting, kind=kind, recipients=recipients, list_id=list_id, power=power)
        content = {
            "kind": kind.value, "list_id": list_id, "power": power,
            "recipients": " ".join(one.value for one in recipients),
        }  # fmt: skip
        propose(acting, action=RELEASE, reference=view.digest, content=content)
        return reverse("desk:outgoing_list", args=[view.digest])

    asked = Asked(
        title="page.propose_outgoing", fields=fields, back=back, button="button.propose",
        intro="intro.propose_outgoing",
    )  # fmt: skip
    return ask(request, asked, act, subject=list_id)


@page(RELEASE, path="exchange-lists/<str:exchange_list>/out", name="propose_outgoing", clocks=(ClockRule.LIST_ANSWER,))
def propose_out(request: HttpRequest, acting: Acting, exchange_list: str) -> HttpResponse:
    """Which part of a list is to go out, and to whom; nothing goes out by this."""
    require(acting, RELEASED)
    list_summary(acting, exchange_list)
    kinds = [one for one in ReleasedKind if one is not ReleasedKind.HELD_BACK]
    fields = (
        Field(name="released_kind", kind="radio", is_required=True, hint="hint.released_kind",
              options=choices(language_of(request), "released_kind", kinds)),
        recipient_field(request),
    )  # fmt: skip
    return _ask_kind(request, acting, fields, exchange_list, reverse("desk:exchange_list", args=[exchange_list]))


@page(RELEASE, path="exchange-out/held-back", name="propose_held_back")
def propose_held_back(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list of those whom proceedings keep back, for one Power."""
    require(acting, RELEASED)
    fields = (
        Field(name="list_power", is_required=True, longest=16, hint="hint.list_power"), recipient_field(request)
    )  # fmt: skip
    return _ask_kind(request, acting, fields, "", reverse("desk:released_lists"))


def _said(content: Mapping[str, str]) -> tuple[ReleasedKind, list[NoticeRecipient], str, str]:
    recipients = [NoticeRecipient(one) for one in content["recipients"].split()]
    return ReleasedKind(content["kind"]), recipients, content["list_id"], content["power"]


def _outgoing(acting: Acting, reference: str) -> OutgoingView:
    """What lies on the table, as it stands now; where it changed since, nobody approves it any more."""
    found = proposal(RELEASE, reference)
    if found is None:
        raise UnknownProposalError("no such proposal")
    kind, recipients, list_id, power = _said(found.content)
    view = outgoing_now(acting, kind=kind, recipients=recipients, list_id=list_id, power=power)
    if view.digest != reference:
        raise UnknownProposalError("the list changed after it was laid on the table: propose it again")
    return view


@page(RELEASED, path="exchange-out/proposed/<str:reference>", name="outgoing_list")
def proposed_list(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """The list in full, row by row, to whom it would go, and who approved exactly this."""
    view, language = _outgoing(acting, reference), language_of(request)
    return render(request, "outgoing_list.html", {
        "view": view, "columns": released_labels(language),
        "rows": [list(zip(released_labels(language), released_cells(language, row), strict=True)) for row in view.rows],
        "missing": [(guard_text(language, one.what), one.provision) for one in view.missing],
        "has_approved": acting.account_id in view.approvers, "may_approve": may_approve(acting.roles, RELEASE),
        "may_let_out": may(acting, RELEASE),
    })  # fmt: skip


@page("access.record_approval", path="exchange-out/proposed/<str:reference>/approve", name="approve_outgoing")
def approve_out(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves exactly these rows for these recipients."""
    require(acting, RELEASED)
    _outgoing(acting, reference)
    return act_once(
        request, lambda: record_approval(acting, action=RELEASE, object_reference=reference),
        reverse("desk:outgoing_list", args=[reference]),
    )  # fmt: skip


@page(RELEASE, path="exchange-out/proposed/<str:reference>/release", name="release_list")
def let_out(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Lets it out, once the head and the legal adviser approved."""
    back = reverse("desk:outgoing_list", args=[reference])
    if request.method != "POST":
        return act_once(request, lambda: None, back)
    view = _outgoing(acting, reference)
    number = release_names(
        acting, kind=ReleasedKind(view.kind), recipients=[NoticeRecipient(one) for one in view.recipients],
        list_id=view.list_id, power=view.power,
    )  # fmt: skip
    take_away(RELEASE, reference)
    return going_on(request, reverse("desk:released_list", args=[number]))


@page(RELEASED, path="exchange-out/<str:release_id>", name="released_list")
def one_released(request: HttpRequest, acting: Acting, release_id: str) -> HttpResponse:
    """A list that went out, word for word; as a workbook, separated text or a sheet."""
    view, language = released_list(acting, release_id), language_of(request)
    wanted, labels = request.GET.get("export", ""), released_labels(language)
    cells = [released_cells(language, row) for row in view.rows]
    if is_export(request):
        foot = [(), (view.code, view.check_word, view.line.content_digest)]
        return exported(request, release_id, [labels, *cells], foot)
    if wanted == "pdf":
        return pdf_file(release_id, current().printer.print_paper(paper_of(language, view)))
    return render(request, "released_list.html", {
        "forms": ("pdf", "xlsx", "csv"), "view": view, "columns": labels,
        "rows": [list(zip(labels, row, strict=True)) for row in cells],
    })  # fmt: skip
