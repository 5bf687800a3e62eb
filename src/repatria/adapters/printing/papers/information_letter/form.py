"""What she is given to know of a meeting: no travel paper, and without his name."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.papers_handover import InformationLetterPaper


@prints(InformationLetterPaper)
def information_letter(paper: InformationLetterPaper) -> Form:
    languages, latin = paper.mark.languages, paper.romanised
    values = {
        "name": paper.name if latin in ("", paper.name) else f"{paper.name} ({latin})",
        "point": paper.point, "meets_on": day(languages, paper.meets_on), "her_journey": paper.her_journey or "—",
    }  # fmt: skip
    return Form(texts=texts_in(languages, "information_letter"), values=values)
