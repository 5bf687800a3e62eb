"""The laissez-passer for a corpse: what the certificate says of the dead man, and what whoever issued it attests."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, in_column, moment, prints, texts_in
from repatria.core.vocabulary.paper_mark import PaperLanguage
from repatria.core.vocabulary.papers_returns import LaissezPasserPaper


@prints(LaissezPasserPaper)
def laissez_passer(paper: LaissezPasserPaper) -> Form:
    languages = paper.mark.languages

    def cause(language: PaperLanguage) -> str:
        word = section(language, "laissez_passer")[f"cause_{paper.cause}"] if paper.cause else ""
        return ": ".join(filter(None, (word, paper.cause_said)))

    def day(text: str) -> str:
        return " – ".join(in_column(languages, part) for part in text.split(" – ")) if text else ""

    values = {
        "number": paper.number, "batch": paper.batch, "coffin_number": paper.coffin_number,
        "seal_number": paper.seal_number, "items": ", ".join(paper.items), "surname": paper.surname,
        "first_names": paper.first_names, "age": paper.age, "birth_date": day(paper.birth_date),
        "birth_place": paper.birth_place, "death_date": day(paper.death_date), "death_place": paper.death_place,
        "cause": each(languages, cause), "coffin": paper.coffin, "from_place": paper.from_place,
        "to_place": paper.to_place, "means": paper.means, "certificate": paper.certificate,
        "issued_by": paper.issued_by, "issued_at": moment(languages, paper.issued_at), "signed_by": paper.signed_by,
        "signed_at": moment(languages, paper.signed_at),
    }  # fmt: skip
    return Form(texts=texts_in(languages, "laissez_passer"), values=values)
