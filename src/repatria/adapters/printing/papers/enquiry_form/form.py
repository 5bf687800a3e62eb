"""The blank form of an enquiry and its receipt."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.adapters.printing.squares import strokes_of
from repatria.core.vocabulary.papers_hotline import EnquiryFormPaper


@prints(EnquiryFormPaper)
def enquiry_form(paper: EnquiryFormPaper) -> Form:
    width, runs = strokes_of(paper.form_number)
    values = {
        "form_number": paper.form_number, "number": paper.number, "words": list(paper.words),
        "rows": list(paper.caller_rows), "width": width, "runs": runs,
    }  # fmt: skip
    return Form(texts=texts_in(paper.mark.languages, "receipt", "enquiry_form"), values=values)
