"""The receipt for what was taken from a prisoner."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, moment, prints, texts_in
from repatria.core.vocabulary.papers_camp import PropertyReceiptPaper

_PLAIN = (
    "number", "card_number", "person_number", "items", "money", "order_reference", "register_entry", "officer", "rank",
    "unit",
)  # fmt: skip


@prints(PropertyReceiptPaper)
def property_receipt(paper: PropertyReceiptPaper) -> Form:
    values = {name: getattr(paper, name) for name in _PLAIN}
    values["taken_at"] = moment(paper.mark.languages, paper.taken_at)
    return Form(texts=texts_in(paper.mark.languages, "property_receipt"), values=values)
