"""Which characters the shipped faces can draw, read from the faces themselves, and what stands for the others.

Nothing may silently disappear from a paper: a character without a glyph, and a control that would turn the line round
or hide in it, is printed as its number, `[U+4E2D]`, and reported.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache

from repatria.adapters.printing.catalogue import ROOM

FACE_FOLDER = ROOM / "fonts"
_JOINERS = frozenset("\u200c\u200d")  # Persian names need them; they hide nothing
_LONGEST_RUN = 24  # characters without a place to break; a column of the papers holds about as many capitals
_PIECE = 12
_BREAK = "\u200b"


@cache
def drawn_characters() -> frozenset[int]:
    """Returns the code points that regular and bold of some shipped family both draw."""
    families: dict[str, set[int]] = {}
    for face in sorted(FACE_FOLDER.glob("*.ttf")):
        family = face.stem.rsplit("-", 1)[0]
        points = set(_mapped_points(face.read_bytes()))
        families[family] = families[family] & points if family in families else points
    return frozenset().union(*families.values())


def _mapped_points(face: bytes) -> Iterator[int]:
    """Reads the character map of a TrueType face.  Source: OpenType 1.9, `cmap`, format 4 (the shipped faces' only)."""
    (tables,) = struct.unpack_from(">H", face, 4)
    heads = (struct.unpack_from(">4sLLL", face, 12 + 16 * i) for i in range(tables))
    cmap = next(offset for tag, _, offset, _ in heads if tag == b"cmap")
    (count,) = struct.unpack_from(">H", face, cmap + 2)
    records = (struct.unpack_from(">HHL", face, cmap + 4 + 8 * i) for i in range(count))
    start = next(cmap + offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    form, _, _, twice = struct.unpack_from(">HHHH", face, start)
    if form != 4:
        raise ValueError("a shipped face has a character map of an unexpected form")
    ends = struct.unpack_from(f">{twice // 2}H", face, start + 14)
    first_of = struct.unpack_from(f">{twice // 2}H", face, start + 16 + twice)
    deltas = struct.unpack_from(f">{twice // 2}H", face, start + 16 + 2 * twice)
    range_base = start + 16 + 3 * twice
    ranges = struct.unpack_from(f">{twice // 2}H", face, range_base)
    for i, (first, last) in enumerate(zip(first_of, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if ranges[i]:
                (glyph,) = struct.unpack_from(">H", face, range_base + 2 * i + ranges[i] + 2 * (point - first))
                if glyph == 0:
                    continue
            if (glyph + deltas[i]) & 0xFFFF:
                yield point


def _is_drawn(character: str) -> bool:
    if character == "\n" or character in _JOINERS:
        return True
    # Zl, Zp, Cc, Cf, Cs, Co: controls and holes, whether or not a face maps them.
    category = unicodedata.category(character)
    return category not in {"Zl", "Zp"} and category[0] != "C" and ord(character) in drawn_characters()


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns the text as it can be drawn, and the characters that stand in it as numbers, each once.

    Returns:  tabs as spaces, line ends as one newline; very long words may break, so that none leaves the page.
    """
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lost = tuple(dict.fromkeys(f"U+{ord(c):04X}" for c in flat if not _is_drawn(c)))
    drawn = "".join(c if _is_drawn(c) else f"[U+{ord(c):04X}]" for c in flat)
    return " ".join(_breakable(word) for word in drawn.split(" ")), lost


def _breakable(word: str) -> str:
    if len(word) <= _LONGEST_RUN or max(map(len, re.split("[-/\n]", word))) <= _LONGEST_RUN:
        return word
    pieces, since = [], 0
    for character in word:
        # Marks stay with their letter, but a heap of marks is broken too.
        if since >= _PIECE and (not unicodedata.combining(character) or since >= 2 * _LONGEST_RUN):
            pieces.append(_BREAK)
            since = 0
        pieces.append(character)
        since += 1
    return "".join(pieces)
