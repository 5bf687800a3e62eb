"""Whose dead an item is, as far as the board's work says: what a room that sends them away reads first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.hypothesis import STANDING
from repatria.records.identification.models import Reference
from repatria.records.identification.reading import own_power
from repatria.records.identification.selectors.concluded import Identified, identified_items
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.register.selectors.particulars import power_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whether a name is in question, whether one stands, and every Power that is on record of whom it names."""

    is_hypothesis_open: bool
    is_named: bool
    powers: frozenset[str]
    own_power: str


def whose_is(item_code: str) -> Whose:
    """What the house knows of whose dead an item is.

    Given:    for higher rooms. The Powers are those of whom the board named, of whomever an enquiry about him is linked
              with, and of the families that gave a sample for him.
    """
    near = Hypothesis.objects.filter(Q(items__contains=item_code), state__in=[one.value for one in STANDING])
    names = identified_items(item_code)
    return Whose(
        is_hypothesis_open=any(item_code in row.items.split() for row in near), is_named=bool(names),
        powers=frozenset(power for one in names for power in _powers(one) if power), own_power=own_power(),
    )  # fmt: skip


def _powers(name: Identified) -> set[str]:
    enquiries = sorted({name.enquiry_id, *name.enquiry_ids} - {""})
    persons = {name.person_id} | {link.person_id for one in enquiries for link in links_of_enquiry(one)}
    given = rows_where(Reference, enquiry_id=enquiries) if enquiries else []
    return {power_of(one) for one in persons if one} | {row.power for row in given}
