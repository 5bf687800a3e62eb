"""What the engine found: a comparison as it was made, each finding with its numbers sealed, and their destruction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from repatria.core.law.identification import RULE_ERASED, ProfileFlag
from repatria.core.law.identification_board import FindingKind
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.identification.board_projectors import FINDING
from repatria.records.identification.errors import (
    NothingToDestroyError,
    StandingProfileError,
    UnknownFindingError,
)
from repatria.records.identification.finding_acts import ComparisonRecorded, FindingRecorded, FindingWords
from repatria.records.identification.finding_models import Comparison, Finding
from repatria.records.identification.finding_rows import SEALED, finding_row
from repatria.records.identification.reading import is_over, item_of, reference_row
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import Purpose

COMPARE, FIND, DESTROY_FINDING = (
    "identification.record_comparison", "identification.record_finding", "identification.destroy_finding",
)  # fmt: skip


@service
def record_comparison(
    acting: Acting, *, sample_code: str, rests_on_index: int, bodies: int, places: int, compared: int, least: str,
    table_id: str, version: str, flags: Sequence[ProfileFlag], like: Sequence[str], findings: int,
) -> str:  # fmt: skip
    """Records that a profile was compared with everything open: with how many, on which table, by which version.

    Source:   spec/kinship.md section 4: audit of each comparison; practice rule 23: whom it equals waits.
    Given:    a job of the house calls it; `like` other samples whose profile is the same.
    Returns:  the comparison's number.
    Raises:   RoleForbidsError.
    Leaf:     identification.comparison_recorded
    """
    require(acting, COMPARE)
    comparison_id = record_number("RC", acting.randomness(7))
    record(
        ComparisonRecorded(
            comparison_id=comparison_id, sample_code=sample_code, rests_on_index=rests_on_index, bodies=bodies,
            places=places, compared=compared, least=least, table_id=table_id, version=version, flags=tuple(flags),
            like=tuple(dict.fromkeys(one for one in like if one != sample_code)), findings=findings,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return comparison_id


@service
def record_finding(
    acting: Acting, *, comparison_id: str, kind: FindingKind, sample_code: str, log10_lr: float, loci: int,
    by_locus: Mapping[str, float], inconsistent: Sequence[str] = (), other_code: str = "", enquiry_id: str = "",
    references: Sequence[str] = (),
) -> str:  # fmt: skip
    """Records one pair that a comparison found. It names nobody; its numbers lie under a DNA key of their own.

    Source:   spec/kinship.md section 4
    Given:    a job of the house calls it; `references` the samples of relatives that it rests on, with which it goes.
    Returns:  the finding's number.
    Raises:   RoleForbidsError; UnknownFindingError for no such comparison.
    Leaf:     identification.finding_recorded
    """
    require(acting, FIND)
    if row_numbered(Comparison, comparison_id) is None:
        raise UnknownFindingError("no such comparison")
    finding_id = record_number("RY", acting.randomness(7))
    record(
        FindingRecorded(
            finding_id=finding_id, comparison_id=comparison_id, kind=kind, sample_code=sample_code,
            item_code=item_of(sample_code), other_code=other_code if kind is FindingKind.PART else "",
            words=FindingWords(
                log10_lr=f"{log10_lr:.4f}", inconsistent=" ".join(inconsistent), of_enquiry=enquiry_id,
                of_other="" if kind is FindingKind.PART else other_code, rests_on=" ".join(references),
                of_loci=str(loci),
                by_locus=msgspec.json.encode(
                    {name: round(value, 4) for name, value in by_locus.items()}, order="deterministic"
                ).decode(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return finding_id


@service
def destroy_finding(acting: Acting, *, finding_id: str) -> None:
    """Destroys the numbers of a finding once a sample that it rests on was taken back, or its consent is over.

    Source:   practice rule 26
    Raises:   UnknownFindingError; StandingProfileError while all of its consents stand; NothingToDestroyError.
    Leaf:     ledger.key_destroyed
    """
    require(acting, DESTROY_FINDING)
    row, opened = row_numbered(Finding, finding_id), finding_row(finding_id)
    if row is None or opened is None:
        raise UnknownFindingError("no such finding")
    if opened.log10_lr is None:
        raise NothingToDestroyError("its numbers are gone")
    if not any(is_over(reference_row(one), acting.at) for one in opened.references.split()):
        raise StandingProfileError("every consent that it rests on stands", provision=RULE_ERASED)
    cells = tuple(Cell(FINDING, row.pk, name) for name in SEALED if getattr(row, name) is not None)
    record(
        KeyDestroyed(
            purpose=Purpose.DNA, subject=row.pk, reason="a sample that it rests on is held no longer", approved_by=(),
            cells=cells, blind_cells=(Cell(FINDING, row.pk, "by_family"),) if row.by_family is not None else (),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
