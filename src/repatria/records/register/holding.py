"""How many persons each holder holds or is to get back: what places ask before one of them is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from repatria.core.law.custody_facts import CustodyState
from repatria.records.ledger.rows import rows_where
from repatria.records.places.holding import counted_by
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import lent_by

_MAY_BE_LENT = [CustodyState.OTHER_SERVICE.value, CustodyState.UNACCOUNTED.value]


def held_or_lent() -> Mapping[str, int]:
    """Heads by holder, those on their way too, and beside them those who are signed out of a place and not back.

    Source:   practice rule 14: whoever signed a man out is to get him back.
    """
    held = ProtectedPerson.objects.filter(stands_under=None).exclude(holder="").order_by()
    found = Counter(held.values_list("holder", flat=True))
    for row in rows_where(ProtectedPerson, custody_state=_MAY_BE_LENT, stands_under=None):
        lender = lent_by(row.pk)
        if lender and lender != row.holder:
            found[lender] += 1
    return found


def register() -> None:
    """Tells places who counts."""
    counted_by(held_or_lent)
