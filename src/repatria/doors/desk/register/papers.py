"""His card of art. 70 as a sheet."""

from __future__ import annotations

from typing import Any

from repatria.core.law.capture_card import CardCopy
from repatria.core.vocabulary.papers import CaptureCardPaper, CardAddressee
from repatria.doors.desk.frame.papers import partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import in_latin
from repatria.records.register.selectors.cards import CardSheet

_AS_SAID = (
    "power", "surname", "first_names", "father_first_name", "birth_place", "rank", "service_number",
    "next_of_kin_address", "coming_from", "prisoner_number", "camp_name",
)  # fmt: skip


def capture_card_paper(card: CardSheet, copy: CardCopy) -> CaptureCardPaper:
    """One copy of his card, with what he gave as its act holds it; he writes the rest or leaves it."""
    said: dict[str, Any] = {name: card.values.get(name, "") for name in _AS_SAID}
    whole = f"{said['surname']} {said['first_names']}"
    return CaptureCardPaper(
        mark=current().mark(card.code, card.check_word, *card.languages, before_index=card.act_index),
        addressee=CardAddressee(copy.value),
        birth_date=partial_or_none(card.values.get("birth_date", "")),
        captured_on=partial_or_none(card.values.get("captured_on", "")),
        surname_latin=in_latin(said["surname"], whole), first_names_latin=in_latin(said["first_names"], whole), **said,
    )  # fmt: skip
