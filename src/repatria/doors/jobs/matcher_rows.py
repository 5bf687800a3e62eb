"""What the matcher takes from the records and gives back: rows for its indexes, what it found as lines of an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, TypeVar

from repatria.core.linkage.comparison import PPM
from repatria.core.linkage.explanation import places_of
from repatria.core.linkage.rows import Candidate, EnquiryRow, FieldWeight, RegisterRow
from repatria.core.vocabulary.errors import TamperError
from repatria.core.vocabulary.written_dates import Occasion, comparable, occasion_of_page
from repatria.doors.jobs.consumers import SILENT
from repatria.records.enquiries.military import enquiry_of
from repatria.records.enquiries.selectors import SoughtRow
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import Recorded
from repatria.records.matching.acts import ProposedPair, UnlaidPair, WeightLine
from repatria.records.matching.services import pair_number
from repatria.records.register.names import NameRow
from repatria.records.vault.keyring import Purpose

LEAST_BITS = 3.0  # in a register of few men a pair lighter than this is likely because of nothing that he shares
OF_NAME = frozenset({"surname", "given_name", "patronymic", "word_order"})  # fields that are read from the name
R = TypeVar("R")
Apart = Callable[[str], AbstractContextManager[None]]
"""What is done with one number fails apart from all others."""


def register_row(row: NameRow, on: date) -> RegisterRow:
    """A person as the index takes him; his date of birth, whatever words it was taken down in, as read on a day."""
    return RegisterRow(
        person_id=row.person_id, surname=row.surname, given_name=row.given_name, patronymic=row.patronymic,
        birth_date=comparable(row.birth_date, Occasion(not_after=on)), place=row.place, unit=row.unit,
        number=row.number, rank=row.rank,
    )  # fmt: skip


def enquiry_row(row: SoughtRow) -> EnquiryRow:
    """An enquiry as the index is asked about it: her words for his birth as they are read on her page and her day."""
    occasion = occasion_of_page(row.language, date.fromisoformat(row.received_on))
    return EnquiryRow(
        enquiry_id=row.enquiry_id, name=row.name, birth_date=comparable(row.birth_date, occasion), place=row.place,
        unit=row.unit,
    )  # fmt: skip


def lessened(entries: Iterable[Recorded]) -> list[str]:
    """Which enquiries lost something that she said, or all of it: they are read again, and nothing is laid anew."""
    gone = [one.act for one in entries if isinstance(one.act, KeyDestroyed)]
    return [enquiry_of(one.subject) or one.subject for one in gone if one.purpose is Purpose.KIN]


def words_read(step: FieldWeight, enquiry: EnquiryRow) -> tuple[int, ...]:
    """Which words of her line a step was read from, by place."""
    return places_of(step.enquiry_value, enquiry.name) if step.field in OF_NAME else ()


def proposed(enquiry: EnquiryRow, candidate: Candidate) -> ProposedPair:
    """A pair as the act that proposes it holds it: levels, bits and places of words, no word."""
    return ProposedPair(
        pair_id=pair_number(enquiry.enquiry_id, candidate.person_id), person_id=candidate.person_id,
        millibits=round(candidate.match_weight_bits * 1000), probability_ppm=round(candidate.probability * PPM),
        equally_good=candidate.equally_good,
        lines=tuple(
            WeightLine(
                field=f.field, level=f.level, millibits=round(f.weight_bits * 1000),
                words_read=words_read(f, enquiry),
            )
            for f in candidate.fields
        ),
    )  # fmt: skip


def laid_and_not(
    enquiry: EnquiryRow, found: Iterable[Candidate], least_ppm: int
) -> tuple[list[ProposedPair], list[UnlaidPair]]:
    """The pairs to be laid before reviewers, and those that are kept by number: something speaks for them, too little.

    Units:    `least_ppm` the least chance of the first, in a million
    """
    weighty = [c for c in found if c.match_weight_bits >= LEAST_BITS]
    pairs = [one for c in weighty if (one := proposed(enquiry, c)).probability_ppm >= least_ppm]
    laid = {pair.pair_id for pair in pairs}
    unlaid = [
        UnlaidPair(pair_id=number, person_id=c.person_id, probability_ppm=round(c.probability * PPM))
        for c in weighty
        if (number := pair_number(enquiry.enquiry_id, c.person_id)) not in laid
    ]
    return pairs, unlaid


def told_of(candidate: Candidate, asked: EnquiryRow) -> dict[str, Any]:
    """A candidate as the matcher answers with him: numbers, and no word of a name."""
    return {
        "person_id": candidate.person_id, "bits": candidate.match_weight_bits, "probability": candidate.probability,
        "equally_good": candidate.equally_good,
        "fields": [[f.field, f.level, f.weight_bits, words_read(f, asked)] for f in candidate.fields],
    }  # fmt: skip


def by_number(read: Callable[[list[str]], Iterable[R]], numbers: list[str], apart: Apart) -> Iterable[R]:
    """The rows of these numbers; where one of them cannot be read, each is read alone."""
    if not numbers:
        return ()
    try:
        return tuple(read(numbers))
    except (TamperError, *SILENT):
        raise
    except Exception:
        rows: list[R] = []
        for number in numbers:
            with apart(number):
                rows += read([number])
        return rows
