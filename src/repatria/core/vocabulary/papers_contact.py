"""The paper on which her words reach him, with lines for his answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.papers import PaperKind, PaperMark


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePaper:
    """What is given to him by hand: for whom it is, from whom, as she calls herself, her words, and lines to answer.

    Source:   GC III art. 71; law-and-practice section 6.9.
    Given:    the code by which it is known when it comes back stands in its mark.
    Not:      her address, her enquiry, or what she is asked for.
    """

    mark: PaperMark
    his_name: str
    person_number: str
    her_name: str
    written_on: date
    text: str

    @property
    def kind(self) -> PaperKind:
        return PaperKind.MESSAGE
