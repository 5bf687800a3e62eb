"""Which readings say more than is said of nearly every profile, kept in this process under the seal that holds it.

What is said of a reading lies sealed and never changes. So each seal is opened once, however often somebody looks what
waits, and what was kept under one that was destroyed is dropped with the next look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from repatria.records.identification.models import ProfileReading
from repatria.records.identification.reading import USUAL_FLAGS
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

_AT_ONCE = 500


@dataclass(slots=True)
class _Kept:
    is_usual: dict[bytes, bool] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_kept = _Kept()


def codes_of_note() -> dict[str, bool]:
    """The samples of which a reading says more than the usual, the newest first, and whether each is a relative's."""
    rows = ProfileReading.objects.filter(profile__isnull=False, said__isnull=False).order_by("-recorded_index")
    seals = [(pk, code, is_reference, bytes(said)) for pk, code, is_reference, said
             in rows.values_list("pk", "sample_code", "is_reference", "said")]  # fmt: skip
    with _kept.lock:
        known = {seal: _kept.is_usual[seal] for *_, seal in seals if seal in _kept.is_usual}
        fresh = {pk: seal for pk, _, _, seal in seals if seal not in known}
        numbers = list(fresh)
        for start in range(0, len(numbers), _AT_ONCE):
            some = rows_where(ProfileReading, pk=numbers[start : start + _AT_ONCE])
            for row, cells in zip(some, open_rows(some, ("said",)), strict=True):
                known[fresh[row.pk]] = (cells["said"] or "") in USUAL_FLAGS
        _kept.is_usual = known
    return {code: is_reference for _, code, is_reference, seal in seals if not known.get(seal, True)}
