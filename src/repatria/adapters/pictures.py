"""Drawing a picture anew: of what somebody sends, pixels are kept and nothing else.

`draw_anew` runs in the child; `PicturesInAChild` asks it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from repatria.adapters.limited import LimitedChild, Limits
from repatria.core.vocabulary.pictures import FACE, PAPER, PDF, PICTURE_WORDS, Measures, picture_type, refuse_picture

LIMITS = Limits(
    memory_bytes=768 * 1024 * 1024, processor_seconds=10, clock_seconds=20, answer_bytes=FACE.largest_drawn
)  # fmt: skip
LIMITS_OF_PAPERS = Limits(
    memory_bytes=1280 * 1024 * 1024, processor_seconds=20, clock_seconds=60, answer_bytes=PAPER.largest_drawn
)  # fmt: skip
_JPEG = b"\xff\xd8\xff"
_KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
_OTHERS = (
    b"PK\x03\x04",
    b"%PDF-",
    b"<html",
    b"<script",
    b"<svg",
    b"<?php",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"GIF8",
)
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END = 0xDA, 0xD9
_QUALITIES = (85, 70, 50)


def draw_anew(content: bytes, measures: Measures = FACE) -> bytes:
    """Draws a picture anew as a JPEG: turned as its camera held it, of its measures, without a word about it.

    Raises:   PictureRefusedError.
    """
    kind = _kind(content)
    if any(sign in _behind(kind, content)[:4096].lower() for sign in map(bytes.lower, _OTHERS)):
        raise refuse_picture("other_file_inside")
    from PIL import Image, ImageOps

    edge = measures.longest_edge
    most = measures.most_pixels_of_jpeg if kind == "JPEG" else measures.most_pixels
    Image.MAX_IMAGE_PIXELS = None  # the bound is ours and stands two lines below
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as given:
            if given.width * given.height > most or min(given.size) < 1:
                raise refuse_picture("many_pixels")
            given.draft("RGB", (edge * 2, edge * 2))
            given.load()
            drawn = given.convert("RGBA") if "A" in given.getbands() or "transparency" in given.info else given
            drawn.thumbnail((edge, edge))
            turned = ImageOps.exif_transpose(drawn)
        plain = Image.new("RGB", turned.size, "white")
        plain.paste(turned, mask=turned.getchannel("A") if turned.mode == "RGBA" else None)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError) as error:
        raise refuse_picture("broken_picture") from error
    for quality in _QUALITIES:
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=quality)
        if len(out.getvalue()) <= measures.largest_drawn:
            return out.getvalue()
    raise refuse_picture("large_picture")


def _kind(content: bytes) -> str:
    if not content:
        raise refuse_picture("empty_file")
    if kind := _KINDS.get(picture_type(content)):
        return kind
    head = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    is_drawing = head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in content[:65536].lower()
    raise refuse_picture("drawing_instructions" if is_drawing else "no_picture")


def _behind(kind: str, content: bytes) -> bytes:
    """What stands behind the end of the picture: cameras leave something there, and so does whoever hides a file."""
    if kind == "WEBP":
        return content[8 + int.from_bytes(content[4:8], "little") :]
    if kind == "PNG":
        end = content.find(b"IEND")
        return content[end + 8 :] if end >= 0 else b""
    if kind == "HEIF":
        return content[_end_of_boxes(content) :]
    return content[_end_of_jpeg(content) :]


def _end_of_jpeg(content: bytes) -> int:
    """Where the picture ends, segment by segment: a small one within a segment ends nothing."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return len(content)  # no segment: its reader will say so
        marker = content[at + 1]
        if marker == _END:
            return at + 2
        if marker in _STANDALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            at = _next_marker(content, at)
    return at + 2 if content[at : at + 2] == b"\xff\xd9" else len(content)


def _end_of_boxes(content: bytes) -> int:
    """Where the boxes of a HEIC end: behind them, or in place of one, stands no other file."""
    at = 0
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        if size == 0:
            return len(content)
        if size < 8 or not content[at + 4 : at + 8].isalnum():
            break
        at += size
    return min(at, len(content))


def _next_marker(content: bytes, at: int) -> int:
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] != 0 and content[at + 1] not in range(0xD0, 0xD8):
            return at
        at += 2
    return len(content)


@dataclass(frozen=True, slots=True)
class PicturesInAChild:
    """Draws pictures anew, each in a child of its own."""

    child: LimitedChild
    measures: Measures = FACE

    def __call__(self, content: bytes) -> bytes:
        """Raises: PictureRefusedError."""
        if not content:
            raise refuse_picture("empty_file")
        if len(content) > self.measures.largest:
            raise refuse_picture("large_picture")
        said = self.child.answer(content)
        if said.fell:
            raise refuse_picture("heavy_file")
        if said.refused or not said.content.startswith(_JPEG):
            raise refuse_picture(said.refused if said.refused in PICTURE_WORDS else "broken_picture")
        return said.content


@dataclass(frozen=True, slots=True)
class PapersInAChild:
    """Draws papers of hers anew: a photograph by one child, the pages of a PDF by another."""

    pictures: PicturesInAChild
    pages: PicturesInAChild

    def __call__(self, content: bytes) -> bytes:
        """Raises: PictureRefusedError."""
        return (self.pages if content.startswith(PDF) else self.pictures)(content)
