"""The list of drawn men, for a visit."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, day, each, prints, texts_in
from repatria.core.vocabulary.papers_roll import DrawListPaper


@prints(DrawListPaper)
def draw_list(paper: DrawListPaper) -> Form:
    languages = paper.mark.languages
    values = {
        "draw_number": str(paper.draw_number),
        "scope": paper.scope or each(languages, lambda language: section(language, "draw_list")["everywhere"]),
        "drawn_on": day(languages, paper.drawn_on),
        "root": paper.root,
        "tree_size": str(paper.tree_size),
        "list_count": str(paper.list_count),
        "list_digest": paper.list_digest,
        "lines": [[str(n), one.card_number, one.person_number, one.place] for n, one in enumerate(paper.lines, 1)],
    }
    return Form(texts=texts_in(languages, "draw_list"), values=values)
