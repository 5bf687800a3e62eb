"""What can go wrong between a paper's values and its sheet."""

from __future__ import annotations

from repatria.core.vocabulary.errors import OutsideError


class PrintingError(OutsideError):
    """The typesetter refused the paper. It is permanent: the same values would be refused again."""

    code = "printing.E001"


class CatalogueError(OutsideError):
    """A text of the papers is absent in a language, so that nothing is printed rather than half a sentence."""

    code = "printing.E002"
