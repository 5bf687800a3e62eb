"""Who stands in the register already by a number that only one man should have."""

from __future__ import annotations

from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.places.reading import card_as_printed
from repatria.records.register.models import ParticularRow, ProtectedPerson, key_of_form, source_key_hash
from repatria.records.vault.keyring import current


def numbers_with_service_number(acting: Acting, service_number: str) -> tuple[str, ...]:
    """The persons of whom some source gives exactly this service number, by their numbers.

    Given:    for whoever registers somebody; whom of these he may see, a list of his own says.
    Raises:   RoleForbidsError.
    Not:      a name, a place or a reading: the number is looked up by its blind index, and no cell is opened.
    """
    require(acting, "register.record_capture")
    if not service_number:
        return ()
    exact = current().blind("service_number", service_number)
    rows = rows_where(ParticularRow, kind=ParticularKind.SERVICE_NUMBER.value, exact=exact)
    return tuple(dict.fromkeys(row.person_id for row in rows))


def is_card_taken(acting: Acting, card_number: str) -> bool:
    """Whether somebody has this card: a second man with it is refused.  Raises: RoleForbidsError."""
    require(acting, "register.record_capture")
    card = card_as_printed(card_number)
    return bool(card) and is_there(ProtectedPerson, card_number=card)


def was_form_sent(form_number: str) -> bool:
    """Whether this form has registered somebody: he is no likely same man, he is the same."""
    return is_there(ProtectedPerson, source_key=source_key_hash(key_of_form(form_number)))
