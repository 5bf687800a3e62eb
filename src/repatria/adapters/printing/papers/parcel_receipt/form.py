"""The receipt of a parcel or of money, to whoever sent it."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, moment, prints, texts_in
from repatria.core.vocabulary.papers_contact import ParcelReceiptPaper


@prints(ParcelReceiptPaper)
def parcel_receipt(paper: ParcelReceiptPaper) -> Form:
    languages = paper.mark.languages
    values = {
        "number": paper.number, "what": list(paper.what), "from_whom": paper.from_whom,
        "said_on": day(languages, paper.said_on),
        "opened_at": moment(languages, paper.opened_at) if paper.opened_at else "",
        "things": [[one.found or "—", one.declared or "—", list(one.mark)] for one in paper.things],
        "parts": [[one.thing, list(one.why)] for one in paper.parts],
        "given_at": moment(languages, paper.given_at), "confirmed": list(paper.confirmed),
        "amount": paper.amount, "entry": paper.entry, "receipt": paper.receipt,
    }  # fmt: skip
    return Form(texts=texts_in(languages, "parcel_receipt"), values=values)
