"""His rights, to be read aloud and left with him."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.core.vocabulary.papers_camp import RightsSheetPaper


@prints(RightsSheetPaper)
def rights_sheet(paper: RightsSheetPaper) -> Form:
    values = {"card_number": paper.card_number, "person_number": paper.person_number}
    return Form(texts=texts_in(paper.mark.languages, "rights_sheet"), values=values)
