"""Sets a laboratory's kinship report as a tagged PDF, from the same faces as the papers and from a template of its own.

It is a laboratory's working paper: no code, no check word, one language. Values travel as JSON and are set as strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import typst

from repatria.adapters.printing.errors import PrintingError
from repatria.adapters.printing.glyphs import printable
from repatria.adapters.printing.printer import TEMPLATES, TYPESETTER_SAYS, faces, with_each_string

_WIDTH = re.compile(r'<svg [^>]*width="(\d+)"')


def print_kinship_report(sheet: Mapping[str, Any], on: date) -> bytes:
    """Returns the PDF of a sheet: title, language, foot, and blocks in order.

    Returns:  the same bytes for the same sheet.
    Raises:   PrintingError when the typesetter refuses; nothing was printed.
    """
    content = with_each_string(sheet, lambda text: printable(text)[0])
    for block, given in zip(content["blocks"], sheet["blocks"], strict=True):
        if block["kind"] == "picture":  # drawn by us; only texts are checked for what no face draws
            width = _WIDTH.match(given["svg"])
            block |= {"svg": given["svg"], "width": int(width.group(1)) if width else 0}
    try:
        return bytes(
            typst.compile(
                TEMPLATES / "kinship_report.typ",
                root=TEMPLATES,
                font_paths=faces(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"sheet": json.dumps(content)},
                pdf_standards=["ua-1"],
                timestamp=int(datetime.combine(on, time(), UTC).timestamp()),
            )
        )
    except typst.TypstError as refusal:
        reason = refusal.message.split(TYPESETTER_SAYS)[0]
        raise PrintingError(f"the typesetter refused a report: {reason}", permanent=True) from None
