"""A picture that comes from outside: what is taken of it, how much, and in which word the rest is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from repatria.core.vocabulary.errors import InputError

LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes of a photograph of him that is taken."""
MOST_PIXELS = 50_000_000
"""Pixels that are decoded: more than most cameras of telephones give, less than what fills a machine's memory."""
LONGEST_EDGE = 800
"""Pixels of the longer edge of a face drawn anew: it is known again, a street sign behind it hardly."""
LARGEST_DRAWN = 512 * 1024
"""Bytes of a face drawn anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is taken of a kind of picture, and how large it is drawn anew.

    Units:    bytes, pixels. `most_pixels_of_jpeg` is another bound, since a JPEG is decoded smaller from the beginning.
    """

    largest: int
    most_pixels: int
    most_pixels_of_jpeg: int
    longest_edge: int
    largest_drawn: int


FACE = Measures(
    largest=LARGEST_PICTURE, most_pixels=MOST_PIXELS, most_pixels_of_jpeg=MOST_PIXELS, longest_edge=LONGEST_EDGE,
    largest_drawn=LARGEST_DRAWN,
)  # fmt: skip
PAPER = Measures(
    largest=15 * 1024 * 1024, most_pixels=MOST_PIXELS, most_pixels_of_jpeg=110_000_000, longest_edge=2_500,
    largest_drawn=3 * 1024 * 1024,
)  # fmt: skip
"""A paper of hers: the small print of a certificate is still read, and what a telephone makes is taken as it is."""

MOST_PAGES, LONGEST_PAGE = 12, 2_000
"""Pages of a PDF of hers that are drawn, and pixels of the longer edge of each: a certificate with its stamps."""

PDF = b"%PDF-"

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def picture_type(content: bytes) -> str:
    """The media type of a picture by its first bytes, "" for what is none that is taken; its name is not looked at."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS else ""


PICTURE_WORDS = frozenset({
    "empty_file", "large_picture", "no_picture", "drawing_instructions", "many_pixels", "other_file_inside",
    "broken_picture", "heavy_file", "many_pages", "locked_file",
})  # fmt: skip
"""Why a picture is not taken."""

PictureDrawer = Callable[[bytes], bytes]
"""Draws a picture anew, where a fault of its reader reaches nobody: a JPEG without anything but its pixels.

Raises:   PictureRefusedError with one of PICTURE_WORDS.
"""


class PictureRefusedError(InputError):
    """This file is no picture that is taken: it is empty, another kind of file, too large, or broken."""

    code = "vocabulary.E021"


def refuse_picture(word: str) -> PictureRefusedError:
    """The refusal by a word of PICTURE_WORDS, at the field `picture`."""
    assert word in PICTURE_WORDS, word
    return PictureRefusedError(f"not taken as a picture: {word}", (("picture", word),))
