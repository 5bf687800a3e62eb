"""`repatria link find`: one name against a register, answered at once from its kept index."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from repatria.core.linkage.explanation import explanation_line, prior_in_words, probability_in_words, shown, word
from repatria.core.linkage.prior import given_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterRow
from repatria.core.names.writing import words_of
from repatria.core.vocabulary.written_dates import Custom, Occasion, comparable_of, read_written_date
from repatria.doors.files.linking.answers import rejected_beside
from repatria.doors.files.linking.as_written import line_of_row, quoting, written_birth_date, written_rows
from repatria.doors.files.linking.columns import AS_IT_IS, Reading
from repatria.doors.files.linking.errors import UnanswerableError
from repatria.doors.files.linking.kept_index import RegisterIndex, default_place, index_of
from repatria.doors.files.linking.parts_file import spare_inputs
from repatria.doors.files.linking.remarks import Remarks

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to one name; `rows` of the register are those of each candidate's number, as they are written."""

    candidates: tuple[Candidate, ...]
    register: RegisterIndex
    rows: Mapping[str, Sequence[RegisterRow]]


def enquiry_of(
    name: str, born: str = "", place: str = "", *, on: date | None = None, custom: Custom = Custom.UNKNOWN
) -> EnquiryRow:
    """Makes an enquiry of what was typed.

    Given:    `on` the day at which it was typed: without it ages and years of two figures are not read.
    Raises:   UnanswerableError for a name without any sign and for a date that is none; both are listed.
    """
    faults = []
    if not words_of(name):
        faults.append(("NAME", "has no letter and no sign that could be compared"))
    read = read_written_date(born, Occasion(said_on=on, custom=custom))
    if born.strip() and not read.readings:
        faults.append(("date of birth", 'is not read: write it as 12.04.1999, 12 квітня 1999, 1999 or "about 1999"'))
    if faults:
        raise UnanswerableError("there is nothing to compare", tuple(faults))
    return EnquiryRow(
        enquiry_id="", name=name, birth_date=comparable_of(read), place=place, birth_date_as_written=born.strip()
    )


def find_one(
    enquiry: EnquiryRow,
    register: Path,
    say: Say,
    *,
    top: int = 10,
    kept_at: Path | None = None,
    reading: Reading = AS_IT_IS,
    registered_share: float | None = None,
) -> Found:
    """Answers one enquiry; the index is kept beside the register unless another place is named.

    Given:    `registered_share` of enquiries about somebody registered, where it is known; else one is assumed.
    Raises:   UnreadableTableError, TableColumnsError, MissingLibraryError; OSError.
    """
    place = kept_at or default_place(register)
    spare_inputs((place, rejected_beside(place)), (register,))
    listed = rejected_beside(place) if os.access(place.parent, os.W_OK) else None
    remarks = Remarks(listed, say, is_spared=True)
    try:
        built = index_of(register, place, remarks, say, reading)
    finally:
        written = remarks.close()
    if listed is not None and written is None and not built.was_kept:
        listed.unlink(missing_ok=True)  # of a register that has been mended since
    if written is not None:
        say(f"rows that are not as they should be are written down in {written}; it holds personal data")
    if registered_share is not None:
        built.index.prior = given_prior(registered_share)
    found = built.index.find(enquiry, top)
    rows = written_rows(register, reading, (one.person_id for one in found))
    quoted = tuple(quoting(one, rows.get(one.person_id, ())) for one in found)
    return Found(candidates=quoted, register=built, rows=rows)


def found_text(found: Found, language: str, *, both_sides: bool = False) -> str:
    """The candidates as lines: number and how sure, where it is asked for his name and date of birth, then why."""
    if not found.candidates:
        return "nothing speaks for anybody in this register"
    lines = []
    for rank, one in enumerate(found.candidates, start=1):
        bits = f"{one.match_weight_bits:+.1f} {word('title', 'bits', language)}"
        lines.append(f"{rank:2}  {shown(one.person_id)}  {probability_in_words(one, language)}  ({bits})")
        lines += [f"      {shown(_told(row))}" for row in found.rows.get(one.person_id, ()) if both_sides]
        lines.append(f"      {explanation_line(one, language)}")
    lines.append(f"({prior_in_words(found.register.index.prior, language)})")
    return "\n".join(lines)


def _told(row: RegisterRow) -> str:
    return ", ".join(filter(None, (line_of_row(row), written_birth_date(row))))


def found_json(found: Found, language: str, *, both_sides: bool = False) -> str:
    """The candidates as JSON, one object; fields as the waterfall has them."""
    return json.dumps(
        {
            "persons": found.register.persons,
            "rejected_rows": found.register.rejected,
            "registered_share": round(found.register.index.prior.registered_share, 6),
            "registered_share_from": found.register.index.prior.source.value,
            "registered_share_among": found.register.index.prior.among,
            "candidates": [
                {
                    "rank": rank,
                    "person_id": one.person_id,
                    "match_weight_bits": one.match_weight_bits,
                    "probability": round(one.probability, 6),
                    "equally_good": one.equally_good,
                    "probability_of_relatives": round(one.relatives, 6),
                    "in_words": probability_in_words(one, language),
                    "fields": [
                        {
                            "field": step.field, "asked": step.enquiry_value, "on_record": step.register_value,
                            "level": step.level, "weight_bits": step.weight_bits,
                        }
                        for step in one.fields
                    ],
                    **({"on_record": [
                        {"name": line_of_row(row), "birth_date": written_birth_date(row)}
                        for row in found.rows.get(one.person_id, ())
                    ]} if both_sides else {}),
                }
                for rank, one in enumerate(found.candidates, start=1)
            ],
        },
        ensure_ascii=False,
        indent=2,
    )  # fmt: skip
