"""The sealed dossier of the hand-over officer."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.papers_handover import DossierPaper, PersonOnPaper


def in_both_scripts(one: PersonOnPaper) -> str:
    """A name as it was taken down, and in Latin letters where it is not in them."""
    return f"{one.name} ({one.romanised})" if one.romanised not in ("", one.name) else one.name


@prints(DossierPaper)
def dossier(paper: DossierPaper) -> Form:
    languages = paper.mark.languages
    texts = texts_in(languages, "handover_record", "dossier")
    values = {
        "record_number": paper.record_number,
        "on": day(languages, paper.on),
        "point": paper.point,
        "held": in_both_scripts(paper.held),
        "recipient": in_both_scripts(paper.recipient),
        "relation": paper.relation,
        "private_question": paper.private_question,
        "private_answer": paper.private_answer,
        "rooms": list(paper.rooms),
        "telephones": [list(one) for one in paper.telephones],
        "way_back": paper.way_back,
        "her_journey": paper.her_journey,
        "by_hand": paper.is_by_hand,
    }
    return Form(texts=texts, values=values)
