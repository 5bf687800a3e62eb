"""His own card of art. 70, in the form of Annex IV B."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, Spoken, day, partial, prints, texts_in, word
from repatria.core.vocabulary.papers import CaptureCardPaper, CardAddressee, CardHealth

_CARD_FIELDS = (
    *("power", "surname", "first_names", "father_first_name", "birth_place", "rank", "service_number"),
    *("next_of_kin_address", "coming_from", "prisoner_number", "camp_name"),
    *("surname_latin", "first_names_latin"),
)


@prints(CaptureCardPaper)
def capture_card(paper: CaptureCardPaper) -> Form:
    languages = paper.mark.languages
    to_family = paper.addressee is CardAddressee.FAMILY

    def once(day: Spoken) -> str:  # the card has room for one writing of a date: his own language's
        return day[0]

    values = {
        "distinct": "distinct_family" if to_family else "distinct",
        "to_family": to_family,
        "address": paper.next_of_kin_address if to_family else "",
        "birth_date": once(partial(languages, paper.birth_date)),
        "captured_on": once(partial(languages, paper.captured_on)),
        "written_on": once(day(languages, paper.written_on)) if paper.written_on else "",
        "health": [
            {"words": word(languages, one), "struck": paper.health is not None and one is not paper.health}
            for one in CardHealth
        ],
    }
    for name in _CARD_FIELDS:
        values[name] = getattr(paper, name)
    return Form(texts=texts_in(languages, "capture_card"), values=values)
