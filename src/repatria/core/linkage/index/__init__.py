"""The index: a register in memory, asked for one person, always current.

Reach for it whenever somebody is to be found:

    index = LinkageIndex.build(rows)
    index.find(EnquiryRow(enquiry_id="1", name="Шевчинко Сережа", birth_date="1999"))

- `LinkageIndex.find` returns candidates with their reasons, `rank` and `rank_many` the same without them, `compare` one
  record that is named; `add` and `remove` keep it current, a new row is findable at once;
- `by_one`, `in_chunks` and a `Spread` say how rows are filed while it is built (another process may do a part);
- `parts_of` and `index_of_parts` make named arrays of it and back, for whoever keeps it in a file;
- `ToldIndex` weighs a few rows of a register that lies in a database and is told by counts;
- `as_name` writes a value as a name is written.

Returns:  `Candidate` and `Ranked` (see `core.linkage.rows`): match weight in bits, probability, equals counted.
Not:      a store: what is not added is not there, and what is kept in a file is written by somebody else. Not a link: a
          candidate may be meant, whether he is, people judge.
"""

from __future__ import annotations

from repatria.core.linkage.index.filing import Spread, by_one, in_chunks
from repatria.core.linkage.index.index import LinkageIndex
from repatria.core.linkage.index.reasons import as_name
from repatria.core.linkage.index.saved import index_of_parts, parts_of
from repatria.core.linkage.index.told import ToldIndex

__all__ = [
    "LinkageIndex",
    "Spread",
    "ToldIndex",
    "as_name",
    "by_one",
    "in_chunks",
    "index_of_parts",
    "parts_of",
]
