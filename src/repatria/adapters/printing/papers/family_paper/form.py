"""What she keeps after a visit: in her language and a second one, under a code that can be checked."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, day, each, prints, texts_in
from repatria.core.vocabulary.papers_telling import FamilyPaper


@prints(FamilyPaper)
def family_paper(paper: FamilyPaper) -> Form:
    languages = paper.mark.languages

    def sentences(begins: str, words: Iterable[str]) -> list[str]:
        return each(languages, lambda language: " ".join(
            section(language, "family_paper")[f"{begins}_{one}"] for one in words
        ))  # fmt: skip

    values = {
        "name": paper.sought_name, "told_on": day(languages, paper.told_on),
        "found": sentences("found", paper.found), "how": sentences("how", paper.methods),
        "support": list(paper.support),
    }  # fmt: skip
    return Form(texts=texts_in(languages, "family_paper"), values=values)
