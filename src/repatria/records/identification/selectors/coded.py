"""Profiles of the dead that go out under codes: by numbers, and the file as it was made, with a leaf."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from repatria.core.law.identification import CodedTo
from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import PAGE, Lines, newest
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.identification.models import CodedProfiles
from repatria.records.identification.services.coded import coded_row
from repatria.records.vault.opening import open_rows

CODED = "identification.?coded"
OPENS = "identification.?profile"


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
    recorded_index: int


def _line(row: CodedProfiles) -> CodedLine:
    return CodedLine(
        coded_id=row.pk, to=CodedTo(row.to), recipient=row.recipient, reference=row.reference, state=row.state,
        samples=len(row.samples.split()), digest=row.digest, received_on=row.received_on, receipt=row.receipt,
        is_same=row.is_same, recorded_index=row.recorded_index,
    )  # fmt: skip


@question(CODED)
def coded_files(acting: Acting, before_index: int = -1) -> Lines[CodedLine]:
    """One page of the files of coded profiles, the newest first.

    Given:    the list goes on after the file recorded at `before_index`; -1 for its beginning.
    """
    require(acting, CODED)
    rows, has_more = newest(CodedProfiles.objects.all(), before_index, PAGE)
    return Lines(map(_line, rows), has_more=has_more)


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
