"""Sets a laboratory's kinship report as a tagged PDF, from the same faces as the papers and from a template of its own.

It is a laboratory's working paper: no code, no check word, English only. Values travel as JSON and are set as strings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import typst

from repatria.adapters.printing.errors import PrintingError
from repatria.adapters.printing.glyphs import printable
from repatria.adapters.printing.printer import TEMPLATES, TYPESETTER_SAYS, faces, with_each_string

_PICTURE = "pedigree_svg"


def print_kinship_report(report: Mapping[str, Any], on: date) -> bytes:
    """Returns the PDF of a report.

    Returns:  the same bytes for the same report.
    Raises:   PrintingError when the typesetter refuses; nothing was printed.
    """
    picture = report[_PICTURE]
    content = with_each_string({k: v for k, v in report.items() if k != _PICTURE}, lambda text: printable(text)[0])
    try:
        return bytes(
            typst.compile(
                TEMPLATES / "kinship_report.typ",
                root=TEMPLATES,
                font_paths=faces(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"report": json.dumps(content), "picture": picture},
                pdf_standards=["ua-1"],
                timestamp=int(datetime.combine(on, time(), UTC).timestamp()),
            )
        )
    except typst.TypstError as refusal:
        reason = refusal.message.split(TYPESETTER_SAYS)[0]
        raise PrintingError(f"the typesetter refused a report: {reason}", permanent=True) from None
