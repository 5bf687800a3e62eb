"""Whether DNA shows that two enquiries have two mothers, or two fathers: then one name is two who ask."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.law.identification import LEAST_LOCI, TWO_PERSONS_LOCI, GivenBy
from repatria.records.identification.models import ProfileReading, Reference
from repatria.records.identification.profiles import SealedProfile, differing_loci, joined, read_profile
from repatria.records.identification.reading import waits
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.vault.opening import open_rows

PARENTS = frozenset({"mother", "father"})
"""Of these one person has one: two who differ are of two families. Sisters who differ may be of one."""


def _of_parent(enquiry_ids: Iterable[str], relation: str) -> SealedProfile | None:
    """What was read of the parent in these enquiries, the later of two; None where nothing stands or it waits."""
    rows = rows_where(
        Reference, enquiry_id=list(enquiry_ids), given_by=GivenBy.RELATIVE.value, order="recorded_index"
    )  # fmt: skip
    codes = [row.pk for row, cells in zip(rows, open_rows(rows, ("relation",)), strict=True)
             if cells["relation"] == relation]  # fmt: skip
    if not codes or waits(codes[-1]):
        return None
    readings = rows_where(ProfileReading, sample_code=codes[-1], profile=SOMETHING, order="recorded_index")
    read = [read_profile(cells["profile"]) for cells in open_rows(readings, ("profile",))]
    known = [one for one in read if one is not None]
    return joined(known) if known else None


def have_two_parents(families: Iterable[str], other: str, relation: str) -> bool:
    """Whether this parent of those who seek one is by DNA another than that of the other enquiry.

    Source:   spec/kinship.md section 4; decision 0085.
    Given:    eight loci read whole of both, of which three differ: less may be a fault of the reading.
    """
    if relation not in PARENTS:
        return False
    own, theirs = _of_parent(families, relation), _of_parent([other], relation)
    if own is None or theirs is None:
        return False
    shared = own.whole.keys() & theirs.whole.keys()
    return len(shared) >= LEAST_LOCI and len(differing_loci(own, theirs)) >= TWO_PERSONS_LOCI
