"""The house's own words of its papers: they lie with the sheets, and whoever keeps them says so here."""

from __future__ import annotations

from collections.abc import Callable

from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.texts import Texts

_answers: list[Callable[[PaperClass], Texts]] = []


def papers_say(of: Callable[[PaperClass], Texts] | None) -> None:
    """Says who answers for the texts of a paper that ship, by dotted key and language; None for nobody."""
    _answers[:] = [of] if of else []


def shipped_texts(paper: PaperClass) -> Texts:
    """The texts of a paper that ship.  Raises: LookupError where nobody answers: the process was started without."""
    if not _answers:
        raise LookupError("nobody said what the papers of this house say")
    return _answers[0](paper)


def are_texts_known() -> bool:
    """Whether somebody answers in this process."""
    return bool(_answers)
