"""Blank forms for the graveside: which form, on which sheet. What each has is laid out in its sheet alone."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.core.vocabulary.papers_graveside import FormSize, GravesidePaper, GravesideSheet


@prints(GravesidePaper)
def graveside_form(paper: GravesidePaper) -> Form:
    # By place and not by word: every word that a sheet is given stands on it.
    values = {"sheet": list(GravesideSheet).index(paper.sheet), "is_half": paper.size is FormSize.A5}
    return Form(texts=texts_in(paper.mark.languages, "graveside_form"), values=values)
