"""The kinds of blocks of which a report's sheet is made, and how its figures and names are written in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from repatria.doors.files.kinship.report_words import Words
from repatria.doors.files.kinship.sensitivity import NO_THETA

Report = Mapping[str, Any]
Block = dict[str, Any]


def head(words: Words, key: str) -> Block:
    return {"kind": "head", "text": words.label(key)}


def facts(*rows: tuple[str, str]) -> Block:
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, is_small: bool = False
) -> Block:
    return {
        "kind": "table", "head": list(head), "rows": [list(row) for row in rows], "widths": list(widths),
        "is_small": is_small,
    }  # fmt: skip


def spelt(report: Report, loci: Sequence[str]) -> str:
    """Names of loci as the table of frequencies spells them."""
    return ", ".join(report["loci"]["spelling"].get(name, name) for name in loci)


def place(report: Report, words: Words, *, is_quoted: bool = False) -> str:
    family, written = report["family"], words.quoted if is_quoted else words.member
    return " / ".join(written(name, family["id"]) for name in family["places"])


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    return text[:1].lower() + text[1:]


def remark(words: Words, code: str) -> str:
    """Why there is no figure, in the reader's language; the JSON says it in the program's words."""
    known = code if code in ("", NO_THETA) else "no_row_other"
    return words.say(known) if known else ""


def log(words: Words, value: float | str | None, *, is_signed: bool = False) -> str:
    """A logarithm; infinities come as words from the figures."""
    if isinstance(value, str):
        return words.say({"Inf": "impossible_h2", "-Inf": "impossible_h1"}[value])
    return words.fixed(value, 4, is_signed=is_signed)
