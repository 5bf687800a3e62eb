"""`repatria link explain`: two names beside each other, each step of the comparison with its bits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from repatria.core.linkage.explanation import (
    prior_in_words,
    probability_in_words,
    reach_in_words,
    waterfall_svg,
    waterfall_text,
)
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterRow
from repatria.doors.files.linking.as_written import quoting
from repatria.doors.files.linking.errors import AnswerFileError
from repatria.doors.files.linking.parts_file import written_at_once

Drawn = Callable[[str], bytes]
"""Turns a drawing (SVG) into a picture (PNG)."""
_SECOND = "\x1fsecond"  # no register's number holds this sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The comparison of two names.

    Given:    `how_sure` the probability in words, or what the weight is worth where no register was named.
    """

    candidate: Candidate
    how_sure: str
    frequencies: str


def explain_pair(enquiry: EnquiryRow, second: RegisterRow, index: LinkageIndex | None, language: str) -> Explained:
    """Compares what was asked with a name that is put into the register for this one question.

    Given:    without an index, how common a name is comes from the background of the weights alone.
    """
    frequencies = "how common each name is was counted in the register"
    if index is None:
        index = LinkageIndex.build(())
        background = index.weights.background
        frequencies = (
            f"how common each name is was not counted: no register was named, so each counts as one among "
            f"{background:,.0f} (the background of the weights); --in R.tsv counts"
        )
        weighed = _compared(index, enquiry, second)
        return Explained(
            candidate=weighed, how_sure=reach_in_words(weighed.match_weight_bits, language), frequencies=frequencies
        )
    weighed = _compared(index, enquiry, second)
    frequencies = f"{frequencies}\n{prior_in_words(index.prior, language)}"
    return Explained(candidate=weighed, how_sure=probability_in_words(weighed, language), frequencies=frequencies)


def _compared(index: LinkageIndex, enquiry: EnquiryRow, second: RegisterRow) -> Candidate:
    row = RegisterRow(person_id=_SECOND, name=second.name, birth_date=second.birth_date, place=second.place)
    index.add(row)
    weighed = index.compare(enquiry, _SECOND, closely=True)
    assert weighed is not None, "it was added just now"
    return quoting(weighed, [second])


def explained_text(explained: Explained, language: str) -> str:
    """The comparison as lines."""
    return f"{waterfall_text(explained.candidate, language, how_sure=explained.how_sure)}\n\n{explained.frequencies}"


def draw(explained: Explained, language: str, svg: Path | None, png: Path | None, drawn: Drawn) -> list[Path]:
    """Writes the waterfall as a drawing, as a picture, or both.

    Returns:  what was written.
    Raises:   AnswerFileError where the folder is not there; PrintingError of `drawn`.
    """
    drawing = waterfall_svg(explained.candidate, language, how_sure=explained.how_sure)
    made = [(svg, drawing.encode()), (png, b"" if png is None else drawn(drawing))]
    written = [(path, content) for path, content in made if path is not None]
    for path, _ in written:
        if not path.parent.is_dir():
            raise AnswerFileError(f"{path}: its folder is not there")
    for path, content in written:
        with written_at_once(path) as stream:
            stream.write(content)
    return [path for path, _ in written]
