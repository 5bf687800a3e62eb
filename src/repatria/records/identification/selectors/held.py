"""Which profiles are held, and which are over: for the jobs that destroy them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from repatria.core.bodies.one_body import SURE_SEX
from repatria.core.law.identification import ProfileFlag
from repatria.records.identification.finding_rows import findings_of_families, findings_where
from repatria.records.identification.models import ProfileReading, Reference
from repatria.records.identification.one_body import sure_sex
from repatria.records.identification.reading import flags_of, read_sex
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.remains.sample_models import Sample


def is_held(reference_id: str) -> bool:
    """Whether a profile of this sample stands."""
    return bool(rows_where(ProfileReading, sample_code=reference_id, profile=SOMETHING, at_most=1))


def is_anything_held() -> bool:
    """Whether any profile is on record."""
    return bool(rows_where(ProfileReading, at_most=1))


def apart_by_sex(item_code: str) -> tuple[str, ...]:
    """The samples of an item whose profile shows another sex than its examinations are sure of.

    Given:    none of which that is said already, settled or not.
    """
    seen, found = sure_sex(item_code), []
    if seen not in SURE_SEX.values():
        return ()
    codes = [row.pk for row in rows_where(Sample, item_code=item_code)]
    rows = rows_where(ProfileReading, sample_code=codes, profile=SOMETHING)
    for code in sorted({row.sample_code for row in rows}):
        if read_sex(code) not in (seen, "U") and ProfileFlag.SEX_DIFFERS not in {one.flag for one in flags_of(code)}:
            found.append(code)
    return tuple(found)


def profiles_over(at: datetime) -> tuple[str, ...]:
    """The samples whose last day is past and whose profile stands."""
    past = Reference.objects.filter(until__lt=at.date().isoformat()).order_by("id").values_list("pk", flat=True)
    return tuple(one for one in past if is_held(one))


def findings_of_reference(reference_id: str) -> tuple[str, ...]:
    """The findings that rest on this sample and whose numbers stand."""
    rows = findings_of_families([enquiry_of_reference(reference_id)])
    return tuple(row.pk for row in rows if reference_id in row.references.split())


def enquiry_of_reference(reference_id: str) -> str:
    """The enquiry for which a sample was given; "" of staff."""
    rows = rows_where(Reference, pk=reference_id)
    return rows[0].enquiry_id if rows else ""


def is_found(*, sample_code: str, other_code: str, enquiry_id: str, references: Sequence[str], log10_lr: float) -> bool:
    """Whether the last finding of this pair says the same already: nothing is said twice."""
    rows = findings_where(order="-recorded_index", sample_code=sample_code, enquiry_id=enquiry_id)
    last = next((row for row in rows if row.other_code == other_code), None)
    if last is None or last.references.split() != list(references):
        return False
    return last.log10_lr == f"{log10_lr:.4f}"


def findings_over(at: datetime) -> tuple[str, ...]:
    """The findings whose numbers stand though a consent that they rest on was withdrawn or is over."""
    today = at.date().isoformat()
    given = Reference.objects.filter(Q(until__lt=today) | ~Q(withdrawn_on="")).values_list("pk", "enquiry_id")
    over = {pk: enquiry_id for pk, enquiry_id in given if enquiry_id}
    return tuple(
        row.pk for row in findings_of_families(over.values()) if over.keys() & set(row.references.split())
    )  # fmt: skip
