"""His card of art. 70 as a sheet."""

from __future__ import annotations

from repatria.core.vocabulary.papers import CaptureCardPaper, CardAddressee
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.doors.desk.frame.papers import partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.records.register.selectors import PersonView


def capture_card(person: PersonView) -> CaptureCardPaper:
    """His card of art. 70 to the Agency, with what he gave; he writes the rest or leaves it."""
    outside = current()
    code, word = outside.fresh_mark("en")
    first = person.first
    return CaptureCardPaper(
        mark=outside.mark(code, word, "uk", "en"), addressee=CardAddressee.AGENCY, power=person.power,
        surname=first(ParticularKind.SURNAME), first_names=first(ParticularKind.FIRST_NAMES),
        father_first_name=first(ParticularKind.FATHER_FIRST_NAME),
        birth_date=partial_or_none(first(ParticularKind.BIRTH_DATE)), birth_place=first(ParticularKind.BIRTH_PLACE),
        rank=first(ParticularKind.RANK), service_number=first(ParticularKind.SERVICE_NUMBER),
        captured_on=partial_or_none(person.captured_on), prisoner_number=person.card_number or "",
        camp_name=person.holder,
    )  # fmt: skip
