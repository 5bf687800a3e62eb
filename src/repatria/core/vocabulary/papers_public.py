"""The leaflet of a notice to relatives: what is handed out and posted where no page reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletPaper:
    """A notice to relatives in one language, or that it was withdrawn.

    Source:   practice rules 1, 18.
    Given:    `whom` the bureau and the others who may be asked, a line each; `withdrawn_on` None while it stands.
    Raises:   PaperInputError for a leaflet that says nothing.
    Not:      a prisoner's words, name, picture or count; a flag or an emblem.
    """

    mark: PaperMark
    number: int
    dated: date
    withdrawn_on: date | None
    paragraphs: tuple[str, ...]
    conditions: str
    legal_basis: str
    whom: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.paragraphs:
            raise PaperInputError("a leaflet says something", (("paragraphs", "missing"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.LEAFLET
