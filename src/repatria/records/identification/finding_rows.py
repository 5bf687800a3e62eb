"""Findings as rows with their seals opened: of which family, resting on whose samples, at how many loci.

Nothing of that stands open: once the numbers of a finding are destroyed, nobody reads that a family's DNA met a body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from repatria.records.identification.finding_models import Finding
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.keyring import current
from repatria.records.vault.opening import open_rows

SEALED = ("log10_lr", "by_locus", "inconsistent", "of_enquiry", "of_other", "rests_on", "of_loci")
_AT_ONCE = 500
BY_FAMILY = "finding_family"
"""Under which the blind index of a finding's family is made."""
_OPENED = ("log10_lr", "of_enquiry", "of_other", "rests_on", "of_loci")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding as it stands.

    Given:    `log10_lr` None, and family, samples and loci empty, where its key was destroyed.
    """

    pk: str
    comparison_id: str
    kind: str
    sample_code: str
    item_code: str
    other_code: str
    enquiry_id: str
    references: str
    loci: int
    log10_lr: str | None
    recorded_index: int


def opened_findings(rows: Sequence[Finding]) -> list[FindingRow]:
    """Each row with its seals opened."""
    return [
        FindingRow(
            pk=row.pk, comparison_id=row.comparison_id, kind=row.kind, sample_code=row.sample_code,
            item_code=row.item_code, other_code=row.other_code or cells["of_other"] or "",
            enquiry_id=cells["of_enquiry"] or "", references=cells["rests_on"] or "",
            loci=int(cells["of_loci"] or 0), log10_lr=cells["log10_lr"], recorded_index=row.recorded_index,
        )
        for row, cells in zip(rows, open_rows(list(rows), _OPENED), strict=True)
    ]  # fmt: skip


def finding_row(finding_id: str) -> FindingRow | None:
    """One of them by its number."""
    row = row_numbered(Finding, finding_id)
    return opened_findings([row])[0] if row is not None else None


def findings_where(*, order: str = "recorded_index", enquiry_id: str | None = None, **asked: Any) -> list[FindingRow]:
    """Those of which open columns say this, and of one family where it is named.

    Given:    of a family's, those whose numbers stand: of the others nobody reads whose they were.
    """
    if enquiry_id:
        asked["by_family"] = current().blind(BY_FAMILY, enquiry_id)
    rows = opened_findings(rows_where(Finding, order=order, **asked))
    return rows if enquiry_id is None else [row for row in rows if row.enquiry_id == enquiry_id]


def findings_of_families(enquiry_ids: Iterable[str]) -> list[FindingRow]:
    """The findings of these families whose numbers stand."""
    blind = [current().blind(BY_FAMILY, one) for one in sorted(set(enquiry_ids)) if one]
    found: list[FindingRow] = []
    for start in range(0, len(blind), _AT_ONCE):
        found += opened_findings(rows_where(Finding, by_family=blind[start : start + _AT_ONCE], order="recorded_index"))
    return found
