"""A list of the dead, or of graves: line by line what the certificate and the grave say."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, in_column, moment, prints, texts_in
from repatria.core.vocabulary.certificates import DeathListKind
from repatria.core.vocabulary.papers_certificates import DeathListPaper


@prints(DeathListPaper)
def death_list(paper: DeathListPaper) -> Form:
    languages = paper.mark.languages

    def dates(said: str) -> str:
        return " – ".join(in_column(languages, part) for part in said.split(" – ")) if said else ""

    def cause(word: str) -> str:
        words = (section(language, "death_certificate")[f"cause_{word}"] for language in languages)
        return " / ".join(dict.fromkeys(words)) if word else ""

    lines = [
        [
            str(n), one.certificate, one.item_code, ", ".join(filter(None, (one.surname, one.first_names))),
            ", ".join(filter(None, (one.rank, one.service_number))), dates(one.birth_date),
            "; ".join(filter(None, (dates(one.death_date), one.death_place, cause(one.cause)))),
            "; ".join(filter(None, (dates(one.buried_on), one.grave))), one.marker,
        ]
        for n, one in enumerate(paper.lines, 1)
    ]  # fmt: skip
    values = {
        "number": str(paper.number), "power": paper.power, "drawn_at": moment(languages, paper.drawn_at),
        "count": str(len(paper.lines)), "digest": paper.digest, "lines": lines,
        "is_graves": paper.which is DeathListKind.GRAVES, "certified_by": paper.certified_by,
        "certified_at": moment(languages, paper.certified_at) if paper.certified_at else "",
    }  # fmt: skip
    return Form(texts=texts_in(languages, "death_list"), values=values)
