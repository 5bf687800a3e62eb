"""Duplicates: records of one list that may be about one person, proposed for review.

Reach for it when one list is suspected to name somebody twice:

- `find_duplicates` asks for every record in the index of its own list and returns `DuplicatePair`s with their reasons;
  relatives are weighed against (who shares surname, father and home is commonly a brother);
- `duplicates_of` does so for one record that has just come into an index;
- `learned_from` learns from the list itself how often its fields disagree;
- `clusters_of` gathers pairs into groups, each with its weakest link and with what speaks against it (`Conflict`).

Returns:  pairs and clusters, most probable first.
Not:      merging. Nothing is joined, renumbered or left out; who two records are, people decide.
"""

from __future__ import annotations

from repatria.core.linkage.duplicates.clusters import Conflict, DuplicateCluster, clusters_of
from repatria.core.linkage.duplicates.pairs import (
    DuplicatePair,
    as_enquiry,
    as_register_row,
    duplicates_of,
    find_duplicates,
    id_of,
    learned_from,
)

__all__ = [
    "Conflict",
    "DuplicateCluster",
    "DuplicatePair",
    "as_enquiry",
    "as_register_row",
    "clusters_of",
    "duplicates_of",
    "find_duplicates",
    "id_of",
    "learned_from",
]
