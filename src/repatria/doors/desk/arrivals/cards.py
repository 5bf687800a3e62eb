"""The cards of each pad: printed, counted, and said of those that no man has what became of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.papers import ArrivalPadPaper
from repatria.core.vocabulary.places import LONGEST_CARD, LONGEST_NAME, card_text
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.arrivals.acts import CardFate
from repatria.records.arrivals.selectors.cards import CARDS, PadCards, cards_of_pad, pad_cards
from repatria.records.arrivals.selectors.nights import line_fingerprint
from repatria.records.arrivals.services.cards import account_for_cards, annul_cards_account

_COLUMNS = (
    "column.holder", "column.pads", "column.in_register", "column.missing_cards", "column.cards_ahead",
    "column.pad_received_by",
)  # fmt: skip
_AT_ONCE = 200  # cards on one file: a printer's tray, and two seconds of the typesetter


@page(CARDS, path="arrivals/cards", name="card_pads")
def pads(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every pad: whose it is, how many of its cards are in the register, and which have not come back."""
    found = pad_cards(acting)
    rows = [
        Row(
            cells=(
                one.place, one.cards, f"{one.registered} / {one.issued}",
                ", ".join(card.card_number for card in one.missing) or "—", str(one.ahead), one.received_by,
            ),
            link=reverse("desk:pad_cards", args=[one.pad_id]), tone="late" if one.missing else "",
        )
        for one in found
    ]  # fmt: skip
    return table_page(
        request, title="page.card_pads", columns=_COLUMNS, rows=rows, is_whole=True, empty="empty.card_pads",
        intro="intro.card_pads",
    )  # fmt: skip


@page(CARDS, path="arrivals/cards/<str:pad_id>", name="pad_cards")
def one_pad(request: HttpRequest, acting: Acting, pad_id: str) -> HttpResponse:
    """One pad: the cards that have not come back and since when, what was said of others, and the sheets to print."""
    found = cards_of_pad(acting, pad_id)
    sheets = [(_run(found, start), start) for start in range(found.first, found.last + 1, _AT_ONCE)]
    missing = [(one.card_number, instant_text(one.since)) for one in found.missing]
    context = {
        "one": found,
        "missing": missing,
        "sheets": sheets,
        "may_account": may(acting, "arrivals.account_for_cards"),
    }
    return render(request, "pad_cards.html", context)


def _run(pad: PadCards, start: int) -> str:
    ends = dict.fromkeys((start, min(start + _AT_ONCE - 1, pad.last)))
    return "–".join(card_text(pad.prefix, one, pad.digits) for one in ends)


@page(CARDS, path="arrivals/cards/<str:pad_id>/print/<int:start>.pdf", name="pad_sheet")
def sheet(request: HttpRequest, acting: Acting, pad_id: str, start: int) -> HttpResponse:
    """The cards of a pad from one on, as they are torn off: each with its stub and its code."""
    found = cards_of_pad(acting, pad_id)
    if not found.first <= start <= found.last:
        raise Http404
    outside, language = current(), language_of(request)
    code, word = outside.fresh_mark(language)
    paper = ArrivalPadPaper(
        mark=outside.mark(code, word, language, "uk" if language == "en" else "en"), unit=found.place,
        pad_number=found.pad_id, prefix=found.prefix, first_number=start,
        count=min(_AT_ONCE, found.last - start + 1), digits=found.digits, fingerprint=line_fingerprint(),
    )  # fmt: skip
    return pdf_file(f"cards-{found.pad_id}-{start}", outside.printer.print_paper(paper))


@page("arrivals.account_for_cards", path="arrivals/cards/<str:pad_id>/account", name="account_cards")
def account(request: HttpRequest, acting: Acting, pad_id: str) -> HttpResponse:
    """Says of cards that no man has what became of them."""
    found = cards_of_pad(acting, pad_id)
    back = reverse("desk:pad_cards", args=[pad_id])
    fields = (
        Field(name="first", label="field.first_card", is_required=True, longest=LONGEST_CARD,
              value=request.GET.get("card", "")[:LONGEST_CARD]),
        Field(name="last", label="field.last_card", longest=LONGEST_CARD, hint="hint.last_card"),
        Field(name="fate", kind="radio", options=choices(language_of(request), "card_fate", CardFate),
              is_required=True),
        Field(name="said_by", hint="hint.said_by", longest=LONGEST_NAME, is_required=True),
        Field(name="reason", label="field.how_found_out", longest=400),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        account_for_cards(
            acting, first=entered["first"], last=entered["last"], fate=CardFate(entered["fate"]),
            said_by=entered["said_by"], reason=entered["reason"],
        )  # fmt: skip
        return back

    asked = Asked(title="page.account_cards", fields=fields, back=back, intro="intro.account_cards")
    return ask(request, asked, act, subject=found.cards)


@page("arrivals.annul_cards_account", path="arrivals/cards/<str:pad_id>/account/<str:said_id>/annul",
      name="annul_account")  # fmt: skip
def annul(request: HttpRequest, acting: Acting, pad_id: str, said_id: str) -> HttpResponse:
    """Takes back what was said of cards."""
    back = reverse("desk:pad_cards", args=[pad_id])
    said = next((one for one in cards_of_pad(acting, pad_id).accounts if one.account_id == said_id), None)
    if said is None:
        raise Http404

    def act(entered: Entered) -> str:
        annul_cards_account(acting, said_id=said_id, reason=entered["reason"])
        return back

    asked = Asked(title="page.annul_account", fields=(Field(name="reason", is_required=True),), back=back)
    return ask(request, asked, act, subject=said.cards)
