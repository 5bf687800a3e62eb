"""A list that was let out to the other side."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, in_column, moment, prints, texts_in
from repatria.core.vocabulary.papers_exchange import ExchangeListPaper


@prints(ExchangeListPaper)
def exchange_list(paper: ExchangeListPaper) -> Form:
    languages = paper.mark.languages

    def word(key: str) -> str:
        return " / ".join(dict.fromkeys(section(language, "exchange_list")[key] for language in languages))

    values = {
        "kind": each(languages, lambda language: section(language, "exchange_list")[f"kind_{paper.list_kind}"]),
        "number": str(paper.number), "about": paper.about,
        "recipients": "; ".join(word(f"to_{one.value}") for one in paper.recipients),
        "released_at": moment(languages, paper.released_at), "count": str(len(paper.lines)),
        "digest": paper.content_digest,
        "lines": [
            [str(n), one.our_number, one.their_number, one.name, in_column(languages, one.birth_date),
             one.service_number,
             word(f"word_{one.word}") if one.word else "", in_column(languages, one.since)]
            for n, one in enumerate(paper.lines, 1)
        ],
    }  # fmt: skip
    return Form(texts=texts_in(languages, "exchange_list"), values=values)
