"""Profiles of the dead that go out under codes: by numbers, and the file as it was made, with a leaf."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from repatria.core.law.identification import CodedTo
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.identification.models import CodedProfiles
from repatria.records.identification.services.coded import coded_row
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

CODED = "identification.?coded"
OPENS = "identification.?profile"
_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedLine:
    """One file by numbers: to whom, how many profiles, how far it is."""

    coded_id: str
    to: CodedTo
    recipient: str
    reference: str
    state: str
    samples: int
    digest: str
    received_on: str
    receipt: str
    is_same: bool


def _line(row: CodedProfiles) -> CodedLine:
    return CodedLine(
        coded_id=row.pk, to=CodedTo(row.to), recipient=row.recipient, reference=row.reference, state=row.state,
        samples=len(row.samples.split()), digest=row.digest, received_on=row.received_on, receipt=row.receipt,
        is_same=row.is_same,
    )  # fmt: skip


@question(CODED)
def coded_files(acting: Acting) -> tuple[CodedLine, ...]:
    """The files of coded profiles, the newest first."""
    require(acting, CODED)
    return tuple(map(_line, rows_where(CodedProfiles, order="-recorded_index", at_most=_PAGE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFile:
    """One file as it was made, and which sample each code stands for: known here alone."""

    line: CodedLine
    content: str
    codes: tuple[tuple[str, str], ...]


@question(OPENS)
def coded_file(acting: Acting, coded_id: str) -> CodedFile:
    """One file, opened.

    Raises:   RoleForbidsError; UnknownCodedError.
    Leaf:     access.reading_recorded
    """
    require(acting, OPENS)
    row = coded_row(coded_id)
    record_reading(acting, question="identification.?profile", records=(row.pk,))
    (cells,) = open_rows([row], ("codes", "file"))
    codes = msgspec.json.decode(cells["codes"] or "{}", type=dict[str, str])
    return CodedFile(line=_line(row), content=cells["file"] or "", codes=tuple(sorted(codes.items())))
