"""A list of persons that goes along on a journey or a visit."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, in_column, moment, prints, texts_in
from repatria.core.vocabulary.papers_roll import ListFor, PersonLineOut, PersonListPaper


@prints(PersonListPaper)
def person_list(paper: PersonListPaper) -> Form:
    languages = paper.mark.languages

    def change(one: PersonLineOut) -> str:
        if not one.change:
            return ""
        word = " / ".join(section(language, "person_list")[f"change_{one.change}"] for language in languages)
        return f"{word} ({one.before})" if one.before and one.change != "new" else word

    values = {
        "goes_on": each(languages, lambda language: section(language, "person_list")[f"for_{paper.goes_on.value}"]),
        "about": paper.title or each(languages, lambda language: section(language, "person_list")["everywhere"]),
        "made_at": moment(languages, paper.made_at),
        "since": moment(languages, paper.since) if paper.since else "",
        "count": str(len(paper.lines)),
        "is_journey": paper.goes_on is ListFor.JOURNEY,
        "lines": [
            [
                str(n),
                one.reference,
                one.card_number,
                one.name,
                in_column(languages, one.birth_date),
                one.place,
                change(one),
            ]
            for n, one in enumerate(paper.lines, 1)
        ],
    }
    return Form(texts=texts_in(languages, "person_list"), values=values)
