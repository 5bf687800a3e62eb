"""Remains that went to the family: what was given, to whom, with the list of what was found."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, moment, prints, texts_in
from repatria.core.vocabulary.papers_returns import RemainsReleasePaper


@prints(RemainsReleasePaper)
def remains_release(paper: RemainsReleasePaper) -> Form:
    languages = paper.mark.languages
    values = {
        "number": paper.number, "items": list(paper.items), "packets": [list(one) for one in paper.packets],
        "released_at": moment(languages, paper.released_at), "place": paper.place, "receiver": paper.receiver,
        "relation": paper.relation, "document": paper.document,
        "receipt": paper.receipt, "named_by": paper.named_by, "as_wished": paper.as_wished,
        "given_by": "; ".join(filter(None, (paper.by, paper.second))), "proposed_by": paper.proposed_by,
        "released_by": paper.released_by,
    }  # fmt: skip
    return Form(texts=texts_in(languages, "remains_release"), values=values)
