"""Whose dead one is who was found dead and stood in no register: the telling of our own is no receiver's."""

from __future__ import annotations

from repatria.records.identification.reading import own_power
from repatria.records.register.selectors.found_dead import is_found_dead
from repatria.records.register.selectors.particulars import power_of


def is_own_found_dead(person_id: str) -> bool:
    """Whether he was found dead, nobody here ever having held him, and his disc or papers name our own Power.

    Source:   practice rule 24: of identified dead of the other Party the receiver owes the visit; of ours we do.
    """
    own = own_power().strip().casefold()
    return bool(own) and is_found_dead(person_id) and power_of(person_id).strip().casefold() == own
