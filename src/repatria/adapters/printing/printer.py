"""Sets a paper with Typst: a tagged PDF (PDF/UA-1) from the shipped templates, texts and faces and nothing else.

Values travel as JSON in `sys.inputs` and are set as strings, so that nothing a person wrote is read as markup. No face
of the machine is used, no package fetched, no clock asked: the same paper gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import typst

from repatria.adapters.printing.catalogue import ROOM, section, worded
from repatria.adapters.printing.errors import PrintingError
from repatria.adapters.printing.forms import form_of, sheet_of, titles_of
from repatria.adapters.printing.glyphs import FACE_FOLDER, printable
from repatria.adapters.printing.squares import drawing_of
from repatria.core.vocabulary.papers import LETTER_KINDS, Paper, PaperKind, PaperMark

TEMPLATES = ROOM / "templates"
KEPT = LETTER_KINDS | {
    PaperKind.POSTED_LETTER, PaperKind.HANDOVER_RECORD, PaperKind.STATUTORY_NOTICE, PaperKind.CAPTURE_CARD,
    PaperKind.EXCHANGE_LIST, PaperKind.BOARD_REPORT,
}  # fmt: skip
"""Papers whose code and check word an act keeps; of all others nobody can check them."""
TYPESETTER_SAYS = "`"  # Typst quotes the offending text after this sign; the text may be somebody's name


class TypstPrinter:
    """Prints papers. It fulfils the port `core.vocabulary.papers.PaperPrinter`."""

    def print_paper(self, paper: Paper) -> bytes:
        """Returns the tagged PDF of a paper.

        Given:    characters without a glyph are printed as their numbers, with a note; `unprintable` names them.
        Returns:  the same bytes for the same paper, wherever it is printed.
        Raises:   PrintingError when the typesetter refuses or warns; nothing was printed.
        """
        given, _ = _given(paper)
        try:
            sheet, warnings = typst.compile_with_warnings(
                sheet_of(paper),
                root=ROOM,
                font_paths=faces(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"paper": json.dumps(given)},
                pdf_standards=["ua-1"],
                timestamp=int(paper.mark.printed_at.timestamp()),
            )
        except typst.TypstError as refusal:
            reason = refusal.message.split(TYPESETTER_SAYS)[0]
            # Without its cause: Typst quotes the text it stumbled over, and errors hold no personal data.
            raise PrintingError(f"the typesetter refused a {paper.kind}: {reason}", permanent=True) from None
        if warnings:
            raise PrintingError(f"the typesetter warned {len(warnings)} times about a {paper.kind}", permanent=True)
        return bytes(sheet)

    def unprintable(self, paper: Paper) -> tuple[str, ...]:
        """Names the characters of a paper that no shipped face draws, each once, as `U+4E2D`."""
        return _given(paper)[1]


@cache
def faces() -> typst.Fonts:
    """Returns the shipped faces, read once; none of the machine is among them."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FACE_FOLDER)])


def _square(mark: PaperMark, address: str) -> str:
    """Draws the QR code: the check page with the code where the public may check, else the code alone."""
    return drawing_of(f"{address}?code={mark.code}" if address else mark.code)


def _given(paper: Paper) -> tuple[dict[str, Any], tuple[str, ...]]:
    with worded(paper.mark.words) as words:
        given, lost = _in_words(paper)
    given["mark"]["versions"] = list(words.printed)
    return given, lost


def _in_words(paper: Paper) -> tuple[dict[str, Any], tuple[str, ...]]:
    form, mark = form_of(paper), paper.mark
    address = mark.check_address if paper.kind.is_checked_publicly else ""
    said = "check_public" if address else "check_kept" if paper.kind in KEPT else "check_none"
    if paper.kind is PaperKind.MESSAGE:
        said = "check_answer"  # an act keeps a hash of its code, by which his answer is known
    advice = [section(language, "common")[said].format(address=address) for language in mark.languages]
    lost: dict[str, None] = {}

    def drawn(text: str) -> str:
        clean, missing = printable(text)
        lost.update(dict.fromkeys(missing))
        return clean

    given = with_each_string(
        {
            "languages": list(mark.languages),
            "titles": titles_of(paper),
            "t": form.texts,
            "v": form.values,
            "mark": {
                "code": mark.code,
                "check_word": mark.check_word,
                "bureau": list(mark.bureau),
                "telephone": mark.telephone,
                "demo": mark.demo,
                "advice": advice,
            },
        },
        drawn,
    )
    given["mark"]["qr"] = _square(mark, address)
    given["unprintable"] = (
        [section(language, "common")["unprintable"].format(characters=", ".join(lost)) for language in mark.languages]
        if lost
        else []
    )
    return given, tuple(lost)


def with_each_string(value: Any, change: Callable[[str], str]) -> Any:
    """Returns lists and tables with every string in them changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [with_each_string(one, change) for one in value]
    if hasattr(value, "items"):
        return {key: with_each_string(one, change) for key, one in value.items()}
    return value
