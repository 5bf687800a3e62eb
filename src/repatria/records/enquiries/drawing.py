"""Who draws the pictures of her papers anew: bound from outside, since nothing here decodes what somebody sent."""

from __future__ import annotations

from hashlib import sha256

from repatria.core.vocabulary.pictures import PDF, PictureDrawer, PictureRefusedError, picture_type
from repatria.records.enquiries.acts import Paper

_drawers: list[PictureDrawer] = []
_ahead: dict[bytes, Paper] = {}


def papers_drawn_by(drawer: PictureDrawer | None) -> None:
    """Says who draws the pictures of papers anew in this process, or nobody with None."""
    _drawers[:] = [drawer] if drawer else []


def draw_ahead(paper: Paper) -> None:
    """Draws a paper before the log's lock is taken, for the one who takes the lock around more than one service."""
    _ahead.clear()
    _ahead[sha256(paper.content).digest()] = _drawn(paper)


def paper_drawn(paper: Paper) -> Paper:
    """A paper as staff may see it: the pixels of a picture or of a PDF's pages and nothing else; else no content, and
    the word why not.

    Raises:   RuntimeError where nobody draws: a picture is never kept as it came.
    """
    return _ahead.pop(sha256(paper.content).digest(), None) or _drawn(paper)


def _drawn(paper: Paper) -> Paper:
    if not _drawers:
        raise RuntimeError("nobody draws pictures of papers in this process")
    try:
        return Paper(media_type="image/jpeg", content=_drawers[0](paper.content))
    except PictureRefusedError as refused:
        kind = "application/pdf" if paper.content.startswith(PDF) else picture_type(paper.content)
        return Paper(media_type=kind, content=b"", word=refused.faults[0][1])
