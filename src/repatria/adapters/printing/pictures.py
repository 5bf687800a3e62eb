"""Turns a drawing of ours (SVG) into a picture (PNG) with the shipped faces and nothing of the machine."""

from __future__ import annotations

import typst

from repatria.adapters.printing.errors import PrintingError
from repatria.adapters.printing.printer import TEMPLATES, TYPESETTER_SAYS, faces

_DOTS_PER_INCH = 144
"""Two dots a unit of the drawing's points: sharp on paper of half a page's width."""


def png_of(drawing: str) -> bytes:
    """Returns the picture of a drawing.

    Given:    a whole SVG element that loads nothing.
    Raises:   PrintingError when the typesetter refuses it.
    """
    try:
        drawn = typst.compile(
            TEMPLATES / "picture.typ",
            root=TEMPLATES,
            font_paths=faces(),
            ignore_system_fonts=True,
            format="png",
            ppi=_DOTS_PER_INCH,
            sys_inputs={"drawing": drawing},
        )
    except typst.TypstError as refusal:
        # Without its cause: Typst quotes the text it stumbled over, and errors hold no personal data.
        reason = refusal.message.split(TYPESETTER_SAYS)[0]
        raise PrintingError(f"the typesetter refused a drawing: {reason}", permanent=True) from None
    return bytes(drawn)
