"""A slip on which he says, past the camp, that he changed his mind."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.core.vocabulary.papers_camp import ChangeSlipPaper


@prints(ChangeSlipPaper)
def change_slip(paper: ChangeSlipPaper) -> Form:
    values = {"card_number": paper.card_number, "person_number": paper.person_number}
    return Form(texts=texts_in(paper.mark.languages, "change_slip"), values=values)
