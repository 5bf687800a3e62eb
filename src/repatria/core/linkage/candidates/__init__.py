"""Candidates: which records are looked at for one enquiry (blocking), and what each of them weighs.

Comparing an enquiry with every record takes too long in a large register. So the entries lie in three orderings (by
surname form, by birth date, by given name), and those are looked at that share a block with the enquiry: a surname form
alike, the birth date, or, where nobody stands out, given name and patronymic, given name and year. The loops are
compiled.

Reach for it:

- `Weighing` weighs one enquiry and returns `Weighed`: the entries looked at and the bits of each;
- `Body` and `Tail` hold the entries, `merged` joins them, `PersonIds` holds the numbers of the records;
- `pack_date`, `read_date`, `level_of` read and compare dates of birth; `YearCounts` says how common a year is.

Returns:  numbers of entries with match weights in bits.
Not:      an order of answers or a probability (chances), and no reason (index). Who is not looked at weighs nothing:
          that is the price of blocking, and `tests/core/linkage/test_recall.py` measures it.
"""

from __future__ import annotations

from repatria.core.linkage.candidates.dates import (
    YearCounts,
    date_text,
    level_of,
    other_dates,
    pack_date,
    read_date,
)
from repatria.core.linkage.candidates.entries import Body, Keys, Tail, columns_of, empty_columns, merged
from repatria.core.linkage.candidates.person_ids import PersonIds
from repatria.core.linkage.candidates.scan import DEAD, YEAR_SHIFT, best_orders
from repatria.core.linkage.candidates.weighing import LEAST_BLOCK_BITS, POSSIBLE_ORDER_BITS, Weighed, Weighing

__all__ = [
    "DEAD",
    "LEAST_BLOCK_BITS",
    "POSSIBLE_ORDER_BITS",
    "YEAR_SHIFT",
    "Body",
    "Keys",
    "PersonIds",
    "Tail",
    "Weighed",
    "Weighing",
    "YearCounts",
    "best_orders",
    "columns_of",
    "date_text",
    "empty_columns",
    "level_of",
    "merged",
    "other_dates",
    "pack_date",
    "read_date",
]
