"""What she keeps after a visit: in her language and a second one, under a code that can be checked."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.papers_telling import FamilyPaper


@prints(FamilyPaper)
def family_paper(paper: FamilyPaper) -> Form:
    languages = paper.mark.languages
    values = {
        "name": paper.sought_name, "told_on": day(languages, paper.told_on), "found": paper.found, "how": paper.how,
        "support": list(paper.support),
    }  # fmt: skip
    return Form(texts=texts_in(languages, "family_paper"), values=values)
