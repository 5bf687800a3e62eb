"""Drawing the pages of a PDF anew: of what somebody sends, pixels are kept and nothing else.

`draw_pages` runs in the child, where no file opens; PDFium is built without scripts and without forms that run.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from repatria.core.vocabulary.pictures import LONGEST_PAGE, MOST_PAGES, PAPER, refuse_picture

if TYPE_CHECKING:
    from PIL.Image import Image

_LEAST_PIXELS = 8  # of a page's shorter edge: of a narrower one nobody reads anything
_TRIES = ((1.0, 85), (1.0, 60), (0.7, 60), (0.5, 50))  # how much smaller, and the quality
_GAP = 12  # pixels between two pages


def draw_pages(content: bytes) -> bytes:
    """Draws all pages of a PDF one beneath the other as a JPEG, without a word, a link or a file that lay in it.

    Units:    a page's longer edge is `LONGEST_PAGE` pixels long at most.
    Raises:   PictureRefusedError.
    """
    pages = list(_pages(content))
    width = max(one.width for one in pages)
    for share, quality in _TRIES:
        drawn = _beneath(pages, width, share)
        out = io.BytesIO()
        drawn.save(out, "JPEG", quality=quality)
        if len(out.getvalue()) <= PAPER.largest_drawn:
            return out.getvalue()
    raise refuse_picture("large_picture")


def _pages(content: bytes) -> Iterator[Image]:
    import pypdfium2

    try:
        given = pypdfium2.PdfDocument(content)
        count = len(given)
    except pypdfium2.PdfiumError as error:
        raise refuse_picture("locked_file" if "password" in str(error).lower() else "broken_picture") from error
    if not 0 < count <= MOST_PAGES:
        raise refuse_picture("many_pages" if count else "broken_picture")
    for number in range(count):
        try:
            page = given[number]
            scale = LONGEST_PAGE / max(*page.get_size(), 1.0)
            if min(page.get_size()) * scale < _LEAST_PIXELS:
                raise refuse_picture("broken_picture")
            yield page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
            raise refuse_picture("broken_picture") from error


def _beneath(pages: list[Image], width: int, share: float) -> Image:
    from PIL import Image

    sizes = [(max(1, round(one.width * share)), max(1, round(one.height * share))) for one in pages]
    height = sum(size[1] for size in sizes) + _GAP * (len(pages) - 1)
    drawn, at = Image.new("RGB", (max(1, round(width * share)), height), "white"), 0
    for one, size in zip(pages, sizes, strict=True):
        drawn.paste(one if share == 1.0 else one.resize(size), (0, at))
        at += size[1] + _GAP
    return drawn
